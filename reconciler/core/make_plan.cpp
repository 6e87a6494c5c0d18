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

const Memory& memory_of(const PlanInputs& inputs, const std::string& system) {
  static const Memory kNone;
  const auto at = inputs.memories.find(system);
  return at == inputs.memories.end() ? kNone : *at->second;
}

Guards guards_in_force(const PlanInputs& inputs, const DesiredSystem& desired, const EnforcedPolicy* judge) {
  Guards guards = desired.spec.guards;
  if (judge != nullptr) guards = stricter(guards, judge->guards);
  return inputs.ceiling ? stricter(guards, *inputs.ceiling) : guards;
}

void add_system(const PlanInputs& inputs, const DesiredSystem& desired, Plan& plan) {
  const std::string& name = desired.spec.name;
  const ObservedSystem* observed = find_observed(inputs, name);
  if (observed == nullptr || observed->failure) {
    plan.missing.push_back({name, observed == nullptr ? "it was not observed" : observed->failure->what});
    return;
  }
  const Memory& memory = memory_of(inputs, name);
  if (!memory.inventory.exists) {
    plan.warnings.push_back(
        fmt::format("{}: there is no inventory, so ownership and secret changes are unknown", name));
  }
  const Catalog* catalog = find_catalog(inputs.catalogs, desired.spec.provider);
  const EnforcedPolicy* judge = memory.enforced.judge_of(inputs.desired->commit);
  const PlanningContext context{*catalog,
                                desired,
                                *observed,
                                memory.inventory,
                                inputs.secret_versions,
                                memory,
                                inputs,
                                judge,
                                guards_in_force(inputs, desired, judge)};
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
    if (system.refused) digest.add(system.refused->guard).add(system.refused->sentence);
    for (const Change& change : system.changes) add_change(digest, change);
  }
  for (const Missing& missing : plan.missing) digest.add(missing.system).add(missing.sentence);
  return digest.hex(32);
}

bool has_secret(const Catalog& catalog, const DesiredSystem& system, const std::string& name) {
  return std::ranges::any_of(system.table.rows(), [&](const Row& row) {
    const auto is_secret = [](const Cell& cell) { return cell.kind == CellKind::secret; };
    return same(name, row.key.view(), catalog.entities[row.entity].name_compare) &&
           std::ranges::any_of(system.table.cells(row), is_secret);
  });
}

void check_set_secrets(const PlanInputs& inputs, Plan& plan) {
  for (const std::string& name : inputs.set_secrets) {
    const auto knows = [&](const DesiredSystem& system) {
      return is_selected(inputs.selection, system.spec.name) &&
             has_secret(*find_catalog(inputs.catalogs, system.spec.provider), system, name);
    };
    if (std::ranges::any_of(inputs.desired->systems, knows)) continue;
    plan.warnings.push_back(
        fmt::format("--set-secrets {}: no document of that name has a secret, so nothing is set", name));
  }
}

}  // namespace

Plan make_plan(const PlanInputs& inputs) {
  Plan plan;
  plan.commit = inputs.desired->commit;
  plan.made_at = inputs.wall_now;
  for (const DesiredSystem& desired : inputs.desired->systems) {
    if (is_selected(inputs.selection, desired.spec.name)) add_system(inputs, desired, plan);
  }
  check_set_secrets(inputs, plan);
  plan.id = plan_id(inputs, plan);
  return plan;
}

}  // namespace muster::core
