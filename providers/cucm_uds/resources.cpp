#include "providers/cucm_uds/resources.h"

#include <fmt/format.h>

#include "providers/kit/percent.h"

namespace muster::cucm_uds {

using core::Error;
using core::ErrorKind;
using core::Result;

namespace {

std::string device_path(const std::string& device) { return "/device/" + kit::percent_encode(device); }

// What a pure reader found wrong, with the resource it was found in.
template <typename T>
Result<T> of(const std::string& user, std::string_view path, Result<T> read) {
  if (read) return read;
  Error error = read.error();
  error.what = fmt::format("reading {} of {}: {}", path.empty() ? "the settings" : path.substr(1), user, error.what);
  return std::unexpected(std::move(error));
}

}  // namespace

Resources::CellsTask Resources::user(std::string user) {
  const auto root = co_await api_->get(user, "");
  if (!root) co_return std::unexpected(root.error());
  if (root->name != "user") {
    co_return std::unexpected(Error(ErrorKind::protocol, core::Delivery::refused,
                                    fmt::format("reading the settings of {}: the answer is no user", user)));
  }
  UserFacts facts = read_user_facts(*root);
  if (!facts.name.empty() && user_key(facts.name) != user_key(user)) {
    co_return std::unexpected(Error(ErrorKind::protocol, core::Delivery::refused,
                                    fmt::format("reading the settings of {}: the answer is about another user", user)));
  }
  known_->users[user_key(user)].facts = std::move(facts);
  co_return read_user_cells(*root);
}

Resources::CellsTask Resources::conferencing(std::string user) {
  if (is_older(known_->users[user_key(user)].facts.version, 11, 0)) co_return Cells();
  const auto root = co_await api_->get(user, "/conferencing");
  if (root) co_return read_conferencing(*root);
  if (root.error().kind == ErrorKind::not_found) co_return Cells();
  co_return std::unexpected(root.error());
}

// Where no line tells of missed calls, the primary one speaks for all.
Resources::CellsTask Resources::lines(std::string user) {
  const auto root = co_await api_->get(user, "/extensions");
  if (!root && root.error().kind != ErrorKind::not_found) co_return std::unexpected(root.error());
  Cells cells = root ? read_lines(*root) : Cells();
  append_missing(cells, known_->users[user_key(user)].facts.primary_missed_calls);
  co_return cells;
}

Resources::RecordsTask Resources::list(std::string user, List list) {
  const std::string path = fmt::format("/{}", name_of(list));
  const auto root = co_await api_->get(user, path);
  if (!root) co_return std::unexpected(root.error());
  auto answer = of(user, path, read_list(list, *root));
  if (!answer) co_return std::unexpected(answer.error());
  known_->users[user_key(user)].devices[list] = answer->devices;
  if (answer->unified) co_return std::move(answer->records);
  std::vector<DeviceList> lists;
  for (const auto& device : answer->devices) {
    ListPlace place(user, device.id);
    auto records = co_await device_list(std::move(place), list);
    if (!records) co_return std::unexpected(records.error());
    lists.push_back({device.name, std::move(*records)});
  }
  co_return merged(lists);
}

Resources::RecordsTask Resources::device_list(ListPlace place, List list) {
  const std::string path = fmt::format("{}/{}", device_path(place.device), name_of(list));
  const auto root = co_await api_->get(place.user, path);
  if (!root) co_return std::unexpected(root.error());
  auto answer = of(place.user, path, read_list(list, *root));
  if (!answer) co_return std::unexpected(answer.error());
  co_return std::move(answer->records);
}

void Resources::note(const PartAnswer& device) {
  known_->device_names[device.id] = device.item;
  if (device.editable) {
    known_->fixed_descriptions.erase(device.id);
  } else {
    known_->fixed_descriptions.insert(device.id);
  }
}

Resources::PartsTask Resources::devices(std::string user) {
  const auto root = co_await api_->get(user, "/devices");
  if (!root) co_return std::unexpected(root.error());
  auto devices = of(user, "/devices", read_devices(*root));
  if (devices) {
    for (const auto& device : *devices) note(device);
  }
  co_return devices;
}

Resources::PartTask Resources::device(std::string user, std::string id) {
  const std::string path = device_path(id);
  const auto root = co_await api_->get(user, path);
  if (!root) co_return std::unexpected(root.error());
  auto device = of(user, path, read_device(*root));
  if (device) note(*device);
  co_return device;
}

Resources::PartsTask Resources::extensions(ListPlace place) {
  const std::string path = device_path(place.device) + "/extensions";
  const auto root = co_await api_->get(place.user, path);
  if (!root) co_return std::unexpected(root.error());
  co_return of(place.user, path, read_extensions(*root));
}

Resources::PartTask Resources::extension(ListPlace place, std::string id) {
  const std::string path = device_path(place.device) + "/extension/" + kit::percent_encode(id);
  const auto root = co_await api_->get(place.user, path);
  if (!root) co_return std::unexpected(root.error());
  co_return of(place.user, path, read_extension(*root));
}

// Of a user without any the answer is not documented: nothing, an empty list, or a 404.
Resources::PartsTask Resources::remote_destinations(std::string user) {
  const auto root = co_await api_->get_if_any(user, "/remoteDestinations");
  if (root && root->name.empty()) co_return std::vector<PartAnswer>();
  if (root) co_return of(user, "/remoteDestinations", read_remote_destinations(*root));
  if (root.error().kind == ErrorKind::not_found) co_return std::vector<PartAnswer>();
  co_return std::unexpected(root.error());
}

Resources::PartTask Resources::remote_destination(std::string user, std::string id) {
  const std::string path = "/remoteDestination/" + kit::percent_encode(id);
  const auto root = co_await api_->get(user, path);
  if (!root) co_return std::unexpected(root.error());
  co_return of(user, path, read_remote_destination(*root));
}

}  // namespace muster::cucm_uds
