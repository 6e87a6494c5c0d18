// The command `retry-login`: credentials that a system refused may be sent once more.
#pragma once

#include "daemon/answers.h"

namespace muster::daemon {

// Nothing is sent: whoever signs in next, a command or a running daemon, tries what is configured.
[[nodiscard]] core::ExitCode run_retry_login(const CommandContext& context);

}  // namespace muster::daemon
