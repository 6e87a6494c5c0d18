// Supervisors and agents as the lists of the telephony interface show them.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "providers/simulators/webex/call.h"

namespace muster::simulators::webex {

// Names and numbers of a person or a place, without an id.
[[nodiscard]] nlohmann::json contact_json(const World& world, std::string_view uuid);
[[nodiscard]] nlohmann::json supervisor_json(const World& world, Tier tier, std::string_view uuid, std::size_t agents);
[[nodiscard]] nlohmann::json agent_json(const World& world, std::string_view uuid);

// The parameters name and phoneNumber of the call let this one through.
[[nodiscard]] bool is_asked_for(const Call& call, std::string_view uuid);
// Sorted by the parameter order, where there is one.
void put_in_order(const Call& call, std::vector<std::string>& uuids);

}  // namespace muster::simulators::webex
