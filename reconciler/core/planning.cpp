#include "reconciler/core/planning.h"

#include <algorithm>

namespace muster::core {

std::span<const Cell> PlanningContext::live_cells(const Change& change, FieldIndex field) const {
  const Row* row = live(change);
  return row == nullptr ? std::span<const Cell>() : cells_of(observed.table->cells(*row), field);
}

std::vector<std::string> PlanningContext::live_members(EntityIndex entity_index, std::string_view key,
                                                       FieldIndex field) const {
  std::vector<std::string> members;
  const Row* row = observed.table->find(entity_index, key);
  if (row == nullptr) return members;
  for (const Cell& cell : cells_of(observed.table->cells(*row), field)) {
    if (cell.kind == CellKind::member) members.emplace_back(cell.value.view());
  }
  return members;
}

std::vector<std::string> PlanningContext::admin_roles() const {
  std::vector<std::string> roles = desired.spec.list("adminRoles");
  if (!roles.empty()) return roles;
  for (const std::string_view role : catalog.admin_roles) roles.emplace_back(role);
  return roles;
}

void block(Change& change, std::string guard, std::string sentence) {
  change.action = Action::blocked;
  change.blocked.push_back({std::move(guard), std::move(sentence)});
}

const FieldDifference* find_difference(const Change& change, std::string_view path) {
  const auto at = std::ranges::find(change.fields, path, &FieldDifference::path);
  return at == change.fields.end() ? nullptr : &*at;
}

}  // namespace muster::core
