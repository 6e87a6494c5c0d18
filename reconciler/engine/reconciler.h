// One pass: observe -> plan -> execute -> report. The callers (a command, later the daemon's loop) only say when.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/make_plan.h"
#include "reconciler/core/report.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/ports.h"
#include "reconciler/engine/provider.h"
#include "reconciler/engine/quarantine.h"

namespace muster::engine {

// One vendor system as the engine sees it. `provider` is owned by the composition root and outlives every task.
struct SystemPort {
  std::string name;
  Provider* provider = nullptr;
  core::SystemSpec spec;
  std::shared_ptr<Lease> lease;  // under which it is written; null: none is needed (fence 0)

  SystemPort() = default;
  SystemPort(std::string system_name, Provider* system_provider, core::SystemSpec system_spec)
      : name(std::move(system_name)), provider(system_provider), spec(std::move(system_spec)) {}
};

// Everything that touches time, randomness, disk or network. Not owned.
struct Ports {
  Clock* clock = nullptr;
  Random* random = nullptr;  // for the ids of intents; needed to execute
  Store* store = nullptr;    // null: no inventory (a plan without a store), and nothing is ever written
  Secrets* secrets = nullptr;
  Events* events = nullptr;
  std::vector<SystemPort> systems;
};

// `settles`: what became of earlier writes in doubt is found out and recorded; only under the lease. Without it their
// objects are just left alone. `patience`: the longest wait for them to be over, before the observation begins.
struct ObserveMode {
  bool everything = false;  // all objects and fields (export, unmanaged), else what `desired` names
  bool settles = false;
  Duration patience{0};

  ObserveMode() = default;
  ObserveMode(bool all, bool settle = false, Duration wait = Duration{0})
      : everything(all), settles(settle), patience(wait) {}
};

// What one observation of everything found.
struct Observation {
  std::vector<core::ObservedSystem> systems;
  core::Memories memories;
  core::SecretVersions secret_versions;

  Observation() = default;
};

class Reconciler {
 public:
  explicit Reconciler(Ports ports);

  // Reads every system of `ports` concurrently. Never writes to a vendor, in no mode. A system that fails is an
  // ObservedSystem with a failure.
  [[nodiscard]] Task<Observation> observe(std::shared_ptr<const core::Desired> desired, ObserveMode mode);

  // Reads just the `touched` objects again, for an edit; everything else is as `snapshot` says, with its coverage. What
  // is then not found is unknown: an edit proves no absence. The result is an observation like any other.
  [[nodiscard]] Task<Observation> refresh(std::shared_ptr<const core::Desired> desired, Observation snapshot,
                                          std::vector<core::EntityKey> touched);

  // Does what the plan says, within each system's concurrency, and reads back what it wrote. `plan` was made from
  // `desired` and the last observation of this Reconciler. Each write is preceded by a durable intent and followed by
  // its closing; what cannot be journalled is not sent.
  // `lease`: of the system that the plan is for; null: those of the ports.
  [[nodiscard]] Task<core::Report> execute(std::shared_ptr<const core::Plan> plan,
                                           std::shared_ptr<const core::Desired> desired,
                                           std::shared_ptr<Lease> lease = nullptr);

  // From now on no change is started; those under way are finished and reported.
  void stop() { stopping_ = true; }

  // How long until all writes in doubt that are known since the last observation can be settled by another one;
  // nothing when there are none.
  [[nodiscard]] std::optional<Duration> settle_delay() const;

 private:
  [[nodiscard]] Task<void> take_over(std::shared_ptr<const core::Desired> desired, Observation* observation);

  Ports ports_;
  Quarantine quarantine_;
  core::SecretVersions secret_versions_;  // of the last observation, as are the memories
  core::Memories memories_;
  bool stopping_ = false;
};

}  // namespace muster::engine
