// The manifests of a Genesys Web Services site as a value.
#pragma once

#include <map>
#include <set>
#include <string>

#include "providers/simulators/draw.h"
#include "providers/simulators/genesys_gws/world.h"
#include "tests/simulation/policy.h"

namespace muster::simulation {

// What one document asks of one login.
struct Wish {
  bool absent = false;
  bool protect = false;
  bool is_rights_only = false;  // a RoleAssignment
  bool exact_roles = true;
  bool states_roles = true;
  std::set<std::string> roles;  // exact, or include
  std::set<std::string> excluded;
  std::map<std::string, std::string> fields;  // firstName, lastName, enabled, emailAddress
  bool has_password = false;
  std::string device;  // included; empty: none

  friend bool operator==(const Wish&, const Wish&) = default;
};

inline constexpr const char* kGws = "gws-sim";  // the System

struct GwsManifests {
  bool is_used = true;  // false: there is no such System
  Policy policy;
  std::map<std::string, Wish> people;  // by login

  // Every document, by what it is about.
  [[nodiscard]] std::map<std::string, std::string> documents() const;
};

// About half of the people, a few joiners, a few leavers; sometimes what no guard lets pass.
[[nodiscard]] GwsManifests first_manifests(const simulators::gws::World& world, simulators::Draw& draw, Policy policy);
// One commit: one to three documents come, change or go.
void edit_manifests(GwsManifests& manifests, const simulators::gws::World& world, simulators::Draw& draw);

}  // namespace muster::simulation
