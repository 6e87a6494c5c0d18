#include "daemon/secret_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

namespace muster::daemon {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxBytes = 64 * 1024;

core::Error refused(const core::SecretReference& reference, std::string_view why) {
  return {core::ErrorKind::invalid,
          fmt::format("reading the secret {}: {}", core::as_stated(core::to_text(reference)), why)};
}

bool is_below(const fs::path& file, const std::string& folder) {
  std::error_code missing;
  const fs::path real = fs::canonical(folder.empty() ? "." : folder, missing);
  if (missing) return false;
  const auto [in_folder, in_file] = std::mismatch(real.begin(), real.end(), file.begin(), file.end());
  return in_folder == real.end() && in_file != file.end();
}

// The file with every link resolved, if it is where it may be.
core::Result<fs::path> find_file(const core::SecretReference& reference, const std::vector<std::string>& folders) {
  std::error_code missing;
  fs::path real = fs::canonical(fs::path(reference.base) / reference.argument, missing);
  if (missing) return std::unexpected(refused(reference, "there is no such file, or it cannot be reached; create it"));
  const bool allowed =
      std::any_of(folders.begin(), folders.end(), [&](const auto& folder) { return is_below(real, folder); });
  if (allowed) return real;
  return std::unexpected(
      refused(reference,
              "the file is not below a folder that secrets may be read from; move it below the manifests, or allow "
              "its folder in musterd.yaml"));
}

// Reads at most one byte more than is allowed, so that too much is seen.
std::string read_up_to_limit(int descriptor) {
  std::string content(kMaxBytes + 1, '\0');
  std::size_t size = 0;
  while (size < content.size()) {
    const auto got = ::read(descriptor, content.data() + size, content.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
  }
  content.resize(size);
  return content;
}

void strip_line_end(std::string& content) {
  if (content.ends_with('\n')) content.pop_back();
  if (content.ends_with('\r')) content.pop_back();
}

core::Result<core::Secret> check(const core::SecretReference& reference, std::string content) {
  if (content.size() > kMaxBytes) {
    OPENSSL_cleanse(content.data(), content.size());
    return std::unexpected(refused(reference, "the file is larger than 64 KiB; name the right file"));
  }
  strip_line_end(content);
  if (content.empty()) return std::unexpected(refused(reference, "the file is empty; write the secret into it"));
  core::Secret secret(content);
  OPENSSL_cleanse(content.data(), content.size());
  return secret;
}

}  // namespace

core::Result<core::Secret> read_secret_file(const core::SecretReference& reference,
                                            const std::vector<std::string>& folders) {
  const auto file = find_file(reference, folders);
  if (!file) return std::unexpected(file.error());
  // The links are resolved, so that one that appears only now is a trick; a pipe must not block us.
  const int descriptor = ::open(file->c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  if (descriptor < 0) return std::unexpected(refused(reference, "the file cannot be opened; check its owner and mode"));
  struct stat found{};
  const bool regular = ::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode);
  std::string content = regular ? read_up_to_limit(descriptor) : std::string();
  ::close(descriptor);
  if (!regular) return std::unexpected(refused(reference, "it is not a regular file; name a file"));
  return check(reference, std::move(content));
}

}  // namespace muster::daemon
