// Tokens that vendors gave muster, sealed for the store: AES-256-GCM under a key derived from the state key.
#pragma once

#include <string>
#include <string_view>

#include "reconciler/core/error.h"
#include "reconciler/core/secret.h"

namespace muster::daemon {

// Whose token it is. A sealed token opens for nobody else.
struct TokenName {
  std::string_view system;
  std::string_view name;
};

// Hex of nonce, tag and ciphertext. `key` is not empty. Error: no random bytes.
[[nodiscard]] core::Result<std::string> seal_token(const core::Secret& key, TokenName whose, const core::Secret& token);
// Error: it was sealed with another key, for another name, or changed since.
[[nodiscard]] core::Result<core::Secret> open_token(const core::Secret& key, TokenName whose, std::string_view sealed);

}  // namespace muster::daemon
