// Bytes of a secret on their way in: one buffer that never grows and is wiped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reconciler/core/error.h"
#include "reconciler/core/secret.h"

namespace muster::daemon {

inline constexpr std::size_t kMostSecretBytes = std::size_t{64} * 1024;

class SecretBuffer {
 public:
  SecretBuffer() : bytes_(kMostSecretBytes + 1, '\0') {}
  SecretBuffer(const SecretBuffer&) = delete;
  SecretBuffer& operator=(const SecretBuffer&) = delete;
  ~SecretBuffer() { core::wipe(bytes_); }

  // Reads once, at most one byte more than is allowed. False: there is no more, or it cannot be read.
  bool read_some(int descriptor);
  [[nodiscard]] bool too_large() const { return size_ > kMostSecretBytes; }
  // Without the one line end that is not part of the secret.
  [[nodiscard]] core::Secret take() const;

 private:
  std::string bytes_;
  std::size_t size_ = 0;
};

// Errors (invalid) name the reference as the manifest states it, never its content.
[[nodiscard]] core::Error refused_secret(const core::SecretReference& reference, std::string_view why);

}  // namespace muster::daemon
