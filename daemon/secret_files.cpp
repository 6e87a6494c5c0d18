#include "daemon/secret_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "daemon/secret_buffer.h"

namespace muster::daemon {
namespace {

namespace fs = std::filesystem;

bool is_below(const fs::path& file, const fs::path& folder) {
  std::error_code missing;
  const fs::path real = fs::canonical(folder.empty() ? "." : folder, missing);
  if (missing) return false;
  const auto [in_folder, in_file] = std::mismatch(real.begin(), real.end(), file.begin(), file.end());
  return in_folder == real.end() && in_file != file.end();
}

// The file with every link resolved, if it is where it may be.
core::Result<fs::path> find_file(const core::SecretReference& reference, const SecretAccess& access) {
  const fs::path base = access.directory.empty() ? reference.base : access.directory;
  std::error_code missing;
  fs::path real = fs::canonical(base / reference.argument, missing);
  if (missing) {
    return std::unexpected(refused_secret(reference, "there is no such file, or it cannot be reached; create it"));
  }
  const bool allowed = std::ranges::any_of(access.folders, [&](const auto& folder) { return is_below(real, folder); });
  if (!allowed) {
    return std::unexpected(refused_secret(
        reference,
        "the file is not below a folder that secrets may be read from; move it below the manifests, or allow its "
        "folder in musterd.yaml"));
  }
  if (reference.inside.empty() || is_below(real, base / reference.inside)) return real;
  return std::unexpected(
      refused_secret(reference, "a link leads out of the folder that holds everybody's files; put the file there"));
}

core::Result<core::Secret> read_all(const core::SecretReference& reference, int descriptor) {
  SecretBuffer buffer;
  while (buffer.read_some(descriptor)) {
  }
  if (buffer.too_large()) {
    return std::unexpected(refused_secret(reference, "the file is larger than 64 KiB; name the right file"));
  }
  auto secret = buffer.take();
  if (secret.empty()) {
    return std::unexpected(refused_secret(reference, "the file is empty; write the secret into it"));
  }
  return secret;
}

// A link is not followed, and a pipe must not block us.
core::Result<core::Secret> read_regular(const core::SecretReference& reference, const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  if (descriptor < 0) {
    return std::unexpected(refused_secret(reference, "the file cannot be opened; check its owner and mode"));
  }
  struct stat found{};
  const bool regular = ::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode);
  auto secret = regular ? read_all(reference, descriptor)
                        : core::Result<core::Secret>(
                              std::unexpected(refused_secret(reference, "it is not a regular file; name a file")));
  ::close(descriptor);
  return secret;
}

bool is_file_name(const std::string& name) {
  constexpr std::size_t kLongest = 255;
  return !name.empty() && name.size() <= kLongest && name != "." && name != ".." &&
         name.find_first_of(std::string_view("/\0", 2)) == std::string::npos;
}

}  // namespace

core::Result<core::Secret> read_secret_file(const core::SecretReference& reference, const SecretAccess& access) {
  const auto file = find_file(reference, access);
  if (!file) return std::unexpected(file.error());
  return read_regular(reference, *file);
}

core::Result<core::Secret> read_credential(const core::SecretReference& reference, const std::string& folder) {
  if (!is_file_name(reference.argument)) {
    return std::unexpected(refused_secret(reference, "a credential has a name without '/'; correct it"));
  }
  if (folder.empty()) {
    return std::unexpected(
        refused_secret(reference,
                       "CREDENTIALS_DIRECTORY is not set; credentials exist where systemd starts muster with "
                       "LoadCredential="));
  }
  const fs::path file = fs::path(folder) / reference.argument;
  std::error_code error;
  if (fs::symlink_status(file, error).type() == fs::file_type::not_found) {
    return std::unexpected(
        refused_secret(reference, "there is no such credential; name it in the unit's LoadCredential="));
  }
  return read_regular(reference, file);
}

}  // namespace muster::daemon
