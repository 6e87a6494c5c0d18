// The token that the pages want beside the session, from UCCX 12.5 on. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "providers/net/http.h"

namespace muster::uccx {

struct CsrfToken {
  std::string name;  // of header and form field
  std::string value;
};

// "NAME:value" as the servlet answers it. Nothing: an older server, which has no tokens.
[[nodiscard]] std::optional<CsrfToken> token_in(const net::HttpResponse& response);

[[nodiscard]] bool is_token_value(std::string_view value);

// Target with the token as a query parameter, for links; what was there of that name is replaced.
[[nodiscard]] std::string with_token(const std::string& target, const CsrfToken& token);

}  // namespace muster::uccx
