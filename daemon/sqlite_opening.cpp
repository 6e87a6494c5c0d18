#include "daemon/sqlite_opening.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include "daemon/private_files.h"
#include "daemon/sqlite_schema.h"

namespace muster::daemon {
namespace {

// True: there is such a file. Error: others than its owner may read or write it, as with the key.
core::Result<bool> check_mode(const std::string& file) {
  struct stat found{};
  if (::stat(file.c_str(), &found) != 0) return false;
  if (!S_ISREG(found.st_mode) || (found.st_mode & 077) == 0) return true;
  return std::unexpected(core::Error(
      core::ErrorKind::invalid,
      fmt::format("opening the state store {}: other users may read or write it; run chmod 600 on it", file)));
}

core::Result<SqliteDatabase> open_to_read(const std::string& file, const std::string& vfs) {
  const auto exists = vfs.empty() ? check_mode(file) : core::Result<bool>(true);
  if (!exists) return std::unexpected(exists.error());
  auto database = *exists ? SqliteDatabase::open(file, vfs) : SqliteDatabase::open(":memory:");
  if (!database) return database;
  const auto older = is_older(*database);
  if (!older) return std::unexpected(older.error());
  if (*older) {
    auto copy = database->copy_to_memory();
    if (!copy) return copy;
    if (auto migrated = migrate(*copy); !migrated) return std::unexpected(std::move(migrated).error());
    database = std::move(copy);
  }
  if (auto guarded = database->execute("PRAGMA query_only=ON"); !guarded) {
    return std::unexpected(std::move(guarded).error());
  }
  return database;
}

// The log of a WAL database has the mode of the database itself.
core::Result<SqliteDatabase> open_ready(const std::string& file, const std::string& vfs) {
  auto database = SqliteDatabase::open(file, vfs);
  if (!database) return database;
  // Before anything is written: a file that is not ours keeps its journal mode.
  if (auto migrated = migrate(*database); !migrated) return std::unexpected(std::move(migrated).error());
  auto ready = database->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  if (!ready) return std::unexpected(std::move(ready).error());
  return database;
}

core::Result<SqliteDatabase> open_to_write(const std::string& file) {
  if (auto folder = make_private_folder(folder_of(file)); !folder) return std::unexpected(std::move(folder).error());
  // Switching to the write-ahead log cannot wait for a lock of SQLite, so that openers come one by one.
  auto others = FolderLock::take(folder_of(file));
  if (!others) return std::unexpected(std::move(others).error());
  if (auto mode = check_mode(file); !mode) return std::unexpected(std::move(mode).error());
  if (auto made = make_private_file(file); !made) return std::unexpected(std::move(made).error());
  return open_ready(file, {});
}

}  // namespace

core::Result<SqliteDatabase> open_store_file(const std::string& file, StoreAccess access, const std::string& vfs) {
  if (access == StoreAccess::read_only) return open_to_read(file, vfs);
  return vfs.empty() ? open_to_write(file) : open_ready(file, vfs);
}

}  // namespace muster::daemon
