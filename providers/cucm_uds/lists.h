// Speed dials and subscribed services: one list of all devices, or a list of each; and their bodies. Pure.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "providers/kit/xml_read.h"
#include "reconciler/core/record.h"

namespace muster::cucm_uds {

using Records = std::vector<core::Record>;

enum class List { speed_dials, services };

[[nodiscard]] std::string_view name_of(List list);  // "speedDials": the field, the resource and the element

// The part of a record that only one device has; its name.
inline constexpr std::string_view kDevicePart = "device";

struct ListedDevice {
  std::string name;
  std::string id;

  friend bool operator==(const ListedDevice&, const ListedDevice&) = default;
};

// What a list resource shows. Not unified: the devices differ, and each has to be read by itself.
struct ListAnswer {
  bool unified = true;
  Records records;
  std::vector<ListedDevice> devices;
};
// Errors (protocol): a record without its key; fewer records than the answer counts.
[[nodiscard]] core::Result<ListAnswer> read_list(List list, const kit::XmlElement& root);

struct DeviceList {
  std::string device;
  Records records;
};
// What every device has, then what only some have, with its device.
[[nodiscard]] Records merged(const std::vector<DeviceList>& lists);
// What one device has, of a list that merged() made.
[[nodiscard]] Records of_device(const Records& records, std::string_view device);
// What one device is to have: what is for all of them, and its own where that is no other than the common one.
[[nodiscard]] Records wanted_of_device(const Records& records, std::string_view device);
[[nodiscard]] std::set<std::string> keys_of(const Records& records);
[[nodiscard]] bool has_own_records(const Records& records);

// The body of a PUT that replaces the list. Of services the id is the part other_words("service").
[[nodiscard]] std::string list_body(List list, const Records& records);

// The last part of a link's path, or the one before it: links are never followed, their hosts differ.
[[nodiscard]] std::string id_in(std::string_view link, std::size_t from_end = 0);

}  // namespace muster::cucm_uds
