// The inventory's rows. Every call belongs to a transaction of the caller.
#pragma once

#include <span>
#include <string>

#include "daemon/sqlite_database.h"
#include "reconciler/core/memory.h"

namespace muster::daemon {

[[nodiscard]] core::Status remember_system(SqliteDatabase& database, const std::string& system);
// `exists` says whether the system was ever remembered.
[[nodiscard]] core::Result<core::Inventory> read_inventory(SqliteDatabase& database, const std::string& system);
// Inserts or replaces, and remembers the systems.
[[nodiscard]] core::Status put_entries(SqliteDatabase& database, std::span<const core::InventoryEntry> entries);
[[nodiscard]] core::Status remove_entries(SqliteDatabase& database, std::span<const core::EntityKey> keys);
// An object that the inventory does not have gets an entry that muster did not create, unless there is nothing to mark.
[[nodiscard]] core::Status mark_absences(SqliteDatabase& database, std::span<const core::AbsenceMark> marks);
// All entries, and that the system was known.
[[nodiscard]] core::Status forget_inventory(SqliteDatabase& database, const std::string& system);

// What is said of a row that cannot be what was written.
[[nodiscard]] core::Error damaged(const SqliteDatabase& database, std::string_view what);

}  // namespace muster::daemon
