#include "providers/cucm_uds/user_reading.h"

#include <fmt/format.h>

#include <algorithm>

namespace muster::cucm_uds {

using core::Error;
using core::Status;
using engine::Task;

namespace {

void append(Cells& cells, const Cells& more) { cells.insert(cells.end(), more.begin(), more.end()); }

void drop(Cells& cells, core::FieldIndex field) {
  std::erase_if(cells, [&](const FieldCell& cell) { return cell.field == field; });
}

}  // namespace

Item device_item(const std::string& user, const PartAnswer& device) {
  return {kDevice, part_key(kDevice, user_key(user), device.item), fmt::format("{}/{}", user, device.item),
          fmt::format("{}/{}", user, device.id), device.cells};
}

Item extension_item(const std::string& user, const PartAnswer& device, const PartAnswer& extension) {
  const auto whole = part_key(kDevice, user_key(user), device.item);
  return {kExtension, part_key(kExtension, whole, extension.item),
          fmt::format("{}/{}/{}", user, device.item, extension.item),
          fmt::format("{}/{}/{}", user, device.id, extension.id), extension.cells};
}

Item remote_destination_item(const std::string& user, const PartAnswer& destination) {
  return {kRemoteDestination, part_key(kRemoteDestination, user_key(user), destination.item),
          fmt::format("{}/{}", user, destination.item), fmt::format("{}/{}", user, destination.id), destination.cells};
}

void UserReading::fail(core::EntityIndex entity, const Keys& keys, const Error& error) {
  for (const auto& key : keys) {
    Error one = error;
    one.where = core::EntityKey(system_, std::string(catalog().entities[entity].name), key);
    unreadable_.push_back(std::move(one));
  }
}

// The user's own settings come first: they tell who it is, and whether it can sign in at all.
Task<void> UserReading::read() {
  std::string asked = known_->spelled(wanted_.key);
  auto cells = co_await resources_.user(std::move(asked));
  if (!cells && cells.error().kind == core::ErrorKind::not_found) co_return;
  if (!cells) {
    for (auto& key : wanted_.keys(system_)) {
      Error one = cells.error();
      one.where = std::move(key);
      unreadable_.push_back(std::move(one));
    }
    co_return;
  }
  user_ = known_->spelled(wanted_.key);
  Item user{kUser, wanted_.key, user_, user_, std::move(*cells)};
  const auto completed = co_await complete_user(&user);
  if (!completed) fail(kUser, {wanted_.key}, completed.error());
  // Whoever wants everything wants to ask for it again, and no value can be asked for that is not the same everywhere.
  if (scope_->everything) std::erase_if(user.cells, [](const FieldCell& cell) { return cell.mixed; });
  if (completed && wanted_.is_named) items_.push_back(std::move(user));
  if (!wanted_.devices.empty()) co_await read_devices();
  if (!wanted_.remote_destinations.empty()) co_await read_remote_destinations();
}

Task<Status> UserReading::complete_user(Item* user) {
  auto done = co_await add_conferencing(user);
  if (done) done = co_await add_lines(user);
  if (done) done = co_await add_lists(user);
  co_return done;
}

Task<Status> UserReading::add_conferencing(Item* user) {
  if (!wanted_.is_named || !wants_field(*scope_, kUser, "conferencing.enabled")) co_return Status{};
  const auto cells = co_await resources_.conferencing(user_);
  if (!cells) co_return std::unexpected(cells.error());
  append(user->cells, *cells);
  co_return Status{};
}

Task<Status> UserReading::add_lines(Item* user) {
  bool lacks = false;
  for (core::FieldIndex field = 0; field < catalog().entities[kUser].fields.size(); ++field) {
    lacks = lacks || (scope_->wants(kUser, field) && needs_lines(user->cells, field));
  }
  if (!wanted_.is_named || !lacks) co_return Status{};
  const auto cells = co_await resources_.lines(user_);
  if (!cells) co_return std::unexpected(cells.error());
  replace_mixed(user->cells, *cells);
  append_missing(user->cells, *cells);
  co_return Status{};
}

Task<Status> UserReading::add_lists(Item* user) {
  for (const List list : {List::speed_dials, List::services}) {
    const auto field = field_of(kUser, name_of(list));
    if (!wanted_.is_named || !scope_->wants(kUser, field)) continue;
    const auto records = co_await resources_.list(user_, list);
    if (!records) co_return std::unexpected(records.error());
    add_list(kUser, field, *records, user->cells);
  }
  co_return Status{};
}

UserReading::Keys UserReading::extensions_of(const std::string& device_key) const {
  Keys keys;
  for (const auto& key : wanted_.extensions) {
    if (device_of(key) == device_key) keys.insert(key);
  }
  return keys;
}

Task<void> UserReading::read_devices() {
  auto devices = co_await resources_.devices(user_);
  if (!devices) {
    fail(kDevice, wanted_.named_devices, devices.error());
    fail(kExtension, wanted_.extensions, devices.error());
    co_return;
  }
  for (auto& one : *devices) {
    auto device = std::make_shared<const PartAnswer>(std::move(one));
    const auto key = part_key(kDevice, wanted_.key, device->item);
    if (wanted_.named_devices.contains(key)) co_await read_device(device);
    if (!extensions_of(key).empty()) co_await read_extensions(device);
  }
}

Task<void> UserReading::read_device(std::shared_ptr<const PartAnswer> device) {
  Item item = device_item(user_, *device);
  const auto completed = co_await complete_device(&item, device->id);
  if (!completed) fail(kDevice, {item.key}, completed.error());
  if (completed) items_.push_back(std::move(item));
}

Task<Status> UserReading::complete_device(Item* item, std::string id) {
  if (scope_->wants(kDevice, field_of(kDevice, "doNotDisturb"))) {
    const auto device = co_await resources_.device(user_, id);
    if (!device) co_return std::unexpected(device.error());
    for (const auto& cell : device->cells) drop(item->cells, cell.field);
    append(item->cells, device->cells);
  }
  for (const List list : {List::speed_dials, List::services}) {
    const auto field = field_of(kDevice, name_of(list));
    if (!scope_->wants(kDevice, field)) continue;
    ListPlace place(user_, id);
    const auto records = co_await resources_.device_list(std::move(place), list);
    if (!records) co_return std::unexpected(records.error());
    add_list(kDevice, field, *records, item->cells);
  }
  co_return Status{};
}

Task<void> UserReading::read_extensions(std::shared_ptr<const PartAnswer> device) {
  const auto device_key = part_key(kDevice, wanted_.key, device->item);
  ListPlace place(user_, device->id);
  const auto extensions = co_await resources_.extensions(std::move(place));
  if (!extensions) {
    fail(kExtension, extensions_of(device_key), extensions.error());
    co_return;
  }
  for (const auto& extension : *extensions) {
    Item item = extension_item(user_, *device, extension);
    if (wanted_.extensions.contains(item.key)) items_.push_back(std::move(item));
  }
}

Task<void> UserReading::read_remote_destinations() {
  const auto destinations = co_await resources_.remote_destinations(user_);
  if (!destinations) {
    fail(kRemoteDestination, wanted_.remote_destinations, destinations.error());
    co_return;
  }
  for (const auto& destination : *destinations) {
    Item item = remote_destination_item(user_, destination);
    if (wanted_.remote_destinations.contains(item.key)) items_.push_back(std::move(item));
  }
}

}  // namespace muster::cucm_uds
