// Plans one system: diff, needs, guards, order.
#pragma once

#include "reconciler/core/make_plan.h"
#include "reconciler/core/planning.h"

namespace muster::core {

// Appends to `missing` what could not be read.
[[nodiscard]] SystemPlan plan_system(const PlanningContext& context, const PlanInputs& inputs,
                                     std::vector<Missing>& missing);

}  // namespace muster::core
