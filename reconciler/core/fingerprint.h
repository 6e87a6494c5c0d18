// The fingerprint of the live values that a change was shown with: the fields it writes; of a set all members if it
// is exact, the named ones if it is include/exclude. A removal covers the object's id and the rights it holds.
#pragma once

#include <span>
#include <string>

#include "reconciler/core/change.h"

namespace muster::core {

// `row` null: the object does not exist.
[[nodiscard]] std::string fingerprint(const EntitySpec& entity, const Table& table, const Row* row,
                                      std::span<const FieldWish> wishes);
[[nodiscard]] std::string removal_fingerprint(const EntitySpec& entity, const Table& table, const Row* row);

}  // namespace muster::core
