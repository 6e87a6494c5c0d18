// The resources of the site, each with all its methods.
#pragma once

#include "providers/simulators/webex/call.h"

namespace muster::simulators::webex {

[[nodiscard]] Answer access_token(Call& call);

[[nodiscard]] Answer me(Call& call);
[[nodiscard]] Answer people(Call& call);
[[nodiscard]] Answer person(Call& call);
[[nodiscard]] Answer put_person(Call& call, Person& stored);  // the PUT of person()
[[nodiscard]] Answer roles(Call& call);
[[nodiscard]] Answer role(Call& call);
[[nodiscard]] Answer licences(Call& call);

[[nodiscard]] Answer supervisors(Call& call);
[[nodiscard]] Answer supervisor(Call& call);
[[nodiscard]] Answer available_supervisors(Call& call);
[[nodiscard]] Answer available_agents(Call& call);
// The writes of supervisors() and supervisor().
[[nodiscard]] Answer create_supervisor(Call& call);
[[nodiscard]] Answer change_agents(Call& call, const std::string& uuid);
[[nodiscard]] Answer remove_supervisor(Call& call, const std::string& uuid);
[[nodiscard]] Answer remove_supervisors(Call& call);

[[nodiscard]] Answer scim_user(Call& call);

}  // namespace muster::simulators::webex
