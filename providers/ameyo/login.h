// The login: what is sent, and what its answer means. Pure.
#pragma once

#include <optional>
#include <string>

#include "providers/ameyo/settings.h"
#include "providers/net/http.h"
#include "reconciler/core/secret.h"

namespace muster::ameyo {

struct Account {
  core::Secret username;
  core::Secret password;
};

// What a login brings.
struct Opened {
  core::Secret session_id;
  core::Secret jwt;            // empty: none
  std::string contact_center;  // empty: not told
  std::string user_type;       // empty: not told
  bool password_must_change = false;
};

[[nodiscard]] net::HttpRequest login_request(const Settings& settings, const Account& account);

// A success that tells a failure in its body.
[[nodiscard]] bool says_why_not(const net::HttpResponse& response);

// Nothing: no session id in it.
[[nodiscard]] std::optional<Opened> read_login(const net::HttpResponse& response);

// For a session whose JWT has ended. Empty: the answer has no other.
[[nodiscard]] net::HttpRequest renewal_request(const Settings& settings, const Account& account);
[[nodiscard]] core::Secret read_renewal(const net::HttpResponse& response);

}  // namespace muster::ameyo
