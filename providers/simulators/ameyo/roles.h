// Roles as one server spells and allows them.
#pragma once

#include <optional>
#include <string>

#include "providers/simulators/ameyo/world.h"

namespace muster::simulators::ameyo {

// "Professional-Agent" as answers show it.
[[nodiscard]] std::string shown_role(const World& world, std::string_view role);
// What a body may say, letter by letter as it is shown; the role as documented. Nothing: this server has no such role.
[[nodiscard]] std::optional<std::string> accepted_role(const World& world, std::string_view text);
[[nodiscard]] int privilege_plan(const World& world, std::string_view role);
// May stand at the head of a group.
[[nodiscard]] bool may_manage(const World& world, const User& user);

}  // namespace muster::simulators::ameyo
