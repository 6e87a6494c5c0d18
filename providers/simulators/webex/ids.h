// Ids as this site writes them, and as it reads those of callers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "providers/simulators/webex/call.h"

namespace muster::simulators::webex {

[[nodiscard]] std::string person_id(const World& world, std::string_view uuid);
[[nodiscard]] std::string org_id(const World& world);
[[nodiscard]] std::string role_id(const World& world, std::string_view tail);
[[nodiscard]] std::string licence_id(const World& world, std::string_view tail);
[[nodiscard]] std::string location_id(const World& world, std::string_view tail);
// Of a person or a place, with their own type or always PEOPLE.
[[nodiscard]] std::string agent_id(const World& world, std::string_view uuid);

// The tail of a caller's id, whatever cluster, type and case it has. Nothing for what is no id here.
[[nodiscard]] std::optional<std::string> read_id(const World& world, std::string_view id);
// As read_id for ids of the target, refused with 400 when they are none.
[[nodiscard]] Accepted<std::string> path_id(const Call& call, std::size_t segment);

[[nodiscard]] bool is_agent(const World& world, std::string_view uuid);  // a person or a place

}  // namespace muster::simulators::webex
