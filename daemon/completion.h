// Completion scripts for shells, generated from the command line's own definitions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/cli.h"

namespace muster::daemon {

// `shell` is bash, zsh or fish.
[[nodiscard]] std::string completion_script(std::string_view shell, const std::vector<CommandSummary>& commands);

}  // namespace muster::daemon
