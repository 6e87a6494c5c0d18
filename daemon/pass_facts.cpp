#include "daemon/pass_facts.h"

#include <algorithm>

#include "reconciler/engine/standing.h"

namespace muster::daemon {

using core::Outcome;

std::string_view to_text(PassResult result) {
  switch (result) {
    case PassResult::failed:
      return "failed";
    case PassResult::incomplete:
      return "incomplete";
    case PassResult::blocked:
      return "blocked";
    case PassResult::pending:
      return "pending";
    case PassResult::converged:
      break;
  }
  return "converged";
}

std::string_view to_text(engine::PassKind kind) { return kind == engine::PassKind::full ? "full" : "edit"; }

PassResult result_of(const engine::PassSummary& pass) {
  switch (engine::standing_after(pass)) {
    case engine::SystemState::failing:
      return PassResult::failed;
    case engine::SystemState::incomplete:
      return PassResult::incomplete;
    case engine::SystemState::blocked:
      return PassResult::blocked;
    case engine::SystemState::converged:
      return PassResult::converged;
    default:
      return PassResult::pending;
  }
}

bool is_trouble(Outcome outcome) {
  return outcome == Outcome::failed || outcome == Outcome::diverged || outcome == Outcome::in_doubt;
}

bool is_done(Outcome outcome) { return outcome == Outcome::verified || outcome == Outcome::unchanged; }

GuardCounts guards_of(const core::Plan& plan) {
  GuardCounts counts;
  for (const core::SystemPlan& system : plan.systems) {
    if (system.refused) ++counts[system.refused->guard];
    for (const core::Change& change : system.changes) {
      for (const core::BlockReason& reason : change.blocked) {
        const bool told = system.refused && reason == *system.refused;
        if (!told && reason.guard != "onDrift") ++counts[reason.guard];
      }
    }
  }
  return counts;
}

namespace {

std::size_t changes_of(const core::Plan& plan) {
  std::size_t count = 0;
  for (const core::SystemPlan& system : plan.systems) count += system.changes.size();
  return count;
}

}  // namespace

Outcomes::Outcomes(const core::Plan& plan, const core::Report* report) {
  if (report == nullptr || report->results.size() != changes_of(plan)) return;
  for (const core::ChangeResult& result : report->results) by_change_[{result.system, result.change}] = result.outcome;
}

std::optional<Outcome> Outcomes::find(std::size_t system, std::size_t change) const {
  const auto at = by_change_.find({system, change});
  return at == by_change_.end() ? std::nullopt : std::optional(at->second);
}

core::ActionCounts remaining(const core::Plan& plan, const core::Report* report) {
  const Outcomes outcomes(plan, report);
  core::ActionCounts counts;
  for (std::size_t s = 0; s < plan.systems.size(); ++s) {
    for (std::size_t c = 0; c < plan.systems[s].changes.size(); ++c) {
      const auto outcome = outcomes.find(s, c);
      if (!outcome || !is_done(*outcome)) counts.count(plan.systems[s].changes[c].action);
    }
  }
  return counts;
}

}  // namespace muster::daemon
