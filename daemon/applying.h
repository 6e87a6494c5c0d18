// The second half of an apply: from a plan that was made just now to its report.
#pragma once

#include <string>

#include "daemon/planning.h"

namespace muster::daemon {

// Shows the plan, asks unless --yes, does what it says and shows what became of it. `plan_id` is that of a saved
// plan, which is used up by this; empty: none. A plan that only has objects to take over is done without asking.
[[nodiscard]] core::ExitCode apply_pass(const CommandContext& context, App& app, const PlannedPass& pass,
                                        const std::string& plan_id);

}  // namespace muster::daemon
