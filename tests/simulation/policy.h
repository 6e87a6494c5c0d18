// What a System document of the simulation sets besides its provider: guards, budget and what is done about drift.
#pragma once

#include <set>
#include <string>

#include "reconciler/engine/clock.h"

namespace muster::simulation {

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

// The lines of the System's spec that say so.
[[nodiscard]] std::string spec_text(const Policy& policy);

}  // namespace muster::simulation
