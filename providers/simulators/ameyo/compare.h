// What is different between two worlds: how tests see that nobody else was disturbed.
#pragma once

#include <vector>

#include "providers/simulators/ameyo/world.h"

namespace muster::simulators::ameyo {

// By entity ("user" by the userId, "group" by its name), name and field, sorted by them; see field_texts.h for the
// fields. Passwords are compared and shown as "***".
[[nodiscard]] std::vector<WorldDifference> differences(const World& before, const World& after);

}  // namespace muster::simulators::ameyo
