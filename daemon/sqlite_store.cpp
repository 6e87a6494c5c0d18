#include "daemon/sqlite_store.h"

#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "daemon/private_files.h"
#include "daemon/sqlite_schema.h"

namespace muster::daemon {
namespace {

constexpr const char* kRead = "BEGIN";
constexpr const char* kWrite = "BEGIN IMMEDIATE";

core::Result<SqliteDatabase> open_database(const std::string& file, StoreAccess access) {
  std::error_code ignored;
  if (access == StoreAccess::read_only && !std::filesystem::exists(file, ignored)) {
    return SqliteDatabase::open(":memory:");
  }
  if (access == StoreAccess::read_only) return SqliteDatabase::open(file);
  if (auto made = make_private_file(file); !made) return std::unexpected(std::move(made).error());
  return SqliteDatabase::open(file);
}

// Serialises those who open the store for writing; the folder is made when it is missing.
core::Result<FolderLock> lock_for(const std::string& file, StoreAccess access) {
  if (access == StoreAccess::read_only) return FolderLock();
  if (auto folder = make_private_folder(folder_of(file)); !folder) return std::unexpected(std::move(folder).error());
  return FolderLock::take(folder_of(file));
}

// The log of a WAL database has the mode of the database itself.
core::Status prepare(SqliteDatabase& database, StoreAccess access) {
  // Before anything is written: a file that is not ours keeps its journal mode.
  if (auto migrated = migrate(database); !migrated) return migrated;
  if (access == StoreAccess::read_only) return database.execute("PRAGMA query_only=ON");
  return database.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
}

core::Result<core::InventoryEntry> read_entry(const SqliteStatement& row, const std::string& system,
                                              const std::string& file) {
  core::InventoryEntry entry;
  entry.key = core::EntityKey(system, std::string(row.text(0)), std::string(row.text(1)));
  entry.id = core::RemoteId(std::string(row.text(2)));
  entry.created = row.number(3) != 0;
  entry.commit = row.text(5);
  auto applied = core::AppliedFields::parse(row.text(4));
  if (!applied) {
    return std::unexpected(core::Error(
        core::ErrorKind::invalid,
        fmt::format("reading {} from the state store {}: the entry is damaged; restore the store from a backup",
                    core::to_text(entry.key), file)));
  }
  entry.applied = std::move(*applied);
  return entry;
}

// A plan that was used before is the one constraint that consume_plan can meet.
core::Error used_before(const std::string& plan_id) {
  return {core::ErrorKind::conflict,
          fmt::format("using the saved plan {}: it was applied before, and a saved plan is used once; make a new plan",
                      plan_id.substr(0, 12))};
}

}  // namespace

core::Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& file, StoreAccess access) {
  // Switching to the write-ahead log cannot wait for a lock of SQLite, so that openers come one by one.
  auto others = lock_for(file, access);
  if (!others) return std::unexpected(std::move(others).error());
  auto database = open_database(file, access);
  if (!database) return std::unexpected(std::move(database).error());
  if (auto prepared = prepare(*database, access); !prepared) return std::unexpected(std::move(prepared).error());
  return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(*database)));
}

engine::Task<core::Result<core::Inventory>> SqliteStore::load(std::string system) { co_return read_inventory(system); }

engine::Task<core::Status> SqliteStore::put(std::vector<core::InventoryEntry> entries) {
  co_return write_entries(entries);
}

engine::Task<core::Status> SqliteStore::forget(std::vector<core::EntityKey> keys) { co_return remove_entries(keys); }

engine::Task<core::Status> SqliteStore::consume_plan(std::string plan_id) { co_return insert_plan(plan_id); }

core::Result<core::Inventory> SqliteStore::read_inventory(const std::string& system) {
  auto transaction = SqliteTransaction::start(database_, kRead);
  if (!transaction) return std::unexpected(std::move(transaction).error());
  auto known = database_.prepare("SELECT 1 FROM known_system WHERE name=?");
  if (!known) return std::unexpected(std::move(known).error());
  auto exists = known->bind(1, system).step();
  if (!exists) return std::unexpected(std::move(exists).error());
  auto entries = read_entries(system);
  if (!entries) return std::unexpected(std::move(entries).error());
  core::Inventory inventory;
  inventory.exists = *exists;
  inventory.entries = std::move(*entries);
  return inventory;
}

core::Result<std::int64_t> SqliteStore::count_entries(const std::string& system) {
  auto counted = database_.prepare("SELECT count(*) FROM inventory WHERE system=?");
  if (!counted) return std::unexpected(std::move(counted).error());
  auto row = counted->bind(1, system).step();
  if (!row) return std::unexpected(std::move(row).error());
  return counted->number(0);
}

core::Result<std::vector<core::InventoryEntry>> SqliteStore::read_entries(const std::string& system) {
  const auto count = count_entries(system);
  if (!count) return std::unexpected(count.error());
  // The order of the primary key is the order of EntityKey: bytes.
  auto rows = database_.prepare(
      "SELECT entity,name,remote_id,created,applied,commit_id FROM inventory WHERE system=? ORDER BY entity,name");
  if (!rows) return std::unexpected(std::move(rows).error());
  rows->bind(1, system);
  std::vector<core::InventoryEntry> entries;
  entries.reserve(static_cast<std::size_t>(*count));
  for (;;) {
    auto more = rows->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return entries;
    auto entry = read_entry(*rows, system, database_.file());
    if (!entry) return std::unexpected(std::move(entry).error());
    entries.push_back(std::move(*entry));
  }
}

core::Status SqliteStore::write_entries(const std::vector<core::InventoryEntry>& entries) {
  if (entries.empty()) return {};
  auto transaction = SqliteTransaction::start(database_, kWrite);
  if (!transaction) return std::unexpected(std::move(transaction).error());
  if (auto remembered = remember_systems(entries); !remembered) return remembered;
  if (auto inserted = insert_entries(entries); !inserted) return inserted;
  return transaction->commit();
}

core::Status SqliteStore::remember_systems(const std::vector<core::InventoryEntry>& entries) {
  std::set<std::string_view> systems;
  for (const auto& entry : entries) systems.insert(entry.key.system);
  auto insert = database_.prepare("INSERT OR IGNORE INTO known_system(name) VALUES(?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  for (const auto system : systems) {
    if (auto inserted = insert->bind(1, system).run(); !inserted) return inserted;
  }
  return {};
}

core::Status SqliteStore::insert_entries(const std::vector<core::InventoryEntry>& entries) {
  auto insert = database_.prepare(
      "INSERT OR REPLACE INTO inventory(system,entity,name,remote_id,created,applied,commit_id) "
      "VALUES(?,?,?,?,?,?,?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  for (const auto& entry : entries) {
    insert->bind(1, entry.key.system).bind(2, entry.key.entity).bind(3, entry.key.name).bind(4, entry.id.text);
    insert->bind(5, std::int64_t{entry.created}).bind(6, entry.applied.json()).bind(7, entry.commit);
    if (auto inserted = insert->run(); !inserted) return inserted;
  }
  return {};
}

core::Status SqliteStore::remove_entries(const std::vector<core::EntityKey>& keys) {
  if (keys.empty()) return {};
  auto transaction = SqliteTransaction::start(database_, kWrite);
  if (!transaction) return std::unexpected(std::move(transaction).error());
  auto remove = database_.prepare("DELETE FROM inventory WHERE system=? AND entity=? AND name=?");
  if (!remove) return std::unexpected(std::move(remove).error());
  for (const auto& key : keys) {
    remove->bind(1, key.system).bind(2, key.entity).bind(3, key.name);
    if (auto removed = remove->run(); !removed) return removed;
  }
  return transaction->commit();
}

core::Status SqliteStore::insert_plan(const std::string& plan_id) {
  auto insert = database_.prepare("INSERT INTO consumed_plan(id) VALUES(?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  auto inserted = insert->bind(1, plan_id).run();
  if (!inserted && inserted.error().kind == core::ErrorKind::conflict) return std::unexpected(used_before(plan_id));
  return inserted;
}

}  // namespace muster::daemon
