#include "providers/simulators/cucm_uds/compare.h"

#include <algorithm>

#include "providers/simulators/cucm_uds/field_texts.h"

namespace muster::simulators::cucm_uds {

std::vector<WorldDifference> differences(const World& before, const World& after) {
  std::vector<WorldDifference> found;
  for (const auto& [key, was] : before.users) {
    const auto is = after.users.find(key);
    if (is == after.users.end()) {
      found.push_back({"user", was.user_id, "", was.id, ""});
      continue;
    }
    for (const auto& one : effects(after, was, is->second)) {
      found.push_back({"user", was.user_id, one.field, one.before, one.after});
    }
  }
  for (const auto& [key, is] : after.users) {
    if (!before.users.contains(key)) found.push_back({"user", is.user_id, "", "", is.id});
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace muster::simulators::cucm_uds
