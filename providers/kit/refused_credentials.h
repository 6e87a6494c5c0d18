// Which credentials of one login a system has refused: remembered from one process to the next, so that a command
// that is run again and again locks nobody out.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "providers/kit/provider_ports.h"
#include "providers/kit/token_store.h"
#include "reconciler/core/error.h"
#include "reconciler/engine/task.h"

namespace muster::kit {

// What the names of all that is remembered of logins begin with; whoever asks for another try has them forgotten.
inline constexpr std::string_view kLoginMemory = "login/";

// Credentials are known by their digests alone. What was refused counts until other ones are configured, until they are
// accepted, or until somebody asks for another try.
class RefusedCredentials {
 public:
  // In memory only.
  RefusedCredentials() = default;
  // `login`: the name of the login in the store, one for each door that has its own answer. `configured`: digest of
  // what is configured for it. The store is not owned; null: in memory only.
  RefusedCredentials(TokenStore* store, std::string_view login, std::string configured);

  // Another one than before: what was refused in memory is void.
  void configure(std::string digest);

  // Reads what is remembered; what was sealed with another key is void. Errors: the store cannot be read, so that
  // nothing may be sent.
  [[nodiscard]] engine::Task<core::Status> look();
  // As of the last look.
  [[nodiscard]] bool holds(const std::string& digest) const { return digests_.contains(digest); }
  [[nodiscard]] bool holds_configured() const { return holds(configured_); }
  [[nodiscard]] const std::string& configured() const { return configured_; }

  // What cannot be stored is remembered as long as this object lives.
  [[nodiscard]] engine::Task<void> add(std::string digest);
  // The server took it, so that it may be refused anew one day; and so may what was configured before.
  [[nodiscard]] engine::Task<void> accept(std::string digest);
  // It may be tried (again).
  [[nodiscard]] engine::Task<void> remove(std::string digest);

 private:
  [[nodiscard]] engine::Task<void> keep();

  TokenStore* store_ = nullptr;
  std::string name_;
  std::string configured_;
  std::set<std::string> digests_;
  bool is_void_ = false;  // what is stored is of another time
  bool unkept_ = false;
};

// What an administrator is told: "the credentials of svc" were refused.
[[nodiscard]] std::string refusal_sentence(std::string_view system, std::string_view what);
// The end of it.
[[nodiscard]] std::string another_try(std::string_view system);

// Of all that is configured, and of where it is sent.
[[nodiscard]] std::string digest_of(std::string_view url, const Credentials& credentials);

}  // namespace muster::kit
