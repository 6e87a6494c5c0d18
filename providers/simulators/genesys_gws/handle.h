// The Users, Devices, Skills and Features interfaces of Genesys Web Services, played from the documentation.
#pragma once

#include "providers/net/http.h"
#include "providers/simulators/genesys_gws/world.h"

namespace muster::simulators::gws {

// Pure but for `world`: the same world, request and time give the same answer and the same next world.
[[nodiscard]] net::HttpResponse handle(World& world, const net::HttpRequest& request, engine::WallTime now);

}  // namespace muster::simulators::gws
