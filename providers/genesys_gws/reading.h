// Reading one user by itself.
#pragma once

#include "providers/genesys_gws/api.h"
#include "providers/genesys_gws/known.h"
#include "reconciler/core/observed.h"

namespace muster::genesys_gws {

class Reading {
 public:
  // Nothing is owned.
  Reading(Api& api, const Settings& settings, Known& known) : api_(&api), settings_(&settings), known_(&known) {}

  // By id; by name where the server has told no id, which needs a listing. not_found only when the server says so of
  // this very user, or when a complete listing lacks the name.
  [[nodiscard]] engine::Task<core::Result<core::Fresh>> read(core::EntityKey entity, core::RemoteId id);

  // Fails when "not found" could mean that the whole interface is switched off: asks once whether /users answers.
  [[nodiscard]] engine::Task<core::Status> prove_users_answer();

 private:
  [[nodiscard]] engine::Task<core::Result<core::Fresh>> read_by_id(core::EntityKey entity, std::string id);
  [[nodiscard]] engine::Task<core::Result<core::Fresh>> read_by_name(core::EntityKey entity);
  [[nodiscard]] engine::Task<core::Result<core::Fresh>> list(core::EntityKey entity, std::string user_name);

  Api* api_;
  const Settings* settings_;
  Known* known_;
};

}  // namespace muster::genesys_gws
