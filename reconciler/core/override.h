// A written permission to pass one guard, for named objects and until a date.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reconciler/core/system_spec.h"
#include "reconciler/core/time_text.h"

namespace muster::core {

// From an `Override` document. Counts only if the preceding enforced commit had it too, word for word.
struct Override {
  std::string name;
  std::string guard;  // one of kOverridableGuards
  std::string system;
  std::string kind;                // empty: every kind
  std::vector<std::string> names;  // comparable; empty: every object
  WallMillis expires{};
  std::string reason;
  Place place;

  // Everything but the place.
  [[nodiscard]] bool says_the_same_as(const Override& other) const;
};

// Never the guards against a lock-out: those have no exception.
inline constexpr std::string_view kOverridableGuards[] = {"maxRemovals", "maxUpdates", "maxMemberRemovals",
                                                          "shortSource", "contended",  "windows"};

}  // namespace muster::core
