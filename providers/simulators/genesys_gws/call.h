// One request on its way through the site.
#pragma once

#include <expected>
#include <string>

#include "providers/net/http.h"
#include "providers/simulators/genesys_gws/world.h"
#include "providers/simulators/target.h"

namespace muster::simulators::gws {

struct Call {
  World& world;
  const net::HttpRequest& request;
  engine::WallTime now;
  Target target;          // without the base path
  std::string caller_id;  // of the user who signed in; empty: nobody

  [[nodiscard]] const User* caller() const { return world.users.find(caller_id); }
  [[nodiscard]] bool is(net::Method method) const { return request.method == method; }
};

// An error in the vendor's terms; see the table of status codes in the documentation of return values.
struct Refusal {
  int status = 400;
  int code = 2;
  std::string message;
  bool as_page = false;  // the container's HTML page instead of the envelope
};

template <typename T>
using Accepted = std::expected<T, Refusal>;

namespace code {
inline constexpr int kMissing = 1;
inline constexpr int kInvalid = 2;
inline constexpr int kForbidden = 3;
inline constexpr int kInternal = 4;
inline constexpr int kNoPermission = 5;
inline constexpr int kNotFound = 6;
inline constexpr int kChangePassword = 8;
inline constexpr int kOutOfRange = 10;
inline constexpr int kReadOnly = 11;
inline constexpr int kExists = 18;
inline constexpr int kNotAuthenticated = 20;
}  // namespace code

[[nodiscard]] inline std::unexpected<Refusal> refuse(int status, int status_code, std::string message) {
  return std::unexpected(Refusal{status, status_code, std::move(message), false});
}

}  // namespace muster::simulators::gws
