// A store on whose every call the process may end: before the call had any effect, or when it is durable and nobody
// was told.
#pragma once

#include "reconciler/engine/ports.h"
#include "tests/simulation/kill_switch.h"

namespace muster::simulation {

class KillableStore final : public engine::Store {
 public:
  KillableStore(engine::Store& inner, KillSwitch& kill) : inner_(inner), kill_(kill) {}

  [[nodiscard]] engine::Task<core::Result<core::Memory>> load(std::string system, engine::WallTime now) override;
  [[nodiscard]] engine::Task<core::Status> record(std::shared_ptr<const core::PassRecord> pass) override;
  [[nodiscard]] engine::Task<core::Status> begin(std::vector<core::Intent> intents) override;
  [[nodiscard]] engine::Task<core::Status> close(std::vector<core::Closing> closings) override;
  [[nodiscard]] engine::Task<core::Status> consume_plan(std::string plan_id) override;
  [[nodiscard]] engine::Task<core::Status> forget_system(std::string system, core::AuditRecord audit) override;
  [[nodiscard]] engine::Task<core::Result<core::Secret>> load_token(std::string system, std::string name) override;
  [[nodiscard]] engine::Task<core::Status> keep_token(std::string system, std::string name,
                                                      core::Secret token) override;

 private:
  engine::Store& inner_;
  KillSwitch& kill_;
};

}  // namespace muster::simulation
