// A daemon's status with one system in each state that people have to look at.
#pragma once

#include "reconciler/engine/status_board.h"
#include "tests/support/sample_plan.h"

namespace muster::daemon {

inline engine::WallTime at(int minutes) {
  return engine::WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)) + std::chrono::minutes(minutes);
}

inline engine::SystemStatus sample_system(std::string name, engine::SystemState state) {
  engine::SystemStatus system;
  system.system = std::move(name);
  system.provider = "toy";
  system.state = state;
  system.last_pass = at(10);
  system.next_pass = at(15);
  system.desired_commit = "tree:0123456789ab";
  system.applied_commit = "tree:0123456789ab";
  return system;
}

// One in three states: toy-one is blocked by what its plan says, toy-two fails, toy-zed is fine.
inline engine::Status sample_status() {
  engine::Status status;
  status.mode = engine::Mode::enforce;
  status.commit = "tree:0123456789ab";
  status.broken_commit = "tree:ffffffffffff";
  status.problems = {"users.yaml:3:5: \"rolse\" is no field of User; did you mean \"roles\"?"};
  status.desired = std::make_shared<const core::Desired>(support::sample_desired());
  status.systems.push_back(sample_system("toy-one", engine::SystemState::blocked));
  status.systems.back().plan = std::make_shared<const core::Plan>(support::sample_plan());
  status.systems.back().unconverged_since = at(0);
  status.systems.push_back(sample_system("toy-two", engine::SystemState::failing));
  status.systems.back().circuit_open = true;
  status.systems.back().error = "listing users of toy-two: the system did not answer; see whether it runs";
  status.systems.back().pause = core::Pause{at(60), "maintenance"};
  status.systems.back().lease_holder = "muster apply of root on host1";
  status.systems.back().applied_commit.clear();
  status.systems.push_back(sample_system("toy-zed", engine::SystemState::converged));
  status.systems.back().last_success = at(10);
  return status;
}

}  // namespace muster::daemon
