// How things stand, as values: what the status command, the API and the metrics show.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/plan_document.h"
#include "reconciler/core/report.h"
#include "reconciler/core/window.h"
#include "reconciler/engine/ports.h"

namespace muster::engine {

enum class Mode { observe, enforce };

enum class SystemState {
  starting,    // no pass yet
  converged,   // nothing to change
  pending,     // changes are planned and wait (observe mode, a window, the next pass)
  applying,    // a pass is executing
  blocked,     // a guard, protection, an unmet need or a refusal holds something back
  incomplete,  // the live state could not be read in full
  failing,     // the system cannot be observed, or writes fail
};
[[nodiscard]] std::string_view to_text(SystemState state);
[[nodiscard]] std::string_view to_text(Mode mode);

struct SystemStatus {
  std::string system;
  std::string provider;
  SystemState state = SystemState::starting;
  bool in_pass = false;
  bool circuit_open = false;
  std::optional<core::Pause> pause;  // of an operator; the manifest's own is in the plan
  std::string lease_holder;          // who else writes this system; empty: nobody
  std::optional<WallTime> last_pass;
  std::optional<WallTime> last_success;       // a full pass that found nothing to do, or did all of it
  std::optional<WallTime> unconverged_since;  // nothing while converged
  std::optional<WallTime> next_pass;
  std::string desired_commit;
  std::string applied_commit;                  // that was last seen to be converged
  std::string error;                           // one sentence; empty: none
  std::shared_ptr<const core::Plan> plan;      // of the last full pass, what it did included
  std::shared_ptr<const core::Report> report;  // of the last pass that executed
};

struct Status {
  Mode mode = Mode::observe;
  std::string commit;                 // in force
  std::string broken_commit;          // of a newer state that cannot be used; empty: none
  std::vector<std::string> problems;  // why not
  std::vector<SystemStatus> systems;  // sorted by name
  std::shared_ptr<const core::Desired> desired;
};

}  // namespace muster::engine
