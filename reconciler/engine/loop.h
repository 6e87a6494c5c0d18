// The daemon's loop: it says when a pass runs, and nothing else. One runner a system, so that none waits for another.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/catalog.h"
#include "reconciler/core/circuit.h"
#include "reconciler/engine/ports.h"
#include "reconciler/engine/status_board.h"
#include "reconciler/engine/task_group.h"

namespace muster::engine {

// Not owned; all outlive the loop.
struct LoopPorts {
  Clock* clock = nullptr;
  Random* random = nullptr;
  Store* store = nullptr;
  Leases* leases = nullptr;
  Secrets* secrets = nullptr;
  Events* events = nullptr;
  Source* source = nullptr;
  Connections* connections = nullptr;
  Worker* compute = nullptr;
  core::Catalogs catalogs;
};

struct LoopSettings {
  Mode mode = Mode::observe;
  Duration interval{5 * 60'000};  // between full passes; each wait is 90 % to 110 % of it
  std::optional<core::Guards> ceiling;
  std::string holder;  // how this process names itself to others that want a lease

  LoopSettings() = default;
};

class SystemRunner;

class Loop {
 public:
  Loop(LoopPorts ports, LoopSettings settings);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // Until stop(): then no change is started any more, what was sent is finished, and this returns.
  [[nodiscard]] Task<void> run();
  void stop();

  // A full pass as soon as possible; no system named: all. False: there is no such system.
  bool trigger(const std::optional<std::string>& system);
  // Nothing is written until `pause.until` or resume(). False: there is no such system. Survives a restart only where
  // the manifest says it.
  bool pause(const std::optional<std::string>& system, const core::Pause& pause);
  bool resume(const std::optional<std::string>& system);

  // From the next pass on.
  void change(const LoopSettings& settings);

  [[nodiscard]] Status status() const;
  // Something of a system moved that no event tells: a request was answered.
  void note_progress(const std::string& system);
  // Grows whenever anything moves forward. See is_alive.
  [[nodiscard]] std::uint64_t progress() const;
  // False when a pass is under way and nothing has moved for longer than any single request may take.
  [[nodiscard]] bool is_alive() const;

 private:
  [[nodiscard]] Task<void> follow_source();
  void take(SourceUpdate update);
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace muster::engine
