// What an answer of /appadmin means by its status. Pure.
#pragma once

#include <string_view>

#include "providers/net/http.h"
#include "providers/uccx/page_session.h"

namespace muster::uccx {

[[nodiscard]] bool is_redirect(const net::HttpResponse& response);

// The answer if it is a 200, else the error. Of a write, only what was certainly not executed is `refused`.
[[nodiscard]] core::Result<net::HttpResponse> judged(net::HttpResponse response, const PageRequest& request,
                                                     std::string_view system);

}  // namespace muster::uccx
