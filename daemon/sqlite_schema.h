// The tables of the store and how an older store becomes a newer one.
#pragma once

#include "daemon/sqlite_database.h"

namespace muster::daemon {

// Whether migrate() would change anything. Refused: a store that a newer muster wrote, and a database of another
// program.
[[nodiscard]] core::Result<bool> is_older(SqliteDatabase& database);

// Brings the database to this version's tables, in one transaction; refuses what is_older refuses. Several processes
// may do this at once.
[[nodiscard]] core::Status migrate(SqliteDatabase& database);

}  // namespace muster::daemon
