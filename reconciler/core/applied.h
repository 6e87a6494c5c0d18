// What the inventory remembers of one object after it is as its manifest asks.
#pragma once

#include <vector>

#include "reconciler/core/expiry.h"
#include "reconciler/core/make_plan.h"

namespace muster::core {

struct AppliedInputs {
  const EntitySpec& entity;
  std::span<const Cell> desired;
  const InventoryEntry* before = nullptr;  // null: new to the inventory
  const SecretVersions& secret_versions;
  Expiry expiry = {};               // at the time the plan was made: what is recorded is what was planned
  std::span<const Cell> live = {};  // of the object as it was seen last; empty: not known
};

// One AppliedField for each desired field, sorted by path, and one for each secret that was written before and is not
// desired now. `written`: the members that a write has just added count as muster's own.
[[nodiscard]] std::vector<AppliedField> applied_fields(const AppliedInputs& inputs,
                                                       std::span<const FieldWrite> written = {});

// Whether the inventory already says exactly this.
[[nodiscard]] bool is_recorded(const AppliedInputs& inputs);

}  // namespace muster::core
