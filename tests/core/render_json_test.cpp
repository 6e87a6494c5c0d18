#include "reconciler/core/render_json.h"

#include <gtest/gtest.h>

#include "tests/support/golden.h"
#include "tests/support/sample_plan.h"
#include "tests/support/toy_catalog.h"

namespace muster::core {
namespace {

using support::matches_golden;

PlanDocument document_of(const Plan& plan) {
  return make_plan_document(plan, support::sample_desired(), support::toy_catalogs());
}

// tests/system/schema_test.py checks these golden files against schemas/plan.schema.json and errors.schema.json.
TEST(RenderJson, ShowsAPlanWithOneOfEverything) {
  EXPECT_TRUE(matches_golden(render_json(document_of(support::sample_plan())), "core/golden/plan.json"));
}

TEST(RenderJson, CarriesWhatIsMissingOfAPartialPlan) {
  Plan plan = support::sample_plan();
  plan.missing = {{"toy-one", "listing users of toy-one: GET /users answered 500"}};
  plan.systems[0].changes.clear();
  plan.systems[0].schedule = {};
  EXPECT_TRUE(matches_golden(render_json(document_of(plan)), "core/golden/plan_partial.json"));
}

TEST(RenderJson, CarriesTheReportOfAnApply) {
  const PlanDocument plan = document_of(support::sample_plan());
  Report report;
  for (std::uint32_t i = 0; i < 6; ++i) report.results.push_back({0, i, kOutcomes[i], i == 0 ? "" : "one sentence"});
  report.warnings = {"toy-one answered slowly"};
  EXPECT_TRUE(matches_golden(render_json(plan, make_report_document(plan, report)), "core/golden/plan_report.json"));
}

TEST(RenderJson, ShowsErrorsWithTheirPlaces) {
  const ErrorDocument document{{{"roles is a list, not a number", "users/billing.yaml", 7, 12, "wrong-type"},
                                {"--output: xml is unknown", "", 0, 0, ""}},
                               {{"no document names system toy-two", "systems.yaml", 3, 1, ""}}};
  EXPECT_TRUE(matches_golden(render_json(document), "core/golden/errors.json"));
  EXPECT_TRUE(matches_golden(render_json(ErrorDocument{}), "core/golden/errors_none.json"));
}

TEST(RenderJson, GivesEqualBytesForEqualPlans) {
  EXPECT_EQ(render_json(document_of(support::sample_plan())), render_json(document_of(support::sample_plan())));
}

TEST(RenderJson, ReplacesBytesThatAreNotUtf8InsteadOfFailing) {
  Plan plan = support::sample_plan();
  plan.systems[0].changes[2].fields[1].before = "caf\xe9";
  EXPECT_NE(render_json(document_of(plan)).find("caf\uFFFD"), std::string::npos);
}

}  // namespace
}  // namespace muster::core
