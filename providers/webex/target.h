// Targets of calls: paths, queries, and where a page says that the next one is.
#pragma once

#include <string>
#include <string_view>

#include "providers/net/origin.h"
#include "reconciler/core/error.h"

namespace muster::webex {

// `target` with that parameter, instead of its old value if it had one. Values are encoded here.
[[nodiscard]] std::string with_parameter(std::string_view target, std::string_view name, std::string_view value);

[[nodiscard]] bool has_parameter(std::string_view target, std::string_view name);

// The target of the next page: `link` as the server wrote it, answered to `asked`. Parameters of our own that it lacks
// are put back, as the filters of the first page have to hold for all. Errors (protocol): it leads to another origin
// or path, and the token must not be sent there.
[[nodiscard]] core::Result<std::string> next_target(std::string_view link, std::string_view asked,
                                                    const net::Origin& origin);

}  // namespace muster::webex
