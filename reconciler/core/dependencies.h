// Which change waits for which: found from references, roles, exclusive members and administrators.
#pragma once

#include <cstdint>
#include <vector>

#include "reconciler/core/needs.h"
#include "reconciler/core/planning.h"

namespace muster::core {

struct Dependency {
  std::uint32_t change = 0;
  std::uint32_t on = 0;
  Until until = Until::accepted;
  bool moves_member = false;  // `on` releases an exclusive member that `change` acquires

  friend auto operator<=>(const Dependency&, const Dependency&) = default;
};

// Sorted, without repetition. Blocked changes are included, so that what waits for them can be blocked too.
[[nodiscard]] std::vector<Dependency> find_dependencies(const PlanningContext& context,
                                                        const std::vector<Change>& changes,
                                                        const std::vector<Move>& moves);

// Changes that make an administrator come before those that unmake one, where minAdmins needs them to.
[[nodiscard]] std::vector<Dependency> find_admin_order(const PlanningContext& context,
                                                       const std::vector<Change>& changes);

// What waits for a blocked change is blocked. True when something was.
bool block_dependants(const std::vector<Dependency>& dependencies, std::vector<Change>& changes);

}  // namespace muster::core
