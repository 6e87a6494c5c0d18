// From users to rows of the observed table.
#include <set>

#include "providers/ameyo/catalog.h"
#include "providers/ameyo/user_record.h"
#include "reconciler/core/name.h"

namespace muster::ameyo {

using core::CellKind;
using core::CellState;
using core::TableBuilder;

namespace {

// Not told: no cell. Null: nothing is set.
void add_text(TableBuilder& rows, core::FieldIndex field, const Told<std::string>& told) {
  if (!told) return;
  const auto state = told->value_or("").empty() ? CellState::at_default : CellState::value;
  rows.add(field, CellKind::text, told->value_or(""), state);
}

void add_set(TableBuilder& rows, core::FieldIndex field, const std::vector<std::string>& members,
             core::Compare compare) {
  rows.add(field, CellKind::set, "");
  std::set<std::string> seen;
  for (const auto& member : members) {
    const auto element = core::comparable(member, compare);
    if (!element.empty() && seen.insert(element).second) rows.add_member(field, element, core::trim(member));
  }
}

// Nobody is without a role: one that is not told is not known.
void add_role(TableBuilder& rows, const UserRecord& user) {
  const auto role = user.user_type.value_or(std::nullopt).value_or("");
  if (!core::trim(role).empty()) add_set(rows, kRoles, {role}, core::Compare::folded);
}

void add_ready(TableBuilder& rows, const Told<bool>& told) {
  if (!told) return;
  const bool is_set = told->has_value();
  rows.add(kDefaultReady, CellKind::boolean,
           !is_set  ? ""
           : **told ? "true"
                    : "false",
           is_set ? CellState::value : CellState::at_default);
}

void add_logins(TableBuilder& rows, const Told<std::int64_t>& told) {
  if (!told) return;
  const bool is_set = told->has_value();
  rows.add(kMaxAllowedLogins, CellKind::integer, is_set ? std::to_string(**told) : "",
           is_set ? CellState::value : CellState::at_default);
}

}  // namespace

void add_row(const UserRecord& user, TableBuilder& rows) {
  rows.begin_row(kUser, user_key(user), user.user_id, user.cc_user_id);
  add_text(rows, kUserName, user.user_name);
  add_role(rows, user);
  add_ready(rows, user.default_ready);
  add_text(rows, kLoginPolicy, user.login_policy);
  add_logins(rows, user.max_allowed_logins);
  add_text(rows, kMappingUserId, user.mapping_user_id);
  if (user.skills) add_set(rows, kSkills, *user.skills, core::Compare::exact);
}

}  // namespace muster::ameyo
