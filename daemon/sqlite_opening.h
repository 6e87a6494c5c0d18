// How the store's file is found, judged and made ready.
#pragma once

#include <string>

#include "daemon/sqlite_store.h"

namespace muster::daemon {

// See SqliteStore::open. With another file system than the machine's, folders and modes are that file system's affair.
[[nodiscard]] core::Result<SqliteDatabase> open_store_file(const std::string& file, StoreAccess access,
                                                           const std::string& vfs);

}  // namespace muster::daemon
