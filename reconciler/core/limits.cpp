#include "reconciler/core/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace muster::core {

namespace {

struct LimitClass {
  std::string_view guard;
  std::string_view what;
  Limit limit;
  std::size_t (*weight)(const Change&);
};

std::size_t weigh_removal(const Change& change) { return change.intended == Action::remove ? 1 : 0; }

std::size_t weigh_update(const Change& change) {
  return change.intended == Action::update || change.intended == Action::rename ? 1 : 0;
}

std::size_t weigh_member_removals(const Change& change) {
  std::size_t members = 0;
  for (const FieldDifference& field : change.fields) members += field.removed.size();
  return members;
}

void guard_class(const LimitClass& limit_class, std::size_t base, std::uint16_t kind, std::vector<Change>& changes) {
  std::size_t total = 0;
  std::vector<Change*> weighty;
  for (Change& change : changes) {
    if (is_blocked(change) || change.kind != kind) continue;
    const std::size_t weight = limit_class.weight(change);
    if (weight > 0) weighty.push_back(&change);
    total += weight;
  }
  const std::size_t limit = allowed(limit_class.limit, base);
  if (total <= limit) return;
  for (Change* change : weighty) {
    block(*change, std::string(limit_class.guard),
          fmt::format("{} {} are more than guards.{} allows ({} of {}): all of them wait; raise the guard if this is "
                      "meant",
                      total, limit_class.what, limit_class.guard, limit, base));
  }
}

}  // namespace

std::size_t allowed(const Limit& limit, std::size_t base) {
  const auto number = static_cast<std::size_t>(std::max(limit.number, 0));
  if (base < 10) return number;
  const std::size_t share = std::max<std::size_t>(base * static_cast<std::size_t>(limit.percent) / 100, 1);
  return std::min(share, number);
}

void guard_limits(const GuardInputs& inputs, std::vector<Change>& changes) {
  const Guards& guards = inputs.context.desired.spec.guards;
  const LimitClass removals{"maxRemovals", "removals", guards.max_removals, weigh_removal};
  const LimitClass updates{"maxUpdates", "updates", guards.max_updates, weigh_update};
  const LimitClass members{"maxMemberRemovals", "removed memberships", guards.max_member_removals,
                           weigh_member_removals};
  for (std::uint16_t kind = 0; kind < inputs.context.catalog.kinds.size(); ++kind) {
    guard_class(removals, inputs.managed_live[kind], kind, changes);
    guard_class(updates, inputs.managed_live[kind], kind, changes);
    guard_class(members, inputs.managed_members[kind], kind, changes);
  }
}

}  // namespace muster::core
