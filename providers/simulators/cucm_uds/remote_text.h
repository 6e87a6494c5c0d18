// A remote destination as it is shown, and as a body describes it.
#pragma once

#include "providers/simulators/cucm_uds/body.h"

namespace muster::simulators::cucm_uds {

// One of a list, or the whole of it with its settings and schedule.
[[nodiscard]] Element remote_text(const Call& call, const RemoteDestination& remote, bool whole);

// `number` is what the element with the number is called. Profiles must be the user's.
void read_remote(const Fields& fields, std::string_view number, const User& user, RemoteDestination& remote);

}  // namespace muster::simulators::cucm_uds
