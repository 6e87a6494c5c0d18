// Retry-After in every form that servers send.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace muster::kit {

// Seconds, whole or fractional, or an HTTP date counted from `now`. Negative numbers and past dates are zero, and
// nothing is longer than `cap`. Nothing when the text is neither: the caller then waits as if it had not been there.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_retry_after(
    std::string_view text, std::chrono::sys_time<std::chrono::milliseconds> now, std::chrono::milliseconds cap);

}  // namespace muster::kit
