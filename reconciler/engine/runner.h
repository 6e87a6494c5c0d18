// Decides when one system has its passes, and which.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/engine/alarm.h"
#include "reconciler/engine/loop.h"
#include "reconciler/engine/passes.h"

namespace muster::engine {

class SystemRunner {
 public:
  // Ports and settings outlive the runner.
  SystemRunner(const boost::asio::any_io_executor& executor, const LoopPorts& ports, const LoopSettings& settings,
               std::string system);

  // Until stop() or retire().
  [[nodiscard]] Task<void> run();
  void stop();
  // The System document is gone: what is known of it is forgotten, and nothing is written there any more.
  void retire();

  void desire(std::shared_ptr<const core::Desired> desired);
  void trigger();
  void pause(const core::Pause& pause);
  void resume();
  // Something moved: a page, a request, a step.
  void note_progress();

  [[nodiscard]] const SystemStatus& status() const { return status_; }
  [[nodiscard]] bool is_ended() const { return ended_; }
  // False when a pass is under way and nothing has moved for kStall.
  [[nodiscard]] bool is_alive() const;

  static constexpr Duration kStall{5 * 60'000};  // no request, retries and Retry-After included, takes that long

 private:
  [[nodiscard]] Task<void> turn();
  [[nodiscard]] Task<bool> take_desired();
  [[nodiscard]] Task<void> take_lease();
  [[nodiscard]] Task<void> run_full();
  [[nodiscard]] Task<bool> run_edit();
  [[nodiscard]] Task<void> forget();
  [[nodiscard]] PassOrder make_order() const;
  void begin_pass(PassKind kind);
  void end_pass(PassSummary pass);
  void judge_circuit(const PassSummary& pass);
  void schedule_next(const PassSummary& pass);
  [[nodiscard]] Duration wait_after_pass();
  [[nodiscard]] Duration until_due() const;
  [[nodiscard]] bool is_paused() const;

  const LoopPorts* ports_;
  const LoopSettings* settings_;
  std::string system_;
  Alarm alarm_;
  Passes passes_;
  core::Circuit circuit_;
  bool probed_ = false;  // with an open circuit: the last pass could read, so the next one may write
  int unfinished_ = 0;   // passes in a row that left work
  SystemStatus status_;
  std::shared_ptr<const core::Desired> desired_;
  std::shared_ptr<const core::Desired> next_desired_;
  std::vector<core::EntityKey> touched_;  // by the edits since the last pass
  std::shared_ptr<Lease> lease_;
  SteadyTime due_;
  SteadyTime pass_began_;
  SteadyTime moved_at_;
  bool needs_full_ = true;
  bool stopping_ = false;
  bool retired_ = false;
  bool ended_ = false;
};

}  // namespace muster::engine
