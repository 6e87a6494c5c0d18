#include "reconciler/core/make_plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/core/digest.h"
#include "reconciler/core/plan_system.h"
#include "reconciler/core/selection.h"

namespace muster::core {

namespace {

const ObservedSystem* find_observed(const PlanInputs& inputs, const std::string& system) {
  const auto at = std::ranges::find(inputs.observed, system, &ObservedSystem::system);
  return at == inputs.observed.end() ? nullptr : &*at;
}

const Inventory& inventory_of(const PlanInputs& inputs, const std::string& system) {
  static const Inventory kNone;
  const auto at = inputs.inventories.find(system);
  return at == inputs.inventories.end() ? kNone : *at->second;
}

void add_system(const PlanInputs& inputs, const DesiredSystem& desired, Plan& plan) {
  const std::string& name = desired.spec.name;
  const ObservedSystem* observed = find_observed(inputs, name);
  if (observed == nullptr || observed->failure) {
    plan.missing.push_back({name, observed == nullptr ? "it was not observed" : observed->failure->what});
    return;
  }
  const Inventory& inventory = inventory_of(inputs, name);
  if (!inventory.exists) {
    plan.warnings.push_back(
        fmt::format("{}: there is no inventory, so ownership and secret changes are unknown", name));
  }
  const Catalog* catalog = find_catalog(inputs.catalogs, desired.spec.provider);
  const PlanningContext context{*catalog, desired, *observed, inventory, inputs.secret_versions};
  plan.systems.push_back(plan_system(context, inputs, plan.missing));
}

void add_change(Digest& digest, const Change& change) {
  digest.add(to_text(change.entity)).add(to_text(change.action)).add(change.fingerprint).add(wish_digest(change));
  for (const BlockReason& reason : change.blocked) digest.add(reason.guard).add(reason.sentence);
}

std::string plan_id(const PlanInputs& inputs, const Plan& plan) {
  Digest digest;
  digest.add(plan.commit).add(std::to_string(inputs.wall_now.time_since_epoch().count()));
  for (const SystemPlan& system : plan.systems) {
    digest.add(system.system);
    for (const Change& change : system.changes) add_change(digest, change);
  }
  for (const Missing& missing : plan.missing) digest.add(missing.system).add(missing.sentence);
  return digest.hex(32);
}

}  // namespace

Plan make_plan(const PlanInputs& inputs) {
  Plan plan;
  plan.commit = inputs.desired->commit;
  plan.made_at = inputs.wall_now;
  for (const DesiredSystem& desired : inputs.desired->systems) {
    if (is_selected(inputs.selection, desired.spec.name)) add_system(inputs, desired, plan);
  }
  plan.id = plan_id(inputs, plan);
  return plan;
}

}  // namespace muster::core
