// The manifests of a simulated site as a value: what somebody commits, and what a judge holds the vendor's log against.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "providers/simulators/draw.h"
#include "providers/simulators/genesys_gws/world.h"
#include "reconciler/engine/clock.h"

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

struct GuardNumbers {
  int percent = 100;
  int number = 1'000;
};

struct Policy {
  bool corrects_drift = true;
  GuardNumbers removals;
  GuardNumbers updates;
  GuardNumbers member_removals;
  int min_admins = 1;
  std::set<std::string> required_admins;
  int requests_per_minute = 600;
  int share = 100;
  int concurrency = 4;
  int visibility_delay_s = 5;
  std::string unmanaged = "report";
  engine::Duration delete_after{0};  // 0: not stated
};

struct Manifests {
  Policy policy;
  std::map<std::string, Wish> people;  // by login
  bool broken = false;                 // somebody committed what is no manifest

  [[nodiscard]] std::string text() const;
  // Of that login alone; empty: there is none.
  [[nodiscard]] std::string document(const std::string& login) const;
};

// About half of the people, a few joiners, a few leavers; sometimes what no guard lets pass.
[[nodiscard]] Manifests first_manifests(const simulators::gws::World& world, simulators::Draw& draw, Policy policy);
// One commit: one to three documents come, change or go.
void edit_manifests(Manifests& manifests, const simulators::gws::World& world, simulators::Draw& draw);

}  // namespace muster::simulation
