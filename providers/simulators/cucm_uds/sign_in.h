// Who calls: HTTP Basic of the end user, and the session cookies that follow from it.
#pragma once

#include "providers/simulators/cucm_uds/call.h"

namespace muster::simulators::cucm_uds {

// What signing in comes to. 401 and 503 are told apart from refusals in UDS's own form by their status alone.
// On success call.user is set, and call.new_cookies when a session began.
[[nodiscard]] Accepted<void> sign_in(Call& call);
// The cookies of the session that began with this call.
void set_cookies(const Call& call, net::HttpResponse& response);
// Whom the path names must be who signed in, unless a cookie of somebody else answers for them.
[[nodiscard]] Accepted<void> owns_path(const Call& call, std::string_view path_user);

void end_sessions(World& world, User& user);

}  // namespace muster::simulators::cucm_uds
