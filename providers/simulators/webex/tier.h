// Which of the two populations a request means, and who may be in it.
#pragma once

#include "providers/simulators/webex/call.h"

namespace muster::simulators::webex {

// hasCxEssentials of the target; Basic where it is absent, 400 where it is no boolean.
[[nodiscard]] Accepted<Tier> tier_of(const Call& call);

// Has the licence to be a supervisor of that tier.
[[nodiscard]] bool may_supervise(const World& world, Tier tier, const Person& person);

// Can be assigned to a supervisor who does not manage them yet: a person who may call, or a place.
[[nodiscard]] bool is_available(const World& world, Tier tier, std::string_view uuid);

}  // namespace muster::simulators::webex
