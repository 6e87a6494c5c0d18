// The requests for speed dials and subscribed services.
#include <fmt/format.h>

#include <algorithm>

#include "providers/cucm_uds/calls.h"
#include "providers/kit/percent.h"

namespace muster::cucm_uds {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::FieldWrite;
using core::Status;
using engine::Task;

namespace {

// Indexes of records that are there and are not to be.
std::set<std::string> keys_gone(const Records& live, const Records& wanted) {
  std::set<std::string> gone = keys_of(live);
  for (const auto& key : keys_of(wanted)) gone.erase(key);
  return gone;
}

}  // namespace

std::string device_list_path(List list, std::string_view device) {
  return fmt::format("/device/{}/{}", device, name_of(list));
}

Records records_of(const std::vector<std::string>& members) {
  Records records;
  for (const auto& member : members) records.push_back(core::parse_record(member).value_or(core::Record()));
  return records;
}

Records live_records(const core::Fresh* fresh, core::FieldIndex field) {
  std::vector<std::string> members;
  if (fresh == nullptr || fresh->row() == nullptr) return {};
  for (const auto& cell : core::cells_of(fresh->table->cells(*fresh->row()), field)) {
    if (cell.kind == core::CellKind::member) members.emplace_back(cell.value.view());
  }
  return records_of(members);
}

Task<void> Calls::add_list(List list) {
  const FieldWrite* write = find(name_of(list));
  if (write == nullptr) co_return;
  Records records = records_of(write->members);
  if (list == List::services) {
    const auto resolved = co_await resolve_services(&records);
    if (!resolved) {
      refuse(name_of(list), resolved.error());
      co_return;
    }
  }
  add_list_calls(list, records);
}

Task<Status> Calls::resolve_services(Records* records) {
  const std::string id_name = core::other_words("service");
  for (auto& record : *records) {
    if (record.parts.contains(id_name)) continue;
    const auto service = record.parts.find("service");
    std::string wanted = service == record.parts.end() ? std::string() : service->second.value_or("");
    const auto found = co_await options_->resolve_service(std::move(wanted));
    if (!found) co_return std::unexpected(found.error());
    record.parts[id_name] = found->value;
  }
  co_return Status{};
}

// Whether a PUT to the list of all devices takes out what it does not name is documented for services alone.
void Calls::add_list_calls(List list, const Records& records) {
  if (entity_ == kDevice) {
    add(name_of(list), device_list_path(list, id_part(1)), list_body(list, records));
    return;
  }
  const auto gone = keys_gone(live_records(write_->fresh.get(), field_of(kUser, name_of(list))), records);
  const bool may_stay = list == List::speed_dials && !gone.empty();
  if (has_own_records(records)) return add_list_of_each_device(list, records);
  PlannedCall& call = add(name_of(list), fmt::format("/{}", name_of(list)), list_body(list, records));
  if (!may_stay) return;
  call.gone = gone;
  call.only_takes_out = records.empty();
}

// Devices that have their list already get nothing.
void Calls::add_list_of_each_device(List list, const Records& records) {
  const Records live = live_records(write_->fresh.get(), field_of(kUser, name_of(list)));
  const auto* devices = user() == nullptr || !user()->devices.contains(list) ? nullptr : &user()->devices.at(list);
  if (devices == nullptr) {
    return refuse(name_of(list), Error(ErrorKind::rejected, Delivery::not_sent,
                                       fmt::format("{} was not sent: its devices are not known", name_of(list))));
  }
  for (const ListedDevice& device : *devices) {
    const Records wanted = wanted_of_device(records, device.name);
    if (std::ranges::is_permutation(wanted, of_device(live, device.name))) continue;
    add(fmt::format("{} of {}", name_of(list), device.name), device_list_path(list, kit::percent_encode(device.id)),
        list_body(list, wanted));
  }
}

}  // namespace muster::cucm_uds
