// Tables made of other tables' rows.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "reconciler/core/table.h"

namespace muster::engine {

// All rows of `table` and of `more`. What `more` has wins over a row of the same entity and key.
[[nodiscard]] std::shared_ptr<const core::Table> merge_rows(
    const core::Table& table, const std::vector<std::shared_ptr<const core::Table>>& more);

// `table` without the rows of these entities and keys.
[[nodiscard]] std::shared_ptr<const core::Table> without_rows(
    const core::Table& table, const std::vector<std::pair<core::EntityIndex, std::string>>& left_out);

}  // namespace muster::engine
