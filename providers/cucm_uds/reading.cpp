#include "providers/cucm_uds/reading.h"

#include <fmt/format.h>

#include <algorithm>

#include "providers/cucm_uds/user_reading.h"
#include "providers/cucm_uds/wanted.h"

namespace muster::cucm_uds {

using core::Error;
using core::ErrorKind;
using core::Fresh;
using core::RemoteId;
using core::Result;
using engine::Task;

namespace {

void append(Cells& cells, const Cells& more) { cells.insert(cells.end(), more.begin(), more.end()); }

std::vector<std::string> ids_in(const std::string& id) {
  std::vector<std::string> ids;
  for (std::size_t start = 0; start <= id.size();) {
    const auto end = std::min(id.find('/', start), id.size());
    ids.push_back(id.substr(start, end - start));
    start = end + 1;
  }
  return ids;
}

// This user may not see it, or this version has not got it: the rest is none the worse for it.
bool is_withheld(const Error& error) { return error.kind == ErrorKind::rejected; }

Fresh fresh_of(const Item& item) {
  core::TableBuilder rows;
  add_row(item, rows);
  return Fresh(std::make_shared<const core::Table>(rows.finish()), {});
}

Error not_there(const std::string& system, const core::EntityKey& entity) {
  return Error(ErrorKind::not_found, core::Delivery::refused,
               fmt::format("{} has no {} {}", system, entity.entity, entity.name));
}

}  // namespace

Task<Result<Fresh>> Reading::read(core::EntityKey entity, RemoteId id) {
  const auto index = catalog().find_entity(entity.entity);
  Result<RemoteId> known = std::move(id);
  if (known->empty()) known = co_await find(entity);
  if (!known || !index) {
    Error error = known ? not_there(system_, entity) : known.error();
    error.where = std::move(entity);
    co_return std::unexpected(std::move(error));
  }
  auto item = co_await read_item(*index, ids_in(known->text));
  if (item) co_return fresh_of(*item);
  Error error = item.error();
  error.where = std::move(entity);
  co_return std::unexpected(std::move(error));
}

Task<Result<RemoteId>> Reading::find(core::EntityKey entity) {
  const auto index = catalog().find_entity(entity.entity);
  if (index == kUser) co_return RemoteId(known_->spelled(entity.name));
  const auto user = known_->spelled(whole_of(entity.name));
  const bool is_remote = index == kRemoteDestination;
  const auto device_key = index == kExtension ? device_of(entity.name) : entity.name;
  Result<std::vector<PartAnswer>> parts = std::vector<PartAnswer>();
  if (is_remote) parts = co_await resources_.remote_destinations(user);
  if (!is_remote) parts = co_await resources_.devices(user);
  if (!parts) co_return std::unexpected(parts.error());
  for (const auto& part : *parts) {
    const auto item = is_remote ? remote_destination_item(user, part) : device_item(user, part);
    if (item.key != device_key) continue;
    if (index != kExtension) co_return RemoteId(item.id);
    ListPlace place(user, part.id);
    const auto extensions = co_await resources_.extensions(std::move(place));
    if (!extensions) co_return std::unexpected(extensions.error());
    for (const auto& one : *extensions) {
      const auto found = extension_item(user, part, one);
      if (found.key == entity.name) co_return RemoteId(found.id);
    }
  }
  co_return std::unexpected(not_there(system_, entity));
}

Reading::ItemTask Reading::read_item(core::EntityIndex entity, std::vector<std::string> ids) {
  const std::size_t needed = entity == kExtension ? 3 : entity == kUser ? 1 : 2;
  if (ids.size() != needed) {
    co_return std::unexpected(Error(ErrorKind::not_found, core::Delivery::not_sent, "there is no such id"));
  }
  Result<Item> item = Item();
  if (entity == kUser) item = co_await user(ids[0]);
  if (entity == kDevice) item = co_await device(ids[0], ids[1]);
  if (entity == kExtension) {
    ListPlace place(ids[0], ids[1]);
    item = co_await extension(std::move(place), ids[2]);
  }
  if (entity == kRemoteDestination) item = co_await remote_destination(ids[0], ids[1]);
  co_return item;
}

bool Reading::lacks_lines(const Cells& cells) const {
  for (core::FieldIndex field = 0; field < catalog().entities[kUser].fields.size(); ++field) {
    if (wants(field) && needs_lines(cells, field)) return true;
  }
  return false;
}

// The user's own settings come first, whatever is wanted: they tell what may be written, and that it is there at all.
Reading::ItemTask Reading::user(std::string user) {
  auto cells = co_await resources_.user(user);
  if (!cells) co_return std::unexpected(cells.error());
  Result<Cells> conferencing = Cells();
  if (wants(field_of(kUser, "conferencing.enabled"))) conferencing = co_await resources_.conferencing(user);
  if (!conferencing && !is_withheld(conferencing.error())) co_return std::unexpected(conferencing.error());
  if (conferencing) append(*cells, *conferencing);
  if (lacks_lines(*cells)) {
    const auto lines = co_await resources_.lines(user);
    if (!lines && !is_withheld(lines.error())) co_return std::unexpected(lines.error());
    if (lines) replace_mixed(*cells, *lines);
    if (lines) append_missing(*cells, *lines);
  }
  const auto listed = co_await lists(user);
  if (!listed) co_return std::unexpected(listed.error());
  append(*cells, *listed);
  const auto spelled = known_->spelled(user);
  co_return Item{kUser, user_key(user), spelled, spelled, std::move(*cells)};
}

Task<Result<Cells>> Reading::lists(std::string user) {
  Cells cells;
  for (const List list : {List::speed_dials, List::services}) {
    if (!wants(field_of(kUser, name_of(list)))) continue;
    const auto records = co_await resources_.list(user, list);
    if (!records && is_withheld(records.error()) && !known_->has_list(user, list)) continue;
    if (!records) co_return std::unexpected(records.error());
    add_list(kUser, field_of(kUser, name_of(list)), *records, cells);
  }
  co_return cells;
}

Task<Result<Cells>> Reading::device_lists(ListPlace place) {
  Cells cells;
  for (const List list : {List::speed_dials, List::services}) {
    if (!wants(field_of(kDevice, name_of(list)))) continue;
    ListPlace asked(place.user, place.device);
    const auto records = co_await resources_.device_list(std::move(asked), list);
    if (!records) co_return std::unexpected(records.error());
    add_list(kDevice, field_of(kDevice, name_of(list)), *records, cells);
  }
  co_return cells;
}

Reading::ItemTask Reading::device(std::string user, std::string id) {
  auto device = co_await resources_.device(user, id);
  if (!device) co_return std::unexpected(device.error());
  ListPlace place(user, id);
  const auto listed = co_await device_lists(std::move(place));
  if (!listed) co_return std::unexpected(listed.error());
  append(device->cells, *listed);
  co_return device_item(user, *device);
}

// The answer to a line does not name its device.
Reading::ItemTask Reading::extension(ListPlace place, std::string id) {
  PartAnswer device;
  device.id = place.device;
  const std::string user = place.user;
  if (known_->device_names.contains(device.id)) {
    device.item = known_->device_names[device.id];
  } else {
    auto answer = co_await resources_.device(user, device.id);
    if (!answer) co_return std::unexpected(answer.error());
    device.item = answer->item;
  }
  ListPlace listed = place;
  auto extension = co_await resources_.extension(std::move(place), std::move(id));
  if (!extension) co_return std::unexpected(extension.error());
  if (extension->lists_choices_alone) co_await complete(&*extension, std::move(listed));
  co_return extension_item(user, device, *extension);
}

// The list of all lines of the device tells what is set; where it does not either, that stays unknown.
Task<void> Reading::complete(PartAnswer* extension, ListPlace place) {
  const auto extensions = co_await resources_.extensions(std::move(place));
  if (!extensions) co_return;
  const auto same = std::ranges::find(*extensions, extension->id, &PartAnswer::id);
  if (same != extensions->end()) append_missing(extension->cells, same->cells);
}

Reading::ItemTask Reading::remote_destination(std::string user, std::string id) {
  const auto destination = co_await resources_.remote_destination(user, std::move(id));
  if (!destination) co_return std::unexpected(destination.error());
  co_return remote_destination_item(user, *destination);
}

}  // namespace muster::cucm_uds
