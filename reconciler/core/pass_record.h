// What a pass has to remember before it writes anything, as far as planning knows it.
#pragma once

#include <memory>
#include <vector>

#include "reconciler/core/planning.h"

namespace muster::core {

// Binding, the commit that is enforced from now on (only where the manifests are looked at as a whole), marks, and
// fields found contended. Null where there is nothing new.
[[nodiscard]] std::shared_ptr<const PassRecord> make_pass_record(const PlanningContext& context,
                                                                 const std::vector<Change>& changes,
                                                                 std::vector<AbsenceMark> marks);

}  // namespace muster::core
