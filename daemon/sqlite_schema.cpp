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
    R"(ALTER TABLE inventory ADD COLUMN absent_since INTEGER;
       ALTER TABLE inventory ADD COLUMN absent_seen INTEGER NOT NULL DEFAULT 0;
       ALTER TABLE inventory ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0;
       CREATE TABLE binding(
         system TEXT PRIMARY KEY,
         provider TEXT NOT NULL,
         url TEXT NOT NULL,
         organisation TEXT NOT NULL) WITHOUT ROWID;
       CREATE TABLE enforced(system TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
       CREATE TABLE fence(system TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
       CREATE TABLE open_intent(
         id TEXT PRIMARY KEY,
         system TEXT NOT NULL,
         entity TEXT NOT NULL,
         name TEXT NOT NULL,
         intent TEXT NOT NULL,
         UNIQUE(system, entity, name)) WITHOUT ROWID;
       CREATE TABLE sent(
         system TEXT NOT NULL,
         at INTEGER NOT NULL,
         id TEXT NOT NULL,
         entity TEXT NOT NULL,
         name TEXT NOT NULL,
         kind TEXT NOT NULL,
         action INTEGER NOT NULL,
         plan_id TEXT NOT NULL,
         member_removals INTEGER NOT NULL,
         fields TEXT NOT NULL,
         PRIMARY KEY(system, at, id)) WITHOUT ROWID;
       CREATE TABLE audit(
         system TEXT NOT NULL,
         number INTEGER NOT NULL,
         line TEXT NOT NULL,
         hash TEXT NOT NULL,
         previous TEXT NOT NULL,
         PRIMARY KEY(system, number)) WITHOUT ROWID;
       CREATE TABLE audit_head(system TEXT PRIMARY KEY, number INTEGER NOT NULL, hash TEXT NOT NULL) WITHOUT ROWID;
       CREATE TABLE token(
         system TEXT NOT NULL,
         name TEXT NOT NULL,
         sealed TEXT NOT NULL,
         PRIMARY KEY(system, name)) WITHOUT ROWID;)",
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

core::Result<bool> is_older(SqliteDatabase& database) {
  constexpr auto kCurrent = static_cast<std::int64_t>(kMigrations.size());
  if (auto owner = check_owner(database); !owner) return std::unexpected(std::move(owner).error());
  const auto version = database.number("PRAGMA user_version");
  if (!version) return std::unexpected(version.error());
  if (*version <= kCurrent) return *version < kCurrent;
  return std::unexpected(refused(database, "a newer muster wrote it; use that version, or another path"));
}

core::Status migrate(SqliteDatabase& database) {
  const auto older = is_older(database);
  if (!older) return std::unexpected(older.error());
  if (!*older) return {};
  auto transaction = SqliteTransaction::start(database, "BEGIN IMMEDIATE");
  if (!transaction) return std::unexpected(std::move(transaction).error());
  const auto version = database.number("PRAGMA user_version");  // another process may have been first
  if (!version) return std::unexpected(version.error());
  if (auto upgraded = upgrade(database, *version); !upgraded) return upgraded;
  return transaction->commit();
}

}  // namespace muster::daemon
