// The only way to change a world that runs: a user as they were, as they are, and who did it.
#pragma once

#include <string>

#include "providers/simulators/cucm_uds/call.h"

namespace muster::simulators::cucm_uds {

struct Actor {
  std::string name;
  engine::WallTime now;
};

// One entry of the log, entity "user", named by the user ID; see field_texts.h for its fields.
void change_user(World& world, const Actor& actor, User& user, User wanted);

// A change that the API accepted, by who signed in. A quirk may swallow it; of a user of another cluster it is lost.
void commit(Call& call, User wanted);

}  // namespace muster::simulators::cucm_uds
