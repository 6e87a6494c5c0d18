// Changes that say the same about different objects, so that a plan over thousands can be read.
#pragma once

#include <vector>

#include "reconciler/core/plan_document.h"

namespace muster::core {

// Same-shaped: the same action on the same fields, with the same members added and removed, for the same kind of
// reason. Scalar values may differ. Not owned; at least one.
using ChangeGroup = std::vector<const ChangeView*>;

// Every change once; groups in the order of their first member.
[[nodiscard]] std::vector<ChangeGroup> fold(const std::vector<ChangeView>& changes);

}  // namespace muster::core
