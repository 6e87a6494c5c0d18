// The per-plan limits on removals, updates and removed memberships.
#pragma once

#include <cstddef>
#include <vector>

#include "reconciler/core/guard.h"

namespace muster::core {

// floor(share x base), at least 1; the lower of share and number; below 10 objects the number alone.
[[nodiscard]] std::size_t allowed(const Limit& limit, std::size_t base);

// When a limit is exceeded every change of that class waits; never the first N.
void guard_limits(const GuardInputs& inputs, std::vector<Change>& changes);

}  // namespace muster::core
