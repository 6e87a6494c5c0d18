// What /adminapi answers: JSON or XML, as it was asked for.
#pragma once

#include <string_view>

#include "providers/simulators/uccx/call.h"
#include "providers/simulators/uccx/xml_text.h"

namespace muster::simulators::uccx {

[[nodiscard]] net::HttpResponse shown(const Call& call, std::string_view root, const Tree& tree);
[[nodiscard]] net::HttpResponse failure(const Call& call, const Refusal& refusal);
// 200 and a page: the services are starting.
[[nodiscard]] net::HttpResponse starting_page();

}  // namespace muster::simulators::uccx
