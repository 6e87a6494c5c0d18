// Sample organisations, all of it invented, all of it at acme.example.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "providers/simulators/cucm_uds/world.h"

namespace muster::simulators::cucm_uds {

// "sandbox-only-<user ID>": everybody's password at the start.
[[nodiscard]] std::string password_of(std::string_view user_id);

// Thirty users with none to four devices, some with speed dials and services that differ from device to device, some
// with passwords kept in a directory, one at home in another cluster, one who is in no group of end users, and user
// IDs with '+', spaces, '@' and umlauts. Remote destinations with and without profiles.
[[nodiscard]] World sample_organisation();

// That many users, "<first>.<last>.<number>", numbers from 1, zero-padded to six digits; every fifth has two devices.
[[nodiscard]] World generated_organisation(std::size_t people, std::uint64_t seed = 1);

// Phone services and servers, and no users.
[[nodiscard]] World empty_organisation();

// Everybody of company.h, the joiner among them: the user ID is the person, and there is one phone with one extension.
[[nodiscard]] World company_organisation();

}  // namespace muster::simulators::cucm_uds
