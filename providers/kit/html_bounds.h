// How large and how deep a page is, found out before it is parsed.
#pragma once

#include <string_view>

namespace muster::kit {

// Empty: the page may be parsed; else what is too much of it, as a clause.
[[nodiscard]] std::string_view excess_of_html(std::string_view text);

}  // namespace muster::kit
