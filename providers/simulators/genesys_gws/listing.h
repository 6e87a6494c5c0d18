// Which people a GET of the collection shows, and in which order.
#pragma once

#include <vector>

#include "providers/simulators/genesys_gws/call.h"

namespace muster::simulators::gws {

// Filters, sortBy, limit and offset of the target, and what this site makes of them.
[[nodiscard]] Accepted<std::vector<const User*>> list_users(const Call& call);

}  // namespace muster::simulators::gws
