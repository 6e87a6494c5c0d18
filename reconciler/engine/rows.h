// Tables made of other tables' rows.
#pragma once

#include <memory>
#include <vector>

#include "reconciler/core/table.h"

namespace muster::engine {

// All rows of `table` and of `more`. What `more` has wins over a row of the same entity and key.
[[nodiscard]] std::shared_ptr<const core::Table> merge_rows(
    const core::Table& table, const std::vector<std::shared_ptr<const core::Table>>& more);

}  // namespace muster::engine
