// One user's login: where its password comes from, what muster has made of it, and what was refused.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "providers/cucm_uds/stored_password.h"
#include "providers/kit/provider_ports.h"
#include "providers/kit/refused_credentials.h"
#include "providers/kit/token_store.h"
#include "reconciler/core/error.h"
#include "reconciler/engine/task.h"

namespace muster::cucm_uds {

// Whose login it is, and where the password is configured. `fixed`: the reference is the same for all users, and this
// is what it holds. The stores are not owned and may be null.
struct LoginSource {
  std::string system;
  std::string url;
  std::string key;       // the user id in comparable form
  std::string name;      // as the manifest spells it: what {name} stands for
  std::string username;  // as it signs in
  std::optional<core::SecretReference> reference;
  core::Secret fixed;
  engine::Secrets* secrets = nullptr;
  kit::TokenStore* tokens = nullptr;
};

class Login {
 public:
  explicit Login(LoginSource source)
      : source_(std::move(source)), refused_(source_.tokens, "password/" + source_.key, {}) {}

  [[nodiscard]] const std::string& username() const { return source_.username; }
  [[nodiscard]] const std::string& key() const { return source_.key; }

  // Reads the configured password again. True: its content is another one than before, so that whatever was refused
  // may be tried again. Errors: it cannot be read.
  [[nodiscard]] engine::Task<core::Result<bool>> look();
  // What may be tried now, in order, without what was refused. Empty: nothing. Errors: as look(), or the store's.
  [[nodiscard]] engine::Task<core::Result<std::vector<core::Secret>>> choices();

  // The server refused it: it is not among the choices any more. One in doubt may still arrive: where the settled one
  // is refused later, it is tried once more.
  [[nodiscard]] engine::Task<void> refused(std::string digest);
  // The server took it: what was in doubt is settled.
  [[nodiscard]] engine::Task<void> accepted(std::string digest);

  // Before the password is changed: remembered as in doubt. Errors: it could not be kept, so it must not be sent.
  [[nodiscard]] engine::Task<core::Status> expect(core::Secret next);
  // It was refused: nothing is in doubt.
  [[nodiscard]] engine::Task<void> unexpect();

  // For a login that is refused.
  [[nodiscard]] core::Error refusal(core::Delivery delivery) const;

 private:
  [[nodiscard]] engine::Task<core::Status> load();
  [[nodiscard]] engine::Task<core::Status> keep();

  LoginSource source_;
  core::Secret configured_;
  bool is_read_ = false;
  StoredPassword stored_;
  kit::RefusedCredentials refused_;
};

}  // namespace muster::cucm_uds
