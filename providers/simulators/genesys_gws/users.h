// The people of a simulated contact centre, in the order in which they were created.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reconciler/engine/clock.h"

namespace muster::simulators::gws {

struct SkillLevel {
  std::string skill_id;
  int level = 0;

  friend bool operator==(const SkillLevel&, const SkillLevel&) = default;
};

struct User {
  std::string id;
  std::string user_name;
  std::string password;
  std::string first_name;
  std::string last_name;
  std::string email_address;
  std::vector<std::string> roles;
  bool enabled = true;
  bool change_password_on_first_login = false;
  bool do_not_disturb = false;
  std::vector<SkillLevel> skills;
  std::vector<std::string> device_ids;

  engine::WallTime changed_at = engine::WallTime::min();  // of this version; min: always so
  bool removed = false;                                   // kept so that a listing can go on showing it for a while
  std::shared_ptr<const User> before;                     // the version that lagging answers still show; null: none

  [[nodiscard]] bool has_role(std::string_view role) const;
};

// Logins compare trimmed and without ASCII case.
[[nodiscard]] std::string fold_login(std::string_view login);

class Users {
 public:
  // Precondition: neither the id nor the login is taken.
  User& add(User user);
  [[nodiscard]] User* find(std::string_view id);
  [[nodiscard]] const User* find(std::string_view id) const;
  [[nodiscard]] User* find_login(std::string_view login);
  [[nodiscard]] const User* find_login(std::string_view login) const;
  // False when there is no such user. It stays in slots(), as removed.
  bool remove(std::string_view id, engine::WallTime now);

  [[nodiscard]] std::size_t size() const { return slots_.size() - removed_; }
  // In order of creation, removed ones included; see User::removed.
  [[nodiscard]] const std::vector<User>& slots() const { return slots_; }
  [[nodiscard]] bool has_removed() const { return removed_ != 0; }
  // Applies to every live user; logins and ids must not be changed.
  [[nodiscard]] std::vector<User*> live();
  void reserve(std::size_t people);
  // Forgets removed users older than `before`.
  void compact(engine::WallTime before);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Index = std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>>;

  void reindex();

  std::vector<User> slots_;
  std::size_t removed_ = 0;
  Index by_id_;
  Index by_login_;
};

}  // namespace muster::simulators::gws
