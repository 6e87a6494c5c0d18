#include "providers/simulators/ameyo/group_body.h"

#include "providers/simulators/ameyo/answer.h"

namespace muster::simulators::ameyo {

Answer group_reply(const Call& call, const std::optional<std::string>& failed, const GroupReport& report,
                   const Group* created) {
  const Quirks& quirks = call.world.quirks;
  if (failed && quirks.group_failure_512) return command_failed(*failed);
  Json reply{{"groupErrorReason", failed ? Json(*failed) : Json()},
             {"managerAssignmentInGroupResponse", report.managers.shown(quirks.assignments)},
             {"userAssignmentInGroupResponse", report.users.shown(quirks.assignments)}};
  if (created != nullptr && quirks.group_id_in_reply) reply["groupId"] = created->id;
  return json_answer(quirks, 200, reply);
}

Accepted<std::set<int>> read_children(Call& call, const Json& body, const std::string& name) {
  std::set<int> children;
  const auto list = body.find(name);
  if (list == body.end() || list->is_null() || list->empty()) return children;
  if (!list->is_array()) return command_failed("invalid.parameter", name);
  if (call.world.quirks.hierarchy_licence != HierarchyLicence::there) {
    return command_failed("group.hierarchy.license.disabled");
  }
  for (const auto& item : *list) {
    const bool known = item.is_number_integer() && call.world.find_group(item.get<int>()) != nullptr;
    if (!known) return command_failed("group.not.found");
    children.insert(item.get<int>());
  }
  return children;
}

std::optional<Refusal> no_groups_at_all(const World& world) {
  if (world.quirks.hierarchy_licence != HierarchyLicence::no_groups) return std::nullopt;
  return command_failed("group.hierarchy.license.disabled").error();
}

}  // namespace muster::simulators::ameyo
