// Rows of what was read.
#include "providers/webex/catalog.h"
#include "providers/webex/convert.h"
#include "reconciler/core/name.h"

namespace muster::webex {

using core::CellKind;
using core::Compare;
using core::TableBuilder;

namespace {

// Nothing: not known, so there is no cell.
void add_set(TableBuilder& rows, core::FieldIndex field, const std::optional<Texts>& members, Compare compare) {
  if (!members) return;
  rows.add(field, CellKind::set, "");
  for (const auto& member : *members) rows.add_member(field, core::comparable(member, compare), member);
}

}  // namespace

void add_person(const PersonRecord& person, const Known& known, TableBuilder& rows) {
  const auto& email = person.emails.front();
  rows.begin_row(kPerson, core::comparable(email, Compare::folded), email, person.id);
  add_set(rows, person::roles, names_of(person.roles, known.roles), Compare::folded);
  if (!known.licences.empty()) {
    add_set(rows, person::licences, names_of(person.licences, known.licences), Compare::folded);
  }
}

void add_role(const NamedRecord& role, TableBuilder& rows) {
  const auto name = core::trim(role.name);
  rows.begin_row(kRole, core::comparable(name, Compare::folded), name, role.id);
}

void add_supervisor(const SupervisorRow& supervisor, TableBuilder& rows) {
  rows.begin_row(supervisor.tier, core::comparable(supervisor.email, Compare::folded), supervisor.email, supervisor.id);
  add_set(rows, supervisor::agents, supervisor.agents, Compare::folded_or_uuid);
}

}  // namespace muster::webex
