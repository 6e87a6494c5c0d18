// The Link header of RFC 8288, as far as paging needs it.
#pragma once

#include <optional>
#include <string>

#include "providers/net/http.h"

namespace muster::kit {

// The target of the first link whose relation is `relation` ("next"), as the server wrote it: an absolute URL or a
// relative one. Malformed links are passed over. Nothing: there is no such link.
[[nodiscard]] std::optional<std::string> find_link(const net::Headers& headers, std::string_view relation);

}  // namespace muster::kit
