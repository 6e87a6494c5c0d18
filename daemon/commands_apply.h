// muster apply: plans, shows, asks, does, and reports; from manifests or from a saved plan.
#pragma once

#include "daemon/answers.h"

namespace muster::daemon {

[[nodiscard]] core::ExitCode run_apply(const CommandContext& context);

}  // namespace muster::daemon
