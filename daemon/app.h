// The composition root: everything a run against live systems is made of, wired together in one place.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/answers.h"
#include "daemon/state_files.h"
#include "reconciler/core/make_plan.h"
#include "reconciler/core/report.h"
#include "reconciler/core/secret.h"
#include "reconciler/core/time_text.h"
#include "reconciler/engine/reconciler.h"

namespace muster::daemon {

struct Wiring {
  std::shared_ptr<const core::Desired> desired;
  std::vector<std::string> sources;  // the -f paths; secret files are read below them and nowhere else
  core::Selection selection;
  StateUse state = StateUse::if_present;
  bool writes = false;  // takes the lease of each selected system; needs StateUse::create
  bool settles = true;  // with the leases: observing finds out what became of earlier writes in doubt
};

// Work runs inside the calls and nowhere else; they return when it is done.
class App {
 public:
  // Opens the state and makes a provider for each selected system; sends nothing yet. `context` outlives the App.
  // Errors: an unknown --system, state that cannot be opened, credentials that cannot be read; conflict: somebody else
  // writes to one of the systems.
  [[nodiscard]] static core::Result<std::unique_ptr<App>> make(const CommandContext& context, Wiring wiring);
  ~App();

  [[nodiscard]] const CommandContext& context() const;
  [[nodiscard]] core::WallMillis wall_now() const;
  // Ctrl-C ends the process: nothing was written.
  [[nodiscard]] engine::Observation observe(bool everything);
  // Ctrl-C finishes what is under way and starts nothing more; a second one ends the process.
  [[nodiscard]] core::Report execute(std::shared_ptr<const core::Plan> plan);
  // conflict: a plan with this id was applied before.
  [[nodiscard]] core::Status consume_plan(std::string plan_id);
  // One durable transaction.
  [[nodiscard]] core::Status record(std::shared_ptr<const core::PassRecord> pass);
  // Who else writes to that system at this moment; nothing: nobody.
  [[nodiscard]] std::optional<std::string> writer_of(const std::string& system);
  // Seals plan files. Error: there is none, and it was not to be made.
  [[nodiscard]] core::Result<core::Secret> state_key() const;
  [[nodiscard]] std::string random_id();

 private:
  struct Parts;
  explicit App(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace muster::daemon
