// Objects that no document names any more, and those that a document wants absent after a while.
#pragma once

#include <string>
#include <vector>

#include "reconciler/core/planning.h"

namespace muster::core {

struct Absences {
  std::vector<Change> changes;
  std::vector<AbsenceMark> marks;
  std::vector<EntityKey> gone;            // without a document and confirmed to be gone: nothing to remember
  std::vector<std::size_t> managed_live;  // by kind: live objects of the inventory that have no document
  std::vector<std::string> warnings;      // what is waited for
};

// What becomes of objects of the inventory without a document, where the source is complete and was looked at as a
// whole. Acts from the second complete observation on: takes out the members that muster added; `disable` disables what
// a manifest once named as an account of its own; `delete` removes, after deleteAfter and disabled first where the
// vendor can, what muster created. `unmanaged.except` is left alone, and so is another object under the old name.
[[nodiscard]] Absences plan_absences(const PlanningContext& context);

// Marks of objects whose documents want them present again.
[[nodiscard]] std::vector<AbsenceMark> cleared_marks(const PlanningContext& context);

// `ensure: absent` with deleteAfter: since when it is asked for.
[[nodiscard]] WallMillis absent_since(const PlanningContext& context, const EntityKey& key);
// The mark that says so; nothing when it is recorded already.
[[nodiscard]] std::optional<AbsenceMark> mark_of_document(const PlanningContext& context, std::size_t index);

// Whether the vendor can disable the object and it is not disabled yet.
[[nodiscard]] bool can_still_be_disabled(const PlanningContext& context, const EntityKey& key, const Row& live);
// Adds the wish to disable, and what is shown of it.
void add_disabling(const PlanningContext& context, Change& change);

}  // namespace muster::core
