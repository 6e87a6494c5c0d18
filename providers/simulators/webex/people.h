// The people of a simulated Webex organisation, in the order in which they were created.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reconciler/engine/clock.h"

namespace muster::simulators::webex {

struct Person {
  std::string uuid;  // lower case
  std::vector<std::string> emails;
  std::string first_name;
  std::string last_name;
  std::string display_name;
  std::vector<std::string> roles;     // tails: "id_full_admin"
  std::vector<std::string> licences;  // tails
  std::string location;               // tail; empty: none
  bool login_enabled = true;
  // Everything else that a PUT replaces: name -> JSON text, e.g. "avatar" -> "\"https://...\"".
  std::map<std::string, std::string> details;
  engine::WallTime created{};
  engine::WallTime last_modified{};

  engine::WallTime changed_at = engine::WallTime::min();  // of this version; min: always so
  bool removed = false;                                   // kept so that a listing can go on showing it for a while
  std::shared_ptr<const Person> before;                   // the version that lagging answers still show; null: none

  [[nodiscard]] const std::string& email() const { return emails.front(); }
  [[nodiscard]] bool has_role(std::string_view tail) const;
  [[nodiscard]] bool has_licence(std::string_view tail) const;
};

class People {
 public:
  // Precondition: it has an e-mail, and neither that nor the uuid is taken.
  Person& add(Person person);
  [[nodiscard]] Person* find(std::string_view uuid);
  [[nodiscard]] const Person* find(std::string_view uuid) const;
  // Without ASCII case, by the first e-mail.
  [[nodiscard]] Person* find_email(std::string_view email);
  [[nodiscard]] const Person* find_email(std::string_view email) const;
  // It stays in slots(), as removed.
  void remove(std::string_view uuid, engine::WallTime now);

  [[nodiscard]] std::size_t size() const { return slots_.size() - removed_; }
  // In order of creation, removed ones included.
  [[nodiscard]] const std::vector<Person>& slots() const { return slots_; }
  void reserve(std::size_t people);

 private:
  std::vector<Person> slots_;
  std::size_t removed_ = 0;
  std::unordered_map<std::string, std::size_t> by_uuid_;
  std::unordered_map<std::string, std::size_t> by_email_;
};

}  // namespace muster::simulators::webex
