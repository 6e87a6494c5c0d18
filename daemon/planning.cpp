#include "daemon/planning.h"

#include <algorithm>
#include <utility>

#include "daemon/config.h"
#include "daemon/stage_clock.h"
#include "providers/registry.h"

namespace muster::daemon {

core::ExitFacts PlannedPass::facts() const {
  core::ExitFacts facts = core::facts_of(*plan);
  facts.error |= std::ranges::any_of(observation.systems,
                                     [](const core::ObservedSystem& system) { return system.failure.has_value(); });
  return facts;
}

core::Plan plan_observed(const engine::Observation& observation, const PlanScope& scope, core::WallMillis now) {
  core::PlanInputs inputs;
  inputs.desired = scope.desired;
  inputs.observed = observation.systems;
  inputs.memories = observation.memories;
  inputs.secret_versions = observation.secret_versions;
  inputs.catalogs = providers::all_catalogs();
  inputs.wall_now = now;
  inputs.selection = scope.selection;
  inputs.approved = scope.approved;
  inputs.set_secrets = scope.set_secrets;
  inputs.ceiling = scope.ceiling;
  inputs.source_complete = scope.prune;
  return core::make_plan(inputs);
}

PlannedPass plan_pass(App& app, const PlanScope& scope) { return plan_pass(app, scope, app.observe(false)); }

PlannedPass plan_pass(App& app, const PlanScope& given, engine::Observation observation) {
  const StageClock stage(app.context(), "plan");
  PlanScope scope = given;
  if (const Config* config = app.context().config) scope.ceiling = config->limits;
  PlannedPass pass;
  pass.observation = std::move(observation);
  pass.plan = std::make_shared<const core::Plan>(plan_observed(pass.observation, scope, app.wall_now()));
  pass.document = core::make_plan_document(*pass.plan, *scope.desired, providers::all_catalogs());
  return pass;
}

}  // namespace muster::daemon
