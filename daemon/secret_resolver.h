// Resolves the secret references of manifests on this machine.
#pragma once

#include <string>
#include <vector>

#include "reconciler/core/secret.h"
#include "reconciler/engine/ports.h"

namespace muster::daemon {

class SecretResolver final : public engine::Secrets {
 public:
  // `folders`: where `file` may read. `state_key`: see state_key.h; empty: version() is an error.
  SecretResolver(std::vector<std::string> folders, core::Secret state_key)
      : folders_(std::move(folders)), state_key_(std::move(state_key)) {}

  [[nodiscard]] engine::Task<core::Result<core::Secret>> resolve(core::SecretReference reference) override;
  [[nodiscard]] engine::Task<core::Result<std::string>> version(core::SecretReference reference) override;

 private:
  [[nodiscard]] core::Result<core::Secret> read(const core::SecretReference& reference) const;

  std::vector<std::string> folders_;
  core::Secret state_key_;
};

}  // namespace muster::daemon
