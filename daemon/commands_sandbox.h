// muster sandbox: simulated vendors on loopback, to try everything without a vendor.
#pragma once

#include "daemon/answers.h"

namespace muster::daemon {

// Returns when Ctrl-C or SIGTERM asks it to stop.
[[nodiscard]] core::ExitCode run_sandbox(const CommandContext& context);

}  // namespace muster::daemon
