#include "daemon/secret_access.h"

#include <filesystem>

namespace muster::daemon {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> folders_of(const std::vector<std::string>& sources) {
  std::vector<std::string> folders;
  for (const std::string& source : sources) {
    std::error_code error;
    const fs::path path = fs::absolute(source, error).lexically_normal();
    folders.push_back(fs::is_directory(path, error) ? path.string() : path.parent_path().string());
  }
  return folders;
}

}  // namespace

SecretAccess secret_access(const ConfiguredAccess& configured, const std::vector<std::string>& sources) {
  SecretAccess access;
  access.folders = configured.folders ? *configured.folders : folders_of(sources);
  access.directory = configured.directory;
  if (!access.directory.empty()) access.folders.push_back(access.directory);
  access.exec = configured.exec;
  return access;
}

}  // namespace muster::daemon
