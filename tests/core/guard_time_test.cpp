// Windows and pauses hold changes back; urgent removals, and what they wait for, are not held.
#include "reconciler/core/guard_time.h"

#include <gtest/gtest.h>

#include "tests/support/random_centre.h"
#include "tests/support/small_centre.h"

namespace muster::core {
namespace {

namespace toy = support::toy;

constexpr std::size_t kMonday = 0;
constexpr std::uint16_t kTeamKind = 2;

class TimeGuard : public support::SmallCentre {
 protected:
  // 2026-11-22 is a Sunday; the window opens on Monday at 20:00 in Berlin, which is 19:00 in UTC.
  void SetUp() override {
    now_ = at("2026-11-22T12:00:00Z");
    live("root", {"ROLE_ADMIN"});
    live("ada", {"ROLE_AGENT"});
    want_name("ada", "Ada");
    live("leaver", {"ROLE_AGENT"});
  }

  static WallMillis at(std::string_view text) { return parse_iso8601(text).value(); }

  void window_on_monday() {
    Window window;
    window.days[kMonday] = true;
    window.from = 20 * 60;
    window.to = 6 * 60;
    window.time_zone = "Europe/Berlin";
    spec_.windows = {window};
  }

  void live_team(const std::string& name, std::vector<std::string> agents) {
    support::ModelObject team{name, {}, {}};
    team.fields[toy::kAgents] = {true, {}, std::move(agents)};
    world_.put(toy::kTeam, team);
  }

  void want_team(const std::string& name, const std::vector<std::string>& agents) {
    rows_.begin_row(toy::kTeam, name, name);
    rows_.add(toy::kAgents, CellKind::set, "");
    for (const std::string& agent : agents) rows_.add_member(toy::kAgents, agent, agent);
    objects_[name].kind = kTeamKind;
  }

  void want_urgently_absent(const std::string& name) {
    want_absent(name);
    objects_[name].urgent = true;
  }

  Override window_override() const {
    Override each;
    each.name = "tonight";
    each.guard = "windows";
    each.system = "toy-1";
    each.kind = "User";
    each.names = {"ada"};
    each.expires = at("2026-11-23T00:00:00Z");
    each.reason = "moved";
    return each;
  }

  void enforced_before(std::vector<Override> overrides) {
    enforced_.current = EnforcedPolicy();
    enforced_.current->commit = "tree:before";
    enforced_.current->overrides = std::move(overrides);
  }

  static std::string sentence_of(const Plan& plan, const std::string& name) {
    return change_of(plan, name).blocked.at(0).sentence;
  }
};

TEST_F(TimeGuard, WithoutWindowsAndPauseNothingIsHeld) {
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "ada"), "");
  EXPECT_FALSE(plan.systems[0].start_before);
}

TEST_F(TimeGuard, OutsideTheWindowsAllWaitsAndThePlanSaysUntilWhen) {
  window_on_monday();
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "ada"), "windows");
  EXPECT_EQ(sentence_of(plan, "ada"),
            "no window of the System is open; the next one opens at 2026-11-23 20:00 Europe/Berlin");
  EXPECT_TRUE(plan.systems[0].schedule.steps.empty());
  EXPECT_FALSE(plan.systems[0].start_before) << "what is urgent has no end";
}

TEST_F(TimeGuard, TheSentenceStaysTheSameUntilTheWindowOpens) {
  window_on_monday();
  now_ = at("2026-11-23T18:59:59Z");
  EXPECT_EQ(sentence_of(plan(), "ada"),
            "no window of the System is open; the next one opens at 2026-11-23 20:00 Europe/Berlin");
}

TEST_F(TimeGuard, InTheWindowThePlanSaysWhenItCloses) {
  window_on_monday();
  now_ = at("2026-11-23T19:00:00Z");
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "ada"), "");
  EXPECT_EQ(plan.systems[0].start_before, at("2026-11-24T05:00:00Z"));
}

TEST_F(TimeGuard, AWindowThatNeverOpensSaysSo) {
  window_on_monday();
  spec_.windows[0].days.fill(false);
  EXPECT_EQ(sentence_of(plan(), "ada"), "no window of the System is open, and none opens within 14 days: see windows");
}

TEST_F(TimeGuard, APauseHoldsAllAndSaysWhy) {
  spec_.pause = Pause{at("2026-11-25T00:00:00Z"), "audit"};
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "ada"), "pause");
  EXPECT_EQ(sentence_of(plan, "ada"), "the System is paused until 2026-11-24: audit");
  EXPECT_TRUE(plan.systems[0].schedule.steps.empty());
}

TEST_F(TimeGuard, APauseWithoutAnEndSaysSo) {
  spec_.pause = Pause{std::nullopt, "audit"};
  EXPECT_EQ(sentence_of(plan(), "ada"), "the System is paused until it is taken out: audit");
}

TEST_F(TimeGuard, APauseThatIsOverHoldsNothing) {
  spec_.pause = Pause{now_, "audit"};
  EXPECT_EQ(guard_of(plan(), "ada"), "");
}

TEST_F(TimeGuard, AnUrgentRemovalIsNotHeldByEither) {
  window_on_monday();
  spec_.pause = Pause{std::nullopt, "audit"};
  want_urgently_absent("leaver");
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "leaver"), "");
  EXPECT_EQ(change_of(plan, "leaver").notes,
            std::vector<std::string>{"urgent: neither windows nor pause hold it back"});
  EXPECT_EQ(guard_of(plan, "ada"), "pause");
  EXPECT_EQ(plan.systems[0].schedule.steps.size(), 1U);
}

TEST_F(TimeGuard, ARemovalThatIsNotUrgentWaits) {
  window_on_monday();
  want_absent("leaver");
  EXPECT_EQ(guard_of(plan(), "leaver"), "windows");
}

TEST_F(TimeGuard, WhatAnUrgentRemovalWaitsForIsNotHeld) {
  window_on_monday();
  live_team("billing", {"leaver", "ada"});
  live_team("sales", {"ada"});
  want_team("billing", {"ada"});
  want_team("sales", {});
  want_urgently_absent("leaver");
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "leaver"), "");
  EXPECT_EQ(guard_of(plan, "billing"), "");
  EXPECT_EQ(change_of(plan, "billing").notes,
            std::vector<std::string>{"goes ahead, since an urgent removal waits for it"});
  EXPECT_EQ(guard_of(plan, "sales"), "windows");
}

TEST_F(TimeGuard, WhatOnlyABlockedRemovalWaitsForIsHeld) {
  window_on_monday();
  live_team("billing", {"root"});
  want_team("billing", {});
  want_urgently_absent("root");
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "root"), "minAdmins");
  EXPECT_EQ(guard_of(plan, "billing"), "windows");
}

TEST_F(TimeGuard, AnUrgentRemovalIsStillHeldByTheOtherGuards) {
  window_on_monday();
  want_urgently_absent("root");
  EXPECT_EQ(guard_of(plan(), "root"), "minAdmins");
}

TEST_F(TimeGuard, AnOverrideInForceLetsItsObjectsPassTheWindows) {
  window_on_monday();
  overrides_ = {window_override()};
  enforced_before(overrides_);
  live("bo", {"ROLE_AGENT"});
  want_name("bo", "Bo");
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "ada"), "");
  EXPECT_EQ(change_of(plan, "ada").notes, std::vector<std::string>{"passes windows by Override tonight: moved"});
  EXPECT_EQ(guard_of(plan, "bo"), "windows");
}

TEST_F(TimeGuard, AnOverrideOfThisCommitAloneLetsNothingPass) {
  window_on_monday();
  overrides_ = {window_override()};
  enforced_before({});
  EXPECT_EQ(guard_of(plan(), "ada"), "windows");
}

TEST_F(TimeGuard, AnOverrideOfTheWindowsDoesNotEndAPause) {
  spec_.pause = Pause{std::nullopt, "audit"};
  overrides_ = {window_override()};
  enforced_before(overrides_);
  EXPECT_EQ(guard_of(plan(), "ada"), "pause");
}

struct Closed {
  std::shared_ptr<const Desired> desired;
  SystemPlan plan;
};

// A random centre whose System is closed; every `share`-th removal is urgent, none for 0.
Closed plan_closed(std::uint64_t seed, std::size_t share, bool by_pause) {
  support::RandomCentre random(seed);
  const support::ModelWorld world = random.world();
  auto desired = std::make_shared<Desired>(*random.desired());
  DesiredSystem& system = desired->systems.at(0);
  for (std::size_t i = 0; i < system.objects.size(); ++i) {
    system.objects[i].urgent = system.objects[i].absent && share != 0 && i % share == 0;
  }
  if (by_pause) {
    system.spec.pause = Pause{std::nullopt, "audit"};
  } else {
    system.spec.windows = {Window()};  // on no day
  }
  PlanInputs inputs;
  inputs.desired = desired;
  inputs.observed.push_back(support::observe_world(world, "toy-1"));
  Memory memory;
  memory.inventory.exists = true;
  inputs.memories.emplace("toy-1", std::make_shared<const Memory>(std::move(memory)));
  inputs.secret_versions.emplace("env:PASSWORD", "v1");
  inputs.catalogs = support::toy_catalogs();
  return {desired, make_plan(inputs).systems.at(0)};
}

// The changes that something urgent waits for, and itself, directly or through others.
std::vector<bool> needed_by_urgent(const Closed& closed) {
  const SystemPlan& plan = closed.plan;
  std::vector<bool> needed(plan.changes.size());
  for (std::size_t i = 0; i < plan.changes.size(); ++i) {
    const auto* object = closed.desired->systems[0].find(plan.changes[i].entity_index, plan.changes[i].entity.name);
    needed[i] = object != nullptr && object->urgent;
  }
  for (std::size_t round = 0; round < plan.changes.size(); ++round) {
    for (const Wait& wait : plan.schedule.waits) {
      const std::uint32_t change = plan.schedule.steps[wait.step].change;
      if (needed[change]) needed[plan.schedule.steps[wait.on].change] = true;
    }
  }
  return needed;
}

TEST(TimeGuardOfRandomCentres, WhileClosedNothingGoesOnButWhatIsUrgent) {
  std::size_t urgent_steps = 0;
  for (std::uint64_t seed = 1; seed <= 600 && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    EXPECT_TRUE(plan_closed(seed, 0, seed % 2 == 0).plan.schedule.steps.empty());
    const Closed closed = plan_closed(seed, 1, seed % 2 == 0);
    const std::vector<bool> needed = needed_by_urgent(closed);
    for (const Step& step : closed.plan.schedule.steps) EXPECT_TRUE(needed[step.change]);
    urgent_steps += closed.plan.schedule.steps.size();
  }
  EXPECT_GT(urgent_steps, 100U);
}

}  // namespace
}  // namespace muster::core
