// Every way to change a world. Each logs who did it; nothing else writes to users and devices.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "providers/simulators/genesys_gws/world.h"

namespace muster::simulators::gws {

struct Actor {
  std::string name;
  engine::WallTime now;
};

// What a body names; nothing: not named.
struct UserFields {
  std::optional<std::string> user_name;
  std::optional<std::string> password;
  std::optional<std::string> first_name;
  std::optional<std::string> last_name;
  std::optional<std::string> email_address;
  std::optional<std::vector<std::string>> roles;
  std::optional<bool> enabled;
  std::optional<bool> change_password_on_first_login;
};

// Precondition: user_name is there and free.
User& create_user(World& world, const Actor& actor, const UserFields& fields);
// user_name and change_password_on_first_login are not updated.
void update_user(World& world, const Actor& actor, User& user, const UserFields& fields);
// Its devices become free.
void remove_user(World& world, const Actor& actor, std::string id);

// The device with that number, made where there is none.
[[nodiscard]] Device& device_with_number(World& world, const std::string& phone_number);
// Takes it from its owner without a word.
void assign_device(World& world, const Actor& actor, User& user, Device& device);
void unassign_device(World& world, const Actor& actor, Device& device);

// A level of nothing takes the skill away.
void set_skill(World& world, const Actor& actor, User& user, const std::string& skill_id, std::optional<int> level);

// The version of the user that an answer lagging by `lag` shows; null: it is not there (yet, or any more).
[[nodiscard]] const User* visible(const User& user, engine::WallTime now, engine::Duration lag);

}  // namespace muster::simulators::gws
