#include "daemon/secret_buffer.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

namespace muster::daemon {

bool SecretBuffer::read_some(int descriptor) {
  if (size_ == bytes_.size()) return false;
  ssize_t got = 0;
  do {
    got = ::read(descriptor, bytes_.data() + size_, bytes_.size() - size_);
  } while (got < 0 && errno == EINTR);
  if (got <= 0) return false;
  size_ += static_cast<std::size_t>(got);
  return true;
}

core::Secret SecretBuffer::take() const {
  std::string_view text(bytes_.data(), size_);
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return core::Secret(std::string(text));
}

core::Error refused_secret(const core::SecretReference& reference, std::string_view why) {
  return {core::ErrorKind::invalid,
          fmt::format("reading the secret {}: {}", core::as_stated(core::to_text(reference)), why)};
}

}  // namespace muster::daemon
