// A Genesys Web Services site as a value: copy it, compare it (compare.h), hand it to handle().
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "providers/simulators/genesys_gws/log.h"
#include "providers/simulators/genesys_gws/quirks.h"
#include "providers/simulators/genesys_gws/users.h"

namespace muster::simulators::gws {

struct Device {
  std::string id;
  std::string phone_number;  // digits
  std::string owner_id;      // of a user; empty: free
};

struct Skill {
  std::string id;
  std::string name;
  std::string description;  // empty: none
};

struct Session {
  std::string user_id;
  std::string sticky;  // value of AWSELB; empty: none
  std::string csrf_header;
  std::string csrf_token;
  engine::WallTime last_used{};
};

// Accounts are users: who signs in must be one of them, enabled, with that password.
struct World {
  Users users;
  std::map<std::string, Device, std::less<>> devices;                // by id
  std::map<std::string, std::string, std::less<>> device_by_number;  // phone number -> id
  std::vector<Skill> skills;
  std::string contact_center_id = "5a1f0c52-63d4-4f3e-9c6e-0d2f7d1b8a10";
  std::set<std::string, std::less<>> features{"api-provisioning-read", "api-provisioning-write", "api-voice"};
  std::map<std::string, Session, std::less<>> sessions;  // by JSESSIONID
  Quirks quirks;

  std::vector<LogEntry> log;                                 // accepted changes, oldest first
  std::map<std::string, std::size_t, std::less<>> requests;  // "PUT /users/{id}" -> how many
  std::uint64_t seed = 1;                                    // of ids, cookies, tokens and orders
  std::uint64_t serial = 0;                                  // how many of them were drawn
  std::uint64_t answers = 0;                                 // requests answered so far

  [[nodiscard]] std::uint64_t draw();
  [[nodiscard]] std::string new_id();  // in the form of quirks.id_form
  [[nodiscard]] std::string new_dashed_id();
  [[nodiscard]] std::size_t request_count(std::string_view method_and_path) const;
  [[nodiscard]] std::size_t request_count() const;
};

// Accepted changes by that actor; an empty actor counts everybody but the second administrator.
[[nodiscard]] std::vector<LogEntry> changes_by(const World& world, std::string_view actor = {});

}  // namespace muster::simulators::gws
