// Compares one document with the live object it names. The only place that decides whether something differs.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "reconciler/core/planning.h"

namespace muster::core {

struct InSync {
  bool gone = false;               // asked to be absent, and proven absent
  bool adopted = false;            // live already as asked, and the inventory does not say so yet
  std::vector<std::string> notes;  // what the plan should still say about it
};
struct NotKnown {
  std::string sentence;  // why nothing can be said: the plan is partial
};
using Compared = std::variant<InSync, NotKnown, Change>;

// `index` into context.desired.objects.
[[nodiscard]] Compared compare_object(const PlanningContext& context, std::size_t index);

}  // namespace muster::core
