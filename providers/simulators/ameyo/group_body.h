// What the calls that write groups share: the parts of their bodies and of their replies.
#pragma once

#include <optional>
#include <string>

#include "providers/simulators/ameyo/group_people.h"

namespace muster::simulators::ameyo {

// What a group call found to say besides its status.
struct GroupReport {
  PeopleReport managers;
  PeopleReport users;
};

// 200 with groupErrorReason, or null there; or 512 where this server says it so.
[[nodiscard]] Answer group_reply(const Call& call, const std::optional<std::string>& failed, const GroupReport& report,
                                 const Group* created = nullptr);

// The groups that the list names; 512 where one is not there, or where the licence forbids children.
[[nodiscard]] Accepted<std::set<int>> read_children(Call& call, const Json& body, const std::string& name);
// 512 where this server has no licence for groups at all.
[[nodiscard]] std::optional<Refusal> no_groups_at_all(const World& world);

}  // namespace muster::simulators::ameyo
