// Who is an administrator, before and after a change.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reconciler/core/planning.h"

namespace muster::core {

// An enabled object of the account entity (the catalog's first) that holds one of settings.adminRoles. Roles that are
// not known count as none.
[[nodiscard]] bool is_admin_live(const PlanningContext& context, EntityIndex entity, std::string_view key);
[[nodiscard]] bool is_admin_after(const PlanningContext& context, const Change& change);
[[nodiscard]] bool disables(const PlanningContext& context, const Change& change);

// The administrators that could be seen, muster's own account included.
[[nodiscard]] std::size_t count_admins(const PlanningContext& context);

// Blocks every change that takes an administrator away, if the ones that would remain are fewer than
// guards.minAdmins. Changes that make administrators run before the ones that unmake them (see order.h), so what
// holds at the end holds after every step.
void guard_min_admins(const PlanningContext& context, std::vector<Change>& changes);

}  // namespace muster::core
