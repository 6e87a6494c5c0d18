#include "tests/support/random_centre.h"

#include <algorithm>

#include "tests/support/toy_catalog.h"

namespace muster::support {

namespace {

const std::vector<std::string> kUsers = {"ada", "bo", "cy", "dee", "eli", "fay", "gus", "hal", "ivy", "jo"};
const std::vector<std::string> kTeams = {"Billing", "Sales", "Support", "Night"};
const std::vector<std::string> kRoles = {"ROLE_AGENT", "ROLE_SUPERVISOR", "ROLE_ADMIN"};
const std::vector<std::string> kNumbers = {"3001", "3002", "3003", "3004", "3005"};

}  // namespace

std::vector<std::string> RandomCentre::some(const std::vector<std::string>& pool, int percent) {
  std::vector<std::string> chosen;
  for (const std::string& member : pool) {
    if (chance(percent)) chosen.push_back(member);
  }
  return chosen;
}

ModelWorld RandomCentre::world() {
  ModelWorld world;
  std::vector<std::string> free_agents;
  std::vector<std::string> free_numbers = kNumbers;
  for (const std::string& name : some(kUsers, 70)) {
    ModelObject user{name, {}, {}};
    user.fields[toy::kRoles] = {true, {}, some(kRoles, 50)};
    user.fields[toy::kEnabled] = {false, chance(85) ? "true" : "false", {}};
    user.fields[toy::kEmail] = {false, name + "@acme.example", {}};
    const bool agent =
        std::ranges::find(user.fields[toy::kRoles].members, "ROLE_AGENT") != user.fields[toy::kRoles].members.end();
    if (agent && !free_numbers.empty() && chance(60)) {
      user.fields[toy::kDevices] = {true, {}, {free_numbers.back()}};
      free_numbers.pop_back();
    }
    world.put(toy::kUser, user);
    free_agents.push_back(name);
  }
  for (const std::string& name : some(kTeams, 70)) {
    ModelObject team{name, {}, {}};
    auto& agents = team.fields[toy::kAgents];
    auto& supervisors = team.fields[toy::kSupervisors];
    agents.is_set = supervisors.is_set = true;
    std::erase_if(free_agents, [&](const std::string& agent) {
      if (!chance(30)) return false;
      agents.members.push_back(agent);
      return true;
    });
    for (const std::string& user : kUsers) {
      if (world.has_role(user, "ROLE_SUPERVISOR") && chance(40)) supervisors.members.push_back(user);
    }
    world.put(toy::kTeam, team);
  }
  return world;
}

void RandomCentre::add_set(core::TableBuilder& rows, core::EntityIndex entity, core::FieldIndex field,
                           const std::vector<std::string>& members, bool exact) {
  const core::FieldRule& rule = toy_catalog().entities[entity].fields[field];
  rows.add(field, exact ? core::CellKind::set : core::CellKind::partial, "");
  for (const std::string& member : members) rows.add_member(field, core::comparable(member, rule.compare), member);
}

void RandomCentre::add_user(core::TableBuilder& rows, const std::string& name, std::vector<std::string>& free_numbers) {
  rows.begin_row(toy::kUser, name, name);
  std::vector<std::string> roles = some(kRoles, 50);
  if (roles.empty()) roles.push_back("ROLE_AGENT");
  const bool exact = chance(50);
  add_set(rows, toy::kUser, toy::kRoles, roles, exact);
  if (!exact) {
    for (const std::string& role : kRoles) {
      const bool included = std::ranges::find(roles, role) != roles.end();
      if (!included && chance(40))
        rows.add_member(toy::kRoles, core::comparable(role, core::Compare::folded), role, core::CellKind::excluded);
    }
  }
  if (chance(50)) rows.add(toy::kEnabled, core::CellKind::boolean, chance(80) ? "true" : "false");
  if (chance(30)) {
    rows.add(toy::kDisplayName, core::CellKind::text, "", core::CellState::at_default);
  } else if (chance(50)) {
    rows.add(toy::kDisplayName, core::CellKind::text, chance(50) ? "Shown" : "Other");
  }
  rows.add(toy::kEmail, core::CellKind::text, name + "@acme.example");
  rows.add(toy::kPassword, core::CellKind::secret, "env:PASSWORD");
  if (!free_numbers.empty() && chance(40)) {
    add_set(rows, toy::kUser, toy::kDevices, {free_numbers.back()}, chance(50));
    free_numbers.pop_back();
  }
}

void RandomCentre::add_team(core::TableBuilder& rows, const std::string& name, std::vector<std::string>& free_agents) {
  rows.begin_row(toy::kTeam, name, name);
  std::vector<std::string> agents;
  std::erase_if(free_agents, [&](const std::string& agent) {
    if (!chance(35)) return false;
    agents.push_back(agent);
    return true;
  });
  add_set(rows, toy::kTeam, toy::kAgents, agents, chance(80));
  if (chance(70)) add_set(rows, toy::kTeam, toy::kSupervisors, some(kUsers, 20), chance(70));
}

std::shared_ptr<const core::Desired> RandomCentre::desired() {
  auto desired = std::make_shared<core::Desired>();
  core::DesiredSystem system;
  system.spec.name = "toy-1";
  system.spec.provider = "toy";
  system.spec.guards.max_updates = {100, 1000};
  system.spec.guards.max_removals = {100, 1000};
  system.spec.guards.max_member_removals = {100, 1000};
  core::TableBuilder rows;
  std::map<std::pair<core::EntityIndex, std::string>, core::DesiredObject> objects;
  std::vector<std::string> free_agents;
  std::vector<std::string> free_numbers = kNumbers;
  for (const std::string& name : some(kUsers, 70)) {
    core::DesiredObject object;
    object.absent = chance(15);
    object.protect = !object.absent && chance(8);
    if (!object.absent) free_agents.push_back(name);
    if (object.absent) {
      rows.begin_row(toy::kUser, name, name);
    } else {
      add_user(rows, name, free_numbers);
    }
    objects[{toy::kUser, name}] = object;
  }
  for (const std::string& name : some(kTeams, 70)) {
    core::DesiredObject object;
    object.kind = 2;
    object.absent = chance(10);
    if (object.absent) {
      rows.begin_row(toy::kTeam, name, name);
    } else {
      add_team(rows, name, free_agents);
    }
    objects[{toy::kTeam, name}] = object;
  }
  system.table = rows.finish();
  for (const core::Row& row : system.table.rows()) {
    system.objects.push_back(objects[{row.entity, std::string(row.key.view())}]);
  }
  desired->systems.push_back(std::move(system));
  desired->files = {"centre.yaml"};
  desired->commit = "tree:000000000000";
  return desired;
}

}  // namespace muster::support
