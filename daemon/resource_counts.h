// How many objects of each kind are in which state after a pass. Pure.
#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <string>

#include "reconciler/core/catalog.h"
#include "reconciler/core/desired.h"
#include "reconciler/core/report.h"

namespace muster::daemon {

struct ResourceClass {
  std::string kind;   // of manifest: "User"
  std::string state;  // in_sync, pending, drifted, blocked, failed, unmanaged

  friend auto operator<=>(const ResourceClass&, const ResourceClass&) = default;
};
using ResourceCounts = std::map<ResourceClass, std::size_t>;

// The kind of manifest that objects of this entity are written as; the entity's own name when there is none.
[[nodiscard]] std::string kind_of(const core::Catalog* catalog, std::string_view entity);

// Of one system of the plan. Every document and every unmanaged object counts once. `report` may be null.
[[nodiscard]] ResourceCounts count_resources(const core::Plan& plan, const core::Report* report,
                                             const core::DesiredSystem& desired, const core::Catalog& catalog);

}  // namespace muster::daemon
