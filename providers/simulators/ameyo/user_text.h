// Users as answers show them.
#pragma once

#include <nlohmann/json.hpp>

#include "providers/simulators/ameyo/call.h"

namespace muster::simulators::ameyo {

// Without description, password and contact centre: nothing shows them.
[[nodiscard]] nlohmann::json user_json(const World& world, const User& user);
// What a create or an update replies with.
[[nodiscard]] net::HttpResponse write_reply(const World& world, const User& user);

}  // namespace muster::simulators::ameyo
