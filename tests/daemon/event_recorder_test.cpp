#include "daemon/event_recorder.h"

#include <gtest/gtest.h>

#include "daemon/event_fan.h"
#include "daemon/log_line.h"
#include "tests/support/sample_plan.h"
#include "tests/support/virtual_clock.h"

namespace muster::daemon {
namespace {

class Recorder : public ::testing::Test {
 protected:
  [[nodiscard]] const EventRecord& last() const { return records_.back(); }
  [[nodiscard]] std::string line() const {
    LineStyle style;
    style.time = false;
    return log_line(last(), style);
  }

  tests::VirtualClock clock_;
  std::vector<EventRecord> records_;
  EventRecorder events_{clock_, [this](const EventRecord& record) { records_.push_back(record); }};
};

TEST_F(Recorder, APassThatFailedIsAnErrorWithItsSentence) {
  engine::PassSummary pass;
  pass.system = "toy-one";
  pass.duration = engine::Duration(1500);
  pass.failure = core::Error(core::ErrorKind::timeout, "listing users: it did not answer");
  events_.pass_finished(pass);
  EXPECT_EQ(line(),
            "level=error event=pass_finished system=toy-one pass=full result=failed milliseconds=1500 kind=timeout "
            "sentence=\"listing users: it did not answer\"");
}

TEST_F(Recorder, ABlockedPassNamesItsGuards) {
  engine::PassSummary pass;
  pass.system = "toy-one";
  pass.plan = std::make_shared<const core::Plan>(support::sample_plan());
  events_.pass_finished(pass);
  EXPECT_EQ(last().severity, Severity::warning);
  EXPECT_NE(line().find("guards="), std::string::npos) << line();
}

TEST_F(Recorder, EachOutcomeOfAStepHasItsSeverity) {
  const core::Plan plan = support::sample_plan();
  const core::Change& change = plan.systems[0].changes[0];
  events_.step_finished("toy-one", change, core::Outcome::verified);
  EXPECT_EQ(last().severity, Severity::info);
  events_.step_finished("toy-one", change, core::Outcome::lagging);
  EXPECT_EQ(last().severity, Severity::warning);
  events_.step_finished("toy-one", change, core::Outcome::in_doubt);
  EXPECT_EQ(last().severity, Severity::error);
}

TEST_F(Recorder, ABrokenSourceTellsEachProblemAndThenTheRefusal) {
  engine::SourceUpdate update;
  update.commit = "tree:1";
  update.problems = {"a.yaml:1:1: bad", "b.yaml:1:1: bad"};
  events_.source_changed(update);
  ASSERT_EQ(records_.size(), 3U);
  EXPECT_EQ(records_[0].event, "source_problem");
  EXPECT_EQ(line(), "level=error event=source_refused commit=tree:1 problems=2");
}

TEST_F(Recorder, AFanTellsEverybodyInTurn) {
  std::vector<std::string> heard;
  EventRecorder other(clock_, [&](const EventRecord& record) { heard.push_back(record.event); });
  EventFan fan({&events_, &other});
  fan.observing("s");
  fan.page_read("s", 1);
  fan.observed("s", 2);
  fan.step_ran("s", core::Change(), core::Outcome::not_tried);
  fan.step_finished("s", core::Change(), core::Outcome::verified);
  fan.waiting("s", "why");
  fan.settled("s", core::Closing());
  fan.source_changed(engine::SourceUpdate());
  fan.pass_started("s", engine::PassKind::edit);
  fan.pass_finished(engine::PassSummary());
  fan.circuit_changed("s", true);
  fan.warned("s", "beware");
  EXPECT_EQ(heard,
            (std::vector<std::string>{"observing", "page_read", "observed", "step_finished", "waiting", "settled",
                                      "source_refused", "pass_started", "pass_finished", "circuit_opened", "warned"}));
  EXPECT_EQ(records_.size(), heard.size());
}

}  // namespace
}  // namespace muster::daemon
