#include "daemon/sqlite_inventory.h"

#include <fmt/format.h>

#include <set>

namespace muster::daemon {
namespace {

core::WallMillis wall(std::int64_t milliseconds) { return core::WallMillis(std::chrono::milliseconds(milliseconds)); }

std::optional<std::int64_t> millis(const std::optional<core::WallMillis>& time) {
  if (!time) return std::nullopt;
  return time->time_since_epoch().count();
}

core::Result<core::InventoryEntry> read_entry(const SqliteStatement& row, const std::string& system,
                                              const SqliteDatabase& database) {
  core::InventoryEntry entry;
  entry.key = core::EntityKey(system, std::string(row.text(0)), std::string(row.text(1)));
  entry.id = core::RemoteId(std::string(row.text(2)));
  entry.created = row.number(3) != 0;
  entry.commit = row.text(5);
  if (const auto since = row.optional_number(6)) entry.absent_since = wall(*since);
  entry.absent_seen = static_cast<int>(row.number(7));
  entry.disabled = row.number(8) != 0;
  auto applied = core::AppliedFields::parse(row.text(4));
  if (!applied) return std::unexpected(damaged(database, core::to_text(entry.key)));
  entry.applied = std::move(*applied);
  return entry;
}

core::Result<std::int64_t> count_entries(SqliteDatabase& database, const std::string& system) {
  auto counted = database.prepare("SELECT count(*) FROM inventory WHERE system=?");
  if (!counted) return std::unexpected(std::move(counted).error());
  auto row = counted->bind(1, system).step();
  if (!row) return std::unexpected(std::move(row).error());
  return counted->number(0);
}

core::Result<std::vector<core::InventoryEntry>> read_entries(SqliteDatabase& database, const std::string& system) {
  const auto count = count_entries(database, system);
  if (!count) return std::unexpected(count.error());
  // The order of the primary key is the order of EntityKey: bytes.
  auto rows = database.prepare(
      "SELECT entity,name,remote_id,created,applied,commit_id,absent_since,absent_seen,disabled FROM inventory "
      "WHERE system=? ORDER BY entity,name");
  if (!rows) return std::unexpected(std::move(rows).error());
  rows->bind(1, system);
  std::vector<core::InventoryEntry> entries;
  entries.reserve(static_cast<std::size_t>(*count));
  for (;;) {
    auto more = rows->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return entries;
    auto entry = read_entry(*rows, system, database);
    if (!entry) return std::unexpected(std::move(entry).error());
    entries.push_back(std::move(*entry));
  }
}

void bind_key(SqliteStatement& statement, int first, const core::EntityKey& key) {
  statement.bind(first, key.system).bind(first + 1, key.entity).bind(first + 2, key.name);
}

core::Status insert_marked(SqliteDatabase& database, const core::AbsenceMark& mark) {
  core::InventoryEntry entry;
  entry.key = mark.entity;
  entry.id = mark.id;
  entry.absent_since = mark.since;
  entry.absent_seen = mark.seen;
  entry.disabled = mark.disabled;
  return put_entries(database, std::span(&entry, 1));
}

}  // namespace

core::Error damaged(const SqliteDatabase& database, std::string_view what) {
  return {core::ErrorKind::invalid,
          fmt::format("reading {} from the state store {}: the entry is damaged; restore the store from a backup", what,
                      database.file())};
}

core::Status remember_system(SqliteDatabase& database, const std::string& system) {
  auto insert = database.prepare("INSERT OR IGNORE INTO known_system(name) VALUES(?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  return insert->bind(1, system).run();
}

core::Result<core::Inventory> read_inventory(SqliteDatabase& database, const std::string& system) {
  auto known = database.prepare("SELECT 1 FROM known_system WHERE name=?");
  if (!known) return std::unexpected(std::move(known).error());
  auto exists = known->bind(1, system).step();
  if (!exists) return std::unexpected(std::move(exists).error());
  auto entries = read_entries(database, system);
  if (!entries) return std::unexpected(std::move(entries).error());
  core::Inventory inventory;
  inventory.exists = *exists;
  inventory.entries = std::move(*entries);
  return inventory;
}

core::Status put_entries(SqliteDatabase& database, std::span<const core::InventoryEntry> entries) {
  if (entries.empty()) return {};
  auto insert = database.prepare(
      "INSERT OR REPLACE INTO inventory(system,entity,name,remote_id,created,applied,commit_id,absent_since,"
      "absent_seen,disabled) VALUES(?,?,?,?,?,?,?,?,?,?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  std::set<std::string> systems;
  for (const auto& entry : entries) {
    systems.insert(entry.key.system);
    bind_key(*insert, 1, entry.key);
    insert->bind(4, entry.id.text).bind(5, std::int64_t{entry.created}).bind(6, entry.applied.json());
    insert->bind(7, entry.commit).bind(8, millis(entry.absent_since)).bind(9, std::int64_t{entry.absent_seen});
    if (auto inserted = insert->bind(10, std::int64_t{entry.disabled}).run(); !inserted) return inserted;
  }
  for (const auto& system : systems) {
    if (auto remembered = remember_system(database, system); !remembered) return remembered;
  }
  return {};
}

core::Status remove_entries(SqliteDatabase& database, std::span<const core::EntityKey> keys) {
  if (keys.empty()) return {};
  auto remove = database.prepare("DELETE FROM inventory WHERE system=? AND entity=? AND name=?");
  if (!remove) return std::unexpected(std::move(remove).error());
  for (const auto& key : keys) {
    bind_key(*remove, 1, key);
    if (auto removed = remove->run(); !removed) return removed;
  }
  return {};
}

core::Status mark_absences(SqliteDatabase& database, std::span<const core::AbsenceMark> marks) {
  if (marks.empty()) return {};
  auto update = database.prepare(
      "UPDATE inventory SET absent_since=?,absent_seen=?,disabled=? WHERE system=? AND entity=? AND name=?");
  if (!update) return std::unexpected(std::move(update).error());
  for (const auto& mark : marks) {
    update->bind(1, millis(mark.since)).bind(2, std::int64_t{mark.seen}).bind(3, std::int64_t{mark.disabled});
    bind_key(*update, 4, mark.entity);
    if (auto updated = update->run(); !updated) return updated;
    const auto found = database.number("SELECT changes()");
    if (!found) return std::unexpected(found.error());
    const bool marks_something = mark.since || mark.seen != 0 || mark.disabled;
    if (*found > 0 || !marks_something) continue;
    if (auto inserted = insert_marked(database, mark); !inserted) return inserted;
  }
  return {};
}

core::Status forget_inventory(SqliteDatabase& database, const std::string& system) {
  for (const auto* sql : {"DELETE FROM inventory WHERE system=?", "DELETE FROM known_system WHERE name=?"}) {
    auto remove = database.prepare(sql);
    if (!remove) return std::unexpected(std::move(remove).error());
    if (auto removed = remove->bind(1, system).run(); !removed) return removed;
  }
  return {};
}

}  // namespace muster::daemon
