// One look at the live systems and the plan that follows from it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/app.h"
#include "daemon/manifests.h"
#include "reconciler/core/exit_code.h"
#include "reconciler/core/plan_document.h"

namespace muster::daemon {

struct PlannedPass {
  engine::Observation observation;
  std::shared_ptr<const core::Plan> plan;
  core::PlanDocument document;

  // An error where a whole system could not be observed; else what the plan says.
  [[nodiscard]] core::ExitFacts facts() const;
};

// What --selection and a saved plan leave of the manifests.
struct PlanScope {
  std::shared_ptr<const core::Desired> desired;
  core::Selection selection;
  std::optional<std::vector<core::ApprovedChange>> approved;
  std::vector<std::string> set_secrets = {};           // see PlanInputs
  bool prune = false;                                  // the manifests are all there are
  std::optional<core::Guards> ceiling = std::nullopt;  // of --config; plan_pass fills it in
};

[[nodiscard]] core::Plan plan_observed(const engine::Observation& observation, const PlanScope& scope,
                                       core::WallMillis now);
[[nodiscard]] PlannedPass plan_pass(App& app, const PlanScope& scope);
[[nodiscard]] PlannedPass plan_pass(App& app, const PlanScope& scope, engine::Observation observation);

}  // namespace muster::daemon
