#include "reconciler/core/exit_code.h"

#include <gtest/gtest.h>

namespace muster::core {
namespace {

TEST(ExitCode, IsTheFirstThatAppliesInTheOrder1Then4Then3Then2Then0) {
  struct Case {
    ExitFacts facts;
    ExitCode expected;
    const char* reason;
  };
  const Case cases[] = {
      {{false, false, false, false}, ExitCode::done, "nothing happened"},
      {{false, false, false, true}, ExitCode::changes, "changes alone"},
      {{false, false, true, true}, ExitCode::blocked, "a block outranks changes"},
      {{false, true, true, true}, ExitCode::incomplete, "a partial plan outranks a block"},
      {{true, true, true, true}, ExitCode::error, "an error outranks everything"},
      {{true, false, false, true}, ExitCode::error, "an error outranks changes"},
      {{false, true, false, false}, ExitCode::incomplete, "a partial plan without changes is not done"},
      {{false, false, true, false}, ExitCode::blocked, "a block without other changes"},
  };
  for (const Case& each : cases) EXPECT_EQ(exit_code(each.facts), each.expected) << each.reason;
}

Plan plan_with(Change change) {
  Plan plan;
  plan.systems.emplace_back();
  plan.systems[0].changes.push_back(std::move(change));
  return plan;
}

Change blocked_by(std::string guard, bool by_drift) {
  Change change;
  change.action = Action::blocked;
  change.blocked = {{std::move(guard), "because"}};
  change.by_drift = by_drift;
  return change;
}

TEST(ExitCode, OfAPlanTellsChangesBlocksAndGaps) {
  EXPECT_EQ(exit_code(facts_of(Plan{})), ExitCode::done);
  EXPECT_EQ(exit_code(facts_of(plan_with(Change{}))), ExitCode::changes);
  EXPECT_EQ(exit_code(facts_of(plan_with(blocked_by("minAdmins", false)))), ExitCode::blocked);
  Plan partial = plan_with(Change{});
  partial.missing = {{"toy-one", "could not be read"}};
  EXPECT_EQ(exit_code(facts_of(partial)), ExitCode::incomplete);
}

TEST(ExitCode, TakesAStaleChangeOfASavedPlanAsAnError) {
  EXPECT_EQ(exit_code(facts_of(plan_with(blocked_by("stale", false)))), ExitCode::error);
}

TEST(ExitCode, TakesDriftOfAProtectedObjectAsAWarningButANewWishForItAsABlock) {
  EXPECT_EQ(exit_code(facts_of(plan_with(blocked_by("protect", true)))), ExitCode::done);
  EXPECT_EQ(exit_code(facts_of(plan_with(blocked_by("protect", false)))), ExitCode::blocked);
  EXPECT_EQ(exit_code(facts_of(plan_with(blocked_by("minAdmins", true)))), ExitCode::blocked);
}

TEST(ExitCode, OfAReportDependsOnTheOutcomes) {
  struct Case {
    Outcome outcome;
    ExitCode expected;
  };
  const Case cases[] = {{Outcome::verified, ExitCode::done},   {Outcome::lagging, ExitCode::done},
                        {Outcome::unchanged, ExitCode::done},  {Outcome::diverged, ExitCode::error},
                        {Outcome::failed, ExitCode::error},    {Outcome::stale, ExitCode::error},
                        {Outcome::in_doubt, ExitCode::error},  {Outcome::not_tried, ExitCode::error},
                        {Outcome::skipped, ExitCode::blocked}, {Outcome::blocked, ExitCode::blocked}};
  const Plan plan = plan_with(Change{});
  for (const Case& each : cases) {
    const Report report{{{0, 0, each.outcome, ""}}, {}};
    EXPECT_EQ(exit_code(facts_of(plan, report)), each.expected) << to_text(each.outcome);
  }
}

TEST(ExitCode, OfAReportStillCountsWhatCouldNotBeRead) {
  Plan plan = plan_with(Change{});
  plan.missing = {{"toy-one", "could not be read"}};
  const Report report{{{0, 0, Outcome::verified, ""}}, {}};
  EXPECT_EQ(exit_code(facts_of(plan, report)), ExitCode::incomplete);
}

}  // namespace
}  // namespace muster::core
