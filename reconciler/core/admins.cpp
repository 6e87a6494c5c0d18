#include "reconciler/core/admins.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "reconciler/core/needs.h"
#include "reconciler/core/wish.h"

namespace muster::core {

namespace {

bool has_admin_role(const PlanningContext& context, const std::vector<std::string>& roles) {
  return std::ranges::any_of(context.admin_roles(), [&](const std::string& admin) {
    return std::ranges::any_of(roles, [&](const std::string& role) { return same(role, admin, Compare::folded); });
  });
}

const FieldWish* enabled_wish(const PlanningContext& context, const Change& change) {
  const EntitySpec& entity = context.entity(change);
  if (!entity.enabled_field) return nullptr;
  const auto field = entity.find(*entity.enabled_field);
  const auto wish = std::ranges::find_if(change.wishes, [&](const FieldWish& w) { return field && w.field == *field; });
  return wish == change.wishes.end() ? nullptr : &*wish;
}

bool is_enabled_live(const PlanningContext& context, EntityIndex entity_index, std::string_view key) {
  const EntitySpec& entity = context.catalog.entities[entity_index];
  const Row* row = context.observed.table->find(entity_index, key);
  if (row == nullptr) return false;
  const auto field = entity.enabled_field ? entity.find(*entity.enabled_field) : std::nullopt;
  if (!field) return true;
  const auto cells = cells_of(context.observed.table->cells(*row), *field);
  return cells.empty() || cells.front().value.view() != "false";
}

}  // namespace

bool is_admin_live(const PlanningContext& context, EntityIndex entity, std::string_view key) {
  const auto field = privilege_field(context.catalog.entities[entity]);
  return field && is_enabled_live(context, entity, key) &&
         has_admin_role(context, context.live_members(entity, key, *field));
}

bool disables(const PlanningContext& context, const Change& change) {
  const FieldWish* wish = enabled_wish(context, change);
  return wish != nullptr && wish->kind == WishKind::value && wish->value == "false";
}

bool is_admin_after(const PlanningContext& context, const Change& change) {
  if (change.intended == Action::remove) return false;
  const auto field = privilege_field(context.entity(change));
  if (!field || !has_admin_role(context, final_members(context, change, *field))) return false;
  if (enabled_wish(context, change) != nullptr) return !disables(context, change);
  return is_create(change) || is_enabled_live(context, change.entity_index, change.entity.name);
}

std::size_t count_admins(const PlanningContext& context) {
  std::size_t count = 0;
  for (const Row& row : context.observed.table->rows(0)) {
    if (is_admin_live(context, 0, row.key.view())) ++count;
  }
  const auto& own = context.observed.coverage.own_account;
  const bool own_counted = own && is_admin_live(context, 0, own->key);
  return count + (own && own->is_administrator && !own_counted ? 1 : 0);
}

namespace {

// Without a single administrator in sight, settings.adminRoles probably does not name them as this system does.
void block_without_admins(const PlanningContext& context, std::vector<Change>& changes) {
  for (Change& change : changes) {
    if (is_blocked(change) || change.entity_index != 0) continue;
    if (!takes_privilege(context, change) && !disables(context, change)) continue;
    block(change, "minAdmins",
          "no administrator could be recognised, so nobody loses a right: name the roles of administrators in "
          "settings.adminRoles");
  }
}

}  // namespace

void guard_min_admins(const PlanningContext& context, std::vector<Change>& changes) {
  if (context.catalog.entities.empty() || !privilege_field(context.catalog.entities.front())) return;
  const std::size_t admins = count_admins(context);
  if (admins == 0) return block_without_admins(context, changes);
  std::size_t made = 0;
  std::vector<Change*> unmaking;
  for (Change& change : changes) {
    if (is_blocked(change) || change.entity_index != 0) continue;
    const bool before = is_admin_live(context, 0, change.entity.name);
    const bool after = is_admin_after(context, change);
    if (after && !before) ++made;
    if (before && !after) unmaking.push_back(&change);
  }
  if (unmaking.empty()) return;
  const std::size_t remaining = admins + made - unmaking.size();
  const auto needed = static_cast<std::size_t>(std::max(context.guards.min_admins, 1));
  if (remaining >= needed) return;
  for (Change* change : unmaking) {
    block(*change, "minAdmins",
          fmt::format("{} administrators would remain and guards.minAdmins asks for {}", remaining, needed));
  }
}

}  // namespace muster::core
