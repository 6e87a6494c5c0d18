#include "providers/cucm_uds/convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "providers/cucm_uds/lists.h"
#include "reconciler/core/name.h"

namespace muster::cucm_uds {

using core::Error;
using core::ErrorKind;
using core::Result;
using kit::XmlElement;

namespace {

constexpr std::string_view kUserPrefix = "user.";
constexpr std::string_view kPrimaryPrefix = "user.primaryExtension.";
constexpr std::string_view kForwardingPrefix = "user.callForwardAllDestination.";

// What is allowed, and not what is set.
bool lists_choices_alone(const XmlElement& element) {
  return element.child("option") != nullptr && !element.attribute("value") && trimmed(element.text).empty();
}

Error protocol(std::string what) { return Error(ErrorKind::protocol, core::Delivery::refused, std::move(what)); }

bool is_true(std::string_view text) { return core::same(text, "true", core::Compare::folded); }
bool is_false(std::string_view text) { return core::same(text, "false", core::Compare::folded); }

int number_at(std::string_view& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return 0;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.empty()) text.remove_prefix(1);
  return number;
}

// The id of an item; the end of its link where the element is missing.
std::string id_of(const XmlElement& element) {
  auto id = element.text_of("id");
  if (id.empty()) id = id_in(element.attribute("uri").value_or(""));
  return id;
}

Result<PartAnswer> titled(const XmlElement& element, std::string_view name, std::string_view item) {
  if (element.name != name) return std::unexpected(protocol(fmt::format("the answer is no {}", name)));
  PartAnswer part;
  part.id = id_of(element);
  part.item = element.text_of(item);
  if (part.id.empty() || part.item.empty()) {
    return std::unexpected(protocol(fmt::format("a {} has no id or no {}", name, item)));
  }
  return part;
}

using Read = Result<PartAnswer> (*)(const XmlElement&);

Result<std::vector<PartAnswer>> read_all(const XmlElement& root, std::string_view name, Read read) {
  if (root.name != std::string(name) + "s")
    return std::unexpected(protocol(fmt::format("the answer has no {}s", name)));
  std::vector<PartAnswer> parts;
  for (const auto& child : root.children) {
    if (child.name != name) continue;
    auto part = read(child);
    if (!part) return std::unexpected(part.error());
    parts.push_back(std::move(*part));
  }
  return parts;
}

// What the administrator wrote counts as long as the user has written nothing.
void add_description(const XmlElement& device, PartAnswer& part) {
  const XmlElement* element = device.child("description");
  if (element == nullptr) return;
  part.editable = !is_false(element->attribute("editable").value_or(""));
  add_text(field_of(kDevice, "description"), element->text, part.cells);
  if (core::same(element->attribute("source").value_or(""), "admin", core::Compare::folded)) {
    part.cells.back().state = core::CellState::at_default;
  }
}

// The number behind what a destination is used for, where the answer has only its name.
std::string usage_of(const XmlElement& device) {
  const XmlElement* usage = device.child("usage");
  if (usage == nullptr) return {};
  if (const auto value = usage->attribute("value")) return trimmed(*value);
  constexpr std::string_view kNames[] = {"Single Number Reach", "Application Control", "Dual Mode Mobile"};
  const std::string text = trimmed(usage->text);
  for (std::size_t i = 0; i < std::size(kNames); ++i) {
    if (core::same(text, kNames[i], core::Compare::folded)) return std::to_string(i);
  }
  return text;
}

Records read_associated(const XmlElement& element) {
  Records records;
  for (const auto& device : element.children) {
    if (device.name != "associatedDevice") continue;
    core::Record record;
    record.parts["name"] = device.text_of("name");
    auto usage = usage_of(device);
    if (!usage.empty()) record.parts["usage"] = std::move(usage);
    records.push_back(std::move(record));
  }
  return records;
}

// A line calls the number it forwards to by another name than the user does.
XmlElement as_user(XmlElement line) {
  for (auto& block : line.children) {
    for (auto& child : block.children) {
      if (child.name == "sendToCustomDestination") child.name = "destination";
    }
  }
  return line;
}

}  // namespace

UserFacts read_user_facts(const XmlElement& root) {
  UserFacts facts;
  facts.name = root.text_of("userName");
  facts.version = root.attribute("version").value_or("");
  facts.is_home = !is_false(root.text_of("homeCluster"));
  const XmlElement* account = root.child("accountType");
  facts.is_ldap = account != nullptr && is_true(account->attribute("useLdapAuth").value_or(""));
  const XmlElement* primary = root.child("primaryExtension");
  const XmlElement* logged = primary == nullptr ? nullptr : primary->child("logMissedCalls");
  if (logged != nullptr) {
    add_cell(kUser, field_of(kUser, "user.logMissedCalls"), *logged, false, facts.primary_missed_calls);
  }
  return facts;
}

Cells read_user_cells(const XmlElement& root) {
  Cells cells;
  add_cells(kUser, kUserPrefix, root, cells);
  const auto presence = field_of(kUser, "user.enableCalendarPresence");
  const XmlElement* home = root.child("homeCluster");
  const auto enabled = home == nullptr ? std::nullopt : home->attribute("enableCalendarPresence");
  if (enabled) {
    std::erase_if(cells, [&](const FieldCell& cell) { return cell.field == presence; });
    XmlElement value;
    value.text = *enabled;
    add_cell(kUser, presence, value, false, cells);
  }
  return cells;
}

Cells read_conferencing(const XmlElement& root) {
  Cells cells;
  const XmlElement* now = root.child("conferenceNow");
  if (now != nullptr) add_cells(kUser, "conferencing.", *now, cells);
  return cells;
}

Cells read_lines(const XmlElement& extensions) {
  std::vector<Cells> lines;
  Cells primary;
  for (const auto& extension : extensions.children) {
    if (extension.name != "extension") continue;
    const XmlElement line = as_user(extension);
    add_cells(kUser, kUserPrefix, line, lines.emplace_back());
    const bool is_first_primary = primary.empty() && is_true(extension.attribute("isPrimary").value_or(""));
    if (is_first_primary) add_cells(kUser, kPrimaryPrefix, line, primary);
  }
  Cells cells = shown_by_all(lines);
  cells.insert(cells.end(), primary.begin(), primary.end());
  return cells;
}

bool needs_lines(const Cells& cells, core::FieldIndex field) {
  const std::string_view path = catalog().entities[kUser].fields[field].path;
  if (path.starts_with(kForwardingPrefix)) return shows_mixed(cells, field);
  return !shows(cells, field) && (path == "user.logMissedCalls" || path.starts_with(kPrimaryPrefix));
}

bool is_older(std::string_view version, int major, int minor) {
  if (version.empty() || version.front() < '0' || version.front() > '9') return false;
  const int known_major = number_at(version);
  const int known_minor = number_at(version);
  return known_major < major || (known_major == major && known_minor < minor);
}

Result<PartAnswer> read_device(const XmlElement& device) {
  auto part = titled(device, "device", "name");
  if (!part) return part;
  add_description(device, *part);
  const XmlElement* settings = device.child("doNotDisturbSettings");
  const XmlElement* enabled = settings == nullptr ? nullptr : settings->child("enable");
  if (enabled != nullptr) add_cell(kDevice, field_of(kDevice, "doNotDisturb"), *enabled, false, part->cells);
  return part;
}

Result<std::vector<PartAnswer>> read_devices(const XmlElement& root) { return read_all(root, "device", read_device); }

Result<PartAnswer> read_extension(const XmlElement& extension) {
  auto part = titled(extension, "extension", "directoryNumber");
  if (!part) return part;
  add_cells(kExtension, {}, extension, part->cells);
  part->lists_choices_alone = std::ranges::any_of(extension.children, lists_choices_alone);
  return part;
}

Result<std::vector<PartAnswer>> read_extensions(const XmlElement& root) {
  return read_all(root, "extension", read_extension);
}

Result<PartAnswer> read_remote_destination(const XmlElement& destination) {
  auto part = titled(destination, "remoteDestination", "destination");
  if (!part) return part;
  add_cells(kRemoteDestination, {}, destination, part->cells);
  const XmlElement* devices = destination.child("associatedDevices");
  if (devices != nullptr) {
    add_list(kRemoteDestination, field_of(kRemoteDestination, "associatedDevices"), read_associated(*devices),
             part->cells);
  }
  return part;
}

Result<std::vector<PartAnswer>> read_remote_destinations(const XmlElement& root) {
  return read_all(root, "remoteDestination", read_remote_destination);
}

std::string part_key(core::EntityIndex entity, std::string_view whole_key, std::string_view item) {
  return fmt::format("{}/{}", whole_key, core::comparable(item, catalog().entities[entity].name_compare));
}

}  // namespace muster::cucm_uds
