// Dates as HTTP spells them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace muster::kit {

// RFC 1123 ("Sun, 06 Nov 1994 08:49:37 GMT", also with dashes as in old cookies), RFC 850
// ("Sunday, 06-Nov-94 08:49:37 GMT") and asctime ("Sun Nov  6 08:49:37 1994"). The day's name is not checked.
// Two-digit years are 1970 to 2069. Nothing when it is none of these.
[[nodiscard]] std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

}  // namespace muster::kit
