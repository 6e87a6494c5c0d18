// From a user as it was read to the row of the observed table.
#include <algorithm>

#include "providers/genesys_gws/catalog.h"
#include "providers/genesys_gws/convert.h"
#include "reconciler/core/name.h"

namespace muster::genesys_gws {

using core::CellKind;
using core::Compare;
using core::FieldIndex;
using core::TableBuilder;
using Names = std::vector<std::string>;

namespace {

// A member that cannot be compared makes the whole set unknown: a shorter set would look like a difference.
void add_set(TableBuilder& rows, FieldIndex field, const std::optional<Names>& members, Compare compare) {
  if (!members) return;
  Names elements;
  for (const auto& member : *members) {
    elements.push_back(core::comparable(member, compare));
    if (elements.back().empty()) return;
  }
  rows.add(field, CellKind::set, "");
  for (auto element = elements.begin(); element != elements.end(); ++element) {
    if (std::find(elements.begin(), element, *element) != element) continue;
    rows.add_member(field, *element, core::trim((*members)[static_cast<std::size_t>(element - elements.begin())]));
  }
}

void add_text(TableBuilder& rows, FieldIndex field, const std::optional<std::string_view>& text) {
  if (text) rows.add(field, CellKind::text, *text);
}

}  // namespace

void add_row(const UserRecord& user, TableBuilder& rows) {
  const auto name = core::trim(user.user_name);
  rows.begin_row(kUser, core::comparable(name, Compare::folded), name, user.id);
  add_text(rows, field::first_name, user.first_name);
  add_text(rows, field::last_name, user.last_name);
  add_text(rows, field::email_address, user.email_address);
  if (user.enabled) rows.add(field::enabled, CellKind::boolean, *user.enabled ? "true" : "false");
  add_set(rows, field::roles, user.roles, Compare::folded);
  add_set(rows, field::devices, user.devices, Compare::digits);
  add_set(rows, field::skills, user.skills, Compare::exact);
}

}  // namespace muster::genesys_gws
