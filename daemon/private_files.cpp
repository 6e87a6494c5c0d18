#include "daemon/private_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace muster::daemon {
namespace {

core::Error failed(std::string_view verb, const std::string& path, int code) {
  return {core::ErrorKind::unavailable, fmt::format("{} {}: {}; check the path, its owner and the space on the disk",
                                                    verb, path, std::generic_category().message(code))};
}

// Closes the descriptor on every way out.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const auto written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0;
}

void sync_folder(const std::string& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.is_open()) ::fsync(opened.number());
}

// Writes a file of a name that nobody else has; mkstemp gives mode 0600.
core::Result<std::string> write_aside(const std::string& file, std::string_view content) {
  std::string aside = file + ".XXXXXX";
  const Descriptor opened(::mkostemp(aside.data(), O_CLOEXEC));
  if (!opened.is_open()) return std::unexpected(failed("creating", file, errno));
  if (write_all(opened.number(), content)) return aside;
  const int code = errno;
  ::unlink(aside.c_str());
  return std::unexpected(failed("writing", file, code));
}

}  // namespace

std::string folder_of(const std::string& file) {
  const auto parent = std::filesystem::path(file).parent_path();
  return parent.empty() ? "." : parent.string();
}

core::Result<FolderLock> FolderLock::take(const std::string& folder) {
  FolderLock lock;
  lock.descriptor_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock.descriptor_ < 0) return std::unexpected(failed("opening the folder", folder, errno));
  while (::flock(lock.descriptor_, LOCK_EX) != 0) {
    if (errno != EINTR) return std::unexpected(failed("locking the folder", folder, errno));
  }
  return lock;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

core::Status make_private_folder(const std::string& folder) {
  std::error_code ignored;
  if (folder.empty() || std::filesystem::is_directory(folder, ignored)) return {};
  const std::filesystem::path path = std::filesystem::path(folder).lexically_normal();
  if (path.has_parent_path() && path.parent_path() != path) {
    if (auto above = make_private_folder(path.parent_path().string()); !above) return above;
  }
  if (::mkdir(path.c_str(), 0700) == 0 || std::filesystem::is_directory(path, ignored)) return {};
  return std::unexpected(failed("creating the folder", folder, errno));
}

core::Status make_private_file(const std::string& file) {
  const Descriptor opened(::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (opened.is_open() || errno == EEXIST) return {};
  return std::unexpected(failed("creating", file, errno));
}

core::Result<bool> create_once(const std::string& file, std::string_view content) {
  auto aside = write_aside(file, content);
  if (!aside) return std::unexpected(std::move(aside).error());
  // A link, not a rename: it fails when another process was first, and it shows the file only whole.
  const bool created = ::link(aside->c_str(), file.c_str()) == 0;
  const int code = errno;
  ::unlink(aside->c_str());
  if (!created && code != EEXIST) return std::unexpected(failed("creating", file, code));
  sync_folder(folder_of(file));
  return created;
}

core::Status replace_file(const std::string& file, std::string_view content) {
  auto aside = write_aside(file, content);
  if (!aside) return std::unexpected(std::move(aside).error());
  if (::rename(aside->c_str(), file.c_str()) != 0) {
    const int code = errno;
    ::unlink(aside->c_str());
    return std::unexpected(failed("replacing", file, code));
  }
  sync_folder(folder_of(file));
  return {};
}

}  // namespace muster::daemon
