// One observation: version, own account, features, and the listing.
#pragma once

#include <memory>

#include "providers/genesys_gws/api.h"
#include "providers/genesys_gws/known.h"
#include "reconciler/core/observed.h"
#include "reconciler/engine/provider.h"

namespace muster::genesys_gws {

class Observation {
 public:
  // Nothing is owned.
  Observation(Api& api, const Settings& settings, Known& known, engine::PageSink& sink)
      : api_(&api), settings_(&settings), known_(&known), sink_(&sink) {}

  // Errors: unreachable, or muster's own account could not be read. Never writes.
  [[nodiscard]] engine::Task<core::Result<core::Coverage>> read(std::shared_ptr<const engine::Scope> scope);

 private:
  [[nodiscard]] engine::Task<core::Status> read_version();
  [[nodiscard]] engine::Task<core::Status> read_own_account();
  [[nodiscard]] engine::Task<void> read_features();
  [[nodiscard]] engine::Task<core::Status> read_users(bool details);
  [[nodiscard]] core::Status take_own_account(const nlohmann::json& answer);
  [[nodiscard]] core::EntityCoverage not_listed(const core::Error& error) const;
  [[nodiscard]] bool own_account_belongs_in_listing() const;

  Api* api_;
  const Settings* settings_;
  Known* known_;
  engine::PageSink* sink_;
  core::Coverage coverage_;
};

}  // namespace muster::genesys_gws
