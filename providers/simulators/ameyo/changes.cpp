#include "providers/simulators/ameyo/changes.h"

#include <fmt/format.h>

#include "providers/simulators/ameyo/field_texts.h"

namespace muster::simulators::ameyo {
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

bool nobody_looks_back(const World& world) { return world.quirks.visibility_lag.count() == 0; }

Happening about(const Actor& actor, Effect effect, const User& user) {
  return {actor.now, actor.name, effect, "user", user.id, fmt::format("{}", user.cc_user_id), {}};
}

Happening about(const Actor& actor, Effect effect, const Group& group) {
  return {actor.now, actor.name, effect, "group", group.name, fmt::format("{}", group.id), {}};
}

void store(User& user, const UserFields& fields) {
  if (fields.name) user.name = *fields.name;
  if (fields.type) user.type = *fields.type;
  if (fields.system_type) user.system_type = *fields.system_type;
  if (fields.default_ready) user.default_ready = *fields.default_ready;
  if (fields.max_logins) user.max_logins = *fields.max_logins;
  if (fields.login_policy) user.login_policy = *fields.login_policy;
  if (fields.mapping) user.mapping = *fields.mapping;
  if (fields.description) user.description = *fields.description;
  if (fields.password) user.password = *fields.password;
  if (fields.center) user.center = *fields.center;
}

void store(Group& group, const GroupFields& fields) {
  if (fields.name) group.name = *fields.name;
  if (fields.description) group.description = *fields.description;
  if (fields.managers) group.managers = *fields.managers;
  if (fields.members) group.members = *fields.members;
  if (fields.children) group.children = *fields.children;
}

void leave_groups(World& world, engine::WallTime now, int cc_user_id) {
  const Actor vendor{std::string(kVendor), now};
  for (auto& [id, group] : world.groups) {
    const bool in_it = group.managers.contains(cc_user_id) || group.members.contains(cc_user_id);
    if (group.removed || !in_it) continue;
    GroupFields fields;
    fields.managers = group.managers;
    fields.members = group.members;
    fields.managers->erase(cc_user_id);
    fields.members->erase(cc_user_id);
    update_group(world, vendor, group, fields);
  }
}

}  // namespace

User& create_user(World& world, const Actor& actor, std::string_view user_id, const UserFields& fields) {
  User user;
  user.id = user_id;
  user.changed_at = actor.now;
  if (world.quirks.approval_lag.count() > 0) user.shown_from = actor.now + world.quirks.approval_lag;
  store(user, fields);
  User& added = add_user(world, std::move(user));
  auto happening = about(actor, Effect::created, added);
  happening.fields = effects({}, field_texts(added));
  if (!added.password.empty()) happening.fields.push_back({"password", "", "***"});
  world.log.push_back(std::move(happening));
  return added;
}

void update_user(World& world, const Actor& actor, User& user, const UserFields& fields) {
  remember(world, user, actor.now);
  auto happening = about(actor, Effect::updated, user);
  const auto before = field_texts(user);
  store(user, fields);
  happening.fields = effects(before, field_texts(user));
  if (fields.password) happening.fields.push_back({"password", "***", "***"});
  world.log.push_back(std::move(happening));
}

void remove_user(World& world, const Actor& actor, User& user) {
  remember(world, user, actor.now);
  world.log.push_back(about(actor, Effect::removed, user));
  leave_groups(world, actor.now, user.cc_user_id);
  world.ids.erase(user.id);
  user.removed = true;
  if (nobody_looks_back(world)) world.users.erase(user.cc_user_id);
}

Group& create_group(World& world, const Actor& actor, const GroupFields& fields) {
  Group group;
  group.changed_at = actor.now;
  store(group, fields);
  Group& added = add_group(world, std::move(group));
  auto happening = about(actor, Effect::created, added);
  happening.fields = effects({}, field_texts(world, added));
  world.log.push_back(std::move(happening));
  return added;
}

void update_group(World& world, const Actor& actor, Group& group, const GroupFields& fields) {
  remember(world, group, actor.now);
  auto happening = about(actor, Effect::updated, group);
  const auto before = field_texts(world, group);
  store(group, fields);
  happening.fields = effects(before, field_texts(world, group));
  world.log.push_back(std::move(happening));
}

void remove_group(World& world, const Actor& actor, Group& group) {
  remember(world, group, actor.now);
  world.log.push_back(about(actor, Effect::removed, group));
  group.removed = true;
  for (auto& [id, other] : world.groups) other.children.erase(group.id);
  if (nobody_looks_back(world)) world.groups.erase(group.id);
}

void end_session(World& world, const Actor& actor, const std::string& session_id) {
  const auto found = world.sessions.find(session_id);
  if (found == world.sessions.end()) return;
  world.log.push_back({actor.now, actor.name, Effect::removed, "session", found->second.user, "", {}});
  world.sessions.erase(found);
}

void end_sessions_of(World& world, const Actor& actor, std::string_view user_id) {
  std::vector<std::string> ended;
  for (const auto& [id, session] : world.sessions) {
    if (session.user == user_id) ended.push_back(id);
  }
  for (const auto& id : ended) end_session(world, actor, id);
}

}  // namespace muster::simulators::ameyo
