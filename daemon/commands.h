// From a parsed command line to an exit code.
#pragma once

#include <string>
#include <vector>

#include "daemon/answers.h"

namespace muster::daemon {

[[nodiscard]] core::ExitCode run_command(const CommandContext& context);

// The whole program but for main: parses, runs, and turns whatever happens into an exit code.
[[nodiscard]] int run_command_line(const std::vector<std::string>& arguments, Console& console);

}  // namespace muster::daemon
