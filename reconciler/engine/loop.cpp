#include "reconciler/engine/loop.h"

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>

#include "reconciler/engine/runner.h"

namespace muster::engine {

namespace asio = boost::asio;

namespace {

// Passes the events of a pass on, and tells the runner that something moved.
class MovingEvents final : public Events {
 public:
  MovingEvents(Events& next, std::function<void(const std::string&)> moved) : next_(next), moved_(std::move(moved)) {}

  void observing(const std::string& system) override { moved_(system), next_.observing(system); }
  void page_read(const std::string& system, std::size_t rows) override {
    moved_(system), next_.page_read(system, rows);
  }
  void observed(const std::string& system, std::size_t rows) override { moved_(system), next_.observed(system, rows); }
  void step_ran(const std::string& system, const core::Change& change, core::Outcome outcome) override {
    moved_(system), next_.step_ran(system, change, outcome);
  }
  void step_finished(const std::string& system, const core::Change& change, core::Outcome outcome) override {
    moved_(system), next_.step_finished(system, change, outcome);
  }
  void waiting(const std::string& system, const std::string& reason) override {
    moved_(system), next_.waiting(system, reason);
  }
  void settled(const std::string& system, const core::Closing& closing) override {
    moved_(system), next_.settled(system, closing);
  }
  void source_changed(const SourceUpdate& update) override { next_.source_changed(update); }
  void pass_started(const std::string& system, PassKind kind) override { next_.pass_started(system, kind); }
  void pass_finished(const PassSummary& pass) override { next_.pass_finished(pass); }
  void circuit_changed(const std::string& system, bool open) override { next_.circuit_changed(system, open); }
  void warned(const std::string& system, const std::string& sentence) override { next_.warned(system, sentence); }

 private:
  Events& next_;
  std::function<void(const std::string&)> moved_;
};

}  // namespace

struct Loop::State {
  State(LoopPorts given, LoopSettings chosen)
      : settings(std::move(chosen)),
        moving(*given.events, [this](const std::string& system) { note_progress(system); }),
        ports(given) {
    ports.events = &moving;
  }

  void note_progress(const std::string& system) {
    ++progress;
    if (SystemRunner* runner = find(system)) runner->note_progress();
  }

  SystemRunner* find(const std::string& system) {
    const auto at = runners.find(system);
    return at == runners.end() ? nullptr : at->second.get();
  }

  template <typename Action>
  bool each(const std::optional<std::string>& system, Action action) {
    if (system && find(*system) == nullptr) return false;
    for (auto& [name, runner] : runners) {
      if (!system || name == *system) action(*runner);
    }
    return true;
  }

  LoopSettings settings;
  MovingEvents moving;
  LoopPorts ports;
  std::map<std::string, std::shared_ptr<SystemRunner>, std::less<>> runners;
  std::vector<std::shared_ptr<SystemRunner>> retired;
  std::unique_ptr<TaskGroup> group;
  std::unique_ptr<Alarm> ended;
  asio::cancellation_signal cancel_source;
  asio::any_io_executor executor;
  SourceUpdate latest;  // problems of the newest state
  std::shared_ptr<const core::Desired> desired;
  std::uint64_t progress = 0;
  bool stopping = false;
  bool source_ended = false;
};

Loop::Loop(LoopPorts ports, LoopSettings settings) : state_(std::make_unique<State>(ports, std::move(settings))) {}

Loop::~Loop() = default;

Task<void> Loop::run() {
  State& state = *state_;
  state.executor = co_await asio::this_coro::executor;
  state.group = std::make_unique<TaskGroup>(state.executor);
  Signal over(state.executor);
  std::exception_ptr failure;
  auto following = follow_source();
  asio::co_spawn(state.executor, std::move(following),
                 asio::bind_cancellation_slot(state.cancel_source.slot(), [&](const std::exception_ptr& error) {
                   failure = error;
                   state.source_ended = true;
                   over.notify();
                 }));
  while (!state.source_ended) co_await over.wait();
  const bool was_asked = state.stopping;
  if (!was_asked) stop();
  co_await state.group->join();
  if (failure && !was_asked) std::rethrow_exception(failure);
}

// Ends by cancellation alone.
Task<void> Loop::follow_source() {
  while (!state_->stopping) {
    SourceUpdate update = co_await state_->ports.source->next();
    if (!state_->stopping) take(std::move(update));
  }
}

void Loop::take(SourceUpdate update) {
  State& state = *state_;
  ++state.progress;
  state.ports.events->source_changed(update);
  state.latest = std::move(update);
  if (!state.latest.desired) return;
  state.desired = state.latest.desired;
  for (auto at = state.runners.begin(); at != state.runners.end();) {
    if (state.desired->find(at->first) != nullptr) {
      ++at;
      continue;
    }
    at->second->retire();
    state.retired.push_back(at->second);
    at = state.runners.erase(at);
  }
  std::erase_if(state.retired, [](const auto& runner) { return runner->is_ended(); });
  for (const core::DesiredSystem& system : state.desired->systems) {
    auto& runner = state.runners[system.spec.name];
    if (!runner) {
      runner = std::make_shared<SystemRunner>(state.executor, state.ports, state.settings, system.spec.name);
      state.group->spawn(runner->run());
    }
    runner->desire(state.desired);
  }
}

void Loop::stop() {
  state_->stopping = true;
  for (auto& [name, runner] : state_->runners) runner->stop();
  for (auto& runner : state_->retired) runner->stop();
  state_->cancel_source.emit(asio::cancellation_type::terminal);
}

bool Loop::trigger(const std::optional<std::string>& system) {
  return state_->each(system, [](SystemRunner& runner) { runner.trigger(); });
}

bool Loop::pause(const std::optional<std::string>& system, const core::Pause& pause) {
  return state_->each(system, [&](SystemRunner& runner) { runner.pause(pause); });
}

bool Loop::resume(const std::optional<std::string>& system) {
  return state_->each(system, [](SystemRunner& runner) { runner.resume(); });
}

void Loop::change(const LoopSettings& settings) {
  state_->settings = settings;
  (void)trigger(std::nullopt);
}

void Loop::note_progress(const std::string& system) { state_->note_progress(system); }

Status Loop::status() const {
  Status status;
  status.mode = state_->settings.mode;
  status.desired = state_->desired;
  if (state_->desired) status.commit = state_->desired->commit;
  if (!state_->latest.desired) {
    status.broken_commit = state_->latest.commit;
    status.problems = state_->latest.problems;
  }
  for (const auto& [name, runner] : state_->runners) status.systems.push_back(runner->status());
  return status;
}

std::uint64_t Loop::progress() const { return state_->progress; }

bool Loop::is_alive() const {
  return std::ranges::all_of(state_->runners, [](const auto& at) { return at.second->is_alive(); });
}

}  // namespace muster::engine
