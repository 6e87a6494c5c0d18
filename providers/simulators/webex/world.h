// A Webex organisation as a value: copy it, compare it (compare.h), hand it to handle().
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "providers/simulators/effects.h"
#include "providers/simulators/webex/people.h"
#include "providers/simulators/webex/quirks.h"

namespace muster::simulators::webex {

// Two disjoint populations: one person may supervise in both.
enum class Tier : std::uint8_t { basic, customer_assist };

[[nodiscard]] std::string_view entity_of(Tier tier);  // "supervisor-basic"

// A role or a licence.
struct Named {
  std::string tail;
  std::string name;
};

// A workspace or a virtual line.
struct Place {
  std::string uuid;
  std::string type;  // "PLACE" or "VIRTUAL_LINE"
  std::string name;
  std::string extension;
};

// Whom a supervisor manages, in the order of assignment. It is a supervisor for as long as there is one.
struct Assignment {
  std::vector<std::string> agents;                        // uuids
  engine::WallTime changed_at = engine::WallTime::min();  // of this version; min: always so
  std::shared_ptr<const Assignment> before;               // the version that lagging answers still show

  [[nodiscard]] bool has(std::string_view uuid) const;
};

using Assignments = std::map<std::string, Assignment, std::less<>>;  // by the supervisor's uuid

struct AccessToken {
  std::string person;
  engine::WallTime expires = engine::WallTime::max();
};

struct RefreshToken {
  std::string person;
  engine::WallTime expires = engine::WallTime::max();
  std::string replaces;  // stops working when this one is used; empty: none
};

// Accounts are people: who calls must be one of them, and what they may do depends on their roles.
struct World {
  std::string org = "5f9c1a64-0b1e-4c55-9d38-7a2b6e40c1d7";
  People people;
  std::map<std::string, Place, std::less<>> places;  // by uuid
  std::vector<Named> roles;
  std::vector<Named> licences;
  std::array<Assignments, 2> tiers;  // by Tier
  std::map<std::string, AccessToken, std::less<>> tokens;
  std::map<std::string, RefreshToken, std::less<>> refresh_tokens;
  std::string client_id;
  std::string client_secret;
  Quirks quirks;

  std::vector<Happening> log;                                // accepted changes, oldest first
  std::map<std::string, std::size_t, std::less<>> requests;  // "PUT /telephony/config/supervisors/{id}" -> how many
  bool delete_all_received = false;                          // somebody sent deleteAll
  std::uint64_t seed = 1;                                    // of ids, tokens and orders
  std::uint64_t serial = 0;                                  // how many of them were drawn
  std::uint64_t answers = 0;                                 // requests answered so far

  [[nodiscard]] Assignments& supervisors(Tier tier) { return tiers[static_cast<std::size_t>(tier)]; }
  [[nodiscard]] const Assignments& supervisors(Tier tier) const { return tiers[static_cast<std::size_t>(tier)]; }
  // Null when that person manages nobody.
  [[nodiscard]] const Assignment* supervisor(Tier tier, std::string_view uuid) const;

  [[nodiscard]] std::uint64_t draw();
  [[nodiscard]] std::string new_uuid();
  [[nodiscard]] std::string new_token();
  [[nodiscard]] const Named* role(std::string_view tail) const;
  [[nodiscard]] const Named* role_named(std::string_view name) const;
  [[nodiscard]] const Named* licence(std::string_view tail) const;
  [[nodiscard]] const Named* licence_named(std::string_view name) const;

  [[nodiscard]] std::size_t request_count(std::string_view method_and_path) const;
  [[nodiscard]] std::size_t request_count() const;
  [[nodiscard]] std::size_t write_count() const;  // requests that are no GET and no token exchange
};

inline constexpr std::string_view kCallingLicence = "Webex Calling - Professional";
inline constexpr std::string_view kCustomerAssistLicence = "Customer Experience - Essential";

[[nodiscard]] bool may_call(const World& world, const Person& person);
[[nodiscard]] bool has_customer_assist(const World& world, const Person& person);

// The name that answers show: a quirk may have renamed the Customer Assist licence.
[[nodiscard]] std::string shown_name(const World& world, const Named& licence);

// What people call an agent or a supervisor: the e-mail of a person, the uuid of a place.
[[nodiscard]] std::string name_of(const World& world, const std::string& uuid);

// Accepted changes by that actor; an empty actor counts everybody but the second administrator.
[[nodiscard]] std::vector<Happening> changes_by(const World& world, std::string_view actor = {});

}  // namespace muster::simulators::webex
