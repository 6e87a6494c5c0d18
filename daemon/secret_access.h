// Where secrets may come from.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace muster::daemon {

struct SecretAccess {
  std::vector<std::string> folders;  // where `file` may read
  std::string directory;             // relative files count from here; empty: from the manifest's folder
  bool exec = false;                 // whether commands may be run
};

// What musterd.yaml says; nothing said about folders: below the manifests.
struct ConfiguredAccess {
  std::optional<std::vector<std::string>> folders;
  std::string directory;
  bool exec = false;
};

// `sources`: the files and folders of manifests.
[[nodiscard]] SecretAccess secret_access(const ConfiguredAccess& configured, const std::vector<std::string>& sources);

}  // namespace muster::daemon
