#include <algorithm>
#include <iterator>

#include <fmt/core.h>

#include "providers/simulators/ameyo/second_admin.h"

namespace muster::simulators::ameyo {
namespace {

template <typename Value, typename Map>
Value* pick(Map& values, Draw& draw) {
  if (values.empty()) return nullptr;
  auto& value = std::next(values.begin(), static_cast<std::ptrdiff_t>(draw.below(values.size())))->second;
  return value.removed ? nullptr : &value;
}

User* pick_user(World& world, Draw& draw, const EditSettings& settings) {
  User* user = settings.users.empty() ? pick<User>(world.users, draw)
                                      : world.find_user(settings.users[draw.below(settings.users.size())]);
  const bool spared = user != nullptr && std::ranges::count(settings.spared, user->id) != 0;
  return spared ? nullptr : user;
}

Group* pick_group(World& world, Draw& draw, const EditSettings& settings) {
  if (settings.groups.empty()) return pick<Group>(world.groups, draw);
  return world.find_group(settings.groups[draw.below(settings.groups.size())]);
}

bool change_type(World& world, engine::WallTime now, Draw& draw, const User& user, const EditSettings& settings) {
  if (std::ranges::count(settings.types, user.type) == 0) return false;
  const auto& type = settings.types[draw.below(settings.types.size())];
  return type != user.type && other_sets_type(world, now, user.id, type);
}

bool toggle_member(World& world, engine::WallTime now, const User& user, const Group* group) {
  if (group == nullptr) return false;
  std::vector<std::string> agents;
  for (const int id : group->members) {
    if (id != user.cc_user_id) agents.push_back(world.users.at(id).id);
  }
  if (!group->members.contains(user.cc_user_id)) agents.push_back(user.id);
  return other_sets_agents(world, now, group->name, agents);
}

}  // namespace

bool edit_at_random(World& world, engine::WallTime now, Draw& draw, const EditSettings& settings) {
  if (settings.edits.empty()) return false;
  const auto edit = settings.edits[draw.below(settings.edits.size())];
  const auto number = draw.below(10'000);
  if (edit == Edit::describe) {
    const Group* group = pick_group(world, draw, settings);
    return group != nullptr && other_describes_group(world, now, group->name, fmt::format("Edited {:04}", number));
  }
  const User* user = pick_user(world, draw, settings);
  if (user == nullptr) return false;
  if (edit == Edit::change_name) return other_sets_name(world, now, user->id, fmt::format("Changed {:04}", number));
  if (edit == Edit::change_type) return change_type(world, now, draw, *user, settings);
  if (edit == Edit::toggle_member) return toggle_member(world, now, *user, pick_group(world, draw, settings));
  UserFields fields;
  if (edit == Edit::toggle_ready) fields.default_ready = !user->default_ready;
  if (edit == Edit::change_mapping) fields.mapping.emplace(fmt::format("changed.{:04}@acme.example", number));
  return other_changes_user(world, now, user->id, fields);
}

}  // namespace muster::simulators::ameyo
