// Properties of planning with memory, on random centres.
#include <gtest/gtest.h>

#include <algorithm>

#include "reconciler/core/make_plan.h"
#include "reconciler/core/settle.h"
#include "tests/support/random_centre.h"
#include "tests/support/toy_catalog.h"

namespace muster::core {
namespace {

using std::chrono::hours;
using support::ModelWorld;
using support::RandomCentre;

constexpr std::uint64_t kCentres = 400;
const WallMillis kNow{hours(100'000)};

struct Case {
  RandomCentre random;
  ModelWorld world;
  std::shared_ptr<Desired> desired;
  Memory memory;

  explicit Case(std::uint64_t seed) : random(seed), world(random.world()) {
    desired = std::make_shared<Desired>(*random.desired());
    memory.inventory.exists = true;
    Guards& guards = desired->systems[0].spec.guards;
    for (Limit* limit : {&guards.max_removals, &guards.max_updates, &guards.max_member_removals}) {
      *limit = {100, static_cast<int>(random.below(5))};
    }
  }

  [[nodiscard]] PlanInputs inputs() const {
    PlanInputs inputs;
    inputs.desired = desired;
    inputs.observed.push_back(support::observe_world(world, "toy-1"));
    inputs.memories.emplace("toy-1", std::make_shared<const Memory>(memory));
    inputs.secret_versions.emplace("env:PASSWORD", "v1");
    inputs.catalogs = support::toy_catalogs();
    inputs.wall_now = kNow;
    return inputs;
  }

  EntityKey somebody() {
    auto at = world.objects.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(random.below(world.objects.size())));
    const auto& entity = support::toy_catalog().entities[at->first.first];
    return {"toy-1", std::string(entity.name), at->first.second};
  }

  void add_history() {
    for (std::size_t i = random.below(6); i > 0 && !world.objects.empty(); --i) {
      SentChange sent;
      sent.entity = somebody();
      sent.kind = sent.entity.entity == "team" ? "Team" : "User";
      sent.action = std::array{Action::update, Action::remove, Action::create}.at(random.below(3));
      sent.plan_id = "p" + std::to_string(random.below(3));
      sent.at = kNow - hours(random.below(30));
      sent.member_removals = random.below(3);
      memory.history.push_back(sent);
    }
  }

  // Everything that is live, as if muster had once known it.
  void know_everything() {
    for (const auto& [key, object] : world.objects) {
      InventoryEntry entry;
      entry.key = {"toy-1", std::string(support::toy_catalog().entities[key.first].name), key.second};
      entry.id = RemoteId(object.id);
      entry.created = random.chance(50);
      entry.absent_seen = static_cast<int>(random.below(3));
      if (entry.absent_seen > 0) entry.absent_since = kNow - hours(random.below(400));
      if (random.chance(70)) memory.inventory.entries.push_back(std::move(entry));
    }
    std::ranges::sort(memory.inventory.entries, {}, &InventoryEntry::key);
  }
};

const Change* find(const Plan& plan, const EntityKey& key) {
  const auto& changes = plan.systems.at(0).changes;
  const auto at = std::ranges::find(changes, key, &Change::entity);
  return at == changes.end() ? nullptr : &*at;
}

// minAdmins and waitsFor weigh what the other guards leave over: less to weigh may let more pass.
bool is_blocked_by_itself(const Change& change) {
  return std::ranges::any_of(change.blocked, [](const BlockReason& reason) {
    return reason.guard != "minAdmins" && reason.guard != "waitsFor" && reason.guard != "cycle";
  });
}

void expect_no_more_allowed(const Plan& loose, const Plan& strict) {
  for (const Change& change : loose.systems.at(0).changes) {
    const Change* same = find(strict, change.entity);
    ASSERT_NE(same, nullptr) << to_text(change.entity);
    if (is_blocked_by_itself(change)) {
      EXPECT_TRUE(is_blocked(*same)) << to_text(change.entity);
    }
  }
  for (const Change& change : strict.systems.at(0).changes) {
    const Change* same = find(loose, change.entity);
    ASSERT_NE(same, nullptr) << to_text(change.entity);
    if (!is_blocked(change)) {
      EXPECT_FALSE(is_blocked_by_itself(*same)) << to_text(change.entity);
    }
  }
}

TEST(PlanningWithMemory, MoreHistoryNeverAllowsMore) {
  std::size_t stopped = 0;
  for (std::uint64_t seed = 1; seed <= kCentres && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Case centre(seed);
    const Plan without = make_plan(centre.inputs());
    centre.add_history();
    const Plan with = make_plan(centre.inputs());
    expect_no_more_allowed(without, with);
    if (with.systems[0].schedule.steps.size() < without.systems[0].schedule.steps.size()) ++stopped;
  }
  EXPECT_GT(stopped, 10U) << "the history never mattered";
}

TEST(PlanningWithMemory, AStricterJudgeNeverAllowsMore) {
  std::size_t stopped = 0;
  for (std::uint64_t seed = 1; seed <= kCentres && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Case centre(seed);
    const Plan without = make_plan(centre.inputs());
    EnforcedPolicy judge;
    judge.commit = "before";
    judge.guards = centre.desired->systems[0].spec.guards;
    judge.guards.max_updates.number = static_cast<int>(centre.random.below(4));
    judge.guards.max_removals.number = static_cast<int>(centre.random.below(2));
    judge.guards.min_admins = static_cast<int>(centre.random.below(3));
    centre.memory.enforced.current = judge;
    const Plan with = make_plan(centre.inputs());
    expect_no_more_allowed(without, with);
    if (with.systems[0].schedule.steps.size() < without.systems[0].schedule.steps.size()) ++stopped;
  }
  EXPECT_GT(stopped, 10U) << "the judge never mattered";
}

TEST(PlanningWithMemory, ByAbsenceNothingIsTouchedThatTheInventoryDoesNotHoldAndNothingDeletedThatMusterDidNotCreate) {
  std::size_t acted = 0;
  std::size_t deleted = 0;
  for (std::uint64_t seed = 1; seed <= kCentres && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Case centre(seed);
    centre.know_everything();
    SystemSpec& spec = centre.desired->systems[0].spec;
    spec.guards = Guards{{100, 1000}, {100, 1000}, {100, 1000}, 1, {}};
    spec.unmanaged_action = centre.random.chance(70) ? UnmanagedAction::remove : UnmanagedAction::disable;
    PlanInputs inputs = centre.inputs();
    inputs.source_complete = true;
    const Plan plan = make_plan(inputs);
    for (const Change& change : plan.systems.at(0).changes) {
      if (centre.desired->systems[0].find(change.entity_index, change.entity.name) != nullptr) continue;
      ++acted;
      const InventoryEntry* entry = centre.memory.inventory.find(change.entity);
      ASSERT_NE(entry, nullptr) << to_text(change.entity);
      EXPECT_GE(entry->absent_seen, 1) << "one observation is not enough";
      EXPECT_EQ(change.place.line, 0U);
      if (change.intended != Action::remove) continue;
      ++deleted;
      EXPECT_TRUE(entry->created);
      EXPECT_EQ(spec.unmanaged_action, UnmanagedAction::remove);
      EXPECT_LE(*entry->absent_since + kDeleteAfter, kNow);
    }
  }
  EXPECT_GT(acted, 100U);
  EXPECT_GT(deleted, 10U);
}

TEST(PlanningWithMemory, SettlingNeverInvents) {
  std::size_t closed = 0;
  for (std::uint64_t seed = 1; seed <= kCentres && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Case centre(seed);
    if (centre.world.objects.empty()) continue;
    ObservedSystem seen = support::observe_world(centre.world, "toy-1");
    if (centre.random.chance(30)) {
      for (EntityCoverage& entity : seen.coverage.entities) entity = {false, "a page failed"};
    }
    Intent intent;
    intent.id = "i";
    intent.entity = centre.somebody();
    if (centre.random.chance(30)) intent.entity.name = "nobody";
    intent.action = std::array{Action::update, Action::remove, Action::create}.at(centre.random.below(3));
    if (intent.action != Action::create) intent.remote_id = RemoteId("id-" + std::to_string(centre.random.below(8)));
    intent.absence_proven = centre.random.chance(50);
    intent.fields.push_back(
        {"enabled", WishKind::value, centre.random.chance(50) ? "true" : "false", {}, "", false, {}, {}});
    if (intent.action != Action::remove) {
      intent.after = InventoryEntry();
      intent.after->key = intent.entity;
      intent.after->created = true;
    }
    const EntityIndex entity = *support::toy_catalog().find_entity(intent.entity.entity);
    const Row* live = seen.table->find(entity, intent.entity.name);
    for (const Closing& closing : settle({intent}, seen, support::toy_catalog(), kNow)) {
      ++closed;
      EXPECT_EQ(closing.intent_id, intent.id);
      EXPECT_FALSE(closing.forget && intent.action != Action::remove);
      EXPECT_FALSE(closing.forget && closing.outcome != Outcome::verified);
      EXPECT_TRUE(live != nullptr || seen.coverage.entities[entity].complete) << "nothing is known";
      if (!closing.put) continue;
      ASSERT_NE(live, nullptr);
      EXPECT_EQ(closing.put->key, intent.entity);
      EXPECT_EQ(closing.put->id.text, live->remote_id.view());
      if (intent.action == Action::create) {
        EXPECT_EQ(closing.put->created, intent.absence_proven);
      }
    }
  }
  EXPECT_GT(closed, 100U);
}

}  // namespace
}  // namespace muster::core
