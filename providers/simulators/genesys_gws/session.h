// Who is calling: Basic credentials, the session cookie, and the token against forged requests.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "providers/simulators/genesys_gws/call.h"

namespace muster::simulators::gws {

// What signing in adds to the answer, and why it ends the request, if it does.
struct SignIn {
  std::string caller_id;
  net::Headers headers;  // Set-Cookie, and the token on a GET
  std::optional<net::HttpResponse> refused;
};

[[nodiscard]] SignIn sign_in(World& world, const net::HttpRequest& request, engine::WallTime now);

}  // namespace muster::simulators::gws
