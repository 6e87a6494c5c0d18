#include "daemon/sqlite_systems.h"

#include "daemon/sqlite_inventory.h"

namespace muster::daemon {

core::Result<std::optional<core::Binding>> read_binding(SqliteDatabase& database, const std::string& system) {
  auto row = database.prepare("SELECT provider,url,organisation FROM binding WHERE system=?");
  if (!row) return std::unexpected(std::move(row).error());
  auto found = row->bind(1, system).step();
  if (!found) return std::unexpected(std::move(found).error());
  if (!*found) return std::optional<core::Binding>();
  core::Binding binding;
  binding.provider = row->text(0);
  binding.url = row->text(1);
  binding.organisation = row->text(2);
  return std::optional(std::move(binding));
}

core::Status put_binding(SqliteDatabase& database, const std::string& system, const core::Binding& binding) {
  auto insert = database.prepare("INSERT OR REPLACE INTO binding(system,provider,url,organisation) VALUES(?,?,?,?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  return insert->bind(1, system).bind(2, binding.provider).bind(3, binding.url).bind(4, binding.organisation).run();
}

core::Result<core::EnforcedRecord> read_enforced(SqliteDatabase& database, const std::string& system) {
  auto row = database.prepare("SELECT record FROM enforced WHERE system=?");
  if (!row) return std::unexpected(std::move(row).error());
  auto found = row->bind(1, system).step();
  if (!found) return std::unexpected(std::move(found).error());
  if (!*found) return core::EnforcedRecord();
  auto record = core::parse_enforced(row->text(0));
  if (!record) return std::unexpected(damaged(database, "the guards last enforced on " + system));
  return std::move(*record);
}

core::Status put_enforced(SqliteDatabase& database, const std::string& system, const core::EnforcedRecord& record) {
  auto insert = database.prepare("INSERT OR REPLACE INTO enforced(system,record) VALUES(?,?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  const std::string json = core::to_json(record);
  return insert->bind(1, system).bind(2, json).run();
}

core::Status forget_policy(SqliteDatabase& database, const std::string& system) {
  for (const auto* sql : {"DELETE FROM binding WHERE system=?", "DELETE FROM enforced WHERE system=?"}) {
    auto remove = database.prepare(sql);
    if (!remove) return std::unexpected(std::move(remove).error());
    if (auto removed = remove->bind(1, system).run(); !removed) return removed;
  }
  return {};
}

core::Result<std::int64_t> count_fence(SqliteDatabase& database, const std::string& system) {
  auto count = database.prepare(
      "INSERT INTO fence(system,number) VALUES(?,1) ON CONFLICT(system) DO UPDATE SET number=number+1 "
      "RETURNING number");
  if (!count) return std::unexpected(std::move(count).error());
  auto row = count->bind(1, system).step();
  if (!row) return std::unexpected(std::move(row).error());
  return count->number(0);
}

}  // namespace muster::daemon
