#include "reconciler/core/exit_code.h"

#include <algorithm>

namespace muster::core {
namespace {

bool is_protected_drift(const Change& change) {
  const auto by_protection = [](const BlockReason& reason) { return reason.guard == "protect"; };
  return change.by_drift && !change.blocked.empty() && std::ranges::all_of(change.blocked, by_protection);
}

ExitFacts facts_of(const Change& change) {
  ExitFacts facts;
  if (change.action != Action::blocked) {
    facts.changes = true;
    facts.blocked = !change.left_out.empty();
  } else if (std::ranges::find(change.blocked, "stale", &BlockReason::guard) != change.blocked.end()) {
    facts.error = true;
  } else {
    facts.blocked = !is_protected_drift(change);
  }
  return facts;
}

// A skipped change waited for one that failed or was blocked; the other one tells which. Alone it is an unmet need.
ExitFacts facts_of(Outcome outcome, const Change& change) {
  ExitFacts facts;
  facts.blocked = !change.left_out.empty();
  switch (outcome) {
    case Outcome::verified:
    case Outcome::lagging:
    case Outcome::unchanged:
      break;
    case Outcome::blocked:
      facts.blocked |= !is_protected_drift(change);
      break;
    case Outcome::skipped:
      facts.blocked = true;
      break;
    case Outcome::diverged:
    case Outcome::failed:
    case Outcome::stale:
    case Outcome::in_doubt:
    case Outcome::not_tried:
      facts.error = true;
      break;
  }
  return facts;
}

}  // namespace

ExitFacts& ExitFacts::operator|=(const ExitFacts& other) {
  error |= other.error;
  incomplete |= other.incomplete;
  blocked |= other.blocked;
  changes |= other.changes;
  return *this;
}

ExitCode exit_code(const ExitFacts& facts) {
  if (facts.error) return ExitCode::error;
  if (facts.incomplete) return ExitCode::incomplete;
  if (facts.blocked) return ExitCode::blocked;
  if (facts.changes) return ExitCode::changes;
  return ExitCode::done;
}

ExitFacts facts_of(const Plan& plan) {
  ExitFacts facts;
  facts.incomplete = !plan.missing.empty();
  for (const SystemPlan& system : plan.systems) {
    facts.blocked |= system.refused.has_value();
    for (const Change& change : system.changes) facts |= facts_of(change);
  }
  return facts;
}

ExitFacts facts_of(const Plan& plan, const Report& report) {
  ExitFacts facts;
  facts.incomplete = !plan.missing.empty();
  for (const SystemPlan& system : plan.systems) facts.blocked |= system.refused.has_value();
  for (const ChangeResult& result : report.results) {
    facts |= facts_of(result.outcome, plan.systems.at(result.system).changes.at(result.change));
  }
  return facts;
}

}  // namespace muster::core
