// Dates as HTTP writes them: "Sun, 06 Nov 1994 08:49:37 GMT".
#pragma once

#include <string>

#include "reconciler/engine/clock.h"

namespace muster::simulators {

[[nodiscard]] std::string http_date(engine::WallTime time);

}  // namespace muster::simulators
