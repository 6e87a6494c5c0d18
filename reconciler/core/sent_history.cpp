#include "reconciler/core/sent_history.h"

#include <algorithm>
#include <set>

#include "reconciler/core/admins.h"
#include "reconciler/core/override_force.h"

namespace muster::core {

namespace {

constexpr std::string_view kDisabled = "=false";

bool is_recent(const PlanningContext& context, const SentChange& sent) {
  return sent.at + kHistory > context.inputs.wall_now;
}

// No document asks for it to be there.
bool is_unwanted(const PlanningContext& context, const EntityKey& key) {
  const auto entity = context.catalog.find_entity(key.entity);
  const DesiredObject* object = entity ? context.desired.find(*entity, key.name) : nullptr;
  return object == nullptr || object->absent;
}

bool disabled_it(const PlanningContext& context, const SentChange& sent) {
  const auto entity = context.catalog.find_entity(sent.entity.entity);
  if (!entity || !context.catalog.entities[*entity].enabled_field) return false;
  const SentField off{std::string(*context.catalog.entities[*entity].enabled_field), std::string(kDisabled)};
  return std::ranges::find(sent.fields, off) != sent.fields.end();
}

bool was_update(const SentChange& sent) { return sent.action == Action::update || sent.action == Action::rename; }

bool was_removal(const PlanningContext& context, const SentChange& sent) {
  if (sent.action == Action::remove) return true;
  return was_update(sent) && disabled_it(context, sent) && is_unwanted(context, sent.entity);
}

template <typename Counts>
std::size_t count_changes(const PlanningContext& context, Counts counts) {
  std::set<std::pair<std::string_view, EntityKey>> changes;
  for (const SentChange& sent : context.memory.history) {
    if (is_recent(context, sent) && counts(sent)) changes.emplace(sent.plan_id, sent.entity);
  }
  return changes.size();
}

}  // namespace

SentChange sent_change(const Intent& intent) {
  SentChange change;
  change.entity = intent.entity;
  change.kind = intent.kind;
  change.action = intent.action;
  change.plan_id = intent.plan_id;
  change.at = intent.begun_at;
  change.member_removals = intent.member_removals;
  for (const IntentField& field : intent.fields) change.fields.push_back({field.path, field.wish});
  return change;
}

bool disables_for_absence(const PlanningContext& context, const Change& change) {
  return change.intended == Action::update && disables(context, change) && is_unwanted(context, change.entity);
}

std::size_t sent_before(const PlanningContext& context, std::string_view guard, std::string_view kind) {
  const auto is_counted = [&](const SentChange& sent) {
    return sent.kind == kind && find_override(context, guard, kind, sent.entity) == nullptr;
  };
  if (guard == "maxRemovals") {
    return count_changes(context, [&](const SentChange& s) { return is_counted(s) && was_removal(context, s); });
  }
  if (guard == "maxUpdates") {
    return count_changes(context, [&](const SentChange& s) { return is_counted(s) && was_update(s); });
  }
  std::size_t members = 0;
  for (const SentChange& sent : context.memory.history) {
    if (is_recent(context, sent) && is_counted(sent)) members += sent.member_removals;
  }
  return members;
}

std::size_t times_written(const PlanningContext& context, const EntityKey& entity, const SentField& field) {
  return count_changes(context, [&](const SentChange& sent) {
    return sent.entity == entity && was_update(sent) && std::ranges::find(sent.fields, field) != sent.fields.end();
  });
}

}  // namespace muster::core
