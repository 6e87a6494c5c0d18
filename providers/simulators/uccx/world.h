// A UCCX as a value: copy it, compare it (compare.h), hand it to handle().
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "providers/simulators/effects.h"
#include "providers/simulators/uccx/quirks.h"

namespace muster::simulators::uccx {

inline constexpr std::string_view kAgent = "Agent";
inline constexpr std::string_view kSupervisor = "Supervisor";
inline constexpr std::string_view kAdministrator = "Administrator";
inline constexpr std::string_view kReporting = "Reporting";
inline constexpr int kDefaultTeam = 1;

struct SkillLevel {
  int skill_id = 0;
  std::string name;
  int level = 0;

  friend bool operator==(const SkillLevel&, const SkillLevel&) = default;
};

// What the details page shows besides the roles: every field that is posted is overwritten, every other one cleared.
struct Profile {
  std::string email;
  std::string title;
  std::string manager_id;
  std::string department;
  std::string spoken_language = "- System Default -";
  std::string written_language = "- System Default -";
  std::string primary_extension;
  std::string notes;
  std::string view = "standard";  // or "compact"
  bool notified = true;

  friend bool operator==(const Profile&, const Profile&) = default;
};

struct User {
  std::string id;  // as spelled; two may differ in case alone
  std::string first_name;
  std::string last_name;
  std::string extension;                     // empty: not a resource of /adminapi
  std::set<std::string, std::less<>> roles;  // Agent among them
  Profile profile;
  std::string alias;
  std::string resource_group;
  bool auto_available = true;
  std::vector<SkillLevel> skills;
  int team = 0;  // 0: not an agent

  engine::WallTime supervisor_since = engine::WallTime::min();  // when Supervisor was given or taken
  engine::WallTime changed_at = engine::WallTime::min();        // of this version; min: always so
  std::shared_ptr<const User> before;                           // what lagging answers still show; null: nothing

  [[nodiscard]] bool has_role(std::string_view role) const { return roles.contains(role); }
  [[nodiscard]] bool is_resource() const { return !extension.empty(); }
  [[nodiscard]] std::string full_name() const { return first_name + " " + last_name; }
};

struct Team {
  int id = 0;
  std::string name;
  std::string primary;                   // a user ID; empty: nobody
  std::vector<std::string> secondaries;  // in their order
  std::vector<std::string> members;
  std::vector<int> csqs;
  bool busy_on_non_acd = false;
  bool non_acd_override = true;
  std::map<std::string, std::string> extras;  // elements that no page describes: name -> JSON

  bool removed = false;  // kept for as long as answers lag
  engine::WallTime changed_at = engine::WallTime::min();
  std::shared_ptr<const Team> before;
};

struct Session {
  bool signed_in = false;
  std::string token;
  std::string viewed;  // the user whose details page it opened last
  engine::WallTime last_used{};
};

struct World {
  std::map<std::string, User, std::less<>> users;
  std::map<int, Team> teams;
  std::map<int, std::string> csqs;  // contact service queues: id -> name
  int last_team = kDefaultTeam;
  std::string account;  // who may sign in, to both interfaces; needs the role Administrator
  std::string password;
  std::size_t wrong_passwords = 0;                       // in a row
  std::map<std::string, Session, std::less<>> sessions;  // by JSESSIONID
  Quirks quirks;

  std::vector<Happening> log;                                // accepted changes, oldest first
  std::map<std::string, std::size_t, std::less<>> requests;  // "PUT /adminapi/team/{id}" -> how many
  std::uint64_t seed = 1;                                    // of cookies, tokens and orders
  std::uint64_t serial = 0;                                  // how many of them were drawn
  std::size_t api_answers = 0;
  std::size_t updates = 0;  // of the details page

  [[nodiscard]] std::uint64_t draw();
  [[nodiscard]] User* find_user(std::string_view id);
  [[nodiscard]] const User* find_user(std::string_view id) const;
  // Of the teams that are there; by name as people write it.
  [[nodiscard]] Team* find_team(int id);
  [[nodiscard]] const Team* find_team(int id) const;
  [[nodiscard]] Team* find_team(std::string_view name);
  [[nodiscard]] const Team* find_team(std::string_view name) const;
  [[nodiscard]] bool supervises(std::string_view user_id) const;
  [[nodiscard]] bool is_locked() const;
  [[nodiscard]] std::size_t request_count(std::string_view method_and_path) const;
  [[nodiscard]] std::size_t request_count() const;
};

// Puts a user or a team into a world that is being made; nothing is logged. An agent is in Default until put elsewhere.
User& add_user(World& world, User user);
Team& add_team(World& world, Team team);  // its members leave the teams they were in

// Accepted changes by that actor; an empty actor counts everybody but the second administrator.
[[nodiscard]] std::vector<Happening> changes_by(const World& world, std::string_view actor = {});

// The version of a user or a team that an answer shows at that time; null: it is not there (yet, or any more).
[[nodiscard]] const User* visible(const World& world, const User& user, engine::WallTime now);
[[nodiscard]] const Team* visible(const World& world, const Team& team, engine::WallTime now);
// What `type` 2 says.
[[nodiscard]] bool shown_as_supervisor(const World& world, const User& user, engine::WallTime now);

}  // namespace muster::simulators::uccx
