// Which documents a filtered run looks at, and which live objects nobody manages.
#pragma once

#include <string_view>

#include "reconciler/core/planning.h"

namespace muster::core {

[[nodiscard]] bool is_selected(const Selection& selection, const Catalog& catalog, const DesiredObject& object);
[[nodiscard]] bool is_selected(const Selection& selection, std::string_view system);

// Whether all documents of a system are looked at: neither kinds, labels nor single objects were asked for.
[[nodiscard]] bool is_whole(const Selection& selection);

// Whether a manifest can say something about a live object: not of what is only referred to, and not of an account that
// no kind creates and that holds nothing a manifest could set.
[[nodiscard]] bool is_worth_naming(const Catalog& catalog, const Table& table, const Row& live);

// Live, named by no manifest, not excepted by `unmanaged.except`, and not muster's own account.
[[nodiscard]] bool is_unmanaged(const PlanningContext& context, const Row& live);

// '*' stands for any characters, '?' for one.
[[nodiscard]] bool matches_glob(std::string_view pattern, std::string_view text);

}  // namespace muster::core
