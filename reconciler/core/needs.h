// What changes need of other objects: members that exist, roles the vendor asks for, and exclusive members that
// somebody else still holds. Works on all candidate changes of one system at once, before guards.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "reconciler/core/planning.h"

namespace muster::core {

// An exclusive member that goes from one object to another within the plan.
struct Move {
  std::uint32_t from = 0;  // change that releases it
  std::uint32_t to = 0;    // change that acquires it
};

// Blocks what cannot be done, notes who loses a member, and returns the moves between changes of this plan.
[[nodiscard]] std::vector<Move> check_needs(const PlanningContext& context, std::vector<Change>& changes);

// The members a set field will have after `change`; those of the live object where the change leaves it alone.
[[nodiscard]] std::vector<std::string> final_members(const PlanningContext& context, const Change& change,
                                                     FieldIndex field);

}  // namespace muster::core
