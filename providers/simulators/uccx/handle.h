// Cisco UCCX, played from the documentation: the configuration interface /adminapi and the web pages /appadmin.
#pragma once

#include "providers/net/http.h"
#include "providers/simulators/uccx/world.h"

namespace muster::simulators::uccx {

// Pure but for `world`: the same world, request and time give the same answer and the same next world.
[[nodiscard]] net::HttpResponse handle(World& world, const net::HttpRequest& request, engine::WallTime now);

}  // namespace muster::simulators::uccx
