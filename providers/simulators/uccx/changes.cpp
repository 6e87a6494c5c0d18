#include "providers/simulators/uccx/changes.h"

#include <algorithm>

#include <fmt/format.h>

#include "providers/simulators/uccx/field_texts.h"

namespace muster::simulators::uccx {
namespace {

// Keeps the present version for answers that lag, and starts a new one.
template <typename Version>
void remember(const World& world, Version& object, engine::WallTime now) {
  const auto lag = world.quirks.visibility_lag;
  if (lag.count() > 0) {
    auto before = std::make_shared<Version>(object);
    const bool settled = before->changed_at == engine::WallTime::min() || before->changed_at + lag <= now;
    if (settled) before->before = nullptr;
    object.before = std::move(before);
  }
  object.changed_at = now;
}

std::vector<FieldEffect> effects(const FieldTexts& before, const FieldTexts& after) {
  std::vector<FieldEffect> found;
  for (const auto& [field, text] : after) {
    const auto old = before.find(field);
    const std::string was = old == before.end() ? "" : old->second;
    if (was != text) found.push_back({field, was, text});
  }
  for (const auto& [field, text] : before) {
    if (!after.contains(field) && !text.empty()) found.push_back({field, text, ""});
  }
  return found;
}

Happening about(const Actor& actor, Effect effect, const Team& team) {
  return {actor.now, actor.name, effect, "team", team.name, fmt::format("{}", team.id), {}};
}

// Members of other teams before a change, so that what follows from it can be logged.
class OtherTeams {
 public:
  OtherTeams(World& world, int changed) : world_(world), changed_(changed) {
    for (const auto& [id, team] : world.teams) before_.emplace(id, team.members);
  }

  void log_what_followed(engine::WallTime now) const {
    for (auto& [id, team] : world_.teams) {
      const auto was = before_.find(id);
      if (id == changed_ || was == before_.end() || was->second == team.members) continue;
      auto happening = about({std::string(kVendor), now}, Effect::updated, team);
      happening.fields.push_back({"agents", sorted_text(was->second), sorted_text(team.members)});
      world_.log.push_back(std::move(happening));
    }
  }

 private:
  World& world_;
  int changed_;
  std::map<int, std::vector<std::string>> before_;
};

void put_in_team(World& world, engine::WallTime now, User& user, int team_id) {
  if (user.team == team_id) return;
  const auto old = world.teams.find(user.team);
  if (old != world.teams.end()) {
    remember(world, old->second, now);
    std::erase(old->second.members, user.id);
  }
  remember(world, user, now);
  user.team = team_id;
  Team& team = world.teams.at(team_id);
  if (std::ranges::count(team.members, user.id) == 0) team.members.push_back(user.id);
}

std::vector<std::string> without_doubles(const std::vector<std::string>& ids) {
  std::vector<std::string> unique;
  for (const auto& id : ids) {
    if (std::ranges::count(unique, id) == 0) unique.push_back(id);
  }
  return unique;
}

void set_members(World& world, engine::WallTime now, Team& team, const std::vector<std::string>& wanted) {
  for (const auto& id : std::vector(team.members)) {
    if (std::ranges::count(wanted, id) != 0 || team.id == kDefaultTeam) continue;
    remember(world, world.teams.at(kDefaultTeam), now);
    put_in_team(world, now, world.users.at(id), kDefaultTeam);
  }
  for (const auto& id : without_doubles(wanted)) put_in_team(world, now, world.users.at(id), team.id);
}

void store(World& world, engine::WallTime now, Team& team, const TeamFields& fields) {
  if (fields.name) team.name = *fields.name;
  if (fields.primary) team.primary = *fields.primary;
  if (fields.secondaries) team.secondaries = without_doubles(*fields.secondaries);
  if (fields.csqs) team.csqs = *fields.csqs;
  if (fields.busy_on_non_acd) team.busy_on_non_acd = *fields.busy_on_non_acd;
  if (fields.non_acd_override) team.non_acd_override = *fields.non_acd_override;
  if (fields.extras) team.extras = *fields.extras;
  if (fields.members) set_members(world, now, team, *fields.members);
}

void store_roles(User& user, engine::WallTime now, const std::set<std::string, std::less<>>& roles) {
  if (roles.contains(kSupervisor) != user.has_role(kSupervisor)) user.supervisor_since = now;
  user.roles = roles;
}

void store(User& user, engine::WallTime now, const UserFields& fields) {
  if (fields.roles) store_roles(user, now, *fields.roles);
  if (fields.profile) user.profile = *fields.profile;
  if (fields.auto_available) user.auto_available = *fields.auto_available;
  if (fields.skills) user.skills = *fields.skills;
  if (fields.resource_group) user.resource_group = *fields.resource_group;
}

}  // namespace

Team& create_team(World& world, const Actor& actor, const TeamFields& fields) {
  const int id = ++world.last_team;
  Team& team = world.teams[id];
  team.id = id;
  team.changed_at = actor.now;
  const OtherTeams others(world, id);
  store(world, actor.now, team, fields);
  auto happening = about(actor, Effect::created, team);
  happening.fields = effects({}, field_texts(team));
  world.log.push_back(std::move(happening));
  others.log_what_followed(actor.now);
  return team;
}

void update_team(World& world, const Actor& actor, Team& team, const TeamFields& fields) {
  remember(world, team, actor.now);
  const OtherTeams others(world, team.id);
  auto happening = about(actor, Effect::updated, team);
  const auto before = field_texts(team);
  store(world, actor.now, team, fields);
  happening.fields = effects(before, field_texts(team));
  world.log.push_back(std::move(happening));
  others.log_what_followed(actor.now);
}

void remove_team(World& world, const Actor& actor, Team& team) {
  remember(world, team, actor.now);
  const OtherTeams others(world, team.id);
  world.log.push_back(about(actor, Effect::removed, team));
  set_members(world, actor.now, team, {});
  team.removed = true;
  others.log_what_followed(actor.now);
  const bool nobody_looks_back = world.quirks.visibility_lag.count() == 0;
  if (nobody_looks_back) world.teams.erase(team.id);
}

void update_user(World& world, const Actor& actor, User& user, const UserFields& fields) {
  remember(world, user, actor.now);
  Happening happening{actor.now, actor.name, Effect::updated, "user", user.id, user.id, {}};
  const auto before = field_texts(world, user);
  store(user, actor.now, fields);
  std::optional<OtherTeams> teams;
  if (fields.team && *fields.team != user.team) {
    teams.emplace(world, 0);
    remember(world, world.teams.at(*fields.team), actor.now);
    put_in_team(world, actor.now, user, *fields.team);
  }
  happening.fields = effects(before, field_texts(world, user));
  world.log.push_back(std::move(happening));
  if (teams) teams->log_what_followed(actor.now);
}

}  // namespace muster::simulators::uccx
