// What a server in trouble answers, whichever vendor's it is.
#pragma once

#include <optional>

#include "providers/simulators/faults.h"

namespace muster::simulators {

// 429 with Retry-After in that form, or in one that the draw chooses.
[[nodiscard]] net::HttpResponse too_many_requests(std::optional<RetryAfterForm> form, engine::WallTime now, Draw& draw);

// 500, 502, 503 or 504, with an HTML page, no body or a JSON body that is no envelope.
[[nodiscard]] net::HttpResponse server_error(Draw& draw);

// Status 200 and a login or maintenance page.
[[nodiscard]] net::HttpResponse html_page(Draw& draw);

}  // namespace muster::simulators
