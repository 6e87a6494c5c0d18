// Turns references into secrets. Every call reads anew, so that a changed secret is seen.
#pragma once

#include <string>
#include <vector>

#include "daemon/secret_access.h"
#include "reconciler/core/secret.h"
#include "reconciler/engine/ports.h"

namespace muster::daemon {

class SecretResolver final : public engine::Secrets {
 public:
  // `state_key`: see state_key.h; empty: version() is an error. `worker` does what may take long (files, commands: up
  // to 10 s each) and outlives this; null: it is done on the spot.
  SecretResolver(SecretAccess access, core::Secret state_key, engine::Worker* worker = nullptr);

  [[nodiscard]] engine::Task<core::Result<core::Secret>> resolve(core::SecretReference reference) override;
  [[nodiscard]] engine::Task<core::Result<std::string>> version(core::SecretReference reference) override;

  // From the next call on (SIGHUP).
  void change(SecretAccess access);

 private:
  std::shared_ptr<const SecretAccess> access_;
  core::Secret state_key_;
  engine::Worker* worker_;
};

// One reference, on the spot.
[[nodiscard]] core::Result<core::Secret> read_secret_now(const core::SecretReference& reference,
                                                         const SecretAccess& access);

}  // namespace muster::daemon
