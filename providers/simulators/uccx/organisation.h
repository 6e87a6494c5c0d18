// Sample organisations, all of it invented, all of it at acme.example.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "providers/simulators/uccx/world.h"

namespace muster::simulators::uccx {

inline constexpr std::string_view kServiceAccount = "svc-muster";
inline constexpr std::string_view kServicePassword = "sandbox-only";

// About forty people in five teams and Default, CSQs, and muster's own account. Some user IDs have spaces, umlauts,
// '+' or '@'; somebody's last name is somebody else's user ID; some people are no agents; some have several roles.
[[nodiscard]] World sample_organisation();

// `people` agents besides muster's own account, ten a team ("Team 0001"), the last of each its primary supervisor.
// User IDs are "<first>.<last>.<number>", numbers from 1, zero-padded to six digits.
[[nodiscard]] World generated_organisation(std::size_t people, std::uint64_t seed = 1);

// Everybody of company.h, the joiner among them, and muster's own account; the user ID is the person. In each team its
// supervisor leads, its deputy is the second, and both are members beside the agents. The joiner is in Default,
// administrators are no agents.
[[nodiscard]] World company_organisation();

// A minimal one for tests: svc-muster (Administrator), the team Default, and nobody else.
[[nodiscard]] World empty_organisation();

}  // namespace muster::simulators::uccx
