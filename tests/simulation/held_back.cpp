#include "tests/simulation/held_back.h"

#include <fmt/format.h>

#include <algorithm>

namespace muster::simulation {

namespace {

// The object itself, or a part of it.
bool is_of(const core::EntityKey& entity, const core::EntityKey& key) {
  return entity == key || (entity.system == key.system && entity.name.starts_with(key.name + "/"));
}

// In the words of each provider.
bool says_refused(const std::string& sentence) {
  constexpr const char* kWords[] = {"refused", "the server says", "was not assigned", "was not taken out"};
  return std::ranges::any_of(kWords, [&](const char* words) { return sentence.find(words) != std::string::npos; });
}

}  // namespace

const core::Change* blocked_change(const engine::Status& status, const core::EntityKey& key) {
  for (const engine::SystemStatus& system : status.systems) {
    if (!system.plan || system.system != key.system) continue;
    for (const core::SystemPlan& plan : system.plan->systems) {
      for (const core::Change& change : plan.changes) {
        if (is_of(change.entity, key) && (core::is_blocked(change) || !change.left_out.empty())) return &change;
      }
    }
  }
  return nullptr;
}

bool is_said_to_be_unknown(const engine::Status& status, const core::EntityKey& key) {
  for (const engine::SystemStatus& system : status.systems) {
    if (!system.plan || system.system != key.system) continue;
    const auto says_so = [&](const core::Missing& missing) {
      return missing.sentence.starts_with("not known to exist or not") &&
             missing.sentence.find(key.name) != std::string::npos;
    };
    if (std::ranges::any_of(system.plan->missing, says_so)) return true;
  }
  return false;
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
    return result.outcome == core::Outcome::failed && says_refused(result.sentence);
  });
  if (by_object_.empty()) return;
  keep([](const core::ChangeResult& result) { return result.outcome == core::Outcome::skipped; });
}

std::string Refusals::of(const core::EntityKey& key) const {
  const auto at = std::ranges::find_if(by_object_, [&](const auto& refused) { return is_of(refused.first, key); });
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
