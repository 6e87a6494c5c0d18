#include "daemon/status_view.h"

#include <gtest/gtest.h>

#include "tests/daemon/sample_status.h"
#include "tests/support/golden.h"

namespace muster::daemon {
namespace {

StatusView sample() { return make_status_view(sample_status(), at(20)); }

TEST(StatusView, JsonGolden) { EXPECT_TRUE(support::matches_golden(to_json(sample()), "daemon/golden/status.json")); }

TEST(StatusView, TextGolden) {
  EXPECT_TRUE(support::matches_golden(status_text(sample(), {}), "daemon/golden/status.txt"));
}

TEST(StatusView, WhatIsSentIsWhatIsRead) {
  const auto read = parse_status(to_json(sample()));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(to_json(*read), to_json(sample()));
  EXPECT_EQ(status_text(*read, {}), status_text(sample(), {}));
}

TEST(StatusView, RefusesWhatNoDaemonOfThisVersionSends) {
  for (const char* json : {"", "null", "[]", "{}", "{\"formatVersion\": 1}", "{\"formatVersion\": \"1\"}",
                           "{\"formatVersion\": 1, \"version\": 7}"}) {
    const auto read = parse_status(json);
    ASSERT_FALSE(read) << json;
    EXPECT_EQ(read.error().kind, core::ErrorKind::protocol) << json;
  }
  const auto newer = parse_status("{\"formatVersion\": 2}");
  ASSERT_FALSE(newer);
  EXPECT_NE(newer.error().what.find("format 2"), std::string::npos);
}

TEST(StatusView, TextOfAHostileDaemonMovesNoCursor) {
  StatusView status = sample();
  status.systems[0].name = "toy\x1b[2J\nforged";
  status.systems[1].error = "\x1b]0;title\x07";
  const std::string text = status_text(status, {});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find("\nforged"), std::string::npos);
}

TEST(StatusView, AppliedChangesAreNotLeftToDo) {
  engine::Status status = sample_status();
  core::Report report;
  const auto& changes = status.systems[0].plan->systems[0].changes;
  for (std::uint32_t i = 0; i < changes.size(); ++i) {
    report.results.push_back(
        {0, i, core::is_blocked(changes[i]) ? core::Outcome::blocked : core::Outcome::verified, ""});
  }
  const auto before = make_status_view(status, at(20)).systems[0];
  status.systems[0].report = std::make_shared<const core::Report>(report);
  const auto after = make_status_view(status, at(20)).systems[0];
  EXPECT_GT(before.changes, 0U);
  EXPECT_EQ(after.changes, 0U);
  EXPECT_EQ(after.blocked, before.blocked);
}

TEST(StatusView, TheExitCodeSaysTheWorstThatApplies) {
  const auto code = [](std::vector<std::string> states) {
    StatusView status;
    for (std::string& state : states) status.systems.emplace_back().state = std::move(state);
    return core::exit_code(facts_of(status));
  };
  EXPECT_EQ(code({"converged", "applying"}), core::ExitCode::done);
  EXPECT_EQ(code({"converged", "pending"}), core::ExitCode::changes);
  EXPECT_EQ(code({"blocked", "pending"}), core::ExitCode::blocked);
  EXPECT_EQ(code({"blocked", "incomplete"}), core::ExitCode::incomplete);
  EXPECT_EQ(code({"incomplete", "failing"}), core::ExitCode::error);
  EXPECT_EQ(core::exit_code(facts_of(sample())), core::ExitCode::error);
}

}  // namespace
}  // namespace muster::daemon
