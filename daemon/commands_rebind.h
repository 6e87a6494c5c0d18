// The command `rebind`: the inventory of a system is that of another installation from now on.
#pragma once

#include "daemon/answers.h"

namespace muster::daemon {

// Shows what the system was bound to and what it leads to now, asks unless --yes, and records it.
[[nodiscard]] core::ExitCode run_rebind(const CommandContext& context);

}  // namespace muster::daemon
