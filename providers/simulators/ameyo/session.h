// Sessions: who is signed in, by header, cookie and token.
#pragma once

#include <optional>
#include <string>

#include "providers/simulators/ameyo/call.h"

namespace muster::simulators::ameyo {

// Puts account and session_id into the call, and keeps the session alive where its use does. Nothing when the request
// may go on; else what it gets.
[[nodiscard]] std::optional<net::HttpResponse> refused_session(Call& call);
// Takes away what has lived too long; nobody ended it, so that nothing is logged.
void drop_expired_sessions(World& world, engine::WallTime now);

[[nodiscard]] std::string new_jwt(World& world);
[[nodiscard]] std::string new_session_id(World& world, std::string_view user_id);
[[nodiscard]] std::string new_cookie(World& world);

}  // namespace muster::simulators::ameyo
