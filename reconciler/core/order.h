// Turns changes into steps: what waits for what, and an order that respects it.
#pragma once

#include <vector>

#include "reconciler/core/dependencies.h"
#include "reconciler/core/planning.h"

namespace muster::core {

// Steps of all changes that are not blocked. Members that go round in a cycle (two teams that swap an agent) are
// released before they are acquired; everything else is one step a change. Changes that would wait for each other
// in a circle are blocked.
[[nodiscard]] Schedule make_schedule(const PlanningContext& context, std::vector<Change>& changes,
                                     const std::vector<Dependency>& dependencies);

}  // namespace muster::core
