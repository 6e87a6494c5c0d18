// A person as the People resource shows them.
#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "providers/simulators/webex/call.h"

namespace muster::simulators::webex {

struct PersonView {
  bool calling_data = false;  // locationId, extension and work numbers
  bool roles = true;          // and licences
  bool status = true;
  bool all_types = false;  // sites where the person is an attendee only
};

// From the parameters of the call.
[[nodiscard]] PersonView view_of(const Call& call);
[[nodiscard]] nlohmann::json to_json(const World& world, const Person& person, const PersonView& view);

inline constexpr const char* kRoutingPrefix = "71";            // of the only location
[[nodiscard]] std::string extension_of(const Person& person);  // empty: none

// Fields that a PUT does not take: id, created, status and the like.
[[nodiscard]] bool is_read_only(std::string_view field);

}  // namespace muster::simulators::webex
