// Reading one user or one team by itself.
#pragma once

#include "providers/uccx/api.h"
#include "providers/uccx/convert.h"
#include "providers/uccx/known.h"
#include "providers/uccx/user_pages.h"
#include "reconciler/core/observed.h"

namespace muster::uccx {

class Reading {
 public:
  // Nothing is owned. `pages` is null where roles are not read.
  Reading(Api& api, UserPages* pages, const Settings& settings, Known& known)
      : api_(&api), pages_(pages), settings_(&settings), known_(&known) {}

  // not_found only when the server says so of this very object. `raw` of a team is its JSON.
  [[nodiscard]] engine::Task<core::Result<core::Fresh>> read(core::EntityKey entity, core::RemoteId id);

 private:
  using Outcome = engine::Task<core::Result<core::Fresh>>;

  [[nodiscard]] Outcome read_user(std::string id);
  [[nodiscard]] Outcome read_team(std::string id);
  [[nodiscard]] Outcome read_team_by_name(std::string name);
  [[nodiscard]] engine::Task<core::Result<Person>> read_resource(std::string id);

  Api* api_;
  UserPages* pages_;
  const Settings* settings_;
  Known* known_;
};

}  // namespace muster::uccx
