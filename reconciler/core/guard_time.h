// The guards that know what time it is: windows and pause.
#pragma once

#include <optional>
#include <vector>

#include "reconciler/core/dependencies.h"
#include "reconciler/core/planning.h"

namespace muster::core {

// Outside every window, or while the System is paused, all changes wait (guards "windows" and "pause"). Not held are
// removals marked urgent, with all that they wait for, and what an Override of "windows" in force names. To be called
// again until nothing more is blocked: what only a blocked removal waits for is held. True when something was blocked.
bool guard_time(const PlanningContext& context, const std::vector<Dependency>& dependencies,
                std::vector<Change>& changes);

// Says of what goes ahead nevertheless why it does.
void note_time(const PlanningContext& context, std::vector<Change>& changes);

// When the open window closes: nothing is started after that. Nothing when it does not matter.
[[nodiscard]] std::optional<WallMillis> start_before(const PlanningContext& context);

}  // namespace muster::core
