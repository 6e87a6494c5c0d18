// A unix domain socket in the file system: put there over what a dead process left, taken away again.
#pragma once

#include <sys/types.h>

#include <string>
#include <utility>

#include "reconciler/core/error.h"

namespace muster::net {

// Remembers which file was made, so that never another process's socket is removed. Empty: no file.
class SocketFile {
 public:
  SocketFile() = default;
  SocketFile(std::string path, dev_t device, ino_t inode) : path_(std::move(path)), device_(device), inode_(inode) {}

  // Once; nothing when meanwhile the path names something else.
  void remove();

 private:
  std::string path_;
  dev_t device_ = 0;
  ino_t inode_ = 0;
};

struct BoundSocket {
  int descriptor = -1;  // listening, non-blocking; the caller closes it
  SocketFile file;
};

// The file has `mode` before the first peer can reach it. Errors: invalid (the path is too long, or something that is
// no socket is there), unavailable (a living process listens there, or the folder refuses).
[[nodiscard]] core::Result<BoundSocket> bind_socket_file(const std::string& path, mode_t mode);

}  // namespace muster::net
