// What a server that means harm answers; see quirks.h.
#pragma once

#include <string>

#include "providers/net/http.h"
#include "providers/simulators/cucm_uds/quirks.h"

namespace muster::simulators::cucm_uds {

// A well-meant body made into that attack.
[[nodiscard]] std::string attacked(Attack attack, std::string body);
[[nodiscard]] net::HttpResponse login_page();

}  // namespace muster::simulators::cucm_uds
