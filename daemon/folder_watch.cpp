#include "daemon/folder_watch.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace muster::daemon {
namespace {

constexpr std::uint32_t kChanges = IN_CREATE | IN_DELETE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO |
                                   IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

}  // namespace

FolderWatch::FolderWatch(const std::vector<std::string>& folders)
    : descriptor_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)), complete_(descriptor_ >= 0 && !folders.empty()) {
  const auto watch = [this](const std::string& folder) {
    return ::inotify_add_watch(descriptor_, folder.c_str(), kChanges) >= 0;
  };
  complete_ = complete_ && std::ranges::all_of(folders, watch);
}

FolderWatch::~FolderWatch() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

// What happened does not matter: the folder is listed again. An overflow is an event like any other.
bool FolderWatch::drain() {
  alignas(inotify_event) std::array<char, 16 * 1024> events;
  bool any = false;
  while (descriptor_ >= 0 && ::read(descriptor_, events.data(), events.size()) > 0) any = true;
  return any;
}

}  // namespace muster::daemon
