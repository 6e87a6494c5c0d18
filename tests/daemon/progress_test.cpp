#include "daemon/progress.h"

#include <gtest/gtest.h>

#include "tests/daemon/recording_console.h"

namespace muster::daemon {
namespace {

using core::Outcome;

class HandClock final : public engine::Clock {
 public:
  engine::SteadyTime time{std::chrono::hours(1)};

  [[nodiscard]] engine::SteadyTime now() const override { return time; }
  [[nodiscard]] engine::WallTime wall_now() const override { return {}; }
  [[nodiscard]] engine::Task<void> sleep(engine::Duration) override { throw std::logic_error("progress never waits"); }
};

struct Screen {
  HandClock clock;
  RecordingConsole console;

  Screen() { console.about.err_is_terminal = true; }
  // Since the last look.
  std::string fresh() { return std::exchange(console.complained, {}); }
};

core::Change change_of(const std::string& name) {
  core::Change change;
  change.name = name;
  return change;
}

TEST(Progress, IsSilentOnAPipeAndWhenAskedToBe) {
  for (const bool terminal : {true, false}) {
    Screen screen;
    screen.console.about.err_is_terminal = terminal;
    Progress progress(screen.console, screen.clock, terminal);
    progress.observing("gws-emea");
    progress.observed("gws-emea", 3);
    progress.step_ran("gws-emea", change_of("ada"), Outcome::verified);
    progress.finish();
    EXPECT_EQ(screen.fresh(), "");
  }
}

TEST(Progress, RewritesOneLineForEachSystem) {
  Screen screen;
  Progress progress(screen.console, screen.clock, false);
  progress.observing("one");
  EXPECT_EQ(screen.fresh(), "\r\x1b[2K  one  signing in\n");
  progress.observed("two", 1);
  EXPECT_EQ(screen.fresh(), "\x1b[1A\r\x1b[2K  one  signing in\n\r\x1b[2K  two  read 1 object\n");
  progress.observed("one", 61);
  EXPECT_EQ(screen.fresh(), "\x1b[2A\r\x1b[2K  one  read 61 objects\n\r\x1b[2K  two  read 1 object\n");
}

TEST(Progress, ShowsPagesChangesFailuresAndWhatItWaitsFor) {
  Screen screen;
  Progress progress(screen.console, screen.clock, false);
  progress.page_read("one", 500);
  EXPECT_NE(screen.fresh().find("reading: 500 objects in 1 page\n"), std::string::npos);
  progress.expect_changes("one", 4);
  EXPECT_NE(screen.fresh().find("[....................] 0/4 changes\n"), std::string::npos);
  progress.waiting("one", "the vendor to show what was written");
  EXPECT_NE(screen.fresh().find("waiting: the vendor to show"), std::string::npos);
  screen.clock.time += std::chrono::seconds(1);
  progress.step_ran("one", change_of("ada"), Outcome::failed);
  EXPECT_NE(screen.fresh().find("[#####...............] 1/4 changes, 1 not verified  ada\n"), std::string::npos);
}

TEST(Progress, DrawsThousandsOfChangesOnlyNowAndThenButAlwaysTheLast) {
  Screen screen;
  Progress progress(screen.console, screen.clock, false);
  progress.expect_changes("one", 1'000);
  (void)screen.fresh();
  for (int i = 0; i < 999; ++i) progress.step_ran("one", change_of("ada"), Outcome::verified);
  EXPECT_EQ(screen.fresh(), "");
  progress.step_ran("one", change_of("ada"), Outcome::verified);
  EXPECT_NE(screen.fresh().find("1000/1000"), std::string::npos);
}

TEST(Progress, TakesItsLinesAwayAtTheEnd) {
  Screen screen;
  Progress progress(screen.console, screen.clock, false);
  progress.observing("one");
  progress.observing("two");
  (void)screen.fresh();
  progress.finish();
  EXPECT_EQ(screen.fresh(), "\x1b[2A\x1b[J");
  progress.finish();
  EXPECT_EQ(screen.fresh(), "");
}

TEST(Progress, NeverLetsATerminalEscapeOfALiveNameThrough) {
  Screen screen;
  Progress progress(screen.console, screen.clock, false);
  progress.step_ran("one", change_of("ada\x1b[2J"), Outcome::verified);
  EXPECT_NE(screen.fresh().find("ada\\x1b[2J"), std::string::npos);
}

}  // namespace
}  // namespace muster::daemon
