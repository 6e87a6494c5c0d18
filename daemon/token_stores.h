// Tokens that vendors gave muster: kept in the state store, renewed by one process at a time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "providers/kit/token_store.h"
#include "reconciler/engine/ports.h"

namespace muster::daemon {

struct SecretExpiry {
  std::string system;
  std::string secret;  // the token's name: "refresh"
  engine::WallTime at{};
};

// None is owned; all outlive the stores.
struct TokenPorts {
  engine::Clock* clock = nullptr;
  engine::Store* reads = nullptr;  // null: there is no state yet, and so no token
  // Where a new token is written; called when one is about to be renewed. Error: why none can be.
  std::function<core::Result<engine::Store*>()> writes;
  std::string lock_folder;  // made, with mode 0700, when the first token is renewed
};

// How long a process waits for another one that renews: longer than a renewal may take.
inline constexpr engine::Duration kTokenPatience{35'000};

class TokenStores {
 public:
  explicit TokenStores(TokenPorts ports);
  ~TokenStores();

  // Lives as long as the stores. For a new provider of that system: what the last one told of ends is forgotten.
  [[nodiscard]] kit::TokenStore& renewed_for(const std::string& system);
  // Sorted by system and name.
  [[nodiscard]] std::vector<SecretExpiry> expiries() const;

 private:
  class OfSystem;
  TokenPorts ports_;
  std::map<std::string, std::unique_ptr<OfSystem>> systems_;
};

// "<folder of the store>/tokens".
[[nodiscard]] std::string token_lock_folder(const std::string& store_file);

}  // namespace muster::daemon
