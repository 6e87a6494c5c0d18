// A source that lost many documents at once is more likely broken than meant.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/planning.h"

namespace muster::core {

// Why the manifests are refused: of one kind, more than 3 and more than a tenth of the documents of the commit that
// was enforced last are gone. `passed` gets a sentence for each Override that lets it pass. A commit that was enforced
// once is not judged again.
[[nodiscard]] std::optional<BlockReason> check_source(const PlanningContext& context, std::vector<std::string>& passed);

}  // namespace muster::core
