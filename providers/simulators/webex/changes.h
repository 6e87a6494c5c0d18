// Every way to change a world. Each logs who did it; nothing else writes to people and assignments.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "providers/simulators/webex/world.h"

namespace muster::simulators::webex {

struct Actor {
  std::string name;
  engine::WallTime now;
};

struct Supervised {
  Tier tier = Tier::basic;
  std::string supervisor;  // uuid
};

// What follows from a change is the vendor's doing.
inline constexpr std::string_view kVendor = "vendor";

// The agents in that order, without duplicates; none: the supervisor is no longer one.
void set_agents(World& world, const Actor& actor, const Supervised& which, std::vector<std::string> agents);

// Replaces what a PUT replaces; uuid, created and the versions of `wanted` are not looked at. Losing the calling
// licence takes the person out of every assignment.
void update_person(World& world, const Actor& actor, Person& person, const Person& wanted);
void set_roles(World& world, const Actor& actor, Person& person, std::vector<std::string> tails);
// Precondition: the e-mail is free.
Person& create_person(World& world, const Actor& actor, Person person);
// Their assignments go too.
void remove_person(World& world, const Actor& actor, std::string uuid);

// Of that person: access and refresh tokens.
void end_tokens(World& world, std::string_view person);

// The version that an answer lagging by `lag` shows; null: there was none (yet).
template <typename Object>
[[nodiscard]] const Object* version_at(const Object& object, engine::WallTime now, engine::Duration lag) {
  const Object* version = &object;
  if (lag.count() <= 0) return version;
  while (version != nullptr && version->changed_at + lag > now) version = version->before.get();
  return version;
}

// As version_at; null also for somebody who is gone, or who manages nobody.
[[nodiscard]] const Person* visible(const Person& person, engine::WallTime now, engine::Duration lag);
[[nodiscard]] const Assignment* visible(const Assignment& assignment, engine::WallTime now, engine::Duration lag);

}  // namespace muster::simulators::webex
