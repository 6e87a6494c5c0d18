// What is different between two worlds: how tests see that nobody else was disturbed.
#pragma once

#include <vector>

#include "providers/simulators/uccx/world.h"

namespace muster::simulators::uccx {

// By entity ("team" by its name, "user" by the ID), name and field, sorted by them; see field_texts.h for the fields.
[[nodiscard]] std::vector<WorldDifference> differences(const World& before, const World& after);

}  // namespace muster::simulators::uccx
