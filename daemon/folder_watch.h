// inotify: whether anything happened in some folders.
#pragma once

#include <string>
#include <vector>

namespace muster::daemon {

class FolderWatch {
 public:
  // Watches as many of them as the system allows.
  explicit FolderWatch(const std::vector<std::string>& folders);
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;
  ~FolderWatch();

  // False: changes may be missed, so that whoever needs to know must look.
  [[nodiscard]] bool complete() const { return complete_; }
  // Whether there was anything since the last call; does not block.
  [[nodiscard]] bool drain();

 private:
  int descriptor_;
  bool complete_;
};

}  // namespace muster::daemon
