// Who may ask the daemon what: doors, tokens and roles. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "providers/net/http.h"

namespace muster::daemon {

enum class Role { read, plan, operate };  // each may do what those before it may
[[nodiscard]] std::string_view to_text(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view text);

// A bearer token as the configuration knows it: by its digest alone.
struct ApiToken {
  std::string name;  // for people
  Role role = Role::read;
  std::string sha256;  // hex, lower case
};

// By which way a request came in. Who may open the unix socket is decided by its file's mode, so it may do everything.
enum class Door { unix_socket, tcp };

struct AccessRules {
  std::vector<ApiToken> tokens;
  std::vector<std::string> hosts;  // names, without port, under which clients may address the daemon
};

struct Caller {
  Role role = Role::read;
  std::string name;  // for the log: "token ci", "unix socket"
};

// Nothing: no token, or one that nobody knows. Takes equally long for any wrong token.
[[nodiscard]] std::optional<Caller> identify(const net::HttpRequest& request, Door door, const AccessRules& rules);

// False when a TCP request was addressed to a name that is not this daemon's: a browser was led here by somebody else's
// DNS. IP addresses and localhost are always this daemon's: no DNS can make them point elsewhere.
[[nodiscard]] bool is_addressed_here(const net::HttpRequest& request, Door door, const AccessRules& rules);

}  // namespace muster::daemon
