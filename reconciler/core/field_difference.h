// One field of one object: is it as asked, and what has to be written if not.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "reconciler/core/planning.h"

namespace muster::core {

struct ComparedField {
  std::optional<FieldWish> wish;              // set when the field must be written
  std::optional<FieldDifference> difference;  // set when the plan has something to show
  std::string note;                           // for the object, when nothing is written
  std::optional<BlockReason> blocked;
};

struct FieldInputs {
  const FieldRule& rule;
  FieldIndex field = 0;
  FieldWish wish;                           // what the manifest asks for
  std::span<const Cell> live;               // empty: not known, or the object does not exist
  const InventoryEntry* applied = nullptr;  // null: new to the inventory
  bool exists = false;                      // the object is live
  bool forced = false;                      // a secret is written whatever is known of it
};

[[nodiscard]] ComparedField compare_field(const PlanningContext& context, const FieldInputs& inputs);

}  // namespace muster::core
