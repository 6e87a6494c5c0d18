// Limits look back over 24 hours.
#include <gtest/gtest.h>

#include <random>

#include "reconciler/core/limits.h"
#include "tests/support/small_centre.h"

namespace muster::core {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

class Rolling : public support::SmallCentre {
 protected:
  void SetUp() override {
    now_ = WallMillis(hours(10'000));
    spec_.guards.max_updates = {100, 3};
    spec_.guards.max_removals = {100, 3};
    spec_.guards.max_member_removals = {100, 3};
  }

  SentChange& sent(const std::string& name, Action action, milliseconds ago, const std::string& plan_id = "p1") {
    SentChange change;
    change.entity = EntityKey("toy-1", "user", name);
    change.kind = "User";
    change.action = action;
    change.plan_id = plan_id;
    change.at = now_ - ago;
    memory_.history.push_back(change);
    return memory_.history.back();
  }

  void want_renamed(int count) {
    for (int i = 0; i < count; ++i) {
      live("u" + std::to_string(i), {"ROLE_AGENT"});
      want_name("u" + std::to_string(i), "New");
    }
  }
};

TEST_F(Rolling, WhatWasSentWithinTheDayCounts) {
  want_renamed(2);
  sent("a", Action::update, hours(1));
  EXPECT_EQ(guard_of(plan(), "u0"), "");
  rows_ = TableBuilder();
  want_renamed(2);
  sent("b", Action::update, hours(23));
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "u0"), "maxUpdates");
  EXPECT_NE(change_of(plan, "u0").blocked[0].sentence.find("4 updates, 2 of them sent in the last 24 hours,"),
            std::string::npos);
}

TEST_F(Rolling, WhatIsADayOldNoLongerCounts) {
  want_renamed(3);
  sent("a", Action::update, hours(24));
  EXPECT_EQ(guard_of(plan(), "u0"), "");
  rows_ = TableBuilder();
  want_renamed(3);
  sent("b", Action::update, hours(24) - milliseconds(1));
  EXPECT_EQ(guard_of(plan(), "u0"), "maxUpdates");
}

TEST_F(Rolling, WhatIsDatedLaterThanNowCounts) {
  want_renamed(3);
  sent("a", Action::update, -hours(50));
  EXPECT_EQ(guard_of(plan(), "u0"), "maxUpdates");
}

TEST_F(Rolling, TheStepsOfOneChangeCountOnceAndThoseOfAnotherPlanAgain) {
  want_renamed(2);
  sent("a", Action::update, hours(1));
  sent("a", Action::update, hours(1));
  EXPECT_EQ(guard_of(plan(), "u0"), "");
  rows_ = TableBuilder();
  want_renamed(2);
  sent("a", Action::update, hours(1), "p2");
  EXPECT_EQ(guard_of(plan(), "u0"), "maxUpdates");
}

TEST_F(Rolling, CreatesAndRestoresDoNotCountAndOtherKindsCountForThemselves) {
  want_renamed(3);
  sent("a", Action::create, hours(1));
  sent("b", Action::restore, hours(1));
  sent("c", Action::remove, hours(1));
  sent("d", Action::update, hours(1)).kind = "Team";
  EXPECT_EQ(guard_of(plan(), "u0"), "");
}

TEST_F(Rolling, RemovalsOfTheDayCountForRemovals) {
  for (const char* name : {"a", "b"}) {
    live(name, {"ROLE_AGENT"});
    want_absent(name);
  }
  live("root", {"ROLE_ADMIN"});
  sent("c", Action::remove, hours(1));
  EXPECT_EQ(guard_of(plan(), "a"), "");
  rows_ = TableBuilder();
  want_absent("a");
  want_absent("b");
  sent("d", Action::remove, hours(2));
  EXPECT_EQ(guard_of(plan(), "a"), "maxRemovals");
}

TEST_F(Rolling, TheShareDoesNotShrinkUnderRemovalsThatWereInterrupted) {
  spec_.guards.max_removals = {10, 20};
  for (int i = 0; i < 95; ++i) {
    live("u" + std::to_string(i), {"ROLE_AGENT"});
    i < 5 ? want_absent("u" + std::to_string(i)) : want_roles("u" + std::to_string(i), {"ROLE_AGENT"});
  }
  live("root", {"ROLE_ADMIN"});
  for (int i = 0; i < 5; ++i) sent("gone" + std::to_string(i), Action::remove, hours(1));
  EXPECT_EQ(guard_of(plan(), "u0"), "");
}

TEST_F(Rolling, RemovedMembershipsOfTheDayCount) {
  for (const char* name : {"a", "b"}) {
    live(name, {"ROLE_AGENT", "ROLE_SUPERVISOR"});
    want_roles(name, {"ROLE_AGENT"});
  }
  live("root", {"ROLE_ADMIN"});
  sent("c", Action::update, hours(1)).member_removals = 2;
  EXPECT_EQ(guard_of(plan(), "a"), "maxMemberRemovals");
}

TEST_F(Rolling, ADisablingForWantOfADocumentCountsAsARemoval) {
  live("root", {"ROLE_ADMIN"});
  live("a", {"ROLE_AGENT"});
  want_absent("a");
  spec_.guards.max_removals = {100, 1};
  sent("left", Action::update, hours(1)).fields = {{"enabled", "=false"}};
  EXPECT_EQ(guard_of(plan(), "a"), "maxRemovals");
  rows_ = TableBuilder();
  want_absent("a");
  want_disabled("left");
  EXPECT_EQ(guard_of(plan(), "a"), "") << "a manifest that asks for it makes it an ordinary update";
}

// Two days in steps of half an hour: whatever is asked for, no window of 24 hours holds more than allowed.
TEST_F(Rolling, NoWindowOf24HoursEverHoldsMoreThanIsAllowed) {
  constexpr int kAllowed = 5;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    memory_.history.clear();
    spec_.guards.max_updates = {100, kAllowed};
    std::size_t sent_in_all = 0;
    for (int step = 0; step < 96; ++step) {
      now_ = WallMillis(hours(10'000)) + std::chrono::minutes(30 * step);
      rows_ = TableBuilder();
      want_renamed(static_cast<int>(random() % 4));
      const Plan plan = this->plan();
      for (const Change& change : plan.systems[0].changes) {
        if (is_blocked(change)) continue;
        sent(change.entity.name, Action::update, milliseconds(0), "p" + std::to_string(step));
        ++sent_in_all;
      }
    }
    for (const SentChange& begin : memory_.history) {
      const auto in_window = [&](const SentChange& each) {
        return each.at >= begin.at && each.at < begin.at + hours(24);
      };
      EXPECT_LE(std::ranges::count_if(memory_.history, in_window), kAllowed) << "seed " << seed;
    }
    EXPECT_GT(sent_in_all, static_cast<std::size_t>(kAllowed)) << "the limit lets go again";
  }
}

}  // namespace
}  // namespace muster::core
