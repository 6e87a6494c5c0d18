#include "providers/simulators/uccx/second_admin.h"

#include <algorithm>

#include <fmt/core.h>

#include "providers/simulators/uccx/changes.h"

namespace muster::simulators::uccx {
namespace {

Actor other(engine::WallTime now) { return {std::string(kOtherAdministrator), now}; }

bool are_users(const World& world, const std::vector<std::string>& ids) {
  return std::ranges::all_of(ids, [&](const auto& id) { return world.find_user(id) != nullptr; });
}

bool are_agents(const World& world, const std::vector<std::string>& ids) {
  return std::ranges::all_of(ids, [&](const auto& id) {
    const User* user = world.find_user(id);
    return user != nullptr && user->is_resource();
  });
}

template <typename Value, typename Map>
Value* pick(Map& values, Draw& draw) {
  if (values.empty()) return nullptr;
  return &std::next(values.begin(), static_cast<std::ptrdiff_t>(draw.below(values.size())))->second;
}

User* pick_user(World& world, Draw& draw, const EditSettings& settings) {
  User* user = settings.users.empty() ? pick<User>(world.users, draw)
                                      : world.find_user(settings.users[draw.below(settings.users.size())]);
  const bool spared = user != nullptr && std::ranges::count(settings.spared, user->id) != 0;
  return spared ? nullptr : user;
}

Team* pick_team(World& world, Draw& draw, const EditSettings& settings) {
  if (!settings.teams.empty()) return world.find_team(settings.teams[draw.below(settings.teams.size())]);
  Team* team = pick<Team>(world.teams, draw);
  return team == nullptr || team->removed ? nullptr : team;
}

bool set_roles(World& world, engine::WallTime now, User& user, std::set<std::string, std::less<>> roles) {
  if (roles == user.roles) return false;
  UserFields fields;
  fields.roles = std::move(roles);
  update_user(world, other(now), user, fields);
  return true;
}

bool grant(World& world, engine::WallTime now, User& user, const std::string& role) {
  auto roles = user.roles;
  roles.insert(role);
  return set_roles(world, now, user, std::move(roles));
}

bool revoke(World& world, engine::WallTime now, User& user, const std::string& role) {
  if (role == kSupervisor && world.supervises(user.id)) return false;
  auto roles = user.roles;
  roles.erase(role);
  return set_roles(world, now, user, std::move(roles));
}

bool move_agent(World& world, engine::WallTime now, User& user, const Team* team) {
  if (team == nullptr || !user.is_resource() || user.team == team->id) return false;
  UserFields fields;
  fields.team = team->id;
  update_user(world, other(now), user, fields);
  return true;
}

bool toggle_secondary(World& world, engine::WallTime now, const User& user, Team* team) {
  if (team == nullptr || team->primary.empty() || !user.has_role(kSupervisor)) return false;
  TeamFields fields;
  fields.secondaries = team->secondaries;
  if (std::erase(*fields.secondaries, user.id) == 0) fields.secondaries->push_back(user.id);
  update_team(world, other(now), *team, fields);
  return true;
}

bool toggle_flag(World& world, engine::WallTime now, Team* team) {
  if (team == nullptr) return false;
  TeamFields fields;
  fields.busy_on_non_acd = !team->busy_on_non_acd;
  update_team(world, other(now), *team, fields);
  return true;
}

}  // namespace

bool edit_at_random(World& world, engine::WallTime now, Draw& draw, const EditSettings& settings) {
  if (settings.edits.empty()) return false;
  const auto edit = settings.edits[draw.below(settings.edits.size())];
  if (edit == Edit::change_flags) return toggle_flag(world, now, pick_team(world, draw, settings));
  User* user = pick_user(world, draw, settings);
  if (user == nullptr) return false;
  if (edit == Edit::move_agent) return move_agent(world, now, *user, pick_team(world, draw, settings));
  if (edit == Edit::change_secondaries) return toggle_secondary(world, now, *user, pick_team(world, draw, settings));
  if (edit == Edit::change_email) {
    return other_sets_email(world, now, user->id, fmt::format("changed.{:04}@acme.example", draw.below(10'000)));
  }
  if (settings.roles.empty()) return false;
  const auto& role = settings.roles[draw.below(settings.roles.size())];
  return edit == Edit::grant_role ? grant(world, now, *user, role) : revoke(world, now, *user, role);
}

bool other_sets_team_agents(World& world, engine::WallTime now, std::string_view team,
                            std::vector<std::string> agents) {
  Team* found = world.find_team(team);
  if (found == nullptr || !are_agents(world, agents)) return false;
  TeamFields fields;
  fields.members = std::move(agents);
  update_team(world, other(now), *found, fields);
  return true;
}

bool other_sets_supervisors(World& world, engine::WallTime now, std::string_view team, std::string primary,
                            std::vector<std::string> secondaries) {
  Team* found = world.find_team(team);
  const bool known = are_users(world, secondaries) && (primary.empty() || world.find_user(primary) != nullptr);
  if (found == nullptr || !known) return false;
  TeamFields fields;
  fields.primary = std::move(primary);
  fields.secondaries = std::move(secondaries);
  update_team(world, other(now), *found, fields);
  return true;
}

bool other_sets_roles(World& world, engine::WallTime now, std::string_view user, std::vector<std::string> roles) {
  User* found = world.find_user(user);
  if (found == nullptr) return false;
  UserFields fields;
  fields.roles.emplace(roles.begin(), roles.end());
  fields.roles->erase(std::string(kAgent));
  if (found->has_role(kAgent)) fields.roles->emplace(kAgent);
  update_user(world, other(now), *found, fields);
  return true;
}

bool other_sets_email(World& world, engine::WallTime now, std::string_view user, std::string email) {
  User* found = world.find_user(user);
  if (found == nullptr) return false;
  UserFields fields;
  fields.profile = found->profile;
  fields.profile->email = std::move(email);
  update_user(world, other(now), *found, fields);
  return true;
}

bool other_creates_team(World& world, engine::WallTime now, std::string_view team, std::vector<std::string> agents) {
  if (world.find_team(team) != nullptr || !are_agents(world, agents)) return false;
  TeamFields fields;
  fields.name = team;
  fields.members = std::move(agents);
  create_team(world, other(now), fields);
  return true;
}

bool other_renames_team(World& world, engine::WallTime now, std::string_view team, std::string name) {
  Team* found = world.find_team(team);
  if (found == nullptr || world.find_team(name) != nullptr) return false;
  TeamFields fields;
  fields.name = std::move(name);
  update_team(world, other(now), *found, fields);
  return true;
}

bool other_removes_team(World& world, engine::WallTime now, std::string_view team) {
  Team* found = world.find_team(team);
  if (found == nullptr || found->id == kDefaultTeam) return false;
  remove_team(world, other(now), *found);
  return true;
}

}  // namespace muster::simulators::uccx
