#include "providers/simulators/genesys_gws/changes.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace muster::simulators::gws {
namespace {

engine::Duration longest_lag(const World& world) {
  return std::max(world.quirks.visibility_lag, world.quirks.read_lag);
}

// Keeps the present version for answers that lag, and starts a new one.
void remember(const World& world, User& user, engine::WallTime now) {
  const auto lag = longest_lag(world);
  if (lag.count() > 0) {
    auto before = std::make_shared<User>(user);
    if (before->changed_at + lag <= now) before->before = nullptr;
    user.before = std::move(before);
  }
  user.changed_at = now;
}

std::string joined(std::vector<std::string> members) {
  std::sort(members.begin(), members.end());
  return fmt::format("{}", fmt::join(members, " "));
}

std::vector<std::string> without_duplicates(const std::vector<std::string>& members) {
  std::vector<std::string> unique;
  for (const auto& member : members) {
    if (std::find(unique.begin(), unique.end(), member) == unique.end()) unique.push_back(member);
  }
  return unique;
}

std::string flag(bool value) { return value ? "true" : "false"; }

class Recorder {
 public:
  explicit Recorder(std::vector<FieldEffect>& fields) : fields_(fields) {}

  void text(std::string field, std::string& stored, const std::optional<std::string>& wanted) {
    if (!wanted || *wanted == stored) return;
    fields_.push_back({std::move(field), stored, *wanted});
    stored = *wanted;
  }
  void boolean(std::string field, bool& stored, const std::optional<bool>& wanted) {
    if (!wanted || *wanted == stored) return;
    fields_.push_back({std::move(field), flag(stored), flag(*wanted)});
    stored = *wanted;
  }
  void roles(std::vector<std::string>& stored, const std::optional<std::vector<std::string>>& wanted) {
    if (!wanted) return;
    auto unique = without_duplicates(*wanted);
    if (joined(unique) != joined(stored)) fields_.push_back({"roles", joined(stored), joined(unique)});
    stored = std::move(unique);
  }
  void password(std::string& stored, const std::optional<std::string>& wanted) {
    if (!wanted) return;
    fields_.push_back({"password", stored.empty() ? "" : "***", "***"});
    stored = *wanted;
  }

 private:
  std::vector<FieldEffect>& fields_;
};

void store(User& user, const UserFields& fields, Recorder recorder) {
  recorder.text("firstName", user.first_name, fields.first_name);
  recorder.text("lastName", user.last_name, fields.last_name);
  recorder.text("emailAddress", user.email_address, fields.email_address);
  recorder.roles(user.roles, fields.roles);
  recorder.boolean("enabled", user.enabled, fields.enabled);
  recorder.password(user.password, fields.password);
}

LogEntry entry(const Actor& actor, Effect effect, const User& user) {
  return {actor.now, actor.name, effect, user.id, user.user_name, {}, {}};
}

// Returns the login of who had it; empty: nobody.
std::string take_from_owner(World& world, engine::WallTime now, Device& device) {
  User* owner = world.users.find(device.owner_id);
  device.owner_id.clear();
  if (owner == nullptr) return {};
  remember(world, *owner, now);
  std::erase(owner->device_ids, device.id);
  return owner->user_name;
}

}  // namespace

User& create_user(World& world, const Actor& actor, const UserFields& fields) {
  User user;
  user.id = world.new_id();
  user.user_name = fields.user_name.value_or("");
  user.changed_at = actor.now;
  user.change_password_on_first_login = fields.change_password_on_first_login.value_or(false);
  auto logged = entry(actor, Effect::created, user);
  store(user, fields, Recorder(logged.fields));
  world.log.push_back(std::move(logged));
  return world.users.add(std::move(user));
}

void update_user(World& world, const Actor& actor, User& user, const UserFields& fields) {
  remember(world, user, actor.now);
  auto logged = entry(actor, Effect::updated, user);
  store(user, fields, Recorder(logged.fields));
  world.log.push_back(std::move(logged));
}

void remove_user(World& world, const Actor& actor, std::string id) {
  User* user = world.users.find(id);
  if (user == nullptr) return;
  world.log.push_back(entry(actor, Effect::removed, *user));
  for (const auto& device_id : user->device_ids) world.devices.find(device_id)->second.owner_id.clear();
  std::erase_if(world.sessions, [&](const auto& session) { return session.second.user_id == id; });
  remember(world, *user, actor.now);
  world.users.remove(id, actor.now);
  const auto gone = world.users.slots().size() - world.users.size();
  if (gone > 64 + world.users.size() / 2) world.users.compact(actor.now - longest_lag(world));
}

Device& device_with_number(World& world, const std::string& phone_number) {
  const auto found = world.device_by_number.find(phone_number);
  if (found != world.device_by_number.end()) return world.devices.find(found->second)->second;
  Device device{world.new_dashed_id(), phone_number, {}};
  world.device_by_number.emplace(phone_number, device.id);
  auto id = device.id;
  return world.devices.emplace(std::move(id), std::move(device)).first->second;
}

void assign_device(World& world, const Actor& actor, User& user, Device& device) {
  auto logged = entry(actor, Effect::device_assigned, user);
  logged.fields.push_back({"devices", "", device.phone_number});
  if (device.owner_id != user.id) {
    logged.from = take_from_owner(world, actor.now, device);
    remember(world, user, actor.now);
    device.owner_id = user.id;
    user.device_ids.push_back(device.id);
  }
  world.log.push_back(std::move(logged));
}

void unassign_device(World& world, const Actor& actor, Device& device) {
  const User* owner = world.users.find(device.owner_id);
  if (owner == nullptr) return;
  auto logged = entry(actor, Effect::device_unassigned, *owner);
  logged.fields.push_back({"devices", device.phone_number, ""});
  take_from_owner(world, actor.now, device);
  world.log.push_back(std::move(logged));
}

void set_skill(World& world, const Actor& actor, User& user, const std::string& skill_id, std::optional<int> level) {
  remember(world, user, actor.now);
  auto logged = entry(actor, Effect::skill_changed, user);
  logged.fields.push_back({"skills", "", level ? fmt::format("{} {}", skill_id, *level) : ""});
  std::erase_if(user.skills, [&](const SkillLevel& skill) { return skill.skill_id == skill_id; });
  if (level) user.skills.push_back({skill_id, *level});
  world.log.push_back(std::move(logged));
}

const User* visible(const User& user, engine::WallTime now, engine::Duration lag) {
  const User* version = &user;
  if (lag.count() > 0) {
    while (version != nullptr && version->changed_at + lag > now) version = version->before.get();
  }
  return version == nullptr || version->removed ? nullptr : version;
}

}  // namespace muster::simulators::gws
