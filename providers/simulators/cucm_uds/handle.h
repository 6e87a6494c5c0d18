// Cisco UDS, played from the documentation: what end users may change of their own settings on a CUCM cluster.
#pragma once

#include "providers/net/http.h"
#include "providers/simulators/cucm_uds/world.h"

namespace muster::simulators::cucm_uds {

// Pure but for `world`: the same world, request and time give the same answer and the same next world.
[[nodiscard]] net::HttpResponse handle(World& world, const net::HttpRequest& request, engine::WallTime now);

}  // namespace muster::simulators::cucm_uds
