#include "providers/simulators/uccx/world.h"

#include <algorithm>
#include <utility>

#include "providers/simulators/draw.h"

namespace muster::simulators::uccx {
namespace {

void leave_team(World& world, const User& user) {
  const auto team = world.teams.find(user.team);
  if (team != world.teams.end()) std::erase(team->second.members, user.id);
}

template <typename Version>
const Version* version_at(const Version& newest, engine::WallTime now, engine::Duration lag) {
  const Version* version = &newest;
  if (lag.count() > 0) {
    while (version != nullptr && version->changed_at != engine::WallTime::min() && version->changed_at + lag > now) {
      version = version->before.get();
    }
  }
  return version;
}

}  // namespace

std::uint64_t World::draw() { return Draw(seed, serial++).next(); }

const User* World::find_user(std::string_view id) const {
  const auto found = users.find(id);
  return found == users.end() ? nullptr : &found->second;
}

User* World::find_user(std::string_view id) { return const_cast<User*>(std::as_const(*this).find_user(id)); }

const Team* World::find_team(int id) const {
  const auto found = teams.find(id);
  return found == teams.end() || found->second.removed ? nullptr : &found->second;
}

Team* World::find_team(int id) { return const_cast<Team*>(std::as_const(*this).find_team(id)); }

const Team* World::find_team(std::string_view name) const {
  const auto found =
      std::ranges::find_if(teams, [&](const auto& team) { return !team.second.removed && team.second.name == name; });
  return found == teams.end() ? nullptr : &found->second;
}

Team* World::find_team(std::string_view name) { return const_cast<Team*>(std::as_const(*this).find_team(name)); }

bool World::supervises(std::string_view user_id) const {
  return std::ranges::any_of(teams, [&](const auto& entry) {
    const Team& team = entry.second;
    return !team.removed && (team.primary == user_id || std::ranges::count(team.secondaries, user_id) != 0);
  });
}

bool World::is_locked() const { return quirks.lockout_after != 0 && wrong_passwords >= quirks.lockout_after; }

std::size_t World::request_count(std::string_view method_and_path) const {
  const auto found = requests.find(method_and_path);
  return found == requests.end() ? 0 : found->second;
}

std::size_t World::request_count() const {
  std::size_t count = 0;
  for (const auto& [path, times] : requests) count += times;
  return count;
}

User& add_user(World& world, User user) {
  if (user.is_resource() && user.team == 0) user.team = kDefaultTeam;
  if (user.team != 0) world.teams[user.team].members.push_back(user.id);
  auto id = user.id;
  return world.users.insert_or_assign(std::move(id), std::move(user)).first->second;
}

Team& add_team(World& world, Team team) {
  team.id = ++world.last_team;
  for (const auto& id : team.members) {
    User& user = world.users.at(id);
    leave_team(world, user);
    user.team = team.id;
  }
  return world.teams.insert_or_assign(team.id, std::move(team)).first->second;
}

std::vector<Happening> changes_by(const World& world, std::string_view actor) {
  std::vector<Happening> found;
  for (const auto& happening : world.log) {
    if (actor.empty() ? happening.actor != kOtherAdministrator : happening.actor == actor) found.push_back(happening);
  }
  return found;
}

const User* visible(const World& world, const User& user, engine::WallTime now) {
  return version_at(user, now, world.quirks.visibility_lag);
}

const Team* visible(const World& world, const Team& team, engine::WallTime now) {
  const Team* version = version_at(team, now, world.quirks.visibility_lag);
  return version == nullptr || version->removed ? nullptr : version;
}

bool shown_as_supervisor(const World& world, const User& user, engine::WallTime now) {
  const bool has = user.has_role(kSupervisor);
  if (user.supervisor_since == engine::WallTime::min()) return has;
  return user.supervisor_since + world.quirks.type_lag > now ? !has : has;
}

}  // namespace muster::simulators::uccx
