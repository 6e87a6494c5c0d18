// Who calls, by the access token, and what they may do.
#pragma once

#include <string_view>

#include "providers/simulators/webex/call.h"

namespace muster::simulators::webex {

enum class Right : std::uint8_t { anybody, read, write_people, write_supervisors };

// The uuid of the token's owner; 401 for a token that is absent, unknown or expired.
[[nodiscard]] Accepted<std::string> caller_of(const World& world, const net::HttpRequest& request,
                                              engine::WallTime now);

// 403 when the token lacks the scope, or its owner the roles.
[[nodiscard]] Accepted<void> permitted(const Call& call, std::string_view scope, Right right);

}  // namespace muster::simulators::webex
