// What a change of a group reports within a success: it is not transactional, and who could not be assigned is told in
// members of the answer whose form no page describes. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "providers/ameyo/group_change.h"
#include "providers/ameyo/group_record.h"
#include "reconciler/core/change.h"

namespace muster::ameyo {

// Text in groupErrorReason or another ...ErrorReason at the top; empty: none.
[[nodiscard]] std::string group_error_in(const nlohmann::json& answer);
// The id of the group that the answer is about; empty: not told.
[[nodiscard]] std::string new_group_id_in(const nlohmann::json& answer);

// Members of the change whom the answer says were not assigned or taken out, with the reason in it.
[[nodiscard]] std::vector<core::ElementResult> refusals_in(const nlohmann::json& answer, const GroupChange& change);

// What the group shows of the change. A list that is not known shows nothing.
struct Effect {
  bool took = false;                         // at least one member is as asked
  std::vector<core::ElementResult> missing;  // the others
};
[[nodiscard]] Effect effect_on(const Group& group, const GroupChange& change);

}  // namespace muster::ameyo
