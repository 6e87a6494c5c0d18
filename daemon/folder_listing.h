// A folder of manifests seen from outside: what is there, without reading any of it.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace muster::daemon {

struct FolderListing {
  bool found = false;                // there is a folder
  std::string stamp;                 // changes with every file, folder and link below it, and the links that lead to it
  std::vector<std::string> folders;  // where changes happen: to be watched; sorted, each once
  std::chrono::sys_time<std::chrono::nanoseconds> newest{};  // of the times of change seen
};

// Recursive, links followed but not in circles. Hidden entries count only as far as links lead through them, so that a
// swap of `..data` is a change.
[[nodiscard]] FolderListing list_folder(const std::string& path);

}  // namespace muster::daemon
