// The operations of a SCIM PATCH (RFC 7644, 3.5.2) on the roles of a user.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "providers/simulators/webex/call.h"

namespace muster::simulators::webex {

// The roles that a person has after all operations; 400 for one that is not well-formed, names what is not known, or
// assigns a role that SCIM cannot assign. Paths other than those of roles are refused.
[[nodiscard]] Accepted<std::vector<std::string>> patched_roles(const World& world, std::vector<std::string> roles,
                                                               const nlohmann::json& body);

}  // namespace muster::simulators::webex
