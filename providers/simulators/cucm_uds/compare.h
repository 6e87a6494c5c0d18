// What is different between two worlds: how tests see that nobody else was disturbed.
#pragma once

#include <vector>

#include "providers/simulators/cucm_uds/world.h"

namespace muster::simulators::cucm_uds {

// By entity ("user"), user ID and field, sorted by them; see field_texts.h for the fields.
[[nodiscard]] std::vector<WorldDifference> differences(const World& before, const World& after);

}  // namespace muster::simulators::cucm_uds
