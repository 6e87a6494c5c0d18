// Groups as answers show them. No page describes these answers: every shape is an invention of ours.
#pragma once

#include <nlohmann/json.hpp>

#include "providers/simulators/ameyo/call.h"

namespace muster::simulators::ameyo {

[[nodiscard]] nlohmann::json group_json(const World& world, const Group& group, bool with_people);

}  // namespace muster::simulators::ameyo
