#include "daemon/metrics.h"

#include <gtest/gtest.h>

#include "tests/daemon/sample_status.h"
#include "tests/support/golden.h"
#include "tests/support/toy_catalog.h"

namespace muster::daemon {
namespace {

class MetricsTest : public ::testing::Test {
 protected:
  MetricsTest() {
    engine::SourceUpdate update;
    update.desired = std::make_shared<const core::Desired>(support::sample_desired());
    metrics_.source_changed(update);
    scrape_.status = sample_status();
    scrape_.now = at(20);
  }

  static engine::PassSummary pass() {
    engine::PassSummary pass;
    pass.system = "toy-one";
    pass.duration = engine::Duration(1500);
    pass.plan = std::make_shared<const core::Plan>(support::sample_plan());
    return pass;
  }
  // One outcome for each change that is not blocked.
  static engine::PassSummary executed(core::Outcome outcome) {
    engine::PassSummary done = pass();
    core::Report report;
    const auto& changes = done.plan->systems[0].changes;
    for (std::uint32_t i = 0; i < changes.size(); ++i) {
      report.results.push_back({0, i, core::is_blocked(changes[i]) ? core::Outcome::blocked : outcome, ""});
    }
    done.report = std::make_shared<const core::Report>(std::move(report));
    return done;
  }
  [[nodiscard]] bool shows(const std::string& line) { return metrics_.text(scrape_).find(line) != std::string::npos; }

  Metrics metrics_{support::toy_catalogs()};
  Scrape scrape_;
};

// Everything that the daemon can show; held against the examples, and given to promtool, by tests/system.
TEST_F(MetricsTest, EverythingGolden) {
  metrics_.pass_finished(executed(core::Outcome::verified));
  metrics_.request_ended("toy-one", net::Method::get, "200", engine::Duration(40));
  metrics_.request_ended("toy-one", net::Method::put, "timeout", engine::Duration(5000));
  metrics_.request_repeated("toy-one", "503");
  scrape_.budgets = {{"toy-one", 0.25}};
  scrape_.expiries = {{"toy-one", "token", at(24 * 60)}};
  EXPECT_TRUE(support::matches_golden(metrics_.text(scrape_), "daemon/golden/metrics.txt"));
}

TEST_F(MetricsTest, ChangesCountByWhatBecameOfThem) {
  metrics_.pass_finished(executed(core::Outcome::failed));
  EXPECT_TRUE(shows("muster_changes_total{action=\"create\",kind=\"User\",outcome=\"failed\",system=\"toy-one\"} 1\n"));
  EXPECT_FALSE(shows("outcome=\"blocked\""));
  EXPECT_TRUE(shows("muster_passes_total{result=\"failed\"} 1\n"));
}

TEST_F(MetricsTest, AWriteInDoubtThatIsSettledCountsAgainByItsEnd) {
  core::Closing closing;
  closing.outcome = core::Outcome::verified;
  closing.audit.entity = core::EntityKey("toy-one", "user", "ada");
  closing.audit.action = "create";
  metrics_.settled("toy-one", closing);
  EXPECT_TRUE(
      shows("muster_changes_total{action=\"create\",kind=\"User\",outcome=\"verified\",system=\"toy-one\"} 1\n"));
}

TEST_F(MetricsTest, AppliedChangesAreInSync) {
  metrics_.pass_finished(pass());
  EXPECT_TRUE(shows("state=\"pending\""));
  metrics_.pass_finished(executed(core::Outcome::verified));
  EXPECT_FALSE(shows("state=\"pending\""));
  EXPECT_TRUE(shows("state=\"blocked\""));
}

TEST_F(MetricsTest, GuardBlocksGrowWithEachFullPassAndNotWithEdits) {
  metrics_.pass_finished(pass());
  metrics_.pass_finished(pass());
  engine::PassSummary edit = pass();
  edit.kind = engine::PassKind::edit;
  metrics_.pass_finished(edit);
  const std::string text = metrics_.text(scrape_);
  EXPECT_NE(text.find("muster_guard_blocks_total{guard="), std::string::npos);
  EXPECT_NE(text.find("system=\"toy-one\"} 2\n"), std::string::npos);
}

TEST_F(MetricsTest, SeriesOfASystemThatIsGoneDisappear) {
  metrics_.pass_finished(executed(core::Outcome::verified));
  metrics_.request_ended("toy-one", net::Method::get, "200", engine::Duration(1));
  metrics_.request_repeated("toy-one", "429");
  scrape_.budgets = {{"toy-one", 1.0}};
  scrape_.expiries = {{"toy-one", "token", at(1)}};
  EXPECT_TRUE(shows("system=\"toy-one\""));
  std::erase_if(scrape_.status.systems, [](const auto& system) { return system.system == "toy-one"; });
  EXPECT_FALSE(shows("toy-one")) << metrics_.text(scrape_);
  EXPECT_TRUE(shows("system=\"toy-zed\""));
  metrics_.request_ended("toy-two", net::Method::get, "200", engine::Duration(1));
  EXPECT_TRUE(shows("muster_http_requests_total{code=\"200\",method=\"GET\",system=\"toy-two\"} 1\n"));
}

TEST_F(MetricsTest, HowLongASystemIsBehindIsMeasuredAtTheScrape) {
  EXPECT_TRUE(shows("muster_oldest_unconverged_seconds{system=\"toy-one\"} 1200\n"));
  EXPECT_TRUE(shows("muster_oldest_unconverged_seconds{system=\"toy-zed\"} 0\n"));
  scrape_.now = at(21);
  EXPECT_TRUE(shows("muster_oldest_unconverged_seconds{system=\"toy-one\"} 1260\n"));
}

TEST_F(MetricsTest, NoLabelNamesAPerson) {
  metrics_.pass_finished(executed(core::Outcome::verified));
  const std::string text = metrics_.text(scrape_);
  const core::Plan plan = support::sample_plan();
  for (const core::Change& change : plan.systems[0].changes) {
    EXPECT_EQ(text.find(change.name), std::string::npos) << change.name;
  }
}

TEST_F(MetricsTest, EveryDocumentCountsOnce) {
  const core::Desired desired = support::sample_desired();
  const core::Plan plan = support::sample_plan();
  const auto counts = count_resources(plan, nullptr, desired.systems[0], support::toy_catalog());
  std::size_t unmanaged = 0;
  for (const auto& [which, count] : counts) unmanaged += which.state == "unmanaged" ? count : 0;
  EXPECT_EQ(unmanaged, plan.systems[0].unmanaged.size());
}

}  // namespace
}  // namespace muster::daemon
