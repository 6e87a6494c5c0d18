#include "reconciler/core/approval.h"

#include <algorithm>

#include "reconciler/core/fingerprint.h"

namespace muster::core {

namespace {

constexpr std::string_view kNotApproved = "notApproved";

bool fits(const PlanningContext& context, const ApprovedChange& approved, const Change& change) {
  return approved.action == to_text(change.intended) && approved.fingerprint == shown_fingerprint(context, change) &&
         approved.wish_digest == wish_digest(change);
}

bool is_approved(const Change& change) {
  return std::ranges::none_of(change.blocked, [](const BlockReason& reason) { return reason.guard == kNotApproved; });
}

}  // namespace

void block_unapproved(const PlanningContext& context, std::vector<Change>& changes) {
  if (!context.inputs.approved) return;
  const auto& approved = *context.inputs.approved;
  for (Change& change : changes) {
    const auto at = std::ranges::lower_bound(approved, change.entity, {}, &ApprovedChange::entity);
    if (at == approved.end() || at->entity != change.entity) {
      block(change, std::string(kNotApproved), "the saved plan does not name it");
    } else if (!fits(context, *at, change)) {
      block(change, "stale", "the live object is no longer as the saved plan showed it: plan again");
    }
  }
}

void drop_unapproved(SystemPlan& plan) {
  std::vector<std::uint32_t> position(plan.changes.size(), 0);
  std::vector<Change> kept;
  for (std::size_t i = 0; i < plan.changes.size(); ++i) {
    position[i] = static_cast<std::uint32_t>(kept.size());
    if (is_approved(plan.changes[i])) kept.push_back(std::move(plan.changes[i]));
  }
  plan.changes = std::move(kept);
  for (Step& step : plan.schedule.steps) step.change = position[step.change];
}

std::string shown_fingerprint(const PlanningContext& context, const Change& change) {
  const EntitySpec& entity = context.entity(change);
  const Row* row = context.live(change);
  if (change.intended == Action::remove) return removal_fingerprint(entity, *context.observed.table, row);
  return fingerprint(entity, *context.observed.table, row, change.wishes);
}

}  // namespace muster::core
