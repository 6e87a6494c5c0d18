#include "providers/ameyo/group_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <span>

#include "providers/ameyo/catalog.h"
#include "providers/ameyo/envelope.h"
#include "reconciler/core/name.h"

namespace muster::ameyo {

using core::Error;
using core::Result;
using nlohmann::json;

namespace {

using Names = std::span<const char* const>;

constexpr std::array kIdNames = {"id", "groupId", "userGroupId", "contactCenterUserGroupId"};
constexpr std::array kNameNames = {"name", "groupName", "userGroupName"};
constexpr std::array kManagerNames = {"ccManagerUserIds", "managerUserIds", "ccManagerIds",     "managerIds",
                                      "managers",         "groupManagers",  "assignedManagers", "managerUsers"};
constexpr std::array kUserNames = {"ccUserIds", "contactCenterUserIds", "userIds",      "users", "members",
                                   "agents",    "groupUsers",           "assignedUsers"};
constexpr std::array kNumberNames = {"ccUserId", "contactCenterUserId"};
constexpr std::array kLoginNames = {"userId", "userID"};

Error broken(std::string what) { return Error(core::ErrorKind::protocol, core::Delivery::refused, std::move(what)); }

// The first of these members that is there and not null.
const json* first_of(const json& object, Names names) {
  if (!object.is_object()) return nullptr;
  for (const char* name : names) {
    const auto found = object.find(name);
    if (found != object.end() && !found->is_null()) return &*found;
  }
  return nullptr;
}

// Text or a whole number as text; empty: neither.
std::string as_text(const json* value) {
  if (value == nullptr) return {};
  if (value->is_string()) return std::string(core::trim(value->get_ref<const std::string&>()));
  return value->is_number_integer() ? value->dump() : std::string();
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<MemberRef> member_of(const json& value, bool numbers_only) {
  MemberRef member;
  if (value.is_object()) {
    member.cc_user_id = as_text(first_of(value, kNumberNames));
    member.user_id = as_text(first_of(value, kLoginNames));
    if (member.cc_user_id.empty() && member.user_id.empty()) return std::nullopt;
    return member;
  }
  auto text = as_text(&value);
  if (text.empty()) return std::nullopt;
  const bool counts_as_number = value.is_number_integer() || (numbers_only && is_number(text));
  (counts_as_number ? member.cc_user_id : member.either) = std::move(text);
  return member;
}

// A map of logins to numbers, or of either to the user.
std::optional<MemberRef> member_of_map(const std::string& key, const json& value) {
  if (value.is_object()) return member_of(value, false);
  MemberRef member;
  member.cc_user_id = value.is_number_integer() ? value.dump() : is_number(key) ? key : std::string();
  if (member.cc_user_id.empty()) return std::nullopt;
  return member;
}

bool holds_any(const std::string& text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

// A name that nobody has seen, such as groupManagerUserIds or memberList.
bool sounds_like(const std::string& name, bool managers) {
  constexpr std::array<std::string_view, 7> kOthers = {"child", "parent",  "avail",   "unassign",
                                                       "type",  "groupid", "campaign"};
  constexpr std::array<std::string_view, 3> kUsers = {"user", "member", "agent"};
  const auto folded = core::comparable(name, core::Compare::folded);
  const bool is_manager = folded.find("manager") != std::string::npos;
  if (holds_any(folded, kOthers)) return false;
  return managers ? is_manager : !is_manager && holds_any(folded, kUsers);
}

// The name of the list, by the names that are known or else by what it sounds like. Empty: none, or more than one.
std::string list_name(const json& group, bool managers) {
  for (const char* name : managers ? Names(kManagerNames) : Names(kUserNames)) {
    const auto member = group.find(name);
    if (member != group.end() && !member->is_null()) return name;
  }
  std::vector<std::string> names;
  for (const auto& [name, value] : group.items()) {
    if (value.is_array() && sounds_like(name, managers)) names.push_back(name);
  }
  return names.size() == 1 ? names.front() : std::string();
}

Result<MemberRefs> members_in(const json& group, bool managers) {
  const std::string name = list_name(group, managers);
  if (name.empty()) return MemberRefs();
  const json& list = group[name];
  const bool numbers_only = name.starts_with("cc") || name.starts_with("contactCenter");
  std::vector<MemberRef> members;
  if (!list.is_array() && !list.is_object()) return std::unexpected(broken(fmt::format("{} is no list", name)));
  for (const auto& [key, value] : list.items()) {
    auto member = list.is_array() ? member_of(value, numbers_only) : member_of_map(key, value);
    if (!member) return std::unexpected(broken(fmt::format("{} holds something that is no user", name)));
    members.push_back(std::move(*member));
  }
  return MemberRefs(std::move(members));
}

Result<Told<std::string>> description_in(const json& group) {
  const auto found = group.find("description");
  if (found == group.end()) return Told<std::string>();
  if (found->is_null()) return Told<std::string>(std::optional<std::string>());
  if (!found->is_string()) return std::unexpected(broken("description is no text"));
  return Told<std::string>(found->get<std::string>());
}

std::optional<std::vector<std::string>> names_of(const MemberRefs& members, const People& people, bool& strangers) {
  if (!members) return std::nullopt;
  std::vector<std::string> names;
  for (const auto& member : *members) {
    const auto* person = people.find(member);
    if (person == nullptr) strangers = true;
    if (person == nullptr) return std::nullopt;
    names.push_back(person->user_id);
  }
  return names;
}

void add_members(core::TableBuilder& rows, core::FieldIndex field,
                 const std::optional<std::vector<std::string>>& names) {
  if (!names) return;
  rows.add(field, core::CellKind::set, "");
  std::vector<std::string> seen;
  for (const auto& name : *names) {
    auto element = core::comparable(name, core::Compare::folded);
    if (std::ranges::find(seen, element) != seen.end()) continue;
    rows.add_member(field, element, name);
    seen.push_back(std::move(element));
  }
}

}  // namespace

std::string group_id_in(const json& group) { return as_text(first_of(group, kIdNames)); }

std::string group_name_in(const json& group) { return as_text(first_of(group, kNameNames)); }

std::string group_key(std::string_view name) { return core::comparable(name, core::Compare::trimmed); }

Result<GroupRecord> read_group(const json& group) {
  if (!group.is_object()) return std::unexpected(broken("it is no object"));
  GroupRecord record;
  record.id = group_id_in(group);
  record.name = group_name_in(group);
  if (record.name.empty()) return std::unexpected(broken("it has no name"));
  if (record.id.empty()) return std::unexpected(broken("it has no id"));
  auto description = description_in(group);
  if (!description) return std::unexpected(description.error());
  auto managers = members_in(group, true);
  if (!managers) return std::unexpected(managers.error());
  auto users = members_in(group, false);
  if (!users) return std::unexpected(users.error());
  record.description = std::move(*description);
  record.managers = std::move(*managers);
  record.users = std::move(*users);
  return record;
}

Result<std::vector<const json*>> listed_groups(const json& answer) {
  const json* list = list_in(answer);
  if (list == nullptr) return std::unexpected(broken("the answer is no list of groups"));
  std::vector<const json*> groups;
  for (const auto& group : *list) groups.push_back(&group);
  return groups;
}

Group resolved(const GroupRecord& record, const People& people) {
  Group group;
  group.id = record.id;
  group.name = record.name;
  group.description = record.description;
  group.supervisors = names_of(record.managers, people, group.has_strangers);
  group.agents = names_of(record.users, people, group.has_strangers);
  return group;
}

void add_row(const Group& group, core::TableBuilder& rows) {
  rows.begin_row(kGroup, group_key(group.name), group.name, group.id);
  add_members(rows, kSupervisors, group.supervisors);
  add_members(rows, kAgents, group.agents);
  if (!group.description) return;
  const bool is_set = !group.description->value_or("").empty();
  rows.add(kGroupDescription, core::CellKind::text, group.description->value_or(""),
           is_set ? core::CellState::value : core::CellState::at_default);
}

}  // namespace muster::ameyo
