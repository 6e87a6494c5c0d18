#include "reconciler/core/guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "reconciler/core/admins.h"
#include "reconciler/core/limits.h"

namespace muster::core {

namespace {

bool was_protected(const PlanningContext& context, const EntityKey& key) {
  return context.judge != nullptr && std::ranges::binary_search(context.judge->protected_objects, key);
}

void guard_protected(const PlanningContext& context, std::vector<Change>& changes) {
  for (Change& change : changes) {
    const DesiredObject* object = context.desired.find(change.entity_index, change.entity.name);
    if (object != nullptr && object->protect) {
      block(change, "protect", fmt::format("{} is protected by its manifest, so nothing is changed", change.name));
    } else if (was_protected(context, change.entity)) {
      block(change, "protect",
            fmt::format("{} was protected by the commit before, and may be changed from the next commit on",
                        change.name));
    }
  }
}

// What an earlier write did to it is not known yet.
void guard_settling(const PlanningContext& context, std::vector<Change>& changes) {
  for (Change& change : changes) {
    if (!is_settling(context, change.entity)) continue;
    block(change, "settling",
          fmt::format("an earlier write of {} is not settled yet: the next pass looks again", change.name));
  }
}

bool takes_rights(const PlanningContext& context, const Change& change) {
  return takes_privilege(context, change) || disables(context, change);
}

bool writes_secret(const Change& change) {
  return !is_create(change) &&
         std::ranges::any_of(change.wishes, [](const FieldWish& wish) { return wish.kind == WishKind::secret; });
}

void guard_own_account(const PlanningContext& context, std::vector<Change>& changes) {
  const auto& own = context.observed.coverage.own_account;
  if (!own) return;
  for (Change& change : changes) {
    if (change.entity.name != own->key || change.entity.entity != context.catalog.entities.front().name) continue;
    if (takes_rights(context, change)) {
      block(change, "ownAccount",
            fmt::format("{} is the account muster signs in with: it keeps its rights", change.name));
    } else if (context.catalog.own_rights_fixed && gives_privilege(context, change)) {
      block(change, "ownAccount",
            fmt::format("{} is the account muster signs in with, and a change of its rights would end its session: "
                        "change them at {}",
                        change.name, context.catalog.title));
    } else if (writes_secret(change)) {
      block(change, "ownAccount",
            fmt::format("{} is the account muster signs in with: change its password at {} and in the System document",
                        change.name, context.catalog.title));
    }
  }
}

// Whose rights cannot be read may be an administrator.
void guard_unknown_rights(const PlanningContext& context, std::vector<Change>& changes) {
  for (Change& change : changes) {
    const auto field = privilege_field(context.entity(change));
    if (!field || context.live(change) == nullptr || !context.live_cells(change, *field).empty()) continue;
    if (!takes_rights(context, change)) continue;
    block(change, "presence",
          fmt::format("the rights of {} could not be read, so it may be an administrator", change.name));
  }
}

void guard_required_admins(const PlanningContext& context, std::vector<Change>& changes) {
  for (const std::string& required : context.guards.required_admins) {
    const std::string key = comparable(required, context.catalog.entities.front().name_compare);
    for (Change& change : changes) {
      if (change.entity.name != key || change.entity_index != 0) continue;
      if (!is_admin_live(context, 0, key) || is_admin_after(context, change)) continue;
      block(change, "requiredAdmins",
            fmt::format("{} is named in guards.requiredAdmins and has to stay an administrator", change.name));
    }
  }
}

}  // namespace

void apply_guards(const GuardInputs& inputs, std::vector<Change>& changes) {
  guard_settling(inputs.context, changes);
  guard_protected(inputs.context, changes);
  guard_own_account(inputs.context, changes);
  guard_unknown_rights(inputs.context, changes);
  guard_required_admins(inputs.context, changes);
  guard_limits(inputs, changes);
}

}  // namespace muster::core
