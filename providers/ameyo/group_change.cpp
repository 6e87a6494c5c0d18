#include "providers/ameyo/group_change.h"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "providers/ameyo/catalog.h"
#include "reconciler/core/name.h"

namespace muster::ameyo {

using core::Error;
using core::FieldWrite;
using core::Status;
using core::Write;
using nlohmann::json;

namespace {

Status add_people(const std::vector<std::string>& names, const People& people, std::vector<PersonIds>& found) {
  for (const auto& name : names) {
    const auto* person = people.by_login(name);
    if (person == nullptr) {
      return std::unexpected(
          Error(core::ErrorKind::rejected, core::Delivery::not_sent,
                fmt::format("no single user {} is on the list of users: create it first, or take it out", name)));
    }
    found.push_back(*person);
  }
  return {};
}

Status add_members(const FieldWrite& field, bool creates, const People& people, MemberChange& change) {
  auto added = add_people(creates ? field.members : field.added, people, change.assign);
  if (!added || creates) return added;
  return add_people(field.removed, people, change.unassign);
}

json number(const std::string& digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

json ids_of(const std::vector<PersonIds>& people, UserIdKind kind) {
  json ids = json::array();
  for (const auto& person : people) {
    ids.push_back(kind == UserIdKind::user_id ? json(person.user_id) : number(person.cc_user_id));
  }
  return ids;
}

// Where a PUT would keep what is not sent is not documented: what is known is sent again.
std::optional<std::string> description_before(const Write& write) {
  const auto* row = write.fresh ? write.fresh->row() : nullptr;
  if (row == nullptr) return std::nullopt;
  const auto cells = core::cells_of(write.fresh->table->cells(*row), kGroupDescription);
  return cells.empty() ? std::nullopt : std::optional<std::string>(std::string(cells.front().value.view()));
}

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

core::Result<GroupChange> change_of(const Write& write, const People& people) {
  GroupChange change;
  const bool creates = write.action == core::WriteAction::create;
  change.id = write.id.text;
  change.name = core::trim(write.name);
  change.description = description_before(write);
  for (const auto& field : write.fields) {
    Status added;
    if (field.field == kSupervisors) added = add_members(field, creates, people, change.managers);
    if (field.field == kAgents) added = add_members(field, creates, people, change.users);
    if (field.field == kGroupDescription) change.description = field.value;
    if (!added) return std::unexpected(added.error());
  }
  return change;
}

json create_body(const GroupChange& change, const std::string& admin, UserIdKind kind) {
  return {{"userId", admin},
          {"name", change.name},
          {"description", change.description.value_or("")},
          {"ccManagerUserIds", ids_of(change.managers.assign, kind)},
          {"ccUserIds", ids_of(change.users.assign, kind)},
          {"childGroupIds", json::array()}};
}

json modify_body(const GroupChange& change, const std::string& admin, IdKinds kinds) {
  json body = {{"groupId", is_number(change.id) ? number(change.id) : json(change.id)},
               {"userId", admin},
               {"name", change.name},
               {"assignUserIds", ids_of(change.users.assign, kinds.users)},
               {"unassignUserIds", ids_of(change.users.unassign, kinds.users)},
               {"assignManagerUserIds", ids_of(change.managers.assign, kinds.managers)},
               {"unassignManagerIds", ids_of(change.managers.unassign, kinds.managers)},
               {"assignChildGroupIds", json::array()},
               {"unassignChildGroupIds", json::array()}};
  if (change.description) body["description"] = *change.description;
  return body;
}

std::string mistakable_in(const GroupChange& change, const People& people) {
  for (const auto* list :
       {&change.managers.assign, &change.managers.unassign, &change.users.assign, &change.users.unassign}) {
    for (const auto& person : *list) {
      if (people.is_mistakable(person)) return person.user_id;
    }
  }
  return {};
}

}  // namespace muster::ameyo
