// Commands that only read live systems: export and unmanaged.
#pragma once

#include "daemon/answers.h"

namespace muster::daemon {

[[nodiscard]] core::ExitCode run_export(const CommandContext& context);
[[nodiscard]] core::ExitCode run_unmanaged(const CommandContext& context);

}  // namespace muster::daemon
