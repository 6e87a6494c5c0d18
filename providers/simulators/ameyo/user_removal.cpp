#include <algorithm>

#include "providers/simulators/ameyo/answer.h"
#include "providers/simulators/ameyo/body.h"
#include "providers/simulators/ameyo/resources.h"
#include "providers/simulators/ameyo/session.h"

namespace muster::simulators::ameyo {
namespace {

bool has_sessions(const World& world, const User& user) {
  return std::ranges::any_of(world.sessions, [&](const auto& entry) { return entry.second.user == user.id; });
}

std::optional<Refusal> stays(const Call& call, const User& user) {
  const World& world = call.world;
  if (user.id == call.account) return command_failed("user.cannot.remove.itself").error();
  const bool refuses = world.quirks.removal_with_sessions == RemovalWithSessions::refused;
  if (refuses && has_sessions(world, user)) return command_failed("user.is.logged.in", user.id).error();
  const bool leads = world.quirks.last_manager == LastManager::refused && world.is_only_manager(user.cc_user_id);
  if (leads) return command_failed("user.is.only.manager.of.group", user.id).error();
  return std::nullopt;
}

}  // namespace

// DELETE /user/users/{userId}
Answer delete_user(Call& call) {
  User* user = call.world.find_user(call.target.segments.back());
  if (user == nullptr) return command_failed("user.not.found", call.target.segments.back());
  drop_expired_sessions(call.world, call.now);
  if (auto reason = stays(call, *user)) return std::unexpected(*reason);
  end_sessions_of(call.world, call.actor(), user->id);
  remove_user(call.world, call.actor(), *user);
  return json_answer(call.world.quirks, 200, Json::object());
}

// DELETE /cc/removeUser?userId=
Answer take_from_center(Call& call) {
  const auto user_id = call.target.parameter("userId");
  if (!user_id) return missing("userId");
  User* user = call.world.find_user(*user_id);
  if (user == nullptr || !user->center) return command_failed("user.not.found", std::string(*user_id));
  if (auto reason = stays(call, *user)) return std::unexpected(*reason);
  UserFields fields;
  fields.center.emplace(std::nullopt);
  update_user(call.world, call.actor(), *user, fields);
  return json_answer(call.world.quirks, 200, Json::object());
}

}  // namespace muster::simulators::ameyo
