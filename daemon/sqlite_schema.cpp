#include "daemon/sqlite_schema.h"

#include <fmt/format.h>

#include <array>

namespace muster::daemon {
namespace {

constexpr std::int64_t kApplicationId = 0x4D555354;  // "MUST"

// Entry n leads from version n to n + 1. Never edited once released: a change is a new entry.
constexpr std::array kMigrations = {
    R"(CREATE TABLE known_system(name TEXT PRIMARY KEY) WITHOUT ROWID;
       CREATE TABLE inventory(
         system TEXT NOT NULL,
         entity TEXT NOT NULL,
         name TEXT NOT NULL,
         remote_id TEXT NOT NULL,
         created INTEGER NOT NULL,
         applied TEXT NOT NULL,
         commit_id TEXT NOT NULL,
         PRIMARY KEY(system, entity, name)) WITHOUT ROWID;
       CREATE TABLE consumed_plan(id TEXT PRIMARY KEY) WITHOUT ROWID;)",
};

core::Error refused(const SqliteDatabase& database, std::string_view why) {
  return {core::ErrorKind::invalid, fmt::format("opening the state store {}: {}", database.file(), why)};
}

core::Status check_owner(SqliteDatabase& database) {
  const auto application = database.number("PRAGMA application_id");
  if (!application) return std::unexpected(application.error());
  if (*application == kApplicationId) return {};
  const auto tables = database.number("SELECT count(*) FROM sqlite_master");
  if (!tables) return std::unexpected(tables.error());
  if (*application == 0 && *tables == 0) return {};
  return std::unexpected(refused(database, "it is a database of another program; give another path"));
}

core::Status upgrade(SqliteDatabase& database, std::int64_t from) {
  for (auto version = static_cast<std::size_t>(from); version < kMigrations.size(); ++version) {
    if (auto applied = database.execute(kMigrations.at(version)); !applied) return applied;
  }
  return database.execute(
      fmt::format("PRAGMA application_id={}; PRAGMA user_version={}", kApplicationId, kMigrations.size()));
}

}  // namespace

core::Status migrate(SqliteDatabase& database) {
  constexpr auto kCurrent = static_cast<std::int64_t>(kMigrations.size());
  if (auto owner = check_owner(database); !owner) return owner;
  auto version = database.number("PRAGMA user_version");
  if (!version) return std::unexpected(std::move(version).error());
  if (*version > kCurrent) {
    return std::unexpected(refused(database, "a newer muster wrote it; use that version, or another path"));
  }
  if (*version == kCurrent) return {};
  auto transaction = SqliteTransaction::start(database, "BEGIN IMMEDIATE");
  if (!transaction) return std::unexpected(std::move(transaction).error());
  version = database.number("PRAGMA user_version");  // another process may have been first
  if (!version) return std::unexpected(std::move(version).error());
  if (auto upgraded = upgrade(database, *version); !upgraded) return upgraded;
  return transaction->commit();
}

}  // namespace muster::daemon
