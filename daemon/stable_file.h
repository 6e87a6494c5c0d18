// Files as they are at one moment.
#pragma once

#include <cstddef>
#include <string>

#include "reconciler/core/error.h"

namespace muster::daemon {

// The first `most_bytes` + 1 bytes of a regular file. A file that was written meanwhile is read again a few times.
// Errors (invalid): missing, not readable, not a regular file, never quiet. The sentence does not repeat the path.
[[nodiscard]] core::Result<std::string> read_stable_file(const std::string& path, std::size_t most_bytes);

// Writes beside the target and renames, so that no reader sees half a file; mode 0600 when `secret`, else 0644.
[[nodiscard]] core::Status write_whole_file(const std::string& path, const std::string& text, bool secret);

}  // namespace muster::daemon
