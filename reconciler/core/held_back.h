// Fields that differ and are left as they are: corrected in vain too often, or drift that is only reported.
#pragma once

#include <optional>

#include "reconciler/core/field_difference.h"

namespace muster::core {

// Takes what compare_field made of `inputs` into the change, or into what the change leaves out.
void add_field(const PlanningContext& context, const FieldInputs& inputs, ComparedField compared, Change& change);

// Where nothing else goes on, the change as a whole is blocked and shows what it would have been.
void block_if_all_is_left_out(Change& change);

// Drift of whole objects: one that vanished is not made again where drift is only reported.
void hold_restore(const PlanningContext& context, Change& change);

// The entry of the change's object with the fields found contended; nothing when it found none.
[[nodiscard]] std::optional<InventoryEntry> entry_with_contended(const PlanningContext& context, const Change& change);

}  // namespace muster::core
