// tokens of musterd.yaml: who may ask the daemon for what.
#pragma once

#include <vector>

#include "daemon/access.h"
#include "reconciler/manifest/file_problems.h"

namespace muster::daemon {

// Messages never repeat what stands in place of a hash: it may be the token itself.
[[nodiscard]] std::vector<ApiToken> read_tokens(const manifest::Node& node, manifest::FileProblems& problems);

}  // namespace muster::daemon
