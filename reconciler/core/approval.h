// A saved plan approves changes one by one: nothing else is done.
#pragma once

#include <string>
#include <vector>

#include "reconciler/core/planning.h"

namespace muster::core {

// What the saved plan does not name takes part in planning, since what a change writes can depend on the others; it is
// blocked here and left out at the end. A change that no longer fits is blocked by the guard "stale".
void block_unapproved(const PlanningContext& context, std::vector<Change>& changes);
void drop_unapproved(SystemPlan& plan);

// Of the live values that a change is shown with.
[[nodiscard]] std::string shown_fingerprint(const PlanningContext& context, const Change& change);

}  // namespace muster::core
