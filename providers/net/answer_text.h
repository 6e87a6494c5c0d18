// An answer as the bytes of HTTP/1.1.
#pragma once

#include <string>
#include <string_view>

#include "providers/net/http.h"

namespace muster::net {

// Appends status line and fields, blank line included. Content-Length is that of the whole body; fields that frame the
// message are ours, and fields that would break it are left out.
void append_head(std::string& to, const HttpResponse& response, bool keeps_connection);

// Whether the answer itself asks for the connection to be closed.
[[nodiscard]] bool closes_connection(const HttpResponse& response);

}  // namespace muster::net
