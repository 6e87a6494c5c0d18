// Bookkeeping of one schedule: what may start, what has to wait, what a failure takes with it. Pure; no clock, no I/O.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/change.h"

namespace muster::engine {

class StepStates {
 public:
  explicit StepStates(const core::Schedule& schedule);

  // The next step that may start, in schedule order; it is then running.
  [[nodiscard]] std::optional<std::uint32_t> start_next();

  // The vendor accepted the write (or may have: `in_doubt`); it is to be read back.
  void accept(std::uint32_t step, bool in_doubt);
  // Final. Anything but success takes the steps that wait for it along as skipped.
  void finish(std::uint32_t step, core::Outcome outcome, std::string sentence);
  // Nothing more is started; steps that have not begun become not_tried, for that reason.
  void stop(const std::string& why);

  [[nodiscard]] std::vector<std::uint32_t> unverified() const;  // accepted, in schedule order
  [[nodiscard]] bool is_done(std::uint32_t step) const { return states_[step].phase == Phase::done; }
  [[nodiscard]] bool is_in_doubt(std::uint32_t step) const { return states_[step].in_doubt; }
  [[nodiscard]] core::Outcome outcome(std::uint32_t step) const { return states_[step].outcome; }
  [[nodiscard]] const std::string& sentence(std::uint32_t step) const { return states_[step].sentence; }

 private:
  enum class Phase : std::uint8_t { waiting, running, accepted, done };
  struct State {
    Phase phase = Phase::waiting;
    bool in_doubt = false;
    core::Outcome outcome = core::Outcome::not_tried;
    std::string sentence;
    std::uint32_t open_waits = 0;
  };

  void release(std::uint32_t step, core::Until reached);
  void skip_dependants(std::uint32_t step);

  const core::Schedule& schedule_;
  std::vector<State> states_;
  std::vector<std::vector<std::uint32_t>> waits_on_;  // indexes into schedule.waits, by the step waited for
  std::vector<std::uint32_t> ready_;                  // a heap, smallest first
};

[[nodiscard]] bool is_success(core::Outcome outcome);

}  // namespace muster::engine
