// SQLite as values and Results: the only file that knows its C interface.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "reconciler/core/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace muster::daemon {

// A prepared statement. Must not outlive its Database.
class SqliteStatement {
 public:
  SqliteStatement() = default;

  // Parameters count from 1. The text must live until the next reset() or the end of the statement.
  SqliteStatement& bind(int parameter, std::string_view text);
  SqliteStatement& bind(int parameter, std::int64_t number);
  SqliteStatement& bind(int parameter, std::optional<std::int64_t> number);
  // True: a row is there. False: done.
  [[nodiscard]] core::Result<bool> step();
  // step() of a statement that has no rows, then reset().
  [[nodiscard]] core::Status run();
  void reset();

  // Of the current row; columns count from 0. Views end with the next step.
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] std::optional<std::int64_t> optional_number(int column) const;

 private:
  friend class SqliteDatabase;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  std::string file_;
};

class SqliteDatabase {
 public:
  SqliteDatabase() = default;

  // ":memory:" is a database of this object alone. Never creates a file. `vfs` names the file system as SQLite knows
  // it; empty: the machine's.
  [[nodiscard]] static core::Result<SqliteDatabase> open(const std::string& file, const std::string& vfs = {});
  // A copy that lives in memory alone; it keeps the name for messages.
  [[nodiscard]] core::Result<SqliteDatabase> copy_to_memory() const;

  [[nodiscard]] core::Result<SqliteStatement> prepare(std::string_view sql);
  // Any number of statements without parameters; rows are dropped.
  [[nodiscard]] core::Status execute(const std::string& sql);
  // The first column of the first row; 0 when there is none.
  [[nodiscard]] core::Result<std::int64_t> number(std::string_view sql);
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
  std::string file_;
};

// Rolls back unless it was committed.
class SqliteTransaction {
 public:
  // `begin` is "BEGIN" to read one state, "BEGIN IMMEDIATE" to write.
  [[nodiscard]] static core::Result<SqliteTransaction> start(SqliteDatabase& database, const char* begin);
  SqliteTransaction(SqliteTransaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  SqliteTransaction& operator=(SqliteTransaction&&) = delete;
  ~SqliteTransaction();

  [[nodiscard]] core::Status commit();

 private:
  explicit SqliteTransaction(SqliteDatabase& database) : database_(&database) {}
  SqliteDatabase* database_;
};

}  // namespace muster::daemon
