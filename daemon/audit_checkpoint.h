// The ends of the audit trail's chains in a file beside the store, so that a trail whose tail was cut shows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/sqlite_audit.h"

namespace muster::daemon {

// "<folder of the store>/audit.heads".
[[nodiscard]] std::string checkpoint_file(const std::string& store_file);

// Replaces the file as a whole and durably, mode 0600. The store may be ahead of it; it is never ahead of the store.
[[nodiscard]] core::Status write_checkpoint(const std::string& file, const std::vector<AuditHead>& heads);

// Nothing: there is no such file. Error: it cannot be read, or somebody else wrote it.
[[nodiscard]] core::Result<std::optional<std::vector<AuditHead>>> read_checkpoint(const std::string& file);

}  // namespace muster::daemon
