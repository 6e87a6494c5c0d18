// What a session is, and what differs between vendors in opening and keeping one. Decisions only; no sockets.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "providers/net/http.h"

namespace muster::kit {

// HTTP state is kept per session: one login of one principal at one node of a system.
struct SessionId {
  std::string system;
  std::string node;
  std::string principal;
};

// What an answer says about the session. `expired`: not signed in (any more), the request was not executed.
// `stale_token`: the CSRF token was missing or old, the request was not executed.
enum class SessionState { fine, expired, stale_token };

class SignIn {
 public:
  virtual ~SignIn() = default;
  SignIn() = default;
  SignIn(const SignIn&) = delete;
  SignIn& operator=(const SignIn&) = delete;

  // Puts on what every request must carry ("Authorization").
  virtual void authorise(net::HttpRequest& request) const = 0;
  // The call that opens a session; nothing where every request carries the credentials.
  [[nodiscard]] virtual std::optional<net::HttpRequest> opening() const { return std::nullopt; }
  // A harmless GET whose answer brings a CSRF token; nothing where there are none.
  [[nodiscard]] virtual std::optional<net::HttpRequest> token_request() const { return std::nullopt; }
  // Name and value of the header that writes must carry, when this answer brings them.
  [[nodiscard]] virtual std::optional<std::pair<std::string, std::string>> token_in(const net::HttpResponse&) const {
    return std::nullopt;
  }
  [[nodiscard]] virtual SessionState judge(const net::HttpResponse& response) const = 0;
};

// "Basic ..." of RFC 7617.
[[nodiscard]] std::string basic_authorization(std::string_view username, std::string_view password);

}  // namespace muster::kit
