// Reading one user or one group. There is no call for one alone: it is looked for in the list of all.
#pragma once

#include <string>

#include "providers/ameyo/api.h"
#include "providers/ameyo/group_record.h"
#include "providers/ameyo/known.h"
#include "providers/ameyo/user_record.h"
#include "reconciler/core/observed.h"

namespace muster::ameyo {

class Reading {
 public:
  // Nothing is owned.
  Reading(Api& api, const Settings& settings, Known& known) : api_(&api), settings_(&settings), known_(&known) {}

  // By id, or by name where there is none. not_found only when the whole list was read and does not have it. `raw` of
  // a user is the user as told.
  [[nodiscard]] engine::Task<core::Result<core::Fresh>> read(core::EntityKey entity, core::RemoteId id);

  [[nodiscard]] engine::Task<core::Result<GroupRecord>> find_group(core::EntityKey entity, core::RemoteId id);
  // The user of that login as a value. Errors as above.
  [[nodiscard]] engine::Task<core::Result<UserRecord>> find_user(std::string user_id);
  // Reads the users anew, for the sake of the ids.
  [[nodiscard]] engine::Task<core::Status> refresh_people();

 private:
  using Outcome = engine::Task<core::Result<core::Fresh>>;

  [[nodiscard]] Outcome read_user(core::EntityKey entity, core::RemoteId id);
  [[nodiscard]] Outcome read_group(core::EntityKey entity, core::RemoteId id);

  Api* api_;
  const Settings* settings_;
  Known* known_;
};

}  // namespace muster::ameyo
