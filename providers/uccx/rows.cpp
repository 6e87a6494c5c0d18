// From people and teams to rows of the observed table.
#include <set>

#include "providers/uccx/catalog.h"
#include "providers/uccx/convert.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

using core::CellKind;
using core::CellState;
using core::Compare;
using core::TableBuilder;

namespace {

void add_set(TableBuilder& rows, core::FieldIndex field, const std::vector<std::string>& members) {
  rows.add(field, CellKind::set, "");
  std::set<std::string> seen;
  for (const auto& member : members) {
    const auto element = core::comparable(member, Compare::folded);
    if (!element.empty() && seen.insert(element).second) rows.add_member(field, element, core::trim(member));
  }
}

}  // namespace

void add_row(const Person& person, TableBuilder& rows) {
  rows.begin_row(kUser, core::comparable(person.id, Compare::folded), core::trim(person.id), person.id);
  if (person.roles) add_set(rows, user::roles, *person.roles);
  if (person.capabilities) add_set(rows, user::capabilities, *person.capabilities);
}

void add_row(const Team& team, TableBuilder& rows) {
  rows.begin_row(kTeam, core::comparable(team.name, Compare::trimmed), team.name, team.id);
  const auto state = team.primary.empty() ? CellState::at_default : CellState::value;
  rows.add(team::primary_supervisor, CellKind::text, team.primary, state);
  add_set(rows, team::secondary_supervisors, team.secondaries);
  if (!is_default(team.name)) add_set(rows, team::agents, team.agents);
}

}  // namespace muster::uccx
