// The state store of an installation: one SQLite file.
#pragma once

#include <memory>
#include <string>

#include "daemon/sqlite_database.h"
#include "reconciler/engine/ports.h"

namespace muster::daemon {

enum class StoreAccess {
  read_write,  // creates what is missing: the file with mode 0600, its folder with 0700
  read_only,   // creates nothing: without a file every system is unknown; writing is an error
};

// Calls run on the caller's thread: a durable commit takes about a third of a millisecond.
class SqliteStore final : public engine::Store {
 public:
  // Errors: invalid (no store of muster, or one that a newer muster wrote), unavailable (disk, mode, lock).
  [[nodiscard]] static core::Result<std::unique_ptr<SqliteStore>> open(const std::string& file, StoreAccess access);

  [[nodiscard]] engine::Task<core::Result<core::Inventory>> load(std::string system) override;
  [[nodiscard]] engine::Task<core::Status> put(std::vector<core::InventoryEntry> entries) override;
  [[nodiscard]] engine::Task<core::Status> forget(std::vector<core::EntityKey> keys) override;
  [[nodiscard]] engine::Task<core::Status> consume_plan(std::string plan_id) override;

 private:
  explicit SqliteStore(SqliteDatabase database) : database_(std::move(database)) {}

  [[nodiscard]] core::Result<core::Inventory> read_inventory(const std::string& system);
  [[nodiscard]] core::Result<std::vector<core::InventoryEntry>> read_entries(const std::string& system);
  [[nodiscard]] core::Result<std::int64_t> count_entries(const std::string& system);
  [[nodiscard]] core::Status write_entries(const std::vector<core::InventoryEntry>& entries);
  [[nodiscard]] core::Status remember_systems(const std::vector<core::InventoryEntry>& entries);
  [[nodiscard]] core::Status insert_entries(const std::vector<core::InventoryEntry>& entries);
  [[nodiscard]] core::Status remove_entries(const std::vector<core::EntityKey>& keys);
  [[nodiscard]] core::Status insert_plan(const std::string& plan_id);

  SqliteDatabase database_;
};

}  // namespace muster::daemon
