// What a server that means harm answers; see quirks.h.
#pragma once

#include <string>

#include "providers/net/http.h"

namespace muster::simulators::uccx {

[[nodiscard]] std::string entity_bomb();
[[nodiscard]] std::string deep_html();
[[nodiscard]] std::string many_tags();
[[nodiscard]] net::HttpResponse login_page_as_answer();
// The same text with bytes that are no UTF-8 in it.
[[nodiscard]] std::string spoiled(std::string text);

}  // namespace muster::simulators::uccx
