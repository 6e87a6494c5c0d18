// A user group as the lists tell of one, as values and rows. No page says what these lists look like, so members are
// looked for under every plausible name and in every plausible form. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "providers/ameyo/people.h"
#include "providers/ameyo/user_record.h"
#include "reconciler/core/error.h"
#include "reconciler/core/table.h"

namespace muster::ameyo {

using MemberRefs = std::optional<std::vector<MemberRef>>;  // nothing: not told

struct GroupRecord {
  std::string id;
  std::string name;  // trimmed
  Told<std::string> description;
  MemberRefs managers;
  MemberRefs users;

  [[nodiscard]] bool lacks_members() const { return !managers || !users; }
};

// Errors (protocol): no id or name, a member of another type, a list that cannot be understood.
[[nodiscard]] core::Result<GroupRecord> read_group(const nlohmann::json& group);
[[nodiscard]] std::string group_name_in(const nlohmann::json& group);
// id, groupId, userGroupId or contactCenterUserGroupId; empty: none.
[[nodiscard]] std::string group_id_in(const nlohmann::json& group);

// The elements of a list of groups: an array, or an object with one array in it. Errors (protocol): neither.
[[nodiscard]] core::Result<std::vector<const nlohmann::json*>> listed_groups(const nlohmann::json& answer);

// Members as manifests name them. Nothing: not told, or somebody whom no list of users shows.
struct Group {
  std::string id;
  std::string name;
  Told<std::string> description;
  std::optional<std::vector<std::string>> supervisors;
  std::optional<std::vector<std::string>> agents;
  bool has_strangers = false;  // a list is not known because of somebody nobody knows
};
[[nodiscard]] Group resolved(const GroupRecord& record, const People& people);

[[nodiscard]] std::string group_key(std::string_view name);
void add_row(const Group& group, core::TableBuilder& rows);

}  // namespace muster::ameyo
