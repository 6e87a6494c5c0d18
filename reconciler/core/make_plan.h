// The only entrance to planning: values in, a value out. The same inputs, in any order, give the same plan.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/core/change.h"
#include "reconciler/core/memory.h"

namespace muster::core {

// One change of a saved plan. A planned change that does not match it exactly is stale.
struct ApprovedChange {
  EntityKey entity;
  std::string action;       // to_text(Change::action)
  std::string fingerprint;  // of the live values it was shown with
  std::string wish_digest;  // wish_digest(change): what was going to be written

  friend auto operator<=>(const ApprovedChange&, const ApprovedChange&) = default;
};

// What is known of the secrets that manifests refer to: reference text -> keyed hash of the present value.
// A reference that is not in the map could not be read: whether it changed is unknown.
using SecretVersions = std::map<std::string, std::string, std::less<>>;

// What --system, --kind and --selector leave; empty means all. Every given label has to match.
struct Selection {
  std::vector<std::string> systems;
  std::vector<std::string> kinds;
  std::map<std::string, std::string, std::less<>> labels;
  std::optional<std::vector<EntityKey>> only;  // sorted; an edit that touches these objects
};

struct PlanInputs {
  std::shared_ptr<const Desired> desired;
  std::vector<ObservedSystem> observed;  // any order; a desired system without one is missing
  Memories memories;                     // by system
  SecretVersions secret_versions;
  Catalogs catalogs;
  std::chrono::sys_time<std::chrono::milliseconds> wall_now{};
  Selection selection;                                  // everything else is neither shown nor done
  std::optional<std::vector<ApprovedChange>> approved;  // a saved plan: nothing else is done; sorted
  // The manifests are all there are (the daemon, --prune): objects without a document are judged by unmanaged.action.
  bool source_complete = false;
  // The daemon: what drifted on a system with `onDrift: report` is shown and not corrected.
  bool reports_drift = false;
  std::optional<Guards> ceiling;         // musterd.yaml's: manifests can only tighten them
  std::vector<std::string> set_secrets;  // names of objects whose secrets are written whatever is known; as given
};

// A change of a saved plan that no longer fits is blocked by the guard "stale".
[[nodiscard]] Plan make_plan(const PlanInputs& inputs);

// Hex digest of what a change would write: its action and wishes.
[[nodiscard]] std::string wish_digest(const Change& change);

}  // namespace muster::core
