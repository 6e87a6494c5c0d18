// The state key that musterd.yaml names.
#pragma once

#include "daemon/config.h"

namespace muster::daemon {

// Empty when it names none: then the key lies beside the store. Errors (invalid): it cannot be read, or is not 64 hex
// digits. The file of a `file` reference may lie anywhere: nobody but musterd.yaml names it.
[[nodiscard]] core::Result<core::Secret> configured_state_key(const Config& config);

}  // namespace muster::daemon
