// A stable topological order of a schedule.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "reconciler/core/change.h"

namespace muster::core {

// Reorders `schedule` so that every step comes after what it waits for, keeping the given order otherwise, `late` steps
// last where they can be; renumbers and sorts the waits. Returns the changes of steps that wait for each other in a
// circle (then the schedule is left as it was).
[[nodiscard]] std::vector<std::uint32_t> sort_topologically(Schedule& schedule,
                                                            const std::function<bool(std::uint32_t)>& late);

}  // namespace muster::core
