// Commands that need no system and no secret: validate, explain, schema.
#pragma once

#include "daemon/answers.h"

namespace muster::daemon {

[[nodiscard]] core::ExitCode run_validate(const CommandContext& context);
[[nodiscard]] core::ExitCode run_explain(const CommandContext& context);
[[nodiscard]] core::ExitCode run_schema(const CommandContext& context);

}  // namespace muster::daemon
