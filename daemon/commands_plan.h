// muster plan: what would change, and why. Writes to no system.
#pragma once

#include "daemon/answers.h"

namespace muster::daemon {

[[nodiscard]] core::ExitCode run_plan(const CommandContext& context);

}  // namespace muster::daemon
