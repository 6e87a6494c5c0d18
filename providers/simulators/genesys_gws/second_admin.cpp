#include "providers/simulators/genesys_gws/second_admin.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "providers/simulators/genesys_gws/changes.h"

namespace muster::simulators::gws {
namespace {

constexpr std::array<const char*, 8> kNames{"Alex", "Robin", "Kim", "Sasha", "Jules", "Noa", "Charlie", "Toni"};

Actor other(engine::WallTime now) { return {std::string(kOther), now}; }

bool is_spared(const EditSettings& settings, const User& user) {
  return std::any_of(settings.spared.begin(), settings.spared.end(),
                     [&](const std::string& login) { return fold_login(login) == fold_login(user.user_name); });
}

User* pick_user(World& world, Draw& draw, const EditSettings& settings) {
  User* user = nullptr;
  if (!settings.logins.empty()) {
    user = world.users.find_login(settings.logins[draw.below(settings.logins.size())]);
  } else if (!world.users.slots().empty()) {
    const auto& slot = world.users.slots()[draw.below(world.users.slots().size())];
    user = world.users.find(slot.id);
  }
  return user == nullptr || is_spared(settings, *user) ? nullptr : user;
}

bool edit_roles(World& world, engine::WallTime now, User& user, UserFields fields) {
  if (fields.roles->empty() || *fields.roles == user.roles) return false;
  update_user(world, other(now), user, fields);
  return true;
}

bool grant(World& world, engine::WallTime now, User& user, const std::string& role) {
  if (user.has_role(role)) return false;
  UserFields fields;
  fields.roles = user.roles;
  fields.roles->push_back(role);
  return edit_roles(world, now, user, std::move(fields));
}

bool revoke(World& world, engine::WallTime now, User& user, const std::string& role) {
  UserFields fields;
  fields.roles = user.roles;
  std::erase(*fields.roles, role);
  return edit_roles(world, now, user, std::move(fields));
}

bool create(World& world, engine::WallTime now, Draw& draw) {
  UserFields fields;
  fields.user_name = fmt::format("walk.in.{:06}@acme.example", draw.below(1'000'000));
  if (world.users.find_login(*fields.user_name) != nullptr) return false;
  fields.first_name = kNames[draw.below(kNames.size())];
  fields.last_name = "Walk-In";
  fields.password = "walk-in";
  fields.roles = std::vector<std::string>{"ROLE_AGENT"};
  create_user(world, other(now), fields);
  return true;
}

bool rename(World& world, engine::WallTime now, User& user, std::string first_name) {
  UserFields fields;
  fields.first_name = std::move(first_name);
  if (user.first_name == *fields.first_name) return false;
  update_user(world, other(now), user, fields);
  return true;
}

bool set_enabled(World& world, engine::WallTime now, User& user, bool enabled) {
  UserFields fields;
  fields.enabled = enabled;
  update_user(world, other(now), user, fields);
  return true;
}

}  // namespace

bool edit_at_random(World& world, engine::WallTime now, Draw& draw, const EditSettings& settings) {
  if (settings.edits.empty()) return false;
  const auto edit = settings.edits[draw.below(settings.edits.size())];
  if (edit == Edit::create_user) return create(world, now, draw);
  User* user = pick_user(world, draw, settings);
  if (user == nullptr) return false;
  const auto role = settings.roles.empty() ? std::string{} : settings.roles[draw.below(settings.roles.size())];
  switch (edit) {
    case Edit::rename_person:
      return rename(world, now, *user, kNames[draw.below(kNames.size())]);
    case Edit::toggle_enabled:
      return set_enabled(world, now, *user, !user->enabled);
    case Edit::grant_role:
      return !role.empty() && grant(world, now, *user, role);
    case Edit::revoke_role:
      return revoke(world, now, *user, role);
    default:
      remove_user(world, other(now), user->id);
      return true;
  }
}

bool other_sets_roles(World& world, engine::WallTime now, std::string_view login, std::vector<std::string> roles) {
  User* user = world.users.find_login(login);
  if (user == nullptr) return false;
  UserFields fields;
  fields.roles = std::move(roles);
  update_user(world, other(now), *user, fields);
  return true;
}

bool other_renames(World& world, engine::WallTime now, std::string_view login, std::string first_name) {
  User* user = world.users.find_login(login);
  if (user != nullptr) rename(world, now, *user, std::move(first_name));
  return user != nullptr;
}

bool other_sets_enabled(World& world, engine::WallTime now, std::string_view login, bool enabled) {
  User* user = world.users.find_login(login);
  return user != nullptr && set_enabled(world, now, *user, enabled);
}

bool other_assigns(World& world, engine::WallTime now, std::string_view login, std::string phone_number) {
  User* user = world.users.find_login(login);
  if (user == nullptr) return false;
  assign_device(world, other(now), *user, device_with_number(world, phone_number));
  return true;
}

bool other_removes(World& world, engine::WallTime now, std::string_view login) {
  const User* user = world.users.find_login(login);
  if (user == nullptr) return false;
  remove_user(world, other(now), user->id);
  return true;
}

}  // namespace muster::simulators::gws
