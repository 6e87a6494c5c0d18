#include "daemon/held_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace muster::daemon {
namespace {

constexpr std::size_t kMostHolderText = 512;
constexpr std::string_view kNobodyKnown = "another process";

// Open file descriptions own these locks: they end with the last descriptor.
struct flock whole_file() {
  struct flock lock{};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

}  // namespace

HeldFile::HeldFile(std::string file, int flags) : file_(std::move(file)) {
  descriptor_ = ::open(file_.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600);
}

HeldFile::HeldFile(HeldFile&& other) noexcept
    : file_(std::move(other.file_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

HeldFile::~HeldFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool HeldFile::lock() const {
  struct flock wanted = whole_file();
  return ::fcntl(descriptor_, F_OFD_SETLK, &wanted) == 0;
}

bool HeldFile::is_locked_by_others() const {
  struct flock wanted = whole_file();
  return ::fcntl(descriptor_, F_OFD_GETLK, &wanted) == 0 && wanted.l_type != F_UNLCK;
}

bool HeldFile::is_in_place() const {
  struct stat mine{};
  struct stat there{};
  return ::fstat(descriptor_, &mine) == 0 && ::stat(file_.c_str(), &there) == 0 && mine.st_dev == there.st_dev &&
         mine.st_ino == there.st_ino;
}

bool HeldFile::write(std::string_view text) const {
  text = text.substr(0, kMostHolderText);
  return ::ftruncate(descriptor_, 0) == 0 && ::pwrite(descriptor_, text.data(), text.size(), 0) >= 0;
}

std::string HeldFile::read() const {
  std::array<char, kMostHolderText> text;
  const auto size = ::pread(descriptor_, text.data(), text.size(), 0);
  return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : std::string(kNobodyKnown);
}

}  // namespace muster::daemon
