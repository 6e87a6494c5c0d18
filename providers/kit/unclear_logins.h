// Logins whose answer does not say whether the password was refused. An account is locked after a few wrong ones, so
// one more is tried, and then they become rare, in all processes that share the state.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "providers/kit/token_store.h"
#include "reconciler/core/error.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/task.h"

namespace muster::kit {

class UnclearLogins {
 public:
  // `login` and `configured` as of RefusedCredentials. The store may be null: then in memory only. Neither is owned.
  UnclearLogins(TokenStore* store, std::string_view login, std::string configured, engine::Clock& clock);

  // Reads what is remembered; what was sealed with another key, or is of other credentials, is void. Errors: the store
  // cannot be read.
  [[nodiscard]] engine::Task<core::Status> look();
  // How long no other login is to follow, as of the last look; zero: it may.
  [[nodiscard]] std::chrono::minutes left() const;

  // One more in a row. How long no other is to follow: zero after the first, then from ten minutes to an hour. What
  // cannot be stored is remembered as long as this object lives.
  [[nodiscard]] engine::Task<std::chrono::minutes> count();
  // One was clear.
  [[nodiscard]] engine::Task<void> forget();

 private:
  [[nodiscard]] engine::Task<void> keep();

  TokenStore* store_;
  std::string name_;
  std::string configured_;
  engine::Clock* clock_;
  int in_a_row_ = 0;
  engine::WallTime until_{};
  bool unkept_ = false;
};

}  // namespace muster::kit
