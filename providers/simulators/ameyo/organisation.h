// Sample organisations, all of it invented, all of it at acme.example.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "providers/simulators/ameyo/world.h"

namespace muster::simulators::ameyo {

inline constexpr std::string_view kServiceAccount = "svc-muster";
inline constexpr std::string_view kServicePassword = "sandbox-only";

// Forty people in five groups, muster's own account, and two users of another contact centre. Some userIds have
// spaces, umlauts, '+', '@' or '/'; one is a number that is somebody else's ccUserId; three people are signed in.
[[nodiscard]] World sample_organisation();

// `people` besides muster's own account, ten a group ("Group 0001"), the last of each its manager. userIds are
// "<first>.<last>.<number>", numbers from 1, zero-padded to six digits.
[[nodiscard]] World generated_organisation(std::size_t people, std::uint64_t seed = 1);

// Everybody of company.h but the joiner, and muster's own account. One group a team: supervisor and deputy manage it,
// its agents are its members.
[[nodiscard]] World company_organisation();

// A minimal one for tests: svc-muster (Administrator, any number of sessions: Quirks::service_logins limits them), and
// nobody else.
[[nodiscard]] World empty_organisation();

}  // namespace muster::simulators::ameyo
