// What changes cost in requests, and how long that takes at the budget.
#pragma once

#include <chrono>

#include "reconciler/core/planning.h"

namespace muster::core {

// The read before the write, the write, and one call for each member of a set that is sent member by member.
[[nodiscard]] int requests_of(const PlanningContext& context, const Change& change);

// The cheaper of reading every written object and one more listing.
[[nodiscard]] int read_back_requests(const PlanningContext& context, const std::vector<Change>& changes);

[[nodiscard]] std::chrono::seconds duration_of(const Budget& budget, int requests);

}  // namespace muster::core
