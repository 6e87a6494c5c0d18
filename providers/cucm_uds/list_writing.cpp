// Taking speed dials out for all devices, of servers that do not agree on how.
#include <algorithm>
#include <iterator>

#include "providers/cucm_uds/resources.h"
#include "providers/cucm_uds/wanted.h"
#include "providers/cucm_uds/writing.h"
#include "providers/kit/percent.h"

namespace muster::cucm_uds {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using core::Status;
using core::Write;
using engine::Task;

bool is_not_offered(const Error& error) {
  const bool is_refusal = error.kind == ErrorKind::not_found || error.kind == ErrorKind::rejected;
  return is_refusal && error.delivery == Delivery::refused;
}

// What cannot be read now is for the read-back to judge.
Task<std::set<std::string>> Writing::staying(std::shared_ptr<const PlannedCall> call, std::string user) {
  Resources resources(*api_, *known_);
  const auto live = co_await resources.list(std::move(user), List::speed_dials);
  std::set<std::string> stay;
  if (!live) co_return stay;
  const auto keys = keys_of(*live);
  std::ranges::set_intersection(call->gone, keys, std::inserter(stay, stay.end()));
  co_return stay;
}

Task<Status> Writing::take_out(std::shared_ptr<const PlannedCall> call, std::shared_ptr<const Write> write) {
  const std::string user = whole_of(write->id.empty() ? write->name : write->id.text);
  auto stay = call->gone;
  if (!call->only_takes_out && !known_->lists_are_merged) {
    stay = co_await staying(call, user);
    known_->lists_are_merged = !stay.empty();
  }
  Status done;
  for (const auto& index : stay) {
    auto one = std::make_shared<PlannedCall>();
    one->path = call->path + "?index=" + kit::percent_encode(index);
    one->method = net::Method::del;
    const auto sent = co_await send_once(std::move(one), write);
    if (!sent) done = sent;
    if (!sent && sent.error().kind != ErrorKind::not_found) break;
  }
  if (done || !is_not_offered(done.error())) co_return done;
  if (done.error().kind == ErrorKind::not_found) {  // the speed dial, or the call
    const auto left = co_await staying(call, user);
    if (left.empty()) co_return Status{};
  }
  done = co_await replace_on_devices(call, write);
  co_return done;
}

Task<Status> Writing::replace_on_devices(std::shared_ptr<const PlannedCall> call, std::shared_ptr<const Write> write) {
  const std::string user = whole_of(write->id.empty() ? write->name : write->id.text);
  const auto devices = known_->users[user_key(user)].devices[List::speed_dials];
  for (const ListedDevice& device : devices) {
    auto own = std::make_shared<PlannedCall>(*call);
    own->path = device_list_path(List::speed_dials, kit::percent_encode(device.id));
    const auto done = co_await send_once(std::move(own), write);
    if (!done) co_return done;
  }
  co_return Status{};
}

}  // namespace muster::cucm_uds
