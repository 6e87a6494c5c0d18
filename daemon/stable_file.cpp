#include "daemon/stable_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <tuple>

namespace muster::daemon {
namespace {

using core::Error;
using core::ErrorKind;

constexpr int kMostAttempts = 5;

class OpenFile {
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

std::unexpected<Error> failure(std::string_view verb) {
  return std::unexpected(Error(ErrorKind::invalid, fmt::format("{}: {}", verb, std::strerror(errno))));
}

auto stamp_of(const struct stat& about) {
  return std::tuple(about.st_ino, about.st_size, about.st_mtim.tv_sec, about.st_mtim.tv_nsec);
}

core::Status append_to(std::string& text, int file, std::size_t most_bytes) {
  char buffer[65'536];
  while (text.size() <= most_bytes) {
    const ssize_t count = ::read(file, buffer, std::min(sizeof buffer, most_bytes + 1 - text.size()));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure("the file cannot be read");
    if (count == 0) break;
    text.append(buffer, static_cast<std::size_t>(count));
  }
  return {};
}

core::Status write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure("the file cannot be written");
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return ::fsync(file) == 0 ? core::Status{} : failure("the file cannot be written");
}

// O_NONBLOCK: opening a named pipe must not wait for a writer.
core::Result<std::string> read_once(const std::string& path, std::size_t most_bytes, bool& quiet) {
  const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return failure("the file cannot be opened");
  struct stat before{};
  struct stat after{};
  if (::fstat(file.get(), &before) != 0) return failure("the file cannot be read");
  if (!S_ISREG(before.st_mode)) return std::unexpected(Error(ErrorKind::invalid, "this is not a regular file"));
  std::string text;
  if (auto status = append_to(text, file.get(), most_bytes); !status) return std::unexpected(status.error());
  if (::stat(path.c_str(), &after) != 0) return failure("the file went away while it was read");
  quiet = stamp_of(before) == stamp_of(after);
  return text;
}

}  // namespace

core::Result<std::string> read_stable_file(const std::string& path, std::size_t most_bytes) {
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    bool quiet = false;
    auto text = read_once(path, most_bytes, quiet);
    if (!text || quiet) return text;
  }
  return std::unexpected(Error(ErrorKind::invalid, "the file changes while it is read; try again when it is quiet"));
}

core::Status write_whole_file(const std::string& path, const std::string& text, bool secret) {
  const std::string beside = fmt::format("{}.{}.tmp", path, ::getpid());
  {
    const OpenFile file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, secret ? 0600 : 0644));
    if (file.get() < 0) return failure(fmt::format("writing {}", path));
    if (auto status = write_all(file.get(), text); !status) {
      ::unlink(beside.c_str());
      return std::unexpected(core::within(fmt::format("writing {}", path), status.error()));
    }
  }
  if (::rename(beside.c_str(), path.c_str()) != 0) {
    const auto problem = failure(fmt::format("writing {}", path));
    ::unlink(beside.c_str());
    return problem;
  }
  return {};
}

}  // namespace muster::daemon
