// The fields of a user in the body of a create or an update.
#pragma once

#include <set>
#include <string>

#include "providers/simulators/ameyo/body.h"

namespace muster::simulators::ameyo {

// Only the fields that the body has. 512 where one is of the wrong type or not acceptable here. Null takes a value
// away where there may be none, and is as if absent elsewhere.
[[nodiscard]] Accepted<UserFields> read_user_fields(const Call& call, const Json& body, LoginsForm logins);
// Without those that do not stick; names as in bodies.
[[nodiscard]] UserFields without(UserFields fields, const std::set<std::string>& ignored);
// What an update leaves out becomes null, false or empty; but for names, passwords and contact centres.
[[nodiscard]] UserFields with_nulls(UserFields fields);

}  // namespace muster::simulators::ameyo
