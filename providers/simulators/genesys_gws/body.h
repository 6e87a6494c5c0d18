// A request's JSON object.
#pragma once

#include <nlohmann/json.hpp>

#include "providers/simulators/genesys_gws/call.h"

namespace muster::simulators::gws {

// 415 unless it is declared as JSON; code 2 unless it is one well-formed object.
[[nodiscard]] Accepted<nlohmann::json> read_object(const net::HttpRequest& request);

}  // namespace muster::simulators::gws
