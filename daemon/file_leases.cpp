#include "daemon/file_leases.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "daemon/private_files.h"
#include "reconciler/core/digest.h"

namespace muster::daemon {
namespace {

constexpr std::size_t kMostHolderText = 512;
constexpr std::string_view kNobodyKnown = "another process";

core::Error failed(const std::string& system, const std::string& file, int code) {
  return {core::ErrorKind::unavailable,
          fmt::format("taking the lease of {} at {}: {}; check the folder, its owner and the space on the disk", system,
                      file, std::generic_category().message(code))};
}

core::Error held(const std::string& system, const std::string& holder) {
  return {core::ErrorKind::conflict,
          fmt::format("taking the lease of {}: {} writes to it at this moment", system, holder)};
}

// Open file descriptions own these locks: they end with the last descriptor, and asking takes none.
struct flock whole_file() {
  struct flock lock{};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

class HeldFile {
 public:
  HeldFile(std::string file, int flags) : file_(std::move(file)) {
    descriptor_ = ::open(file_.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600);
  }
  HeldFile(HeldFile&& other) noexcept
      : file_(std::move(other.file_)), descriptor_(std::exchange(other.descriptor_, -1)) {}
  HeldFile& operator=(HeldFile&&) = delete;
  ~HeldFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] const std::string& file() const { return file_; }

  [[nodiscard]] bool lock() const {
    struct flock wanted = whole_file();
    return ::fcntl(descriptor_, F_OFD_SETLK, &wanted) == 0;
  }
  [[nodiscard]] bool is_locked_by_others() const {
    struct flock wanted = whole_file();
    return ::fcntl(descriptor_, F_OFD_GETLK, &wanted) == 0 && wanted.l_type != F_UNLCK;
  }
  // Whether the path still leads to this file: others lock what they find there.
  [[nodiscard]] bool is_in_place() const {
    struct stat mine{};
    struct stat there{};
    return ::fstat(descriptor_, &mine) == 0 && ::stat(file_.c_str(), &there) == 0 && mine.st_dev == there.st_dev &&
           mine.st_ino == there.st_ino;
  }

  [[nodiscard]] bool write(std::string_view text) const {
    text = text.substr(0, kMostHolderText);
    return ::ftruncate(descriptor_, 0) == 0 && ::pwrite(descriptor_, text.data(), text.size(), 0) >= 0;
  }
  [[nodiscard]] std::string read() const {
    std::array<char, kMostHolderText> text;
    const auto size = ::pread(descriptor_, text.data(), text.size(), 0);
    return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : std::string(kNobodyKnown);
  }

 private:
  std::string file_;
  int descriptor_ = -1;
};

class FileLease final : public engine::Lease {
 public:
  FileLease(HeldFile file, std::int64_t fence) : file_(std::move(file)), fence_(fence) {}
  [[nodiscard]] std::int64_t fence() const override { return fence_; }
  [[nodiscard]] bool is_held() const override { return file_.is_in_place(); }

 private:
  HeldFile file_;
  std::int64_t fence_;
};

// Between opening and locking the file may have been replaced; then the one that is there now is tried.
core::Result<HeldFile> lock_file(const std::string& system, const std::string& file) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    HeldFile opened(file, O_RDWR | O_CREAT);
    if (!opened.is_open()) return std::unexpected(failed(system, file, errno));
    if (!opened.lock()) {
      const int code = errno;
      if (code == EAGAIN || code == EACCES) return std::unexpected(held(system, opened.read()));
      return std::unexpected(failed(system, file, code));
    }
    if (opened.is_in_place()) return opened;
  }
  return std::unexpected(failed(system, file, EAGAIN));
}

}  // namespace

FileLeases::FileLeases(std::string folder, Fence fence) : folder_(std::move(folder)), fence_(std::move(fence)) {}

std::string FileLeases::file_of(const std::string& system) const {
  return folder_ + "/" + core::sha256_hex(system).substr(0, 32) + ".lock";
}

engine::Task<core::Result<std::shared_ptr<engine::Lease>>> FileLeases::take(std::string system, std::string holder) {
  if (auto folder = make_private_folder(folder_); !folder) co_return std::unexpected(std::move(folder).error());
  auto locked = lock_file(system, file_of(system));
  if (!locked) co_return std::unexpected(std::move(locked).error());
  if (!locked->write(holder)) co_return std::unexpected(failed(system, locked->file(), errno));
  if (!fence_) co_return std::unexpected(core::Error(core::ErrorKind::invalid, "leases can only be asked here"));
  auto fence = co_await fence_(system);
  if (!fence) co_return std::unexpected(core::within("taking the lease of " + system, std::move(fence).error()));
  std::shared_ptr<engine::Lease> lease = std::make_shared<FileLease>(std::move(*locked), *fence);
  co_return lease;
}

engine::Task<std::optional<std::string>> FileLeases::holder(std::string system) { co_return holder_now(system); }

std::optional<std::string> FileLeases::holder_now(const std::string& system) const {
  // Asking for a write lock takes a descriptor that may write.
  const HeldFile file(file_of(system), O_RDWR);
  if (!file.is_open() || !file.is_locked_by_others()) return std::nullopt;
  return file.read();
}

std::string lease_folder(const std::string& store_file) { return folder_of(store_file) + "/leases"; }

}  // namespace muster::daemon
