// What one provider object has learnt about its installation.
#pragma once

#include <optional>
#include <vector>

#include "providers/ameyo/people.h"
#include "providers/ameyo/settings.h"

namespace muster::ameyo {

struct Known {
  // Takes over a listing that was read to its end.
  void learn(People listed) {
    std::erase_if(made, [&](const PersonIds& ids) { return listed.has(ids); });
    for (const auto& ids : made) listed.add(ids);
    people = std::move(listed);
  }
  void learn_made(PersonIds ids) {
    people.add(ids);
    made.push_back(std::move(ids));
  }

  People people;                // of that listing, and who was made since
  std::vector<PersonIds> made;  // as the answers to their creates told, and on no list yet
  // What lists of people in changes of groups turned out to want.
  std::optional<UserIdKind> manager_ids;
  std::optional<UserIdKind> member_ids;
  std::optional<UserIdKind> created_ids;  // in creates of groups
  // Which kind is tried first: the other one, once a server has broken over this one.
  UserIdKind first_try = UserIdKind::user_id;
};

}  // namespace muster::ameyo
