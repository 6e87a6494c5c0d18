// Properties of planning, on thousands of random centres.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "reconciler/core/applied.h"
#include "reconciler/core/make_plan.h"
#include "reconciler/core/rebase.h"
#include "reconciler/core/render_json.h"
#include "tests/support/random_centre.h"
#include "tests/support/toy_catalog.h"

namespace muster::core {
namespace {

using support::ModelWorld;
using support::RandomCentre;

constexpr std::uint64_t kCentres = 3000;

PlanInputs inputs_for(std::shared_ptr<const Desired> desired, const ModelWorld& world, Inventory inventory) {
  PlanInputs inputs;
  inputs.desired = std::move(desired);
  inputs.observed.push_back(support::observe_world(world, "toy-1"));
  Memory memory;
  memory.inventory = std::move(inventory);
  memory.inventory.exists = true;
  inputs.memories.emplace("toy-1", std::make_shared<const Memory>(std::move(memory)));
  inputs.secret_versions.emplace("env:PASSWORD", "v1");
  inputs.catalogs = support::toy_catalogs();
  return inputs;
}

std::string json_of(const PlanInputs& inputs) {
  return render_json(make_plan_document(make_plan(inputs), *inputs.desired, inputs.catalogs));
}

const EntitySpec& entity_of(const Change& change) { return support::toy_catalog().entities[change.entity_index]; }

// Applies one step as the executor does; what happened, as text, for messages.
std::string apply_step(ModelWorld& world, const SystemPlan& plan, const Step& step) {
  const Change& change = plan.changes[step.change];
  auto fresh = std::make_shared<const Fresh>(world.fresh(change.entity));
  Rebased rebased = rebase(step, change, fresh, entity_of(change));
  if (std::get_if<Unchanged>(&rebased) != nullptr) return "";
  if (const auto* stale = std::get_if<Stale>(&rebased)) return "stale: " + stale->sentence;
  const auto receipt = world.apply(std::get<Write>(rebased));
  return receipt ? "" : change.entity.name + ": " + receipt.error().what;
}

// The steps in another order that respects every wait.
std::vector<std::uint32_t> another_order(const Schedule& schedule, RandomCentre& random) {
  std::vector<std::uint32_t> order;
  std::set<std::uint32_t> done;
  while (order.size() < schedule.steps.size()) {
    std::vector<std::uint32_t> ready;
    for (std::uint32_t step = 0; step < schedule.steps.size(); ++step) {
      const bool waits = std::ranges::any_of(
          schedule.waits, [&](const Wait& wait) { return wait.step == step && !done.contains(wait.on); });
      if (!waits && !done.contains(step)) ready.push_back(step);
    }
    if (ready.empty()) return {};
    order.push_back(ready[random.below(ready.size())]);
    done.insert(order.back());
  }
  return order;
}

class Centres : public ::testing::Test {
 protected:
  template <typename Check>
  void for_each_centre(Check check) {
    for (std::uint64_t seed = 1; seed <= kCentres && !HasFailure(); ++seed) {
      SCOPED_TRACE("seed " + std::to_string(seed));
      RandomCentre random(seed);
      ModelWorld world = random.world();
      const auto desired = random.desired();
      check(random, world, desired);
    }
  }
};

TEST_F(Centres, EveryOrderThatTheScheduleAllowsIsAcceptedByTheVendorAndConverges) {
  for_each_centre([](RandomCentre& random, ModelWorld& world, const std::shared_ptr<const Desired>& desired) {
    // A second round does what had to wait: without an administrator in sight nobody loses a right.
    for (int round = 0; round < 2; ++round) {
      const Plan plan = make_plan(inputs_for(desired, world, {}));
      const SystemPlan& system = plan.systems.at(0);
      const auto order = another_order(system.schedule, random);
      ASSERT_EQ(order.size(), system.schedule.steps.size()) << "the schedule has a cycle";
      for (const std::uint32_t step : order) {
        ASSERT_EQ(apply_step(world, system, system.schedule.steps[step]), "");
      }
    }
    const Plan last = make_plan(inputs_for(desired, world, {}));
    for (const Change& change : last.systems.at(0).changes) {
      EXPECT_TRUE(is_blocked(change)) << to_text(change.entity) << " is planned again";
    }
  });
}

TEST_F(Centres, AdministratorsRemainAfterEveryStep) {
  for_each_centre([](RandomCentre& random, ModelWorld& world, const std::shared_ptr<const Desired>& desired) {
    const std::size_t at_start = world.admins();
    if (at_start == 0) return;
    const Plan plan = make_plan(inputs_for(desired, world, {}));
    const SystemPlan& system = plan.systems.at(0);
    for (const std::uint32_t step : another_order(system.schedule, random)) {
      ASSERT_EQ(apply_step(world, system, system.schedule.steps[step]), "");
      ASSERT_GE(world.admins(), 1U);
    }
  });
}

TEST_F(Centres, ProtectedObjectsAreNeverTouched) {
  for_each_centre([](RandomCentre& random, ModelWorld& world, const std::shared_ptr<const Desired>& desired) {
    const ModelWorld before = world;
    const Plan plan = make_plan(inputs_for(desired, world, {}));
    const SystemPlan& system = plan.systems.at(0);
    for (const std::uint32_t step : another_order(system.schedule, random)) {
      (void)apply_step(world, system, system.schedule.steps[step]);
    }
    const DesiredSystem& wanted = desired->systems[0];
    for (std::size_t i = 0; i < wanted.objects.size(); ++i) {
      if (!wanted.objects[i].protect) continue;
      const Row& row = wanted.table.rows()[i];
      const std::string key(row.key.view());
      const auto* was = before.find(row.entity, key);
      const auto* is = world.find(row.entity, key);
      ASSERT_EQ(was == nullptr, is == nullptr);
      if (was != nullptr) {
        EXPECT_EQ(*was, *is) << key;
      }
    }
  });
}

TEST_F(Centres, WhatNoManifestNamesStaysAsItIs) {
  for_each_centre([](RandomCentre& random, ModelWorld& world, const std::shared_ptr<const Desired>& desired) {
    const ModelWorld before = world;
    const Plan plan = make_plan(inputs_for(desired, world, {}));
    const SystemPlan& system = plan.systems.at(0);
    for (const std::uint32_t step : another_order(system.schedule, random)) {
      (void)apply_step(world, system, system.schedule.steps[step]);
    }
    for (const auto& [key, object] : before.objects) {
      if (desired->systems[0].find(key.first, key.second) != nullptr) continue;
      const auto* is = world.find(key.first, key.second);
      ASSERT_NE(is, nullptr) << key.second;
      EXPECT_EQ(object, *is) << key.second;
    }
  });
}

TEST_F(Centres, IncludeModeKeepsEveryRoleItDoesNotName) {
  for_each_centre([](RandomCentre& random, ModelWorld& world, const std::shared_ptr<const Desired>& desired) {
    const ModelWorld before = world;
    const Plan plan = make_plan(inputs_for(desired, world, {}));
    const SystemPlan& system = plan.systems.at(0);
    for (const std::uint32_t step : another_order(system.schedule, random)) {
      (void)apply_step(world, system, system.schedule.steps[step]);
    }
    const DesiredSystem& wanted = desired->systems[0];
    for (const Row& row : wanted.table.rows(support::toy::kUser)) {
      const std::string key(row.key.view());
      const auto cells = cells_of(wanted.table.cells(row), support::toy::kRoles);
      if (cells.empty() || cells.front().kind != CellKind::partial || world.find(row.entity, key) == nullptr) continue;
      for (const std::string& role : before.members(row.entity, key, support::toy::kRoles)) {
        const bool excluded = std::ranges::any_of(cells, [&](const Cell& cell) {
          return cell.kind == CellKind::excluded && same(cell.value.view(), role, Compare::folded);
        });
        EXPECT_TRUE(excluded || world.has_role(key, role)) << key << " lost " << role;
      }
    }
  });
}

TEST_F(Centres, NothingIsCreatedOrRemovedWithoutProof) {
  for_each_centre([](RandomCentre&, ModelWorld& world, const std::shared_ptr<const Desired>& desired) {
    PlanInputs inputs = inputs_for(desired, world, {});
    for (EntityCoverage& entity : inputs.observed[0].coverage.entities) entity = {false, "a page failed"};
    const Plan plan = make_plan(inputs);
    EXPECT_FALSE(plan.missing.empty());
    for (const Step& step : plan.systems.at(0).schedule.steps) {
      const Change& change = plan.systems[0].changes[step.change];
      EXPECT_FALSE(is_create(change)) << to_text(change.entity);
      EXPECT_NE(world.find(change.entity_index, change.entity.name), nullptr);
    }
  });
}

TEST_F(Centres, EqualInputsInAnyOrderGiveThePlanByteForByte) {
  for_each_centre([](RandomCentre&, ModelWorld& world, const std::shared_ptr<const Desired>& desired) {
    PlanInputs inputs = inputs_for(desired, world, {});
    const std::string json = json_of(inputs);
    TableBuilder reversed;
    const auto rows = inputs.observed[0].table->rows();
    for (std::size_t i = rows.size(); i-- > 0;) {
      const Row& row = rows[i];
      reversed.begin_row(row.entity, row.key.view(), row.name.view(), row.remote_id.view());
      const auto cells = inputs.observed[0].table->cells(row);
      for (std::size_t c = cells.size(); c-- > 0;) {
        if (cells[c].element.empty()) {
          reversed.add(cells[c].field, cells[c].kind, cells[c].value.view(), cells[c].state);
        } else {
          reversed.add_member(cells[c].field, cells[c].element.view(), cells[c].value.view(), cells[c].kind);
        }
      }
    }
    inputs.observed[0].table = std::make_shared<const Table>(reversed.finish());
    EXPECT_EQ(json_of(inputs), json);
  });
}

TEST_F(Centres, AStepRebasedOnItsOwnResultIsUnchanged) {
  for_each_centre([](RandomCentre&, ModelWorld& world, const std::shared_ptr<const Desired>& desired) {
    const Plan plan = make_plan(inputs_for(desired, world, {}));
    const SystemPlan& system = plan.systems.at(0);
    for (const Step& step : system.schedule.steps) {
      const Change& change = system.changes[step.change];
      if (step.part != Part::whole || apply_step(world, system, step) != "") continue;
      if (is_create(change)) continue;  // a second create is refused as stale, not unchanged
      auto fresh = std::make_shared<const Fresh>(world.fresh(change.entity));
      EXPECT_NE(std::get_if<Unchanged>(&static_cast<const Rebased&>(rebase(step, change, fresh, entity_of(change)))),
                nullptr)
          << to_text(change.entity);
    }
  });
}

TEST_F(Centres, ASavedPlanThatFitsDoesExactlyTheSame) {
  for_each_centre([](RandomCentre&, ModelWorld& world, const std::shared_ptr<const Desired>& desired) {
    PlanInputs inputs = inputs_for(desired, world, {});
    const Plan plan = make_plan(inputs);
    std::vector<ApprovedChange> approved;
    for (const Change& change : plan.systems.at(0).changes) {
      if (is_blocked(change)) continue;
      approved.push_back({change.entity, std::string(to_text(change.action)), change.fingerprint, wish_digest(change)});
    }
    inputs.approved = approved;
    const Plan again = make_plan(inputs);
    EXPECT_EQ(again.systems.at(0).schedule.steps.size(), plan.systems[0].schedule.steps.size());
    for (const Change& change : again.systems[0].changes) {
      EXPECT_FALSE(is_blocked(change)) << to_text(change.entity) << ": " << change.blocked.front().sentence;
    }
  });
}

}  // namespace
}  // namespace muster::core
