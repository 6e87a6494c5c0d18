// An Override counts only where the commit before had it, word for word.
#include "reconciler/core/override_force.h"

#include <gtest/gtest.h>

#include "tests/support/small_centre.h"

namespace muster::core {
namespace {

using std::chrono::hours;

class Overrides : public support::SmallCentre {
 protected:
  void SetUp() override {
    now_ = WallMillis(hours(1000));
    for (int i = 0; i < 3; ++i) {
      live("u" + std::to_string(i), {"ROLE_AGENT"});
      want_name("u" + std::to_string(i), "New");
    }
    spec_.guards.max_updates = {30, 2};
    Override each;
    each.name = "merger";
    each.guard = "maxUpdates";
    each.system = "toy-1";
    each.expires = now_ + hours(1);
    each.reason = "the centres merge";
    overrides_ = {each};
    enforced_.current = EnforcedPolicy();
    enforced_.current->commit = "tree:before";
    enforced_.current->guards = spec_.guards;
    enforced_.current->overrides = overrides_;
  }

  static bool warns(const Plan& plan, const std::string& text) {
    const auto& warnings = plan.systems.at(0).warnings;
    return std::ranges::any_of(warnings, [&](const std::string& each) { return each.find(text) != std::string::npos; });
  }
};

TEST_F(Overrides, OneInForceLetsChangesPassAndThePlanSaysByWhichAndWhy) {
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "u0"), "");
  EXPECT_EQ(change_of(plan, "u0").notes,
            (std::vector<std::string>{"passes maxUpdates by Override merger: the centres merge"}));
  EXPECT_FALSE(warns(plan, "Override"));
}

TEST_F(Overrides, TheCommitThatBringsOneDoesNotProfitFromIt) {
  enforced_.current->overrides.clear();
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "u0"), "maxUpdates");
  EXPECT_TRUE(warns(plan, "Override merger is not in force yet"));
}

TEST_F(Overrides, WithoutAnEarlierCommitNoneIsInForce) {
  enforced_ = {};
  EXPECT_EQ(guard_of(plan(), "u0"), "maxUpdates");
}

TEST_F(Overrides, OneThatSaysSomethingElseThanBeforeIsNew) {
  overrides_[0].reason = "another reason";
  EXPECT_EQ(guard_of(plan(), "u0"), "maxUpdates");
}

TEST_F(Overrides, OneThatTheManifestsDroppedIsGone) {
  overrides_.clear();
  EXPECT_EQ(guard_of(plan(), "u0"), "maxUpdates");
}

TEST_F(Overrides, OneExpiresAtItsInstant) {
  now_ = overrides_[0].expires - std::chrono::milliseconds(1);
  EXPECT_EQ(guard_of(plan(), "u0"), "");
  rows_ = TableBuilder();
  for (int i = 0; i < 3; ++i) want_name("u" + std::to_string(i), "New");
  now_ = overrides_[0].expires;
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "u0"), "maxUpdates");
  EXPECT_TRUE(warns(plan, "Override merger has expired"));
}

TEST_F(Overrides, OneOfAnotherGuardSystemOrKindIsOfNoUse) {
  struct Case {
    const char* what;
    void (*change)(Override&);
  };
  for (const Case& c : {Case{"guard", [](Override& each) { each.guard = "maxRemovals"; }},
                        Case{"system", [](Override& each) { each.system = "toy-2"; }},
                        Case{"kind", [](Override& each) { each.kind = "Team"; }},
                        Case{"names", [](Override& each) { each.names = {"somebody"}; }}}) {
    SCOPED_TRACE(c.what);
    rows_ = TableBuilder();
    for (int i = 0; i < 3; ++i) want_name("u" + std::to_string(i), "New");
    auto changed = overrides_;
    c.change(changed[0]);
    std::swap(overrides_, changed);
    enforced_.current->overrides = overrides_;
    EXPECT_EQ(guard_of(plan(), "u0"), "maxUpdates");
    std::swap(overrides_, changed);
  }
}

TEST_F(Overrides, WhatANamedOneLetsPassDoesNotCountForTheOthers) {
  overrides_[0].names = {"u1"};
  enforced_.current->overrides = overrides_;
  const Plan plan = this->plan();
  for (const char* name : {"u0", "u1", "u2"}) EXPECT_EQ(guard_of(plan, name), "") << name;
  EXPECT_TRUE(change_of(plan, "u0").notes.empty());
  EXPECT_FALSE(change_of(plan, "u1").notes.empty());
}

TEST_F(Overrides, WhatANamedOneLetsPassGoesOnWhileTheOthersWait) {
  spec_.guards.max_updates = {30, 1};
  overrides_[0].names = {"u1"};
  enforced_.current->overrides = overrides_;
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "u0"), "maxUpdates");
  EXPECT_EQ(guard_of(plan, "u1"), "");
}

}  // namespace
}  // namespace muster::core
