// Sample organisations, all of it invented, all of it at acme.example.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "providers/simulators/webex/world.h"

namespace muster::simulators::webex {

// Muster's own account, a full administrator. kToken never expires; what the refresh token is exchanged for does.
inline constexpr std::string_view kServiceAccount = "svc-muster@acme.example";
inline constexpr std::string_view kToken = "sandbox-only-token";
inline constexpr std::string_view kClientId = "sandbox-only-client";
inline constexpr std::string_view kClientSecret = "sandbox-only-secret";
inline constexpr std::string_view kRefreshToken = "sandbox-only-refresh";

// About forty people in four teams, three administrators, two workspaces, two virtual lines, supervisors in both tiers.
[[nodiscard]] World sample_organisation();

// `people` persons besides muster's own account, all of whom may call and half of whom have Customer Assist. Their
// e-mails are "<first>.<last>.<number>@acme.example", numbers from 1, zero-padded to six digits. One in ten supervises
// the nine before them, in turn in either tier; one in five hundred (at least two) is an administrator.
[[nodiscard]] World generated_organisation(std::size_t people, std::uint64_t seed = 1);

// Everybody of company.h, the joiner among them, and muster's own account. Supervisors supervise the agents of their
// team in Customer Assist, deputies the same agents in the basic tier; administrators are full administrators.
[[nodiscard]] World company_organisation();

// A minimal one for tests: the service account, the catalogues and nobody else.
[[nodiscard]] World empty_organisation();

// For tests and generators: adds somebody who may call, without a word in the log.
struct NewPerson {
  std::string email;
  std::string first_name;
  std::string last_name;
  bool customer_assist = false;
  bool calling = true;
};
Person& add_person(World& world, const NewPerson& person);
// A workspace ("PLACE") or a virtual line ("VIRTUAL_LINE").
Place& add_place(World& world, std::string_view type, std::string name, std::string extension);

}  // namespace muster::simulators::webex
