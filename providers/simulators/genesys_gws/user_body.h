// The bodies of creates and updates, as this site reads them.
#pragma once

#include "providers/simulators/genesys_gws/call.h"
#include "providers/simulators/genesys_gws/changes.h"

namespace muster::simulators::gws {

// Five fields are mandatory.
[[nodiscard]] Accepted<UserFields> read_create(const Call& call);
// Only what changes; userName, ids and sub-resources are not for changing.
[[nodiscard]] Accepted<UserFields> read_update(const Call& call, const User& user);
// What remains after this site has dropped, ignored and tidied what it drops, ignores and tidies.
[[nodiscard]] UserFields as_stored(const Quirks& quirks, UserFields fields, bool update);

}  // namespace muster::simulators::gws
