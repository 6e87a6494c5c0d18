#include "providers/net/socket_file.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <system_error>

namespace muster::net {
namespace {

core::Error cannot_listen(const std::string& path, core::ErrorKind kind, const std::string& why) {
  return {kind, fmt::format("listening on the socket {}: {}", path, why)};
}

core::Error failed_call(const std::string& path) {
  return cannot_listen(path, core::ErrorKind::unavailable,
                       std::generic_category().message(errno) + "; check the folder and who may write in it");
}

// Closes unless released.
class Descriptor {
 public:
  Descriptor() : number_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

std::optional<sockaddr_un> address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) return std::nullopt;
  std::ranges::copy(path, address.sun_path);
  return address;
}

bool somebody_answers(const sockaddr_un& address) {
  const Descriptor probe;
  const int result = ::connect(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
  return result == 0 || errno == EAGAIN || errno == EINPROGRESS;
}

// Takes away what a dead process left, and nothing else.
core::Status make_way(const std::string& path, const sockaddr_un& address) {
  struct stat found{};
  if (::lstat(path.c_str(), &found) != 0) return {};
  if (!S_ISSOCK(found.st_mode)) {
    return std::unexpected(cannot_listen(path, core::ErrorKind::invalid,
                                         "a file that is no socket is in the way; move it or choose another path"));
  }
  if (somebody_answers(address)) {
    return std::unexpected(cannot_listen(path, core::ErrorKind::unavailable,
                                         "another process answers there; stop it or choose another path"));
  }
  if (::unlink(path.c_str()) != 0) return std::unexpected(failed_call(path));
  return {};
}

}  // namespace

void SocketFile::remove() {
  if (path_.empty()) return;
  struct stat found{};
  const bool ours = ::lstat(path_.c_str(), &found) == 0 && found.st_dev == device_ && found.st_ino == inode_;
  if (ours) ::unlink(path_.c_str());
  path_.clear();
}

core::Result<BoundSocket> bind_socket_file(const std::string& path, mode_t mode) {
  const auto address = address_of(path);
  if (!address) {
    return std::unexpected(
        cannot_listen(path, core::ErrorKind::invalid, "a socket's path has 1 to 107 bytes; choose a shorter one"));
  }
  if (auto clear = make_way(path, *address); !clear) return std::unexpected(std::move(clear).error());
  Descriptor descriptor;
  struct stat made{};
  const bool done = descriptor.get() >= 0 &&
                    ::bind(descriptor.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) == 0 &&
                    ::chmod(path.c_str(), mode) == 0 && ::lstat(path.c_str(), &made) == 0 &&
                    ::listen(descriptor.get(), SOMAXCONN) == 0;
  if (!done) return std::unexpected(failed_call(path));
  return BoundSocket{descriptor.release(), SocketFile(path, made.st_dev, made.st_ino)};
}

}  // namespace muster::net
