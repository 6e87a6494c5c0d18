// What the store knows of a system as a whole. Every call belongs to a transaction of the caller.
#pragma once

#include <optional>
#include <string>

#include "daemon/sqlite_database.h"
#include "reconciler/core/memory.h"

namespace muster::daemon {

[[nodiscard]] core::Result<std::optional<core::Binding>> read_binding(SqliteDatabase& database,
                                                                      const std::string& system);
[[nodiscard]] core::Status put_binding(SqliteDatabase& database, const std::string& system,
                                       const core::Binding& binding);

[[nodiscard]] core::Result<core::EnforcedRecord> read_enforced(SqliteDatabase& database, const std::string& system);
[[nodiscard]] core::Status put_enforced(SqliteDatabase& database, const std::string& system,
                                        const core::EnforcedRecord& record);

// Binding and policy. Fences go on counting, whatever is forgotten.
[[nodiscard]] core::Status forget_policy(SqliteDatabase& database, const std::string& system);

// Each call gives a number that no call gave before.
[[nodiscard]] core::Result<std::int64_t> count_fence(SqliteDatabase& database, const std::string& system);

}  // namespace muster::daemon
