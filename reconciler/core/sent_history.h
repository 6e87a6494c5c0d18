// What was sent in the last 24 hours, as the rolling limits and contended fields count it.
#pragma once

#include <cstddef>
#include <string_view>

#include "reconciler/core/planning.h"

namespace muster::core {

// What history keeps of an intent.
[[nodiscard]] SentChange sent_change(const Intent& intent);

// A change that disables an object because no document names it, or one says `ensure: absent`: it takes somebody's
// access away, so it counts as a removal as well as an update.
[[nodiscard]] bool disables_for_absence(const PlanningContext& context, const Change& change);

// How much of a limit ("maxRemovals", "maxUpdates", "maxMemberRemovals") was used up for objects of that kind within
// kHistory, or is dated later than now. A change counts once, however many steps it took; creates and restores do not
// count, nor does what an Override in force lets pass.
[[nodiscard]] std::size_t sent_before(const PlanningContext& context, std::string_view guard, std::string_view kind);

// How often that wish was written to that field by updates within kHistory.
[[nodiscard]] std::size_t times_written(const PlanningContext& context, const EntityKey& entity,
                                        const SentField& field);

}  // namespace muster::core
