#include "reconciler/core/planning.h"

#include <algorithm>

namespace muster::core {

namespace {

bool is_privilege(const EntitySpec& entity, const FieldDifference& field) {
  const auto index = entity.find(field.path);
  return index && entity.fields[*index].privilege;
}

}  // namespace

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

bool is_settling(const PlanningContext& context, const EntityKey& key) {
  return std::ranges::find(context.memory.open, key, &Intent::entity) != context.memory.open.end();
}

std::optional<FieldIndex> privilege_field(const EntitySpec& entity) {
  const auto at = std::ranges::find_if(entity.fields, [](const FieldRule& rule) { return rule.privilege; });
  if (at == entity.fields.end()) return std::nullopt;
  return static_cast<FieldIndex>(at - entity.fields.begin());
}

bool takes_privilege(const PlanningContext& context, const Change& change) {
  if (change.intended == Action::remove) return true;
  return std::ranges::any_of(change.fields, [&](const FieldDifference& field) {
    return !field.removed.empty() && is_privilege(context.entity(change), field);
  });
}

bool gives_privilege(const PlanningContext& context, const Change& change) {
  return std::ranges::any_of(change.fields, [&](const FieldDifference& field) {
    return !field.added.empty() && is_privilege(context.entity(change), field);
  });
}

void block(Change& change, std::string guard, std::string sentence) {
  change.action = Action::blocked;
  change.blocked.push_back({std::move(guard), std::move(sentence)});
}

const FieldDifference* find_difference(const Change& change, std::string_view path) {
  const auto at = std::ranges::find(change.fields, path, &FieldDifference::path);
  return at == change.fields.end() ? nullptr : &*at;
}

std::vector<std::string> members_added(const FieldDifference& difference) {
  if (difference.is_set) return difference.added;
  if (!difference.after || difference.after->empty()) return {};
  return {*difference.after};
}

std::vector<std::string> members_removed(const FieldDifference& difference) {
  if (difference.is_set) return difference.removed;
  if (!difference.before || difference.before->empty()) return {};
  return {*difference.before};
}

bool names_member(const Cell& cell) {
  if (cell.kind == CellKind::member) return true;
  return cell.kind == CellKind::text && cell.state == CellState::value && !cell.value.view().empty();
}

}  // namespace muster::core
