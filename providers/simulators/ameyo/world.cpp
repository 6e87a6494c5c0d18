#include "providers/simulators/ameyo/world.h"

#include <algorithm>
#include <utility>

#include "providers/simulators/draw.h"

namespace muster::simulators::ameyo {
namespace {

template <typename Version>
const Version* version_at(const Version& newest, engine::WallTime now, engine::Duration lag) {
  const Version* version = &newest;
  if (lag.count() > 0) {
    while (version != nullptr && version->changed_at != engine::WallTime::min() && version->changed_at + lag > now) {
      version = version->before.get();
    }
  }
  return version == nullptr || version->removed ? nullptr : version;
}

}  // namespace

std::uint64_t World::draw() { return Draw(seed, serial++).next(); }

const User* World::find_user(std::string_view user_id) const {
  const auto found = ids.find(user_id);
  return found == ids.end() ? nullptr : &users.at(found->second);
}

User* World::find_user(std::string_view user_id) { return const_cast<User*>(std::as_const(*this).find_user(user_id)); }

const User* World::find_user(int cc_user_id) const {
  const auto found = users.find(cc_user_id);
  return found == users.end() || found->second.removed ? nullptr : &found->second;
}

User* World::find_user(int cc_user_id) { return const_cast<User*>(std::as_const(*this).find_user(cc_user_id)); }

Group* World::find_group(int id) {
  const auto found = groups.find(id);
  return found == groups.end() || found->second.removed ? nullptr : &found->second;
}

const Group* World::find_group(std::string_view name) const {
  const auto found = std::ranges::find_if(
      groups, [&](const auto& group) { return !group.second.removed && group.second.name == name; });
  return found == groups.end() ? nullptr : &found->second;
}

Group* World::find_group(std::string_view name) { return const_cast<Group*>(std::as_const(*this).find_group(name)); }

bool World::is_only_manager(int cc_user_id) const {
  return std::ranges::any_of(groups, [&](const auto& entry) {
    const Group& group = entry.second;
    return !group.removed && group.managers.size() == 1 && group.managers.contains(cc_user_id);
  });
}

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
  if (user.cc_user_id == 0) user.cc_user_id = ++world.last_user;
  world.last_user = std::max(world.last_user, user.cc_user_id);
  if (user.system_type.empty()) user.system_type = user.type;
  world.ids.insert_or_assign(user.id, user.cc_user_id);
  return world.users.insert_or_assign(user.cc_user_id, std::move(user)).first->second;
}

Group& add_group(World& world, Group group) {
  group.id = ++world.last_group;
  return world.groups.insert_or_assign(group.id, std::move(group)).first->second;
}

std::vector<Happening> changes_by(const World& world, std::string_view actor) {
  std::vector<Happening> found;
  for (const auto& happening : world.log) {
    if (actor.empty() ? happening.actor != kOtherAdministrator : happening.actor == actor) found.push_back(happening);
  }
  return found;
}

const User* visible(const World& world, const User& user, engine::WallTime now) {
  const User* version = version_at(user, now, world.quirks.visibility_lag);
  return version == nullptr || version->shown_from > now ? nullptr : version;
}

const Group* visible(const World& world, const Group& group, engine::WallTime now) {
  return version_at(group, now, world.quirks.visibility_lag);
}

}  // namespace muster::simulators::ameyo
