#include "providers/simulators/cucm_uds/line_text.h"

#include "providers/simulators/cucm_uds/answer.h"

namespace muster::simulators::cucm_uds {
namespace {

Element preference(std::string_view name, const std::string& value, PreferenceForm form) {
  if (form != PreferenceForm::options) {
    Element shown(name, label_of(name, value));
    if (form == PreferenceForm::shared_label) shown.with("appliesToAllLineAppearances", "true");
    if (form == PreferenceForm::unshared_label) shown.with("appliesToAllLineAppearances", "false");
    return shown.with("value", value);
  }
  Element shown(name);
  shown.with("value", value);
  for (const auto& option : options(name, {})) shown.add(Element("option", option.name).with("value", option.value));
  return shown;
}

}  // namespace

Element forwarding_text(const Call& call, const Forwarding& forwarding, std::string_view destination) {
  Element element("callForwardAllDestination");
  element.add("sendToVoiceMailPilotNumber", forwarding.to_voice_mail);
  element.add(destination, std::string_view(number_text(call, forwarding.destination)));
  return element;
}

void add_preferences(Element& parent, const Preferences& preferences, PreferenceForm form) {
  parent.add(preference(kVisualAlert, preferences.visual_alert, form));
  parent.add(preference(kAudibleAlert, preferences.audible_alert, form));
  parent.add(preference(kOnCallRing, preferences.on_call_ring, form));
  parent.add(preference(kOffCallRing, preferences.off_call_ring, form));
}

void read_forwarding(const Fields& fields, std::string_view destination, Forwarding& forwarding) {
  if (fields.element == nullptr) return;
  const bool is_reset = fields.element->children.empty() && fields.element->text.empty();
  if (is_reset) forwarding = {};
  fields.read("sendToVoiceMailPilotNumber", forwarding.to_voice_mail, false);
  fields.read_number(destination, forwarding.destination);
}

void read_preferences(const Fields& fields, const Call& call, Preferences& preferences) {
  fields.choose(kVisualAlert, preferences.visual_alert, options(kVisualAlert, call.quirks()));
  fields.choose(kAudibleAlert, preferences.audible_alert, options(kAudibleAlert, call.quirks()));
  fields.choose(kOnCallRing, preferences.on_call_ring, options(kOnCallRing, call.quirks()));
  fields.choose(kOffCallRing, preferences.off_call_ring, options(kOffCallRing, call.quirks()));
}

}  // namespace muster::simulators::cucm_uds
