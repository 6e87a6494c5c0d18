// The inventory speaks of one installation: another provider, address or organisation under the same name stops.
#pragma once

#include <optional>

#include "reconciler/core/planning.h"

namespace muster::core {

[[nodiscard]] Binding present_binding(const SystemSpec& spec, const Coverage& coverage);

// An organisation that is not known on either side is taken for the same.
[[nodiscard]] bool is_same_installation(const Binding& one, const Binding& other);

// Why nothing may be done; nothing: the inventory is bound to this installation, or to none yet.
[[nodiscard]] std::optional<BlockReason> check_binding(const PlanningContext& context);

// What is to be recorded: the first binding, or an organisation learned since.
[[nodiscard]] std::optional<Binding> new_binding(const PlanningContext& context);

}  // namespace muster::core
