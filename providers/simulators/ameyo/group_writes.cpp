#include "providers/simulators/ameyo/answer.h"
#include "providers/simulators/ameyo/group_body.h"
#include "providers/simulators/ameyo/resources.h"

namespace muster::simulators::ameyo {
namespace {

struct Creation {
  std::vector<Asked> managers;
  std::vector<Asked> users;
  GroupFields fields;
};

Accepted<Creation> read_creation(Call& call, const Json& body, GroupReport& report) {
  Creation creation;
  auto managers = read_people(call, body, "ccManagerUserIds", report.managers);
  auto users = read_people(call, body, "ccUserIds", report.users);
  auto children = read_children(call, body, "childGroupIds");
  auto description = text_of(body, "description");
  if (!managers) return std::unexpected(managers.error());
  if (!users) return std::unexpected(users.error());
  if (!children) return std::unexpected(children.error());
  if (!description) return std::unexpected(description.error());
  creation.managers = std::move(*managers);
  creation.users = std::move(*users);
  creation.fields.children = std::move(*children);
  creation.fields.description = description->value_or("");
  return creation;
}

Answer create_read_group(Call& call, Creation creation, GroupReport report) {
  GroupFields& fields = creation.fields;
  fields.managers.emplace();
  fields.members.emplace();
  assign_managers(call.world, creation.managers, *fields.managers, report.managers);
  if (fields.managers->empty()) return group_reply(call, "group.manager.required", report);
  assign_people(creation.users, *fields.members, report.users);
  const Group& group = create_group(call.world, call.actor(), fields);
  return group_reply(call, std::nullopt, report, &group);
}

}  // namespace

// POST /group/validateAndCreateGroup
Answer create_user_group(Call& call) {
  if (const auto refusal = no_groups_at_all(call.world)) return std::unexpected(*refusal);
  const auto body = read_body(call);
  if (!body) return std::unexpected(body.error());
  const auto caller = required_text(*body, "userId");
  const auto name = required_text(*body, "name");
  if (!caller) return std::unexpected(caller.error());
  if (!name) return std::unexpected(name.error());
  GroupReport report;
  auto creation = read_creation(call, *body, report);
  if (!creation) return std::unexpected(creation.error());
  if (call.world.find_group(*name) != nullptr) return group_reply(call, "group.name.already.exists", report);
  creation->fields.name = *name;
  return create_read_group(call, std::move(*creation), std::move(report));
}

// DELETE /group/deleteContactCenterUserGroup?id=
Answer delete_user_group(Call& call) {
  if (const auto refusal = no_groups_at_all(call.world)) return std::unexpected(*refusal);
  const auto id = call.target.number("id");
  if (!id) return missing("id");
  Group* group = call.world.find_group(static_cast<int>(*id));
  if (group == nullptr) return command_failed("group.not.found");
  const bool only_empty = call.world.quirks.group_removal == GroupRemoval::only_empty;
  if (only_empty && !group->members.empty()) return command_failed("group.has.users");
  remove_group(call.world, call.actor(), *group);
  return json_answer(call.world.quirks, 200, Json::object());
}

}  // namespace muster::simulators::ameyo
