// The people, roles, licences, supervisors, SCIM and token interfaces of Webex, played from the documentation.
#pragma once

#include "providers/net/http.h"
#include "providers/simulators/webex/world.h"

namespace muster::simulators::webex {

// Pure but for `world`: the same world, request and time give the same answer and the same next world.
[[nodiscard]] net::HttpResponse handle(World& world, const net::HttpRequest& request, engine::WallTime now);

}  // namespace muster::simulators::webex
