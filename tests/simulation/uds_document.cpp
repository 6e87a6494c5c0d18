#include "tests/simulation/uds_document.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace muster::simulation {

namespace {

bool is_truth(const std::string& value) { return value == "true" || value == "false"; }

std::string written(const std::string& value) {
  if (value.empty()) return "!default ";
  return is_truth(value) ? value : fmt::format("\"{}\"", value);
}

// "a: {b: value}" of "a.b".
std::string entry(const std::string& path, const std::string& value) {
  const auto dot = path.find('.');
  if (dot == std::string::npos) return fmt::format("{}: {}", path, written(value));
  return fmt::format("{}: {{{}}}", path.substr(0, dot), entry(path.substr(dot + 1), value));
}

std::string key_part(const std::string& list) { return list == "speedDials" ? "index" : "name"; }

std::string key_text(const std::string& list, const std::string& key) {
  return fmt::format("{}: {}", key_part(list), list == "speedDials" ? key : fmt::format("\"{}\"", key));
}

std::string item_text(const std::string& list, const ListItem& item) {
  std::string text = "{" + key_text(list, item.key);
  for (const auto& [part, value] : item.parts) text += fmt::format(", {}: {}", part, written(value));
  return text + "}";
}

std::string items_text(const std::string& list, const std::vector<ListItem>& items) {
  std::vector<std::string> texts;
  for (const ListItem& item : items) texts.push_back(item_text(list, item));
  return fmt::format("[{}]", fmt::join(texts, ", "));
}

std::string list_text(const std::string& list, const ListAsked& asked) {
  if (asked.exact) return fmt::format("{}: {}", list, items_text(list, asked.items));
  std::vector<std::string> modes;
  if (!asked.items.empty()) modes.push_back("include: " + items_text(list, asked.items));
  std::vector<std::string> excluded;
  for (const std::string& key : asked.excluded) excluded.push_back("{" + key_text(list, key) + "}");
  if (!excluded.empty()) modes.push_back(fmt::format("exclude: [{}]", fmt::join(excluded, ", ")));
  return fmt::format("{}: {{{}}}", list, fmt::join(modes, ", "));
}

std::string digits_of(const std::string& text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return '0' <= c && c <= '9'; });
  return digits;
}

// As the vendor's log names and shows it.
std::pair<std::string, std::string> logged(const std::string& part, const std::string& value) {
  if (part == "service") return {"phoneServiceId", value};
  return {part, part == "number" ? digits_of(value) : value};
}

std::string logged_path(std::string path) {
  const auto custom = path.find("sendToCustomDestination");
  if (custom != std::string::npos) path.replace(custom, std::string::npos, "destination");
  return path;
}

}  // namespace

UdsDocument::UdsDocument(const simulators::cucm_uds::User& user) : user_(user) {
  document_.kind = "UdsSettings";
  document_.entity = "user";
  document_.name = simulators::cucm_uds::folded(user.user_id);
}

std::string UdsDocument::place(std::size_t device) const {
  return fmt::format("devices[{}].", user_.devices[device].name);
}

std::string UdsDocument::line_place(std::size_t device) const {
  return fmt::format("{}extensions[{}].", place(device), user_.devices[device].lines.front().number);
}

void UdsDocument::ask_of_lines(const std::string& path, const std::string& value) {
  for (std::size_t i = 0; i < user_.devices.size(); ++i) document_.texts[line_place(i) + path] = value;
}

// The first phone has it. Where others have its number, they may get the same.
void UdsDocument::ask_of_primary_line(const std::string& path, const std::string& value) {
  document_.texts[line_place(0) + path] = value;
  for (std::size_t i = 1; i < user_.devices.size(); ++i) document_.follows[line_place(i) + path] = value;
}

void UdsDocument::set_user(const std::string& path, const std::string& value) {
  maps_["user"].push_back(entry(path, value));
  if (path == "enableDoNotDisturb") {
    for (std::size_t i = 0; i < user_.devices.size(); ++i) document_.texts[place(i) + "doNotDisturb"] = value;
  } else if (path == "userLocale") {
    document_.texts["user.userLocale"] = value;
    for (std::size_t i = 0; i < user_.devices.size(); ++i) document_.texts[place(i) + "phoneLocale"] = value;
  } else if (path.starts_with("primaryExtension.")) {
    ask_of_primary_line(path.substr(path.find('.') + 1), value);
  } else if (path == "logMissedCalls" || path.starts_with("callForwardAllDestination.")) {
    ask_of_lines(path, value);
  } else {
    document_.texts["user." + path] = value;
  }
}

void UdsDocument::enable_conferencing(bool enabled) {
  maps_["conferencing"].push_back(fmt::format("enabled: {}", enabled));
  document_.texts["conferencing.enabled"] = enabled ? "true" : "false";
}

void UdsDocument::set_secret(const std::string& map, const std::string& field, const std::string& variable) {
  maps_[map].push_back(fmt::format("{}: {{env: {}}}", field, variable));
  document_.secrets[map + "." + field] = variable;
}

void UdsDocument::add_destination(const std::string& number, const std::string& name, bool rings) {
  const std::string profile = user_.profiles.front().name;
  destinations_.push_back(
      fmt::format("{{destination: \"{}\", name: \"{}\", ringWhenExtensionDialed: {}, associatedDevices: [{{name: {}, "
                  "usage: 0}}]}}",
                  number, name, rings, profile));
  const std::string place = fmt::format("remoteDestinations[{}].", digits_of(number));
  document_.texts[place + "name"] = name;
  document_.texts[place + "ringWhenExtensionDialed"] = rings ? "true" : "false";
  document_.texts[fmt::format("{}associatedDevices[{}].usage", place, profile)] = "0";
}

void UdsDocument::set_device(std::size_t device, const std::string& field, const std::string& value) {
  devices_[device].fields.push_back(entry(field, value));
  document_.texts[place(device) + field] = value;
}

void UdsDocument::set_line(std::size_t device, const std::string& path, const std::string& value) {
  devices_[device].line.push_back(entry(path, value));
  document_.texts[line_place(device) + logged_path(path)] = value;
}

void UdsDocument::set_list(const std::string& list, const ListAsked& asked, std::optional<std::size_t> device) {
  if (device) {
    devices_[*device].fields.push_back(list_text(list, asked));
    return ask_list(place(*device), list, asked);
  }
  lists_.push_back(list_text(list, asked));
  document_.one_list.insert(list + "[");
  for (std::size_t i = 0; i < user_.devices.size(); ++i) ask_list(place(i), list, asked);
}

void UdsDocument::ask_list(const std::string& place, const std::string& list, const ListAsked& asked) {
  if (asked.exact) document_.whole.insert(place + list + "[");
  const auto element = [&](const std::string& key) { return fmt::format("{}{}[{}]", place, list, key); };
  for (const std::string& key : asked.excluded) document_.gone.insert(element(key));
  for (const ListItem& item : asked.items) {
    for (const auto& [part, value] : item.parts) {
      const auto [name, text] = logged(part, value);
      document_.texts[element(item.key) + "." + name] = text;
    }
  }
}

bool UdsDocument::is_empty() const {
  return maps_.empty() && destinations_.empty() && lists_.empty() && devices_.empty();
}

std::string UdsDocument::device_text(std::size_t device) const {
  const DeviceText& text = devices_.at(device);
  std::string line = fmt::format("name: {}", user_.devices[device].name);
  for (const std::string& field : text.fields) line += ", " + field;
  if (!text.line.empty()) {
    line += fmt::format(", extensions: [{{directoryNumber: \"{}\", {}}}]", user_.devices[device].lines.front().number,
                        fmt::join(text.line, ", "));
  }
  return fmt::format("    - {{{}}}\n", line);
}

Document UdsDocument::finish() const {
  Document document = document_;
  for (const auto& [map, entries] : maps_)
    document.spec += fmt::format("  {}: {{{}}}\n", map, fmt::join(entries, ", "));
  for (const std::string& list : lists_) document.spec += "  " + list + "\n";
  if (!destinations_.empty()) {
    document.spec += fmt::format("  remoteDestinations: [{}]\n", fmt::join(destinations_, ", "));
  }
  if (!devices_.empty()) document.spec += "  devices:\n";
  for (const auto& [device, text] : devices_) document.spec += device_text(device);
  return document;
}

}  // namespace muster::simulation
