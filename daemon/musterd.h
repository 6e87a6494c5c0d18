// The daemon's command line: `musterd --config FILE`.
#pragma once

#include <string>
#include <vector>

#include "daemon/console.h"

namespace muster::daemon {

// Runs until SIGTERM or SIGINT. 0: ended as asked, or answered (--help, --version, --check); 1: it could not start, or
// could not go on; 64: a command line that makes no sense. `arguments` without the program's name.
[[nodiscard]] int run_musterd(const std::vector<std::string>& arguments, Console& console);

}  // namespace muster::daemon
