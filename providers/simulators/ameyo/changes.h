// Every way to change a world that runs. Each logs who did it; nothing else writes to users, groups and sessions.
//
// Entities are "user" (by userId), "group" (by name) and "session" (by the userId whose session somebody else's call
// ended); see field_texts.h for the fields, and "password" as "***". What follows from the removal of a user, their
// groups losing them, has the actor "vendor".
#pragma once

#include <optional>
#include <set>
#include <string>

#include "providers/simulators/ameyo/world.h"

namespace muster::simulators::ameyo {

struct Actor {
  std::string name;
  engine::WallTime now;
};

inline constexpr std::string_view kVendor = "vendor";

// Nothing: as it was. Where a field may be null, null is the inner nothing.
struct UserFields {
  std::optional<std::string> name;
  std::optional<std::string> type;
  std::optional<std::string> system_type;
  std::optional<bool> default_ready;
  std::optional<std::optional<int>> max_logins;
  std::optional<std::optional<std::string>> login_policy;
  std::optional<std::optional<std::string>> mapping;
  std::optional<std::string> description;
  std::optional<std::string> password;
  std::optional<std::optional<int>> center;
};

// Precondition: the userId is free.
User& create_user(World& world, const Actor& actor, std::string_view user_id, const UserFields& fields);
void update_user(World& world, const Actor& actor, User& user, const UserFields& fields);
// Takes the user out of their groups as well.
void remove_user(World& world, const Actor& actor, User& user);

struct GroupFields {
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::optional<std::set<int>> managers;
  std::optional<std::set<int>> members;
  std::optional<std::set<int>> children;
};

// Precondition: people and children are there, the name is free.
Group& create_group(World& world, const Actor& actor, const GroupFields& fields);
void update_group(World& world, const Actor& actor, Group& group, const GroupFields& fields);
void remove_group(World& world, const Actor& actor, Group& group);

// Somebody's call ends a session that is not its own.
void end_session(World& world, const Actor& actor, const std::string& session_id);
void end_sessions_of(World& world, const Actor& actor, std::string_view user_id);

}  // namespace muster::simulators::ameyo
