// Extensions: of the user, where each number is shown once, and of one device, where its appearance is changed.
#include <algorithm>
#include <set>

#include "providers/simulators/cucm_uds/answer.h"
#include "providers/simulators/cucm_uds/api.h"
#include "providers/simulators/cucm_uds/body.h"
#include "providers/simulators/cucm_uds/changes.h"
#include "providers/simulators/cucm_uds/line_text.h"
#include "providers/simulators/cucm_uds/shared_settings.h"

namespace muster::simulators::cucm_uds {
namespace {

using net::Method;

constexpr std::string_view kDestination = "sendToCustomDestination";

std::string user_scope_id(const Call& call, const Line& line) {
  return call.quirks().same_extension_ids ? line.id : line.number_id;
}

// Whether the number's other appearances have the same settings.
bool is_shared(const User& user, const Line& line) {
  return std::ranges::all_of(lines_of(user), [&](const Line* other) {
    const bool same =
        other->preferences == line.preferences && other->label == line.label && other->log_missed == line.log_missed;
    return other->number != line.number || same;
  });
}

void add_common(const Call& call, Element& element, const Line& line) {
  element.add("directoryNumber", std::string_view(number_text(call, line.number)));
  element.add("voiceMailPilotNumber", std::string_view(line.voice_mail_pilot));
  element.add(forwarding_text(call, line.forward_all, kDestination));
  element.add("messageWaitingVisualAlert", false);
}

Element user_scope(const Call& call, const Line& line, std::string_view uri) {
  const bool is_same = is_shared(*call.user, line);
  const auto shared = is_same ? "true" : "false";
  Element element("extension");
  element.with("isPrimary", line.primary ? "true" : "false").with("uri", uri);
  element.add("id", std::string_view(user_scope_id(call, line)));
  add_common(call, element, line);
  add_preferences(element, line.preferences, is_same ? PreferenceForm::shared_label : PreferenceForm::unshared_label);
  element.add(Element("label", line.label).with("appliesToAllLineAppearances", shared));
  element.add(
      Element("logMissedCalls", line.log_missed ? "true" : "false").with("appliesToAllLineAppearances", shared));
  return element;
}

std::string uri_of(const Call& call, const Line& line) {
  return inner_uri(call, user_path(call) + "/extension/" + user_scope_id(call, line));
}

// One line for each number, the primary one first.
std::vector<const Line*> numbers_of(const User& user) {
  std::vector<const Line*> lines;
  std::set<std::string> seen;
  for (const Line* line : lines_of(user)) {
    if (seen.insert(line->number).second) lines.push_back(line);
  }
  std::ranges::stable_partition(lines, [](const Line* line) { return line->primary; });
  return lines;
}

void add_forwards(Element& element) {
  for (const std::string_view name :
       {"forwardBusyExternalCallDestination", "forwardBusyInternalCallDestination",
        "forwardNoAnswerExternalCallDestination", "forwardNoAnswerInternalCallDestination"}) {
    Element forward(name);
    forward.add("sendToVoiceMailPilotNumber", false).add(kDestination, std::string_view{});
    element.add(std::move(forward));
  }
}

Element device_scope(const Call& call, const Line& line, PreferenceForm form) {
  Element element("extension");
  const auto path = user_path(call) + "/device/" + call.device + "/extension/" + line.id;
  element.with("isPrimary", line.primary ? "true" : "false").with("uri", inner_uri(call, path));
  element.add("id", std::string_view(line.id));
  add_common(call, element, line);
  if (form == PreferenceForm::options) add_forwards(element);
  add_preferences(element, line.preferences, form);
  element.add("label", std::string_view(line.label)).add("logMissedCalls", line.log_missed);
  return element;
}

// The body's changes to the appearances of a number that `is_meant` says yes to.
template <typename IsMeant>
Accepted<void> change(Call& call, IsMeant is_meant) {
  const auto body = read_body(call, "extension");
  if (!body) return std::unexpected(body.error());
  std::optional<Refusal> wrong;
  const Fields fields{&*body, &wrong};
  User wanted = *call.user;
  for (Line* line : lines_of(wanted)) {
    if (!is_meant(*line)) continue;
    fields.read("label", line->label);
    fields.read("logMissedCalls", line->log_missed, true);
    read_preferences(fields, call, line->preferences);
    auto forwarding = line->forward_all;
    read_forwarding(fields.inside("callForwardAllDestination"), kDestination, forwarding);
    forward_number(wanted, line->number, forwarding);
  }
  if (wrong) return std::unexpected(*wrong);
  commit(call, std::move(wanted));
  return {};
}

const Line* line_with_id(const Device& device, std::string_view id) {
  const auto found = std::ranges::find(device.lines, id, &Line::id);
  return found == device.lines.end() ? nullptr : &*found;
}

}  // namespace

Answer user_extensions(Call& call) {
  if (call.is_write()) return wrong_method(call);
  auto root = rooted(call, "extensions", user_path(call) + "/extensions");
  for (const Line* line : numbers_of(*call.user)) root.add(user_scope(call, *line, uri_of(call, *line)));
  return shown(call, std::move(root));
}

Answer user_extension(Call& call) {
  const bool may_put = call.is(Method::put) && call.quirks().user_extension_put;
  if (!call.is(Method::get) && !may_put) return wrong_method(call);
  const auto id = call.rest.back();
  const auto is_meant = [&](const Line& line) { return user_scope_id(call, line) == id; };
  const auto meant = [&]() -> const Line* {
    const auto lines = numbers_of(*call.user);
    const auto found = std::ranges::find_if(lines, [&](const Line* line) { return is_meant(*line); });
    return found == lines.end() ? nullptr : *found;
  };
  if (meant() == nullptr) return not_found();
  if (may_put) {
    const auto changed = change(call, is_meant);
    if (!changed) return std::unexpected(changed.error());
  }
  return shown(call, user_scope(call, *meant(), uri_of(call, *meant())));
}

Answer device_extensions(Call& call) {
  if (call.is_write()) return wrong_method(call);
  auto root = rooted(call, "extensions", user_path(call) + "/device/" + call.device + "/extensions");
  for (const auto& line : call.the_device().lines) root.add(device_scope(call, line, PreferenceForm::label));
  return shown(call, std::move(root));
}

Answer device_extension(Call& call) {
  if (!call.is(Method::get) && !call.is(Method::put)) return wrong_method(call);
  const auto id = call.rest.back();
  if (line_with_id(call.the_device(), id) == nullptr) return not_found();
  if (call.is(Method::put)) {
    const auto changed = change(call, [&](const Line& line) { return line.id == id; });
    if (!changed) return std::unexpected(changed.error());
  }
  return shown(call, device_scope(call, *line_with_id(call.the_device(), id), PreferenceForm::options));
}

}  // namespace muster::simulators::cucm_uds
