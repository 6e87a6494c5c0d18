// A request as the bytes of HTTP/1.1, and the check that these bytes can only be read as that one request.
#pragma once

#include <string>
#include <string_view>

#include "providers/net/http.h"

namespace muster::net {

// What every request to an origin has in common.
struct RequestForm {
  std::string target_prefix;  // "http://host:port" when a proxy wants absolute targets; else empty
  std::string host_field;
  std::string user_agent;
};

// Nothing when the request is safe to send, else what is wrong with it: a target that does not start with '/' or that
// is not percent-encoded, a header name that is no token, a header value with a line break or another control
// character.
[[nodiscard]] std::string_view flaw_of(const HttpRequest& request);

// Appends the head, blank line included. Host, Content-Length, Transfer-Encoding and Connection belong to the client:
// such fields of the request are left out. `request` has no flaw.
void append_head(std::string& to, const HttpRequest& request, const RequestForm& form);

// Whether a field frames messages or connections, so that only this room may write it.
[[nodiscard]] bool is_framing_field(std::string_view name);

// True when `value` can stand in a header: no control characters but tab.
[[nodiscard]] bool is_field_value(std::string_view value);
[[nodiscard]] bool is_field_name(std::string_view name);

}  // namespace muster::net
