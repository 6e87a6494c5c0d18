// Holds every request to one system against its budget, and every write against earlier writes of the same objects that
// are in doubt.
#pragma once

#include <deque>
#include <map>

#include "tests/simulation/wire.h"

namespace muster::simulation {

class PaceJudge {
 public:
  // `hidden`: for how long the vendor may hide a write.
  PaceJudge(const Policy& policy, engine::Duration hidden, const Timeline& timeline, Findings& findings)
      : policy_(policy), hidden_(hidden), timeline_(timeline), findings_(findings) {}

  // Before it leaves; `exchanges` are all earlier ones.
  void judge(const Exchange& exchange, const std::deque<Exchange>& exchanges);
  // That process is no more; a new one starts later.
  void process_ended(int process) { ended_[process] = timeline_.now(); }
  void process_started(int process) { started_[process] = timeline_.now(); }

 private:
  void judge_budget(const Exchange& exchange, const std::deque<Exchange>& exchanges);
  void judge_doubt(const Exchange& exchange, const std::deque<Exchange>& exchanges);
  [[nodiscard]] bool is_settled(const Exchange& earlier) const;

  const Policy& policy_;
  engine::Duration hidden_;
  const Timeline& timeline_;
  Findings& findings_;
  std::map<int, engine::SteadyTime> ended_;
  std::map<int, engine::SteadyTime> started_;
};

}  // namespace muster::simulation
