// The composition root: everything a run against live systems is made of, wired together in one place.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "daemon/answers.h"
#include "reconciler/core/make_plan.h"
#include "reconciler/core/report.h"
#include "reconciler/core/secret.h"
#include "reconciler/core/time_text.h"
#include "reconciler/engine/reconciler.h"

namespace muster::daemon {

// What may be made on disk where it is missing: nothing (a plan), the state key alone (a saved plan), or the store too.
enum class StateUse { if_present, create_key, create };

struct Wiring {
  std::shared_ptr<const core::Desired> desired;
  core::Selection selection;
  StateUse state = StateUse::if_present;
};

// Work runs inside the calls and nowhere else; they return when it is done.
class App {
 public:
  // Opens the state and makes a provider for each selected system; sends nothing yet. `context` outlives the App.
  // Errors: an unknown --system, state that cannot be opened, credentials that cannot be read.
  [[nodiscard]] static core::Result<std::unique_ptr<App>> make(const CommandContext& context, Wiring wiring);
  ~App();

  [[nodiscard]] core::WallMillis wall_now() const;
  // Ctrl-C ends the process: nothing was written.
  [[nodiscard]] engine::Observation observe(bool everything);
  // Ctrl-C finishes what is under way and starts nothing more; a second one ends the process.
  [[nodiscard]] core::Report execute(std::shared_ptr<const core::Plan> plan);
  // conflict: a plan with this id was applied before.
  [[nodiscard]] core::Status consume_plan(std::string plan_id);
  // Seals plan files. Error: there is none, and it was not to be made.
  [[nodiscard]] core::Result<core::Secret> state_key() const;
  [[nodiscard]] std::string random_id();

 private:
  struct Parts;
  explicit App(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// --state, else $XDG_STATE_HOME/muster/state.db, else ~/.local/state/muster/state.db.
[[nodiscard]] std::string state_path(const Options& options);

}  // namespace muster::daemon
