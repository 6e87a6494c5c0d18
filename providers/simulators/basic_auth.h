// HTTP Basic credentials and cookies, as a server reads them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "providers/net/http.h"

namespace muster::simulators {

struct BasicCredentials {
  std::string username;
  std::string password;
};

// Nothing when there is no Authorization field or it is not well-formed Basic.
[[nodiscard]] std::optional<BasicCredentials> basic_credentials(const net::HttpRequest& request);

// "Basic <base64>", for tests and demos that play a client.
[[nodiscard]] std::string basic_authorization(std::string_view username, std::string_view password);

// The value of that cookie in the request's Cookie fields.
[[nodiscard]] std::optional<std::string> cookie(const net::HttpRequest& request, std::string_view name);

}  // namespace muster::simulators
