// Text as part of a URL.
#pragma once

#include <string>
#include <string_view>

namespace muster::kit {

// Everything but letters, digits and -._~ as %XX: good for one path segment and for a query value.
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace muster::kit
