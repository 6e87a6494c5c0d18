// Sample organisations, all of it invented, all of it at acme.example.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "providers/simulators/genesys_gws/world.h"

namespace muster::simulators::gws {

inline constexpr std::string_view kServiceAccount = "svc-muster";
inline constexpr std::string_view kServicePassword = "sandbox-only";

// About sixty people in five teams, three administrators, some devices and skills, and muster's own account.
[[nodiscard]] World sample_organisation();

// `people` users besides muster's own account: agents, one supervisor in ten, an administrator in five hundred (at
// least two). Their logins are "<first>.<last>.<number>@acme.example", numbers from 1, zero-padded to six digits.
[[nodiscard]] World generated_organisation(std::size_t people, std::uint64_t seed = 1);

// Everybody of company.h but the joiner, and muster's own account: the login is the e-mail address, the device has the
// number of the extension (the joiner's is free), and whoever works in a team has its skill.
[[nodiscard]] World company_organisation();

// A minimal one for tests: svc-muster (ROLE_ADMIN) and nobody else.
[[nodiscard]] World empty_organisation();

}  // namespace muster::simulators::gws
