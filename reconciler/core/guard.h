// Guards stand between diff and order. They only ever block: what one guard stopped, no other lets go.
#pragma once

#include <vector>

#include "reconciler/core/planning.h"

namespace muster::core {

// `managed_live` per kind index: objects with a document that are live, the base of percentages.
struct GuardInputs {
  const PlanningContext& context;
  std::vector<std::size_t> managed_live;
  std::vector<std::size_t> managed_members;  // live memberships in managed sets, by kind index
};

// Writes in doubt, protect, muster's own account, rights that could not be read, requiredAdmins and limits, in this
// order. minAdmins is judged once it is known what else is blocked (admins.h).
void apply_guards(const GuardInputs& inputs, std::vector<Change>& changes);

}  // namespace muster::core
