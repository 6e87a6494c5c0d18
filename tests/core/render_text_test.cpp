#include "reconciler/core/render_text.h"

#include <gtest/gtest.h>

#include <sstream>

#include "reconciler/core/display_text.h"
#include "tests/support/golden.h"
#include "tests/support/sample_plan.h"
#include "tests/support/toy_catalog.h"

namespace muster::core {
namespace {

using support::matches_golden;

PlanDocument document_of(const Plan& plan) {
  return make_plan_document(plan, support::sample_desired(), support::toy_catalogs());
}

Report sample_report() {
  Report report;
  report.results = {{0, 0, Outcome::skipped, "create User ada.lund failed"},
                    {0, 1, Outcome::failed, "POST /users answered 403: the login exists already"},
                    {0, 2, Outcome::verified, ""},
                    {0, 3, Outcome::lagging, ""},
                    {0, 4, Outcome::stale, "enabled changed since the plan was made"},
                    {0, 5, Outcome::blocked, "minAdmins: root is the last administrator"}};
  report.warnings = {"toy-one answered slowly"};
  return report;
}

TEST(RenderText, ShowsAPlanWithOneOfEverything) {
  EXPECT_TRUE(matches_golden(render_text(document_of(support::sample_plan()), {}), "core/golden/plan.txt"));
}

TEST(RenderText, SaysFirstWhatIsMissing) {
  Plan plan = support::sample_plan();
  plan.missing = {{"toy-one", "listing users of toy-one: GET /users answered 500"}};
  plan.warnings = {"no inventory: ownership and secret changes unknown"};
  plan.systems[0].changes.clear();
  plan.systems[0].schedule = {};
  EXPECT_TRUE(matches_golden(render_text(document_of(plan), {}), "core/golden/plan_partial.txt"));
}

TEST(RenderText, SaysThatNothingIsToBeDone) {
  Plan plan = support::sample_plan();
  plan.systems[0] = SystemPlan{};
  plan.systems[0].system = "toy-one";
  const std::string text = render_text(document_of(plan), {});
  EXPECT_NE(text.find("No changes: everything is as the manifests ask.\n"), std::string::npos) << text;
}

TEST(RenderText, FoldsSameShapedChangesOfALargePlanWithACount) {
  EXPECT_TRUE(matches_golden(render_text(document_of(support::large_plan(500)), {}), "core/golden/plan_large.txt"));
}

TEST(RenderText, ShowsEveryChangeOfAPlanThatIsNotLarge) {
  const std::string text = render_text(document_of(support::large_plan(50)), {});
  EXPECT_NE(text.find("user000049"), std::string::npos);
  EXPECT_EQ(text.find("more like it"), std::string::npos);
}

TEST(RenderText, KeepsToTheWidthOfTheTerminal) {
  const TextStyle narrow{.color = false, .width = 60};
  const std::string text = render_text(document_of(support::sample_plan()), narrow);
  EXPECT_TRUE(matches_golden(text, "core/golden/plan_60_columns.txt"));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 60U) << line;
}

TEST(RenderText, ColoursOnlyWhenAsked) {
  const PlanDocument document = document_of(support::sample_plan());
  EXPECT_EQ(render_text(document, {}).find('\x1b'), std::string::npos);
  EXPECT_TRUE(matches_golden(render_text(document, {.color = true}), "core/golden/plan_colour.txt"));
}

TEST(RenderText, NeverLetsATerminalEscapeOfALiveValueThrough) {
  const std::string text = render_text(document_of(support::sample_plan()), {.color = true});
  EXPECT_EQ(text.find("\x1b[2J"), std::string::npos);
  EXPECT_EQ(text.find("\u202e"), std::string::npos);
  EXPECT_NE(text.find("Bo\\x1b[2J\\nLind\\u{202e}"), std::string::npos) << text;
}

TEST(RenderText, ShowsAReportWithItsReasons) {
  const ReportDocument report = make_report_document(document_of(support::sample_plan()), sample_report());
  EXPECT_TRUE(matches_golden(render_text(report, {}), "core/golden/report.txt"));
}

TEST(RenderText, CountsWhatWasVerifiedOfALargeReportAndShowsWhatWasNot) {
  const PlanDocument plan = document_of(support::large_plan(200));
  Report report;
  for (std::uint32_t i = 0; i < 201; ++i) report.results.push_back({0, i, Outcome::verified, ""});
  report.results[7] = {0, 7, Outcome::failed, "refused"};
  const std::string text = render_text(make_report_document(plan, report), {});
  EXPECT_NE(text.find("200 changes verified"), std::string::npos) << text;
  EXPECT_NE(text.find("user000006"), std::string::npos);
  EXPECT_EQ(text.find("user000008"), std::string::npos);
}

}  // namespace
}  // namespace muster::core
