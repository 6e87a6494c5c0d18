#include "reconciler/core/override_force.h"

#include <fmt/format.h>

#include <algorithm>

namespace muster::core {

namespace {

bool has_expired(const PlanningContext& context, const Override& each) {
  return context.inputs.wall_now >= each.expires;
}

bool was_in_force(const PlanningContext& context, const Override& each) {
  return context.judge != nullptr && std::ranges::any_of(context.judge->overrides, [&](const Override& earlier) {
           return earlier.says_the_same_as(each);
         });
}

bool is_about(const PlanningContext& context, const Override& each, std::string_view guard) {
  return each.system == context.desired.spec.name && each.guard == guard;
}

bool is_about_kind(const Override& each, std::string_view kind) { return each.kind.empty() || each.kind == kind; }

// `names` were folded without knowing the kind; some kinds compare otherwise.
bool names(const PlanningContext& context, const Override& each, const EntityKey& key) {
  if (each.names.empty()) return true;
  const auto entity = context.catalog.find_entity(key.entity);
  const Compare compare = entity ? context.catalog.entities[*entity].name_compare : Compare::exact;
  return std::ranges::any_of(each.names, [&](const std::string& name) { return same(name, key.name, compare); });
}

template <typename Fits>
const Override* find_in_force(const PlanningContext& context, std::string_view guard, Fits fits) {
  for (const Override& each : context.inputs.desired->overrides) {
    if (!is_about(context, each, guard) || !fits(each)) continue;
    if (!has_expired(context, each) && was_in_force(context, each)) return &each;
  }
  return nullptr;
}

}  // namespace

const Override* find_override(const PlanningContext& context, std::string_view guard, const Change& change) {
  return find_override(context, guard, context.kind(change).name, change.entity);
}

const Override* find_override(const PlanningContext& context, std::string_view guard, std::string_view kind,
                              const EntityKey& key) {
  return find_in_force(context, guard,
                       [&](const Override& each) { return is_about_kind(each, kind) && names(context, each, key); });
}

const Override* find_kind_override(const PlanningContext& context, std::string_view guard, std::string_view kind) {
  return find_in_force(context, guard, [&](const Override& each) { return is_about_kind(each, kind); });
}

std::string override_note(const Override& each) {
  return fmt::format("passes {} by Override {}: {}", each.guard, each.name, each.reason);
}

std::vector<std::string> overrides_not_in_force(const PlanningContext& context) {
  std::vector<std::string> sentences;
  for (const Override& each : context.inputs.desired->overrides) {
    if (each.system != context.desired.spec.name) continue;
    if (has_expired(context, each)) {
      sentences.push_back(fmt::format("Override {} has expired and lets nothing pass any more: remove it", each.name));
    } else if (!was_in_force(context, each)) {
      sentences.push_back(fmt::format(
          "Override {} is not in force yet: it counts from the commit after the one that brought it", each.name));
    }
  }
  return sentences;
}

}  // namespace muster::core
