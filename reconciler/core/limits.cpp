#include "reconciler/core/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "reconciler/core/override_force.h"
#include "reconciler/core/sent_history.h"

namespace muster::core {

namespace {

using Weight = std::size_t (*)(const PlanningContext&, const Change&);

struct LimitClass {
  std::string_view guard;
  std::string_view what;
  Limit Guards::* limit;
  Weight weight;
};

std::size_t weigh_removal(const PlanningContext& context, const Change& change) {
  return change.intended == Action::remove || disables_for_absence(context, change) ? 1 : 0;
}

std::size_t weigh_update(const PlanningContext&, const Change& change) {
  return change.intended == Action::update || change.intended == Action::rename ? 1 : 0;
}

// Records of a list are settings, not memberships.
bool is_membership(const PlanningContext& context, const Change& change, const FieldDifference& difference) {
  const auto field = context.entity(change).find(difference.path);
  return !field || context.entity(change).fields[*field].type != ValueType::records;
}

std::size_t weigh_member_removals(const PlanningContext& context, const Change& change) {
  std::size_t members = 0;
  for (const FieldDifference& field : change.fields) {
    if (is_membership(context, change, field)) members += field.removed.size();
  }
  return members;
}

constexpr LimitClass kRemovals{"maxRemovals", "removals", &Guards::max_removals, weigh_removal};
constexpr LimitClass kUpdates{"maxUpdates", "updates", &Guards::max_updates, weigh_update};
constexpr LimitClass kMembers{"maxMemberRemovals", "removed memberships", &Guards::max_member_removals,
                              weigh_member_removals};

// One limit over the changes of one kind; kinds that share a name share the limit.
class LimitOfKind {
 public:
  LimitOfKind(const PlanningContext& context, const LimitClass& limit_class, std::uint16_t kind)
      : context_(context), class_(limit_class), kind_(kind) {
    sent_ = sent_before(context, limit_class.guard, context.catalog.kinds[kind].name);
  }

  [[nodiscard]] std::size_t sent() const { return sent_; }

  void judge(std::size_t base, std::vector<Change>& changes) {
    std::size_t total = sent_;
    std::vector<Change*> weighty;
    for (Change& change : changes) {
      const std::size_t weight = counted(change);
      if (weight > 0) weighty.push_back(&change);
      total += weight;
    }
    if (total <= allowed(context_.guards.*class_.limit, base)) return;
    for (Change* change : weighty) block(*change, std::string(class_.guard), sentence(total, base));
  }

 private:
  [[nodiscard]] std::size_t counted(Change& change) const {
    if (is_blocked(change) || context_.kind(change).name != context_.catalog.kinds[kind_].name) return 0;
    const std::size_t weight = class_.weight(context_, change);
    const Override* passes = weight == 0 ? nullptr : find_override(context_, class_.guard, change);
    if (passes == nullptr) return weight;
    change.notes.push_back(override_note(*passes));
    return 0;
  }

  [[nodiscard]] std::string sentence(std::size_t total, std::size_t base) const {
    std::string before;
    if (sent_ > 0) before = fmt::format(", {} of them sent in the last 24 hours,", sent_);
    const Limit& here = context_.desired.spec.guards.*class_.limit;
    const bool raised_now = total <= allowed(here, base);
    return fmt::format("{} {}{} are more than guards.{} allows ({} of {}): all of them wait; {}", total, class_.what,
                       before, class_.guard, allowed(context_.guards.*class_.limit, base), base,
                       raised_now ? "what this commit allows counts from the next one on, and never above the limits "
                                    "of musterd.yaml"
                                  : "raise the guard if this is meant");
  }

  const PlanningContext& context_;
  const LimitClass& class_;
  std::uint16_t kind_;
  std::size_t sent_ = 0;
};

// Of all kinds with this one's name.
std::size_t sum(const PlanningContext& context, std::uint16_t kind, const std::vector<std::size_t>& of_kinds) {
  std::size_t total = 0;
  for (std::size_t i = 0; i < of_kinds.size(); ++i) {
    if (context.catalog.kinds[i].name == context.catalog.kinds[kind].name) total += of_kinds[i];
  }
  return total;
}

bool is_first_of_its_name(const PlanningContext& context, std::uint16_t kind) {
  return context.catalog.find_kind(context.catalog.kinds[kind].name) == &context.catalog.kinds[kind];
}

}  // namespace

std::size_t allowed(const Limit& limit, std::size_t base) {
  const auto number = static_cast<std::size_t>(std::max(limit.number, 0));
  if (base < 10) return number;
  const std::size_t share = std::max<std::size_t>(base * static_cast<std::size_t>(limit.percent) / 100, 1);
  return std::min(share, number);
}

void guard_limits(const GuardInputs& inputs, std::vector<Change>& changes) {
  for (std::uint16_t kind = 0; kind < inputs.context.catalog.kinds.size(); ++kind) {
    if (!is_first_of_its_name(inputs.context, kind)) continue;
    const std::size_t live = sum(inputs.context, kind, inputs.managed_live);
    const std::size_t members = sum(inputs.context, kind, inputs.managed_members);
    LimitOfKind removals(inputs.context, kRemovals, kind);
    // What was removed within the day was there when the day began: the share does not shrink under a removal that
    // was interrupted.
    removals.judge(live + removals.sent(), changes);
    LimitOfKind(inputs.context, kUpdates, kind).judge(live, changes);
    LimitOfKind(inputs.context, kMembers, kind).judge(members, changes);
  }
}

}  // namespace muster::core
