// Every way to change a world that runs. Each logs who did it; nothing else writes to users and teams.
//
// A change of a team is one entry (entity "team") with the fields teamname, primarySupervisor, secondarySupervisors,
// agents, csqs, acdBusyOnNonAcdBusy, nonAcdBusyOverride and those that no page describes. What follows by itself has
// the actor "vendor": the "agents" of the teams that lost or gained somebody whom the change did not name. A change of
// a user (entity "user") has the fields roles (sorted, without Agent), agent, and those of the details page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "providers/simulators/uccx/world.h"

namespace muster::simulators::uccx {

struct Actor {
  std::string name;
  engine::WallTime now;
};

inline constexpr std::string_view kVendor = "vendor";

// Nothing: as it was.
struct TeamFields {
  std::optional<std::string> name;
  std::optional<std::string> primary;  // "": nobody
  std::optional<std::vector<std::string>> secondaries;
  std::optional<std::vector<std::string>> members;
  std::optional<std::vector<int>> csqs;
  std::optional<bool> busy_on_non_acd;
  std::optional<bool> non_acd_override;
  std::optional<std::map<std::string, std::string>> extras;
};

// Agents who are named leave the team they were in; who is no longer named goes to Default. Precondition: the people
// are there, the name is free.
Team& create_team(World& world, const Actor& actor, const TeamFields& fields);
void update_team(World& world, const Actor& actor, Team& team, const TeamFields& fields);
// Its members go to Default. Precondition: it is not Default.
void remove_team(World& world, const Actor& actor, Team& team);

struct UserFields {
  std::optional<std::set<std::string, std::less<>>> roles;  // Agent among them
  std::optional<Profile> profile;
  std::optional<bool> auto_available;
  std::optional<std::vector<SkillLevel>> skills;
  std::optional<std::string> resource_group;
  std::optional<int> team;
};

void update_user(World& world, const Actor& actor, User& user, const UserFields& fields);

}  // namespace muster::simulators::uccx
