#include "reconciler/engine/standing.h"

#include <algorithm>

namespace muster::engine {

namespace {

using core::Outcome;

bool is_trouble(Outcome outcome) {
  return outcome == Outcome::failed || outcome == Outcome::diverged || outcome == Outcome::in_doubt;
}

bool is_unfinished(Outcome outcome) {
  return is_trouble(outcome) || outcome == Outcome::skipped || outcome == Outcome::stale ||
         outcome == Outcome::lagging || outcome == Outcome::not_tried;
}

// What nobody asked to have changed holds nothing back.
bool is_harmless(const core::BlockReason& reason) { return reason.guard == "onDrift"; }

bool is_held_back(const core::Change& change) {
  const auto is_held = [](const core::LeftOut& part) { return part.reason.guard != "onDrift"; };
  if (!core::is_blocked(change)) return std::ranges::any_of(change.left_out, is_held);
  if (change.by_drift && std::ranges::any_of(change.blocked, [](const auto& r) { return r.guard == "protect"; })) {
    return false;
  }
  return !std::ranges::all_of(change.blocked, is_harmless);
}

bool any_result(const PassSummary& pass, bool (*matches)(Outcome)) {
  return pass.report && std::ranges::any_of(pass.report->results,
                                            [&](const core::ChangeResult& result) { return matches(result.outcome); });
}

bool has_steps(const core::Plan& plan) {
  return std::ranges::any_of(plan.systems,
                             [](const core::SystemPlan& system) { return !system.schedule.steps.empty(); });
}

bool holds_back(const core::Plan& plan) {
  return std::ranges::any_of(plan.systems, [](const core::SystemPlan& system) {
    return system.refused || std::ranges::any_of(system.changes, is_held_back);
  });
}

}  // namespace

SystemState standing_after(const PassSummary& pass) {
  if (pass.failure || any_result(pass, is_trouble)) return SystemState::failing;
  if (!pass.plan || !pass.plan->missing.empty()) return SystemState::incomplete;
  if (holds_back(*pass.plan)) return SystemState::blocked;
  if (!pass.report && has_steps(*pass.plan)) return SystemState::pending;
  return any_result(pass, is_unfinished) ? SystemState::pending : SystemState::converged;
}

bool is_failure(const PassSummary& pass) { return pass.failure.has_value() || any_result(pass, is_trouble); }

bool leaves_work(const PassSummary& pass) { return is_failure(pass) || any_result(pass, is_unfinished); }

std::string trouble_of(const PassSummary& pass) {
  if (pass.failure) return pass.failure->what;
  if (pass.report) {
    const auto at = std::ranges::find_if(pass.report->results,
                                         [](const core::ChangeResult& result) { return is_trouble(result.outcome); });
    if (at != pass.report->results.end()) {
      return pass.plan->systems[at->system].changes[at->change].name + ": " + at->sentence;
    }
  }
  for (const core::SystemPlan& system : pass.plan ? pass.plan->systems : std::vector<core::SystemPlan>()) {
    if (system.refused) return system.refused->sentence;
  }
  return {};
}

void note_pass(SystemStatus& status, const PassSummary& pass, WallTime now) {
  status.error = trouble_of(pass);
  status.last_pass = now;
  if (pass.report) status.report = pass.report;
  if (pass.kind == PassKind::full) {
    if (pass.plan) status.plan = pass.plan;
    status.state = standing_after(pass);
  } else if (is_failure(pass)) {
    status.state = SystemState::failing;
  }
  if (status.state == SystemState::converged) {
    status.unconverged_since.reset();
    if (pass.plan) status.applied_commit = pass.plan->commit;
    if (pass.kind == PassKind::full) status.last_success = now;
  } else if (!status.unconverged_since) {
    status.unconverged_since = now;
  }
}

}  // namespace muster::engine
