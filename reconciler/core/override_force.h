// Which Overrides count in this pass: those that the judging commit had too, word for word, and that have not expired.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/planning.h"

namespace muster::core {

// The Override that lets `change` pass `guard`; null: none does. Valid as long as the context's manifests.
[[nodiscard]] const Override* find_override(const PlanningContext& context, std::string_view guard,
                                            const Change& change);

// The same for an object by name, as history tells of it.
[[nodiscard]] const Override* find_override(const PlanningContext& context, std::string_view guard,
                                            std::string_view kind, const EntityKey& key);

// For a guard that judges a whole kind; the objects that the Override names are ignored.
[[nodiscard]] const Override* find_kind_override(const PlanningContext& context, std::string_view guard,
                                                 std::string_view kind);

// "passes maxRemovals by Override NAME: reason", as a plan notes it.
[[nodiscard]] std::string override_note(const Override& each);

// One sentence for each Override of this system that is there and does not count, and why.
[[nodiscard]] std::vector<std::string> overrides_not_in_force(const PlanningContext& context);

}  // namespace muster::core
