// What a plan means in the centre's own terms: who gains or loses a right, who appears, who leaves.
#pragma once

#include <string>
#include <vector>

#include "reconciler/core/planning.h"

namespace muster::core {

// Sentences, the weightiest first: rights lost, people who leave, rights gained, moves, people who appear. Blocked
// changes have none. Long lists are folded with a count.
[[nodiscard]] std::vector<std::string> describe_consequences(const PlanningContext& context,
                                                             const std::vector<Change>& changes);

}  // namespace muster::core
