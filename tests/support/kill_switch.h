// Ends a simulated process at one of its calls to the outside: before the call is made, or after it was made and before
// its answer is known. What is dropped then is everything but the store and the worlds.
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/engine/ports.h"

namespace muster::support {

struct Killed final : std::exception {
  [[nodiscard]] const char* what() const noexcept override { return "the process was killed"; }
};

// One process. Every call to a port passes it twice; from the `kill_at`-th time on (counted from 0) it throws Killed.
class KillSwitch {
 public:
  explicit KillSwitch(std::optional<std::uint64_t> kill_at = std::nullopt) : kill_at_(kill_at) {}
  void pass() {
    if (is_dead_ || passed_++ == kill_at_) {
      is_dead_ = true;
      throw Killed();
    }
  }
  [[nodiscard]] bool is_dead() const { return is_dead_; }
  [[nodiscard]] std::uint64_t passed() const { return passed_; }

 private:
  std::optional<std::uint64_t> kill_at_;
  std::uint64_t passed_ = 0;
  bool is_dead_ = false;
};

// The ports of one process. What they stand for, and the switch, outlive them.
class KillableStore final : public engine::Store {
 public:
  KillableStore(engine::Store& store, KillSwitch& kill) : store_(store), kill_(kill) {}
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
  engine::Store& store_;
  KillSwitch& kill_;
};

class KillableProvider final : public engine::Provider {
 public:
  KillableProvider(engine::Provider& provider, KillSwitch& kill) : provider_(provider), kill_(kill) {}
  [[nodiscard]] const core::Catalog& catalog() const override { return provider_.catalog(); }
  [[nodiscard]] engine::Task<core::Result<core::Coverage>> observe(std::shared_ptr<const engine::Scope> scope,
                                                                   engine::PageSink& sink) override;
  [[nodiscard]] engine::Task<core::Result<core::Fresh>> read(core::EntityKey entity, core::RemoteId id,
                                                             engine::WantedFields fields) override;
  [[nodiscard]] engine::Task<std::vector<core::Result<core::Receipt>>> write(std::vector<core::Write> writes) override;

 private:
  engine::Provider& provider_;
  KillSwitch& kill_;
};

class KillableSecrets final : public engine::Secrets {
 public:
  KillableSecrets(engine::Secrets& secrets, KillSwitch& kill) : secrets_(secrets), kill_(kill) {}
  [[nodiscard]] engine::Task<core::Result<core::Secret>> resolve(core::SecretReference reference) override;
  [[nodiscard]] engine::Task<core::Result<std::string>> version(core::SecretReference reference) override;

 private:
  engine::Secrets& secrets_;
  KillSwitch& kill_;
};

class KillableClock final : public engine::Clock {
 public:
  KillableClock(engine::Clock& clock, KillSwitch& kill) : clock_(clock), kill_(kill) {}
  [[nodiscard]] engine::SteadyTime now() const override { return clock_.now(); }
  [[nodiscard]] engine::WallTime wall_now() const override { return clock_.wall_now(); }
  [[nodiscard]] engine::Task<void> sleep(engine::Duration duration) override;

 private:
  engine::Clock& clock_;
  KillSwitch& kill_;
};

}  // namespace muster::support
