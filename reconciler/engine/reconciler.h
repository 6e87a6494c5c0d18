// One pass: observe -> plan -> execute -> report. The callers (a command, later the daemon's loop) only say when.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "reconciler/core/make_plan.h"
#include "reconciler/core/report.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/ports.h"
#include "reconciler/engine/provider.h"

namespace muster::engine {

// One vendor system as the engine sees it. `provider` is owned by the composition root and outlives every task.
struct SystemPort {
  std::string name;
  Provider* provider = nullptr;
  core::SystemSpec spec;

  SystemPort() = default;
  SystemPort(std::string system_name, Provider* system_provider, core::SystemSpec system_spec)
      : name(std::move(system_name)), provider(system_provider), spec(std::move(system_spec)) {}
};

// Everything that touches time, randomness, disk or network. Not owned.
struct Ports {
  Clock* clock = nullptr;
  Store* store = nullptr;  // null: no inventory (a plan without a store)
  Secrets* secrets = nullptr;
  Events* events = nullptr;
  std::vector<SystemPort> systems;
};

// What one observation of everything found.
struct Observation {
  std::vector<core::ObservedSystem> systems;
  std::map<std::string, std::shared_ptr<const core::Inventory>, std::less<>> inventories;
  core::SecretVersions secret_versions;

  Observation() = default;
};

class Reconciler {
 public:
  explicit Reconciler(Ports ports);

  // Reads every system of `ports` concurrently. Never writes. A system that fails is an ObservedSystem with a failure.
  // `everything`: all objects and fields (export, unmanaged), else what `desired` names.
  [[nodiscard]] Task<Observation> observe(std::shared_ptr<const core::Desired> desired, bool everything);

  // Does what the plan says, within each system's concurrency, and reads back what it wrote. `plan` was made from
  // `desired` and the last observation of this Reconciler.
  [[nodiscard]] Task<core::Report> execute(std::shared_ptr<const core::Plan> plan,
                                           std::shared_ptr<const core::Desired> desired);

  // From now on no change is started; those under way are finished and reported.
  void stop() { stopping_ = true; }

 private:
  Ports ports_;
  core::SecretVersions secret_versions_;  // of the last observation, as are the inventories
  std::map<std::string, std::shared_ptr<const core::Inventory>, std::less<>> inventories_;
  bool stopping_ = false;
};

}  // namespace muster::engine
