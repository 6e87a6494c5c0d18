// The command that asks a running daemon how things stand.
#pragma once

#include "daemon/answers.h"

namespace muster::daemon {

[[nodiscard]] core::ExitCode run_status(const CommandContext& context);

}  // namespace muster::daemon
