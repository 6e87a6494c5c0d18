// One life of musterd: the daemon's loop with the real providers, over ports of the simulation.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "providers/kit/budget.h"
#include "reconciler/engine/loop.h"
#include "tests/simulation/killable_store.h"
#include "tests/simulation/stored_tokens.h"
#include "tests/simulation/wire.h"
#include "tests/support/loop_ports.h"
#include "tests/support/model_provider.h"
#include "tests/support/virtual_clock.h"

namespace muster::simulation {

// What a process finds when it starts. Not owned; outlives it.
struct Surroundings {
  Timeline* timeline = nullptr;
  const engine::Duration* wall_error = nullptr;
  std::map<std::string, Wire*> wires;  // by system
  engine::Store* store = nullptr;
  engine::Leases* leases = nullptr;
  engine::Secrets* secrets = nullptr;
  engine::Events* events = nullptr;
  const std::string* password_version = nullptr;
  std::function<std::size_t(const std::string& system)> oldest_state;
};

class Process final : public engine::Connections {
 public:
  Process(const Surroundings& surroundings, int number, std::uint64_t seed, engine::Duration interval);
  ~Process() override;

  // Runs what is ready, until nothing is, or it was killed.
  void poll();
  [[nodiscard]] bool has_died() const { return kill_.has_struck(); }
  // It stopped as asked, or (a defect) by itself.
  [[nodiscard]] bool has_ended() const { return ended_; }
  [[nodiscard]] const std::string& failure() const { return failure_; }

  [[nodiscard]] KillSwitch& kill_switch() { return kill_; }
  [[nodiscard]] support::PushedSource& source() { return source_; }
  [[nodiscard]] engine::Loop& loop() { return loop_; }
  [[nodiscard]] int number() const { return number_; }

 private:
  [[nodiscard]] engine::Task<core::Result<engine::Connected>> connect(core::SystemSpec spec) override;
  [[nodiscard]] engine::Task<core::Result<std::string>> credential_version(core::SystemSpec spec) override;
  [[nodiscard]] engine::LoopPorts ports();

  Surroundings around_;
  int number_;
  ProcessClock clock_;
  KillSwitch kill_;
  tests::SeededRandom random_;
  KillableStore store_;
  kit::Budgets budgets_;
  std::map<std::string, StoredTokens> tokens_;  // by system
  support::PushedSource source_;
  support::InlineWorker worker_;
  engine::Loop loop_;
  bool ended_ = false;
  std::string failure_;
};

}  // namespace muster::simulation
