// What one provider object has learnt about its installation.
#pragma once

#include <optional>

#include "providers/ameyo/people.h"
#include "providers/ameyo/settings.h"

namespace muster::ameyo {

struct Known {
  People people;  // of the last listing that was read to its end
  // What lists of people in changes of groups turned out to want.
  std::optional<UserIdKind> manager_ids;
  std::optional<UserIdKind> member_ids;
  std::optional<UserIdKind> created_ids;  // in creates of groups
  // Which kind is tried first: the other one, once a server has broken over this one.
  UserIdKind first_try = UserIdKind::user_id;
};

}  // namespace muster::ameyo
