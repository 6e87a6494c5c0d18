#include "providers/simulators/ameyo/group_body.h"
#include "providers/simulators/ameyo/resources.h"

namespace muster::simulators::ameyo {
namespace {

struct Delta {
  std::vector<Asked> in;
  std::vector<Asked> out;
};

struct Update {
  Delta managers;
  Delta users;
  std::set<int> children_in;
  std::set<int> children_out;
};

// Keeps the first refusal.
template <typename Value>
void take(Accepted<Value> read, Value& into, std::optional<Refusal>& refusal) {
  if (read) {
    into = std::move(*read);
  } else if (!refusal) {
    refusal = read.error();
  }
}

Accepted<Update> read_update(Call& call, const Json& body, GroupReport& report) {
  Update update;
  std::optional<Refusal> refusal;
  take(read_people(call, body, "assignManagerUserIds", report.managers), update.managers.in, refusal);
  take(read_people(call, body, "unassignManagerIds", report.managers), update.managers.out, refusal);
  take(read_people(call, body, "assignUserIds", report.users), update.users.in, refusal);
  take(read_people(call, body, "unassignUserIds", report.users), update.users.out, refusal);
  take(read_children(call, body, "assignChildGroupIds"), update.children_in, refusal);
  take(read_children(call, body, "unassignChildGroupIds"), update.children_out, refusal);
  if (refusal) return std::unexpected(*refusal);
  return update;
}

// Whoever can be assigned is; the others are reported.
GroupFields changed(const World& world, const Group& group, const Update& update, GroupReport& report) {
  GroupFields fields;
  fields.managers = group.managers;
  fields.members = group.members;
  fields.children = group.children;
  const bool first = world.quirks.unassigns_first;
  if (first) unassign_people(update.managers.out, 1, *fields.managers, report.managers);
  assign_managers(world, update.managers.in, *fields.managers, report.managers);
  if (!first) unassign_people(update.managers.out, 1, *fields.managers, report.managers);
  assign_people(update.users.in, *fields.members, report.users);
  unassign_people(update.users.out, 0, *fields.members, report.users);
  fields.children->insert(update.children_in.begin(), update.children_in.end());
  for (const int id : update.children_out) fields.children->erase(id);
  return fields;
}

Accepted<Group*> named_group(Call& call, const Json& body) {
  const auto id = body.find("groupId");
  if (id == body.end()) return missing("groupId");
  Group* group = id->is_number_integer() ? call.world.find_group(id->get<int>()) : nullptr;
  if (group == nullptr) return command_failed("group.not.found");
  return group;
}

std::optional<Refusal> incomplete(const Call& call, const Json& body) {
  const auto caller = required_text(body, "userId");
  const auto name = required_text(body, "name");
  if (!caller) return caller.error();
  if (!name) return name.error();
  if (!call.world.quirks.session_in_body) return std::nullopt;
  const auto session = required_text(body, "sessionId");
  if (!session) return session.error();
  return *session == call.session_id ? std::nullopt : std::optional(command_failed("invalid.session.id").error());
}

// Everything is read before anything is changed.
Answer carry_out(Call& call, const Json& body, Group& group) {
  World& world = call.world;
  GroupReport report;
  const auto update = read_update(call, body, report);
  const auto description = text_of(body, "description");
  if (!update) return std::unexpected(update.error());
  if (!description) return std::unexpected(description.error());
  const auto name = body["name"].get<std::string>();
  const Group* holder = world.find_group(name);
  if (holder != nullptr && holder != &group) return group_reply(call, "group.name.already.exists", report);
  auto fields = changed(world, group, *update, report);
  fields.name = name;
  if (*description || world.quirks.omitted == Omitted::nulled) fields.description = description->value_or("");
  update_group(world, call.actor(), group, fields);
  return group_reply(call, std::nullopt, report);
}

}  // namespace

// POST /group/userGroupModifyAPI
Answer modify_user_group(Call& call) {
  if (const auto refusal = no_groups_at_all(call.world)) return std::unexpected(*refusal);
  const auto body = read_body(call);
  if (!body) return std::unexpected(body.error());
  if (const auto refusal = incomplete(call, *body)) return std::unexpected(*refusal);
  const auto group = named_group(call, *body);
  if (!group) return std::unexpected(group.error());
  return carry_out(call, *body, **group);
}

}  // namespace muster::simulators::ameyo
