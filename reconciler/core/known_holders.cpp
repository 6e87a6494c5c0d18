#include "reconciler/core/known_holders.h"

#include <algorithm>

#include "reconciler/core/name.h"

namespace muster::core {

namespace {

bool is_read_whole(const PlanningContext& context, EntityIndex entity) {
  const Coverage& coverage = context.observed.coverage;
  if (entity >= coverage.entities.size() || !coverage.entities[entity].complete) return false;
  return std::ranges::none_of(coverage.unreadable, [&](const Error& error) {
    return !error.where || error.where->entity == context.catalog.entities[entity].name;
  });
}

bool is_known_of(const PlanningContext& context, NamingField naming, const Row& row) {
  return !cells_of(context.observed.table->cells(row), naming.field).empty();
}

// Its roles are known, and the one that a holder needs is not among them.
bool cannot_hold(const PlanningContext& context, NamingField naming, const Row& row) {
  const EntitySpec& entity = context.catalog.entities[naming.entity];
  const auto& reference = entity.fields[naming.field].reference;
  const auto field = privilege_field(entity);
  if (!field || !reference || reference->needs_role.empty()) return false;
  const auto roles = cells_of(context.observed.table->cells(row), *field);
  return !roles.empty() && std::ranges::none_of(roles, [&](const Cell& cell) {
    return cell.kind == CellKind::member && same(cell.value.view(), reference->needs_role, Compare::folded);
  });
}

// An object of which the field cannot be managed: whom it holds, it holds for want of another.
bool is_nobodys(const PlanningContext& context, NamingField naming, const Row& row) {
  const EntitySpec& entity = context.catalog.entities[naming.entity];
  return std::ranges::any_of(context.catalog.unsupported, [&](const Unsupported& each) {
    return !each.object.empty() && each.field == entity.fields[naming.field].path &&
           same(each.object, row.name.view(), entity.name_compare);
  });
}

}  // namespace

bool are_holders_known(const PlanningContext& context, NamingField naming) {
  if (!is_read_whole(context, naming.entity)) return false;
  return std::ranges::all_of(context.observed.table->rows(naming.entity), [&](const Row& row) {
    return is_known_of(context, naming, row) || cannot_hold(context, naming, row) || is_nobodys(context, naming, row);
  });
}

bool are_named_known(const PlanningContext& context, NamingField naming) {
  const bool is_set = context.catalog.entities[naming.entity].fields[naming.field].type == ValueType::text_set;
  const auto states_it = [&](const Row& row) {
    return !cells_of(context.desired.table.cells(row), naming.field).empty();
  };
  const auto is_known = [&](const Row& row) {
    const Row* live = context.observed.table->find(naming.entity, row.key.view());
    return live == nullptr || !is_set || is_known_of(context, naming, *live);
  };
  const auto documents = context.desired.table.rows(naming.entity);
  if (std::ranges::none_of(documents, states_it)) return true;
  return is_read_whole(context, naming.entity) &&
         std::ranges::all_of(documents, [&](const Row& row) { return !states_it(row) || is_known(row); });
}

}  // namespace muster::core
