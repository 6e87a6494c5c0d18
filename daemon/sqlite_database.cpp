#include "daemon/sqlite_database.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace muster::daemon {
namespace {

using core::ErrorKind;

struct Explanation {
  ErrorKind kind;
  std::string_view what;
};

Explanation explain(int code) {
  if (code == SQLITE_IOERR_SHMSIZE) code = SQLITE_FULL;  // no room for the index of the write-ahead log
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return {ErrorKind::unavailable, "the disk is full; free some space"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {ErrorKind::unavailable, "it cannot be written; check its owner, its mode and its folder's"};
    case SQLITE_CANTOPEN:
      return {ErrorKind::unavailable, "it cannot be opened; check its owner, its mode and its folder's"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorKind::unavailable, "another process keeps it locked; wait for it to end"};
    case SQLITE_NOTADB:
      return {ErrorKind::invalid, "it is not a store of muster; give another path"};
    case SQLITE_CORRUPT:
      return {ErrorKind::invalid,
              "it is damaged; restore it from a backup, or remove it to start without an inventory"};
    case SQLITE_IOERR:
      return {ErrorKind::unavailable, "the disk reports an error; check the disk"};
    case SQLITE_CONSTRAINT:
      return {ErrorKind::conflict, "the entry is there already; nothing was changed"};
    default:
      return {ErrorKind::unavailable, {}};
  }
}

core::Error to_error(const std::string& file, int code) {
  const Explanation said = explain(code);
  const std::string_view what = said.what.empty() ? std::string_view(sqlite3_errstr(code)) : said.what;
  return {said.kind, fmt::format("using the state store {}: {}", file, what)};
}

core::Status status(const std::string& file, int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return {};
  return std::unexpected(to_error(file, code));
}

constexpr int kBusyMilliseconds = 2000;

}  // namespace

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

SqliteStatement& SqliteStatement::bind(int parameter, std::string_view text) {
  // A null pointer would be NULL, not the empty text.
  const char* begin = text.data() == nullptr ? "" : text.data();
  sqlite3_bind_text64(statement_.get(), parameter, begin, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

SqliteStatement& SqliteStatement::bind(int parameter, std::int64_t number) {
  sqlite3_bind_int64(statement_.get(), parameter, number);
  return *this;
}

SqliteStatement& SqliteStatement::bind(int parameter, std::optional<std::int64_t> number) {
  if (number) return bind(parameter, *number);
  sqlite3_bind_null(statement_.get(), parameter);
  return *this;
}

core::Result<bool> SqliteStatement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW || code == SQLITE_DONE) return code == SQLITE_ROW;
  return std::unexpected(to_error(file_, code));
}

core::Status SqliteStatement::run() {
  auto stepped = step();
  reset();
  if (!stepped) return std::unexpected(std::move(stepped).error());
  return {};
}

void SqliteStatement::reset() { sqlite3_reset(statement_.get()); }

std::string_view SqliteStatement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::int64_t SqliteStatement::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::optional<std::int64_t> SqliteStatement::optional_number(int column) const {
  if (sqlite3_column_type(statement_.get(), column) == SQLITE_NULL) return std::nullopt;
  return number(column);
}

void SqliteDatabase::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

core::Result<SqliteDatabase> SqliteDatabase::open(const std::string& file, const std::string& vfs) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE, vfs.empty() ? nullptr : vfs.c_str());
  SqliteDatabase database;
  database.database_.reset(opened);
  database.file_ = file;
  if (code != SQLITE_OK) return std::unexpected(to_error(file, code));
  sqlite3_busy_timeout(opened, kBusyMilliseconds);
  sqlite3_extended_result_codes(opened, 1);
  return database;
}

core::Result<SqliteDatabase> SqliteDatabase::copy_to_memory() const {
  auto copy = open(":memory:");
  if (!copy) return copy;
  copy->file_ = file_;
  sqlite3_backup* backup = sqlite3_backup_init(copy->database_.get(), "main", database_.get(), "main");
  const int copied = backup == nullptr ? sqlite3_errcode(copy->database_.get()) : sqlite3_backup_step(backup, -1);
  sqlite3_backup_finish(backup);
  if (copied != SQLITE_DONE) return std::unexpected(to_error(file_, copied));
  return copy;
}

core::Result<SqliteStatement> SqliteDatabase::prepare(std::string_view sql) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &prepared, nullptr);
  SqliteStatement statement;
  statement.statement_.reset(prepared);
  statement.file_ = file_;
  if (code != SQLITE_OK) return std::unexpected(to_error(file_, code));
  return statement;
}

core::Status SqliteDatabase::execute(const std::string& sql) {
  return status(file_, sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

core::Result<std::int64_t> SqliteDatabase::number(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return std::unexpected(std::move(statement).error());
  auto row = statement->step();
  if (!row) return std::unexpected(std::move(row).error());
  return *row ? statement->number(0) : 0;
}

core::Result<SqliteTransaction> SqliteTransaction::start(SqliteDatabase& database, const char* begin) {
  auto begun = database.execute(begin);
  if (!begun) return std::unexpected(std::move(begun).error());
  return SqliteTransaction(database);
}

SqliteTransaction::~SqliteTransaction() {
  if (database_ == nullptr) return;
  const auto ignored = database_->execute("ROLLBACK");
  (void)ignored;
}

core::Status SqliteTransaction::commit() {
  auto committed = database_->execute("COMMIT");
  if (committed) database_ = nullptr;
  return committed;
}

}  // namespace muster::daemon
