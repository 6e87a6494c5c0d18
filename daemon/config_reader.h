// The spec of musterd.yaml becomes a Config.
#pragma once

#include <string>

#include "daemon/config.h"
#include "reconciler/manifest/file_problems.h"

namespace muster::daemon {

// Relative paths count from `folder`. What could not be read keeps its default and is in `problems`.
[[nodiscard]] Config read_config_spec(const manifest::Node& spec, const std::string& folder,
                                      manifest::FileProblems& problems);

}  // namespace muster::daemon
