// Intents and what was sent. Every call belongs to a transaction of the caller.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "daemon/sqlite_database.h"
#include "reconciler/core/memory.h"

namespace muster::daemon {

// conflict: an intent of the same entity is open.
[[nodiscard]] core::Status insert_intents(SqliteDatabase& database, std::span<const core::Intent> intents);
// The intent, which is open no longer. invalid: it was not.
[[nodiscard]] core::Result<core::Intent> take_intent(SqliteDatabase& database, const std::string& id);
// Sorted by entity.
[[nodiscard]] core::Result<std::vector<core::Intent>> read_open(SqliteDatabase& database, const std::string& system);

// Remembers a write that may have had an effect, for the rolling limits.
[[nodiscard]] core::Status insert_sent(SqliteDatabase& database, const core::Intent& intent);
[[nodiscard]] core::Status prune_sent(SqliteDatabase& database, const std::string& system, core::WallMillis before);
// Closed ones from `since` on, sorted by time.
[[nodiscard]] core::Result<std::vector<core::SentChange>> read_sent(SqliteDatabase& database, const std::string& system,
                                                                    core::WallMillis since);

}  // namespace muster::daemon
