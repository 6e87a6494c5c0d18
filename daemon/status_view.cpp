#include "daemon/status_view.h"

#include <algorithm>

#include "daemon/pass_facts.h"
#include "reconciler/core/time_text.h"

namespace muster::daemon {
namespace {

std::string text_of(const std::optional<engine::WallTime>& time) { return time ? core::to_iso8601(*time) : ""; }

std::string first_sentence(const core::Plan& plan, const std::string& guard) {
  for (const core::SystemPlan& system : plan.systems) {
    if (system.refused && system.refused->guard == guard) return system.refused->sentence;
    for (const core::Change& change : system.changes) {
      const auto at = std::ranges::find(change.blocked, guard, &core::BlockReason::guard);
      if (at != change.blocked.end()) return at->sentence;
    }
  }
  return {};
}

void add_plan(SystemStatusView& view, const engine::SystemStatus& status) {
  const core::Plan& plan = *status.plan;
  const core::ActionCounts left = remaining(plan, status.report.get());
  const bool converged = status.state == engine::SystemState::converged;
  view.changes = converged ? 0 : left.actionable();
  view.blocked = left.blocked;
  for (const core::SystemPlan& system : plan.systems) {
    view.managed += system.managed;
    view.in_sync += system.in_sync;
    view.unmanaged += system.unmanaged.size();
  }
  if (converged) view.in_sync = view.managed - std::min(view.managed, view.blocked);
  for (const auto& [guard, changes] : guards_of(plan))
    view.guards.push_back({guard, changes, first_sentence(plan, guard)});
  for (const core::Missing& missing : plan.missing) view.missing.push_back(missing.sentence);
}

SystemStatusView view_of(const engine::SystemStatus& status) {
  SystemStatusView view;
  view.name = status.system;
  view.provider = status.provider;
  view.state = engine::to_text(status.state);
  view.in_pass = status.in_pass;
  view.circuit_open = status.circuit_open;
  if (status.pause) view.pause = PauseView{text_of(status.pause->until), status.pause->reason};
  view.lease_holder = status.lease_holder;
  view.last_pass = text_of(status.last_pass);
  view.last_success = text_of(status.last_success);
  view.unconverged_since = text_of(status.unconverged_since);
  view.next_pass = text_of(status.next_pass);
  view.desired_commit = status.desired_commit;
  view.applied_commit = status.applied_commit;
  view.error = status.error;
  if (status.plan) add_plan(view, status);
  return view;
}

bool any(const StatusView& status, std::string_view state) {
  return std::ranges::any_of(status.systems, [&](const SystemStatusView& system) { return system.state == state; });
}

}  // namespace

bool is_ready(const engine::Status& status) {
  return status.desired != nullptr && std::ranges::none_of(status.systems, [](const engine::SystemStatus& system) {
           return system.state == engine::SystemState::starting;
         });
}

StatusView make_status_view(const engine::Status& status, engine::WallTime now) {
  StatusView view;
  view.version = MUSTER_VERSION;
  view.at = core::to_iso8601(now);
  view.mode = engine::to_text(status.mode);
  view.commit = status.commit;
  view.broken_commit = status.broken_commit;
  view.problems = status.problems;
  view.ready = is_ready(status);
  for (const engine::SystemStatus& system : status.systems) view.systems.push_back(view_of(system));
  return view;
}

core::ExitFacts facts_of(const StatusView& status) {
  core::ExitFacts facts;
  facts.error = any(status, "failing") || !status.problems.empty();
  facts.incomplete = any(status, "incomplete");
  facts.blocked = any(status, "blocked");
  facts.changes = any(status, "pending");
  return facts;
}

}  // namespace muster::daemon
