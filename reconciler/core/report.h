// What became of a plan.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reconciler/core/change.h"

namespace muster::core {

// One change of Plan::systems[system].changes[change].
struct ChangeResult {
  std::uint32_t system = 0;
  std::uint32_t change = 0;
  Outcome outcome = Outcome::not_tried;
  std::string sentence;  // why, when the outcome is not a success
};

struct Report {
  std::vector<ChangeResult> results;  // one for every change of the plan, in plan order
  std::vector<std::string> warnings;
};

}  // namespace muster::core
