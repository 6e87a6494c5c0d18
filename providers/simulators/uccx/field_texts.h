// The fields of users and teams as texts, by the names people use: for the log and for comparing worlds.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "providers/simulators/uccx/world.h"

namespace muster::simulators::uccx {

using FieldTexts = std::map<std::string, std::string>;

// Sorted, one space between.
[[nodiscard]] std::string sorted_text(std::vector<std::string> members);

[[nodiscard]] FieldTexts field_texts(const Team& team);
// `team` is the name of the agent's team.
[[nodiscard]] FieldTexts field_texts(const World& world, const User& user);

}  // namespace muster::simulators::uccx
