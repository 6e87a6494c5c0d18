// Who may do what, and what the path names.
#include <algorithm>

#include "providers/simulators/genesys_gws/answer.h"
#include "providers/simulators/genesys_gws/changes.h"
#include "providers/simulators/genesys_gws/resources.h"

namespace muster::simulators::gws {
namespace {

std::unexpected<Refusal> no_permission() {
  return refuse(403, code::kNoPermission, "The caller has no permission for this operation.");
}

}  // namespace

bool is_administrator(const Call& call) {
  const User* user = call.caller();
  return user != nullptr && (user->has_role("ROLE_ADMIN") || user->has_role("ROLE_API_USER"));
}

Accepted<void> need_administrator(const Call& call) {
  if (!is_administrator(call)) return no_permission();
  return {};
}

Accepted<void> need_reader(const Call& call) {
  const User* user = call.caller();
  if (!is_administrator(call) && !user->has_role("ROLE_AGENT") && !user->has_role("ROLE_SUPERVISOR")) {
    return no_permission();
  }
  return {};
}

Accepted<void> need_feature(const Call& call, std::string_view feature) {
  if (call.world.features.contains(feature)) return {};
  if (call.world.quirks.feature_off == FeatureOff::invalid_operation) {
    return refuse(404, code::kForbidden, "Invalid operation.");
  }
  const bool as_page = call.world.quirks.feature_off == FeatureOff::html_page;
  return std::unexpected(Refusal{404, code::kNotFound, "The resource was not found.", as_page});
}

Accepted<const User*> read_user(const Call& call) {
  const auto& id = call.target.segments[1];
  const World& world = call.world;
  const User* user = world.users.find(id);
  if (user == nullptr && world.quirks.read_lag.count() > 0) {
    const auto& slots = world.users.slots();
    const auto found = std::find_if(slots.begin(), slots.end(), [&](const User& slot) { return slot.id == id; });
    if (found != slots.end()) user = &*found;
  }
  if (user != nullptr) user = visible(*user, call.now, world.quirks.read_lag);
  if (user == nullptr) return std::unexpected(no_such("user", id));
  return user;
}

Accepted<User*> writable_user(Call& call) {
  const auto& id = call.target.segments[1];
  User* user = call.world.users.find(id);
  if (user == nullptr) return std::unexpected(no_such("user", id));
  return user;
}

}  // namespace muster::simulators::gws
