// An Ameyo contact centre as a value: copy it, compare it (compare.h), hand it to handle().
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "providers/simulators/ameyo/quirks.h"
#include "providers/simulators/effects.h"

namespace muster::simulators::ameyo {

inline constexpr std::string_view kAdministrator = "Administrator";
inline constexpr std::string_view kSupervisor = "Supervisor";
inline constexpr std::string_view kExecutive = "Executive";
inline constexpr std::string_view kProfessionalAgent = "Professional-Agent";
inline constexpr std::string_view kGroupManager = "Group Manager";
inline constexpr int kCenter = 1;  // the contact centre that muster's account belongs to

struct User {
  int cc_user_id = 0;
  std::string id;  // userId, as spelled
  std::string name;
  std::string type;  // as documented: a key of World::privilege_plans
  std::string system_type;
  bool default_ready = false;
  std::optional<int> max_logins;
  std::optional<std::string> login_policy;
  std::optional<std::string> mapping;
  std::string description;  // no answer shows it
  std::string password;     // nor this
  std::vector<std::pair<int, int>> skills;
  std::set<int> campaigns;
  std::optional<int> center = kCenter;  // nothing: a user of the system alone

  engine::WallTime shown_from = engine::WallTime::min();  // who waits for approval
  bool removed = false;                                   // kept for as long as answers lag
  engine::WallTime changed_at = engine::WallTime::min();  // of this version; min: always so
  std::shared_ptr<const User> before;                     // what lagging answers still show; null: nothing
};

// People by ccUserId.
struct Group {
  int id = 0;
  std::string name;
  std::string description;
  std::set<int> managers;
  std::set<int> members;
  std::set<int> children;  // groups

  bool removed = false;
  engine::WallTime changed_at = engine::WallTime::min();
  std::shared_ptr<const Group> before;
};

struct Campaign {
  std::string name;
  std::string type;
  int process = 1;
  std::map<int, std::string> queues;
};

struct Session {
  std::string user;  // userId
  std::string cookie;
  std::string jwt;
  engine::WallTime jwt_until{};
  std::uint64_t number = 0;  // in the order of logins
  engine::WallTime last_used{};
  bool kept_alive = false;  // by somebody's own client
};

struct World {
  std::map<int, User> users;                    // by ccUserId
  std::map<std::string, int, std::less<>> ids;  // userId -> ccUserId, of those who are there
  std::map<int, Group> groups;
  std::map<int, std::string> centers{{kCenter, "Acme"}};
  std::map<int, Campaign> campaigns;
  std::map<int, std::string> processes;
  std::map<std::string, int, std::less<>> privilege_plans{{"Administrator", 1},      {"Analyst", 9},
                                                          {"Executive", 4},          {"Group Manager", 15},
                                                          {"Professional-Agent", 5}, {"Supervisor", 13}};
  int last_user = 100;
  int last_group = 20;
  std::string account;  // muster's own; service_logins is about it
  std::size_t wrong_passwords = 0;
  std::map<std::string, Session, std::less<>> sessions;  // by session id
  Quirks quirks;

  std::vector<Happening> log;                                // accepted changes and sessions ended, oldest first
  std::map<std::string, std::size_t, std::less<>> requests;  // "PUT /cc/contactCenterUsers/{id}" -> how many
  std::uint64_t seed = 1;                                    // of session ids, tokens and orders
  std::uint64_t serial = 0;                                  // how many of them were drawn
  std::size_t logins = 0;

  [[nodiscard]] std::uint64_t draw();
  // Of those who are there, whoever may see them yet.
  [[nodiscard]] User* find_user(std::string_view user_id);
  [[nodiscard]] const User* find_user(std::string_view user_id) const;
  [[nodiscard]] User* find_user(int cc_user_id);
  [[nodiscard]] const User* find_user(int cc_user_id) const;
  [[nodiscard]] Group* find_group(int id);
  [[nodiscard]] Group* find_group(std::string_view name);
  [[nodiscard]] const Group* find_group(std::string_view name) const;
  [[nodiscard]] bool is_only_manager(int cc_user_id) const;  // of any group
  [[nodiscard]] std::size_t request_count(std::string_view method_and_path) const;
  [[nodiscard]] std::size_t request_count() const;
};

// Puts a user or a group into a world that is being made; nothing is logged. A user without a ccUserId gets the next.
User& add_user(World& world, User user);
Group& add_group(World& world, Group group);

// Accepted changes by that actor; an empty actor counts everybody but the second administrator.
[[nodiscard]] std::vector<Happening> changes_by(const World& world, std::string_view actor = {});

// The version of a user or a group that an answer shows at that time; null: it is not there (yet, or any more).
[[nodiscard]] const User* visible(const World& world, const User& user, engine::WallTime now);
[[nodiscard]] const Group* visible(const World& world, const Group& group, engine::WallTime now);

}  // namespace muster::simulators::ameyo
