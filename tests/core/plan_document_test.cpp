#include "reconciler/core/plan_document.h"

#include <gtest/gtest.h>

#include "tests/support/sample_plan.h"
#include "tests/support/toy_catalog.h"

namespace muster::core {
namespace {

PlanDocument sample() {
  return make_plan_document(support::sample_plan(), support::sample_desired(), support::toy_catalogs());
}

TEST(PlanDocument, GroupsChangesByKindInTheOrderOfTheCatalog) {
  const PlanDocument document = sample();
  ASSERT_EQ(document.systems.size(), 1U);
  const auto& kinds = document.systems[0].kinds;
  ASSERT_EQ(kinds.size(), 2U);
  EXPECT_EQ(kinds[0].kind, "User");
  EXPECT_EQ(kinds[1].kind, "Team");
  EXPECT_EQ(kinds[0].changes.size(), 5U);
}

TEST(PlanDocument, CountsByActionAndNeverCountsABlockedChangeAsOneToMake) {
  const PlanDocument document = sample();
  const ActionCounts expected{.create = 1, .update = 2, .remove = 1, .restore = 0, .rename = 1, .blocked = 1};
  EXPECT_EQ(document.counts, expected);
  EXPECT_EQ(document.counts.actionable(), 5U);
}

TEST(PlanDocument, NamesWhatAChangeWaitsForButNotItsOwnSteps) {
  Plan plan = support::sample_plan();
  auto& schedule = plan.systems[0].schedule;
  schedule.steps.push_back(schedule.steps[4]);
  schedule.waits.push_back({5, 4, Until::accepted});
  const auto document = make_plan_document(plan, support::sample_desired(), support::toy_catalogs());
  const ChangeView* team = find_change(document, 0, 0);
  ASSERT_NE(team, nullptr);
  ASSERT_EQ(team->waits.size(), 1U);
  EXPECT_EQ(team->waits[0].sentence, "create User ada.lund");
  EXPECT_EQ(team->waits[0].until, Until::verified);
  EXPECT_EQ(find_change(document, 0, 4)->waits.size(), 1U);
}

TEST(PlanDocument, SaysWhyWithTheFileAndLineOfTheManifest) {
  const PlanDocument document = sample();
  EXPECT_EQ(find_change(document, 0, 1)->why.place, "users/billing.yaml:3");
  EXPECT_TRUE(find_change(document, 0, 3)->why.drift);
}

TEST(PlanDocument, HasNoPlaceForAChangeThatNoDocumentAsksFor) {
  Plan plan = support::sample_plan();
  plan.systems[0].changes[4].place = Place{};
  const auto document = make_plan_document(plan, support::sample_desired(), support::toy_catalogs());
  EXPECT_EQ(find_change(document, 0, 4)->why.place, "");
}

TEST(PlanDocument, FindsEveryChangeByItsIndexAndNoOther) {
  const PlanDocument document = sample();
  for (std::uint32_t i = 0; i < 6; ++i) {
    ASSERT_NE(find_change(document, 0, i), nullptr) << i;
    EXPECT_EQ(find_change(document, 0, i)->change, i);
  }
  EXPECT_EQ(find_change(document, 0, 6), nullptr);
  EXPECT_EQ(find_change(document, 1, 0), nullptr);
}

TEST(PlanDocument, TakesTheDurationOfTheSlowestSystem) {
  Plan plan = support::sample_plan();
  plan.systems.push_back(plan.systems[0]);
  plan.systems[1].duration = std::chrono::seconds(10);
  const auto document = make_plan_document(plan, support::sample_desired(), support::toy_catalogs());
  EXPECT_EQ(document.seconds, 130);
  EXPECT_EQ(document.requests, 24);
}

TEST(PlanDocument, ShowsAPlanOfAnUnknownProviderByItsEntityNames) {
  const auto document = make_plan_document(support::sample_plan(), Desired{}, Catalogs{});
  EXPECT_EQ(document.systems[0].kinds[0].kind, "team");
}

TEST(PlanDocument, JoinsWhatOnePersonHasOnSeveralSystems) {
  Plan plan = support::sample_plan();
  plan.systems.push_back(plan.systems[0]);
  plan.systems[1].system = "other";
  for (auto& system : plan.systems) system.changes[1].labels["person"] = "ada";
  plan.systems[0].changes[2].labels["person"] = "only-here";
  const auto document = make_plan_document(plan, support::sample_desired(), support::toy_catalogs());
  ASSERT_EQ(document.people.size(), 1U) << "somebody on one system alone is no news";
  EXPECT_EQ(document.people[0].person, "ada");
  ASSERT_EQ(document.people[0].parts.size(), 2U);
  EXPECT_EQ(document.people[0].parts[0].system, plan.systems[0].system);
  EXPECT_EQ(document.people[0].parts[1].system, "other");
  EXPECT_TRUE(document.people[0].parts[0].title.ends_with(plan.systems[0].changes[1].name));
}

}  // namespace
}  // namespace muster::core
