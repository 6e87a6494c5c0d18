#include "tests/simulation/held_back.h"

#include <fmt/format.h>

namespace muster::simulation {

const core::Change* blocked_change(const engine::Status& status, const core::EntityKey& key) {
  for (const engine::SystemStatus& system : status.systems) {
    if (!system.plan || system.system != key.system) continue;
    for (const core::SystemPlan& plan : system.plan->systems) {
      for (const core::Change& change : plan.changes) {
        if (change.entity == key && (core::is_blocked(change) || !change.left_out.empty())) return &change;
      }
    }
  }
  return nullptr;
}

const core::BlockReason& reason_of(const core::Change& change) {
  return change.blocked.empty() ? change.left_out.front().reason : change.blocked.front();
}

void Refusals::note(const engine::PassSummary& pass) {
  if (!pass.plan || !pass.report) return;  // what is refused is not tried in every pass
  if (pass.kind == engine::PassKind::full) by_object_.clear();
  const auto keep = [&](auto is_meant) {
    for (const core::ChangeResult& result : pass.report->results) {
      const core::Change& change = pass.plan->systems[result.system].changes[result.change];
      if (is_meant(result)) by_object_[change.entity] = result.sentence;
    }
  };
  keep([](const core::ChangeResult& result) {
    return result.outcome == core::Outcome::failed && result.sentence.find("refused") != std::string::npos;
  });
  if (by_object_.empty()) return;
  keep([](const core::ChangeResult& result) { return result.outcome == core::Outcome::skipped; });
}

std::string Refusals::of(const core::EntityKey& key) const {
  const auto at = by_object_.find(key);
  return at == by_object_.end() ? "" : at->second;
}

void note_plans(const engine::Status& status, Findings& findings) {
  for (const engine::SystemStatus& system : status.systems) {
    findings.note(fmt::format("{} is {}: {}", system.system, to_text(system.state), system.error));
    if (!system.plan) continue;
    for (const core::Missing& missing : system.plan->missing) findings.note("missing: " + missing.sentence);
    for (const core::SystemPlan& plan : system.plan->systems) {
      for (const core::Change& change : plan.changes) {
        findings.note(fmt::format("planned: {} {} {}", core::to_text(change.intended), change.name,
                                  change.blocked.empty() ? "" : change.blocked.front().sentence));
      }
      for (const std::string& warning : plan.warnings) findings.note("planned with: " + warning);
    }
  }
}

}  // namespace muster::simulation
