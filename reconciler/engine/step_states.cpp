#include "reconciler/engine/step_states.h"

#include <algorithm>
#include <functional>

namespace muster::engine {

using core::Outcome;
using core::Until;

StepStates::StepStates(const core::Schedule& schedule)
    : schedule_(schedule), states_(schedule.steps.size()), waits_on_(schedule.steps.size()) {
  for (std::uint32_t i = 0; i < schedule.waits.size(); ++i) {
    waits_on_[schedule.waits[i].on].push_back(i);
    ++states_[schedule.waits[i].step].open_waits;
  }
  for (std::uint32_t step = 0; step < states_.size(); ++step) {
    if (states_[step].open_waits == 0) ready_.push_back(step);
  }
}

std::optional<std::uint32_t> StepStates::start_next() {
  while (!ready_.empty()) {
    std::ranges::pop_heap(ready_, std::greater<>());
    const std::uint32_t step = ready_.back();
    ready_.pop_back();
    if (states_[step].phase != Phase::waiting) continue;
    states_[step].phase = Phase::running;
    return step;
  }
  return std::nullopt;
}

void StepStates::accept(std::uint32_t step, bool in_doubt) {
  states_[step].phase = Phase::accepted;
  states_[step].in_doubt = in_doubt;
  if (!in_doubt) release(step, Until::accepted);
}

void StepStates::finish(std::uint32_t step, Outcome outcome, std::string sentence) {
  const bool was_released = states_[step].phase == Phase::accepted && !states_[step].in_doubt;
  states_[step].phase = Phase::done;
  states_[step].outcome = outcome;
  states_[step].sentence = std::move(sentence);
  if (!is_success(outcome)) {
    skip_dependants(step);
    return;
  }
  if (!was_released) release(step, Until::accepted);
  release(step, Until::verified);
}

void StepStates::stop(const std::string& why) {
  for (State& state : states_) {
    if (state.phase != Phase::waiting) continue;
    state.phase = Phase::done;
    state.sentence = why;
  }
  ready_.clear();
}

std::vector<std::uint32_t> StepStates::unverified() const {
  std::vector<std::uint32_t> steps;
  for (std::uint32_t step = 0; step < states_.size(); ++step) {
    if (states_[step].phase == Phase::accepted) steps.push_back(step);
  }
  return steps;
}

void StepStates::release(std::uint32_t step, Until reached) {
  for (const std::uint32_t index : waits_on_[step]) {
    const core::Wait& wait = schedule_.waits[index];
    if (wait.until != reached || --states_[wait.step].open_waits > 0) continue;
    if (states_[wait.step].phase != Phase::waiting) continue;
    ready_.push_back(wait.step);
    std::ranges::push_heap(ready_, std::greater<>());
  }
}

void StepStates::skip_dependants(std::uint32_t step) {
  std::vector<std::uint32_t> open = {step};
  while (!open.empty()) {
    const std::uint32_t failed = open.back();
    open.pop_back();
    for (const std::uint32_t index : waits_on_[failed]) {
      State& state = states_[schedule_.waits[index].step];
      if (state.phase != Phase::waiting) continue;
      state.phase = Phase::done;
      state.outcome = Outcome::skipped;
      state.sentence = "what it waits for did not succeed";
      open.push_back(schedule_.waits[index].step);
    }
  }
}

bool is_success(Outcome outcome) { return outcome == Outcome::verified || outcome == Outcome::unchanged; }

}  // namespace muster::engine
