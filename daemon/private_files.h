// Files and folders that only their owner may read.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "reconciler/core/error.h"

namespace muster::daemon {

// Creates the folder and those above it that are missing, each with mode 0700. Existing ones stay as they are.
[[nodiscard]] core::Status make_private_folder(const std::string& folder);

// Creates an empty file with mode 0600 unless there is one already.
[[nodiscard]] core::Status make_private_file(const std::string& file);

// Creates the file whole, with mode 0600 and durably, or leaves what another process created first. True: created.
[[nodiscard]] core::Result<bool> create_once(const std::string& file, std::string_view content);

// Replaces the file as a whole, with mode 0600 and durably: readers see the old content or the new one.
[[nodiscard]] core::Status replace_file(const std::string& file, std::string_view content);

// Held while the object lives; other processes, and other holders in this one, wait. Default: holds nothing.
class FolderLock {
 public:
  FolderLock() = default;
  [[nodiscard]] static core::Result<FolderLock> take(const std::string& folder);
  FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  int descriptor_ = -1;
};

// The folder of a file; "." when it has none.
[[nodiscard]] std::string folder_of(const std::string& file);

}  // namespace muster::daemon
