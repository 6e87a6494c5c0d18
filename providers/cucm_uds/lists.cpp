#include "providers/cucm_uds/lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "providers/cucm_uds/cells.h"
#include "providers/kit/xml_write.h"
#include "reconciler/core/name.h"

namespace muster::cucm_uds {

using core::Error;
using core::ErrorKind;
using core::Record;
using core::Result;
using kit::XmlElement;

namespace {

void set(Record& record, std::string_view part, std::string text) {
  if (!text.empty()) record.parts[std::string(part)] = std::move(text);
}

// "01" is 1.
std::string as_number(std::string text) {
  const auto digit = std::min(text.find_first_not_of('0'), text.size());
  return digit == text.size() && !text.empty() ? "0" : text.substr(digit);
}

Record read_speed_dial(const XmlElement& element) {
  Record record;
  set(record, "index", as_number(element.text_of("index")));
  set(record, "number", element.text_of("number"));
  set(record, "label", element.text_of("label"));
  return record;
}

// phoneServiceName in answers, phoneServiceId in requests.
Record read_service(const XmlElement& element) {
  Record record;
  set(record, "name", element.text_of("name"));
  const XmlElement* service = element.child("phoneServiceName");
  const auto id = service == nullptr ? std::nullopt : service->attribute("phoneServiceId");
  std::string id_text = id ? trimmed(*id) : element.text_of("phoneServiceId");
  std::string name = service == nullptr ? std::string() : trimmed(service->text);
  set(record, "service", name.empty() ? id_text : name);
  if (!name.empty()) set(record, core::other_words("service"), id_text);
  set(record, "url", element.text_of("url"));
  set(record, "secureUrl", element.text_of("secureUrl"));
  return record;
}

std::optional<std::size_t> count_in(const XmlElement& element) {
  const auto text = element.attribute("totalCount");
  if (!text) return std::nullopt;
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), count);
  if (error != std::errc() || end != text->data() + text->size()) return std::nullopt;
  return count;
}

// From the link to its list, or else to itself. A user id in a link may hold what ends a path.
std::string device_id(const XmlElement& device, std::string_view link) {
  constexpr std::string_view kDevice = "/device/";
  if (const auto uri = device.attribute(link)) {
    const auto at = uri->rfind(kDevice);
    return at == std::string::npos ? id_in(*uri, 1) : id_in(std::string_view(*uri).substr(at + kDevice.size()), 1);
  }
  if (const auto uri = device.attribute("uri")) return id_in(*uri);
  return device.text_of("id");
}

std::vector<ListedDevice> read_devices(List list, const XmlElement& root) {
  std::vector<ListedDevice> devices;
  const XmlElement* element = root.child("devices");
  if (element == nullptr) return devices;
  const std::string link = fmt::format("{}Uri", name_of(list));
  for (const auto& device : element->children) {
    const auto name = device.attribute("name");
    if (device.name == "device" && name) devices.push_back({trimmed(*name), device_id(device, link)});
  }
  return devices;
}

// "speedDials" itself or within another element; else a root of another first name, such as deviceSpeedDials.
const XmlElement* list_within(List list, const XmlElement& root) {
  if (root.name == name_of(list)) return &root;
  if (const auto* within = root.child(name_of(list))) return within;
  const std::string name = core::comparable(root.name, core::Compare::folded);
  const bool is_of_user = name.starts_with("user");
  return !is_of_user && name.ends_with(core::comparable(name_of(list), core::Compare::folded)) ? &root : nullptr;
}

std::string_view key_part(List list) { return list == List::speed_dials ? "index" : "name"; }

Error protocol(std::string what) { return Error(ErrorKind::protocol, core::Delivery::refused, std::move(what)); }

Record without_device(Record record) {
  const auto device = record.parts.find(kDevicePart);
  if (device != record.parts.end()) record.parts.erase(device);
  return record;
}

bool is_of(const Record& record, std::string_view device) {
  const auto own = record.parts.find(kDevicePart);
  return own == record.parts.end() || core::same(own->second.value_or(""), device, core::Compare::folded);
}

// The key of a record of either list.
std::string key_of(const Record& record) {
  for (const char* part : {"index", "name"}) {
    const auto at = record.parts.find(part);
    if (at != record.parts.end()) return at->second.value_or("");
  }
  return {};
}

std::string part_of(const Record& record, std::string_view part) {
  const auto at = record.parts.find(part);
  return at == record.parts.end() ? std::string() : at->second.value_or("");
}

void add_part(XmlElement& element, std::string_view name, const std::string& text) {
  if (!text.empty()) kit::add_child(element, name, text);
}

void add_speed_dial(const Record& record, XmlElement& list) {
  XmlElement& dial = kit::add_child(list, "speedDial");
  for (const char* part : {"index", "number", "label"}) add_part(dial, part, part_of(record, part));
}

void add_service(const Record& record, XmlElement& list) {
  XmlElement& service = kit::add_child(list, "subscribedService");
  const std::string id = part_of(record, core::other_words("service"));
  add_part(service, "name", part_of(record, "name"));
  add_part(service, "phoneServiceId", id.empty() ? part_of(record, "service") : id);
  for (const char* part : {"url", "secureUrl"}) add_part(service, part, part_of(record, part));
}

}  // namespace

std::string_view name_of(List list) { return list == List::speed_dials ? "speedDials" : "subscribedServices"; }

std::string id_in(std::string_view link, std::size_t from_end) {
  link = link.substr(0, link.find_first_of("?#"));
  for (;; --from_end) {
    while (link.ends_with('/')) link.remove_suffix(1);
    const auto slash = link.rfind('/');
    const auto last = slash == std::string_view::npos ? link : link.substr(slash + 1);
    if (from_end == 0 || slash == std::string_view::npos) return from_end == 0 ? std::string(last) : std::string();
    link = link.substr(0, slash);
  }
}

Result<ListAnswer> read_list(List list, const XmlElement& root) {
  const XmlElement* within = list_within(list, root);
  if (within == nullptr) return std::unexpected(protocol(fmt::format("the answer has no {}", name_of(list))));
  ListAnswer answer;
  const auto everywhere = within->attribute("appliesToAllDevices").value_or("true");
  answer.unified = !core::same(everywhere, "false", core::Compare::folded);
  answer.devices = read_devices(list, root);
  const std::string_view item = list == List::speed_dials ? "speedDial" : "subscribedService";
  for (const auto& child : within->children) {
    if (!core::same(child.name, item, core::Compare::folded)) continue;  // pages have both spellings
    Record record = list == List::speed_dials ? read_speed_dial(child) : read_service(child);
    if (!record.parts.contains(key_part(list))) {
      return std::unexpected(protocol(fmt::format("a {} has no {}", item, key_part(list))));
    }
    answer.records.push_back(std::move(record));
  }
  if (answer.unified && count_in(*within).value_or(0) > answer.records.size()) {
    return std::unexpected(protocol(fmt::format("the answer has fewer {} than it counts", name_of(list))));
  }
  return answer;
}

Records merged(const std::vector<DeviceList>& lists) {
  Records common;
  Records own;
  const auto has = [](const DeviceList& list, const Record& record) {
    return std::ranges::find(list.records, record) != list.records.end();
  };
  const auto is_common = [&](const Record& record) {
    return std::ranges::all_of(lists, [&](const DeviceList& list) { return has(list, record); });
  };
  for (const auto& list : lists) {
    for (const auto& record : list.records) {
      if (is_common(record)) {
        if (&list == &lists.front()) common.push_back(record);
        continue;
      }
      own.push_back(record);
      own.back().parts[std::string(kDevicePart)] = list.device;
    }
  }
  common.insert(common.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
  return common;
}

Records of_device(const Records& records, std::string_view device) {
  Records own;
  for (const auto& record : records) {
    if (is_of(record, device)) own.push_back(without_device(record));
  }
  return own;
}

Records wanted_of_device(const Records& records, std::string_view device) {
  std::set<std::string> common;
  for (const auto& record : records) {
    if (!record.parts.contains(kDevicePart)) common.insert(key_of(record));
  }
  Records wanted;
  for (const auto& record : records) {
    const bool is_own = record.parts.contains(kDevicePart);
    if (is_of(record, device) && !(is_own && common.contains(key_of(record)))) wanted.push_back(without_device(record));
  }
  return wanted;
}

std::set<std::string> keys_of(const Records& records) {
  std::set<std::string> keys;
  for (const auto& record : records) keys.insert(key_of(record));
  return keys;
}

bool has_own_records(const Records& records) {
  return std::ranges::any_of(records, [](const Record& record) { return record.parts.contains(kDevicePart); });
}

std::string list_body(List list, const Records& records) {
  XmlElement root;
  root.name = name_of(list);
  for (const auto& record : records) {
    list == List::speed_dials ? add_speed_dial(record, root) : add_service(record, root);
  }
  return kit::write_xml(root);
}

}  // namespace muster::cucm_uds
