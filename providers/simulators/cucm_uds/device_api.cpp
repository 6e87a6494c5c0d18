// Devices of a user, and one of them.
#include "providers/simulators/cucm_uds/answer.h"
#include "providers/simulators/cucm_uds/api.h"
#include "providers/simulators/cucm_uds/body.h"
#include "providers/simulators/cucm_uds/changes.h"

namespace muster::simulators::cucm_uds {
namespace {

std::string path_of(const Call& call, const Device& device) { return user_path(call) + "/device/" + device.id; }

Element description_text(const Call& call, const Device& device) {
  Element description("description", device.description.value_or(device.default_description));
  description.with("editable", device.editable ? "true" : "false");
  if (call.since(Version::v10_5)) description.with("source", device.description ? "user" : "admin");
  return description;
}

void add_common(const Call& call, Element& element, const Device& device) {
  element.add("id", std::string_view(device.id)).add("name", std::string_view(device.name));
  element.add("type", "Phone").add("model", std::string_view(device.model)).add("protocol", "SIP");
  element.add(description_text(call, device));
}

Element do_not_disturb_text(const Device& device) {
  Element settings("doNotDisturbSettings");
  settings.add("enable", device.do_not_disturb);
  Element supported("supportedDndOptions");
  for (const auto& option : options("doNotDisturbSettings", {})) {
    supported.add(Element("option", option.name).with("value", option.value));
  }
  settings.add(Element("option").with("value", "").add(std::move(supported)));
  Element rings("supportedRingSettings");
  rings.add(Element("option", "Disable").with("value", "1")).add(Element("option", "Beep Only").with("value", "5"));
  return settings.add(Element("incomingCallAlertSetting").with("value", "").add(std::move(rings)));
}

net::HttpResponse device_text(Call& call) {
  const Device& device = call.the_device();
  auto root = rooted(call, "device", path_of(call, device));
  bool primary = false;
  for (const auto& line : device.lines) primary = primary || line.primary;
  root.with("hasPrimaryNumber", primary ? "true" : "false");
  add_common(call, root, device);
  root.add(do_not_disturb_text(device));
  root.add(Element("phoneLocale", label_of(kLocales, device.locale))
               .with("uri", inner_uri(call, "/options/installedLocales"))
               .with("value", device.locale));
  for (const std::string name : {"extensions", "subscribedServices", "speedDials"}) {
    root.add(Element(name).with("uri", inner_uri(call, path_of(call, device) + "/" + name)));
  }
  return shown(call, std::move(root));
}

void read_description(const Fields& fields, const Call& call, Device& wanted) {
  if (!fields.has("description")) return;
  if (!wanted.editable) {
    if (call.quirks().fixed_description == Unwritable::refused) fields.refuse("The description cannot be edited.");
    return;
  }
  std::string text;
  fields.read("description", text);
  wanted.description = text.empty() ? std::nullopt : std::optional(text);
}

Answer change(Call& call) {
  const auto body = read_body(call, "device");
  if (!body) return std::unexpected(body.error());
  std::optional<Refusal> wrong;
  const Fields fields{&*body, &wrong};
  User wanted = *call.user;
  read_description(fields, call, call.device_of(wanted));
  fields.inside("doNotDisturbSettings").read("enable", call.device_of(wanted).do_not_disturb, false);
  if (wrong) return std::unexpected(*wrong);
  commit(call, std::move(wanted));
  return device_text(call);
}

std::string unquoted(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return std::string(quoted ? text.substr(1, text.size() - 2) : text);
}

}  // namespace

Answer devices(Call& call) {
  if (call.is_write()) return wrong_method(call);
  const auto model = call.target.parameter("model");
  auto root = rooted(call, "devices", user_path(call) + "/devices");
  for (const auto& device : call.user->devices) {
    if (model && unquoted(*model) != device.model) continue;
    Element element("device");
    element.with("uri", inner_uri(call, path_of(call, device)));
    add_common(call, element, device);
    root.add(std::move(element));
  }
  return shown(call, std::move(root));
}

Answer device(Call& call) {
  if (call.is(net::Method::get)) return device_text(call);
  return call.is(net::Method::put) ? change(call) : wrong_method(call);
}

}  // namespace muster::simulators::cucm_uds
