#include "reconciler/engine/executor.h"

#include <algorithm>
#include <boost/asio/this_coro.hpp>

#include "reconciler/engine/execution.h"
#include "reconciler/engine/task_group.h"

namespace muster::engine {

namespace {

using core::Outcome;

// The worst thing that happened to any step of a change is what happened to the change.
int badness(Outcome outcome) {
  switch (outcome) {
    case Outcome::verified:
      return 0;
    case Outcome::unchanged:
      return 1;
    case Outcome::lagging:
      return 2;
    case Outcome::not_tried:
      return 3;
    case Outcome::skipped:
      return 4;
    case Outcome::blocked:
      return 5;
    case Outcome::diverged:
      return 6;
    case Outcome::stale:
      return 7;
    case Outcome::in_doubt:
      return 8;
    case Outcome::failed:
      return 9;
  }
  return 9;
}

core::ChangeResult blocked_result(const core::Change& change) {
  core::ChangeResult result;
  const auto is_stale = [](const core::BlockReason& reason) { return reason.guard == "stale"; };
  result.outcome = std::ranges::any_of(change.blocked, is_stale) ? Outcome::stale : Outcome::blocked;
  result.sentence = change.blocked.front().sentence;
  return result;
}

void merge_step(const Execution& execution, std::uint32_t step, bool first, core::ChangeResult& result) {
  const Outcome outcome = execution.states.outcome(step);
  if (!first && badness(outcome) <= badness(result.outcome)) return;
  result.outcome = outcome;
  result.sentence = execution.states.sentence(step);
}

core::Report report_of(const Execution& execution) {
  core::Report report;
  std::vector<bool> seen(execution.plan.changes.size(), false);
  for (std::uint32_t i = 0; i < execution.plan.changes.size(); ++i) {
    const core::Change& change = execution.plan.changes[i];
    core::ChangeResult result = core::is_blocked(change) ? blocked_result(change) : core::ChangeResult();
    result.system = static_cast<std::uint32_t>(execution.request->plan_index);
    result.change = i;
    report.results.push_back(std::move(result));
  }
  for (std::uint32_t step = 0; step < execution.plan.schedule.steps.size(); ++step) {
    const std::uint32_t change = execution.step(step).change;
    merge_step(execution, step, !seen[change], report.results[change]);
    seen[change] = true;
  }
  report.warnings = execution.warnings;
  std::ranges::sort(report.warnings);
  return report;
}

void tell_if_done(const Execution& execution, std::uint32_t step) {
  Events* events = execution.ports().events;
  if (events == nullptr || !execution.states.is_done(step)) return;
  events->step_finished(execution.plan.system, execution.change(step), execution.states.outcome(step));
}

Task<void> run_and_tell(Execution* execution, std::uint32_t step) {
  co_await run_step(execution, step);
  Events* events = execution->ports().events;
  if (events != nullptr) {
    events->step_ran(execution->plan.system, execution->change(step), execution->states.outcome(step));
  }
  tell_if_done(*execution, step);
}

Task<void> read_back_and_tell(Execution* execution) {
  const std::vector<std::uint32_t> steps = execution->states.unverified();
  co_await read_back(execution);
  for (const std::uint32_t step : steps) tell_if_done(*execution, step);
}

Task<void> run_all(Execution* execution) {
  const auto executor = co_await boost::asio::this_coro::executor;
  const int writers = execution->catalog.one_writer ? 1 : execution->desired.spec.budget.concurrency;
  const auto limit = static_cast<std::size_t>(std::max(writers, 1));
  TaskGroup group(executor);
  for (bool more = true; more;) {
    if (const std::string why_not = execution->why_not(); !why_not.empty()) execution->states.stop(why_not);
    while (group.running() < limit) {
      const auto step = execution->states.start_next();
      if (!step) break;
      group.spawn(run_and_tell(execution, *step));
    }
    if (group.running() > 0) {
      co_await group.wait_for_any();
      continue;
    }
    more = !execution->states.unverified().empty();
    if (more) co_await read_back_and_tell(execution);
  }
  co_await group.join();
}

// Everything that has to be on disk before the first write. What cannot be stored keeps the system from being written.
Task<void> remember_first(Execution* execution) {
  auto record = record_of(*execution);
  Store* store = execution->ports().store;
  if (store == nullptr) {
    execution->halted = "there is no state to journal writes in";
  } else if (!record->empty()) {
    auto stored = co_await store->record(record);
    if (!stored) execution->halted = "nothing is written that cannot be remembered: " + stored.error().what;
  }
  if (execution->halted.empty()) {
    execution->inventory = with_record(std::move(execution->inventory), *record);
  } else if (!record->empty() && execution->plan.schedule.steps.empty()) {
    execution->warnings.push_back(execution->plan.system + ": " + execution->halted);
  }
}

// Intents that are still open are settled by a later observation, when nothing can arrive or be hidden any more.
void leave_open(const Execution& execution, Quarantine* quarantine) {
  if (quarantine == nullptr) return;
  for (const SentStep& sent : execution.sent) {
    if (!sent.intent) continue;
    const SteadyTime since = sent.answered == SteadyTime{} ? execution.ports().clock->now() : sent.answered;
    quarantine->start(sent.intent->id, since, quarantine_of(execution.desired.spec));
  }
}

}  // namespace

Execution::Execution(std::shared_ptr<const ExecuteRequest> execute_request, boost::asio::any_io_executor executor)
    : request(std::move(execute_request)),
      plan(request->plan->systems[request->plan_index]),
      desired(*request->desired->find(plan.system)),
      catalog(request->system.provider->catalog()),
      inventory(request->memory->inventory),
      states(plan.schedule),
      sent(plan.schedule.steps.size()),
      journal(request->ports.store, std::move(executor)) {}

std::string Execution::why_not() const {
  if (!halted.empty()) return halted;
  if (request->stopping != nullptr && *request->stopping) return "muster was asked to stop";
  const auto& lease = request->system.lease;
  if (lease && !lease->is_held()) return "the right to write to this system was lost";
  if (plan.start_before && ports().clock->wall_now() >= *plan.start_before) return "the window for changes closed";
  return {};
}

Task<core::Report> execute_system(std::shared_ptr<const ExecuteRequest> request) {
  const auto executor = co_await boost::asio::this_coro::executor;
  Execution execution(request, executor);
  co_await remember_first(&execution);
  co_await run_all(&execution);
  leave_open(execution, request->quarantine);
  co_return report_of(execution);
}

}  // namespace muster::engine
