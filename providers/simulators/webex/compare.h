// What is different between two worlds, object by object: how tests see that nobody else was disturbed.
#pragma once

#include <vector>

#include "providers/simulators/webex/world.h"

namespace muster::simulators::webex {

// Entities "person", "supervisor-basic" and "supervisor-customer-assist", by e-mail. Times and tokens are not compared.
// Sorted.
[[nodiscard]] std::vector<WorldDifference> differences(const World& before, const World& after);

}  // namespace muster::simulators::webex
