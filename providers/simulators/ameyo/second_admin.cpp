#include "providers/simulators/ameyo/second_admin.h"

namespace muster::simulators::ameyo {
namespace {

Actor other(engine::WallTime now) { return {std::string(kOtherAdministrator), now}; }

std::optional<std::set<int>> known_people(const World& world, const std::vector<std::string>& user_ids) {
  std::set<int> people;
  for (const auto& id : user_ids) {
    const User* user = world.find_user(id);
    if (user == nullptr) return std::nullopt;
    people.insert(user->cc_user_id);
  }
  return people;
}

bool change_group(World& world, engine::WallTime now, std::string_view name, const GroupFields& fields) {
  Group* group = world.find_group(name);
  if (group == nullptr) return false;
  update_group(world, other(now), *group, fields);
  return true;
}

}  // namespace

bool other_changes_user(World& world, engine::WallTime now, std::string_view user, const UserFields& fields) {
  User* found = world.find_user(user);
  if (found == nullptr) return false;
  update_user(world, other(now), *found, fields);
  return true;
}

bool other_sets_name(World& world, engine::WallTime now, std::string_view user, std::string name) {
  UserFields fields;
  fields.name = std::move(name);
  return other_changes_user(world, now, user, fields);
}

bool other_sets_type(World& world, engine::WallTime now, std::string_view user, std::string type) {
  if (!world.privilege_plans.contains(type)) return false;
  UserFields fields;
  fields.type = type;
  fields.system_type = std::move(type);
  return other_changes_user(world, now, user, fields);
}

bool other_creates_user(World& world, engine::WallTime now, std::string_view user, std::string type) {
  if (world.find_user(user) != nullptr || !world.privilege_plans.contains(type)) return false;
  UserFields fields;
  fields.name = user;
  fields.type = std::move(type);
  fields.password = "their-choice";
  create_user(world, other(now), user, fields);
  return true;
}

bool other_removes_user(World& world, engine::WallTime now, std::string_view user) {
  User* found = world.find_user(user);
  if (found == nullptr) return false;
  end_sessions_of(world, other(now), user);
  remove_user(world, other(now), *found);
  return true;
}

bool other_sets_agents(World& world, engine::WallTime now, std::string_view group,
                       const std::vector<std::string>& agents) {
  GroupFields fields;
  fields.members = known_people(world, agents);
  return fields.members && change_group(world, now, group, fields);
}

bool other_sets_supervisors(World& world, engine::WallTime now, std::string_view group,
                            const std::vector<std::string>& supervisors) {
  GroupFields fields;
  fields.managers = known_people(world, supervisors);
  return fields.managers && change_group(world, now, group, fields);
}

bool other_describes_group(World& world, engine::WallTime now, std::string_view group, std::string description) {
  GroupFields fields;
  fields.description = std::move(description);
  return change_group(world, now, group, fields);
}

bool other_creates_group(World& world, engine::WallTime now, std::string_view group,
                         const std::vector<std::string>& supervisors) {
  GroupFields fields;
  fields.name = group;
  fields.managers = known_people(world, supervisors);
  if (!fields.managers || world.find_group(group) != nullptr) return false;
  create_group(world, other(now), fields);
  return true;
}

bool other_renames_group(World& world, engine::WallTime now, std::string_view group, std::string name) {
  if (world.find_group(name) != nullptr) return false;
  GroupFields fields;
  fields.name = std::move(name);
  return change_group(world, now, group, fields);
}

bool other_removes_group(World& world, engine::WallTime now, std::string_view group) {
  Group* found = world.find_group(group);
  if (found == nullptr) return false;
  remove_group(world, other(now), *found);
  return true;
}

}  // namespace muster::simulators::ameyo
