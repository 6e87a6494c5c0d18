#include "providers/cucm_uds/bodies.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/kit/xml_write.h"
#include "reconciler/core/record.h"

namespace muster::cucm_uds {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::WishKind;
using kit::XmlElement;

namespace {

constexpr std::string_view kConferencing = "conferencing.";
constexpr std::string_view kCredentials = "credentials.";

const core::FieldRule& rule_of(core::EntityIndex entity, core::FieldIndex field) {
  return catalog().entities[entity].fields[field];
}

Error invalid(const core::FieldRule& rule, std::string_view why) {
  return Error(ErrorKind::invalid, Delivery::not_sent, fmt::format("{} was not sent: {}", rule.path, why));
}

XmlElement& place(XmlElement& element, std::string_view path) {
  const auto dot = path.find('.');
  XmlElement& child = kit::child_of(element, path.substr(0, dot));
  return dot == std::string_view::npos ? child : place(child, path.substr(dot + 1));
}

std::string written(std::string_view root, core::EntityIndex entity, std::string_view prefix,
                    const std::vector<Asked>& fields) {
  XmlElement element;
  element.name = root;
  add_asked(entity, prefix, fields, element);
  return kit::write_xml(element);
}

}  // namespace

core::Result<Asked> asked(core::EntityIndex entity, const core::FieldWrite& write) {
  const core::FieldRule& rule = rule_of(entity, write.field);
  Asked one{write.field, write.kind == WishKind::at_default, {}};
  if (one.at_default) return one;
  one.text = write.kind == WishKind::secret ? write.secret.reveal() : write.value;
  if (one.text.empty()) {
    return std::unexpected(
        invalid(rule, "it is empty, and an empty element would reset it; ask for !default to do so"));
  }
  if (!kit::is_xml_text(one.text)) return std::unexpected(invalid(rule, "it holds characters that XML has not"));
  return one;
}

void add_asked(core::EntityIndex entity, std::string_view prefix, const std::vector<Asked>& fields,
               XmlElement& element) {
  for (const Asked& field : fields) {
    const std::string_view path = rule_of(entity, field.field).path;
    if (!path.starts_with(prefix)) continue;
    XmlElement& at = place(element, path.substr(prefix.size()));
    at.text = field.at_default ? std::string() : field.text;
    if (path == "user.userLocale") at.attributes = {{"appliesToAllDevices", "true"}};
  }
}

// In the order of the vendor's example, for whoever checks it; the rest comes last.
std::string user_body(const std::vector<Asked>& fields) {
  constexpr std::string_view kOrder[] = {
      "primaryExtension", "userLocale", "enableCalendarPresence", "enableDoNotDisturb", "callForwardAllDestination",
      "logMissedCalls",   "displayName"};
  XmlElement root;
  root.name = "user";
  add_asked(kUser, "user.", fields, root);
  std::ranges::stable_sort(root.children, {}, [&](const XmlElement& child) {
    return std::ranges::find(kOrder, std::string_view(child.name)) - std::begin(kOrder);
  });
  return kit::write_xml(root);
}

std::string conferencing_body(const std::vector<Asked>& fields) {
  XmlElement root;
  root.name = "conferencing";
  add_asked(kUser, kConferencing, fields, kit::add_child(root, "conferenceNow"));
  return kit::write_xml(root);
}

std::string credentials_body(const std::vector<Asked>& fields) {
  XmlElement root;
  root.name = "credentials";
  for (const Asked& field : fields) {
    const std::string_view path = rule_of(kUser, field.field).path;
    if (!path.starts_with(kCredentials)) continue;
    XmlElement& credential = kit::add_child(root, "credential", field.text);
    credential.attributes = {{"type", std::string(path.substr(kCredentials.size()))}};
  }
  return kit::write_xml(root);
}

std::string device_body(const std::vector<Asked>& fields) {
  XmlElement root;
  root.name = "device";
  for (const Asked& field : fields) {
    const std::string_view path = rule_of(kDevice, field.field).path;
    XmlElement& at = place(root, path == "doNotDisturb" ? "doNotDisturbSettings.enable" : path);
    at.text = field.text;
  }
  return kit::write_xml(root);
}

std::string extension_body(const std::vector<Asked>& fields) { return written("extension", kExtension, {}, fields); }

std::string remote_destination_body(const DestinationNumber& number, const std::vector<Asked>& fields,
                                    const std::vector<std::string>* devices) {
  XmlElement root;
  root.name = "remoteDestination";
  kit::add_child(root, number.element, number.number);
  add_asked(kRemoteDestination, {}, fields, root);
  std::ranges::stable_partition(root.children, [](const XmlElement& child) { return child.name == "name"; });
  if (devices == nullptr) return kit::write_xml(root);
  XmlElement& list = kit::add_child(root, "associatedDevices");
  for (const auto& member : *devices) {
    const auto record = core::parse_record(member).value_or(core::Record());
    XmlElement& device = kit::add_child(list, "associatedDevice");
    for (const char* part : {"name", "usage"}) {
      const auto at = record.parts.find(part);
      if (at != record.parts.end()) kit::add_child(device, part, at->second.value_or(""));
    }
  }
  return kit::write_xml(root);
}

}  // namespace muster::cucm_uds
