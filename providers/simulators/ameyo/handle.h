// Ameyo's REST interface, played from its pages and from what public clients do.
#pragma once

#include "providers/net/http.h"
#include "providers/simulators/ameyo/world.h"

namespace muster::simulators::ameyo {

// Where the interface is on every server.
inline constexpr std::string_view kBasePath = "/ameyorestapi";

// Pure but for `world`: the same world, request and time give the same answer and the same next world.
[[nodiscard]] net::HttpResponse handle(World& world, const net::HttpRequest& request, engine::WallTime now);

}  // namespace muster::simulators::ameyo
