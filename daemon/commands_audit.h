// The command `audit`: what was recorded, and whether it still is as it was.
#pragma once

#include "daemon/answers.h"

namespace muster::daemon {

// Reads the store and changes nothing. Exit 1: there is no store, or the trail is not what was written.
[[nodiscard]] core::ExitCode run_audit(const CommandContext& context);

}  // namespace muster::daemon
