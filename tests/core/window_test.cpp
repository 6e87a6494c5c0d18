// Windows over midnight, over both clock changes, and over thousands of random instants; pauses.
#include "reconciler/core/window.h"

#include <gtest/gtest.h>

#include <random>

namespace muster::core {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kMon = 0, kTue = 1, kFri = 4, kSat = 5, kSun = 6;
constexpr milliseconds kTick{1};

WallMillis at(std::string_view utc) { return parse_iso8601(utc).value(); }

std::string text(const std::optional<WallMillis>& time) { return time ? to_iso8601(*time) : "never"; }

Window window(std::vector<std::size_t> days, int from_hour, int to_hour, std::string zone = "UTC") {
  Window made;
  for (const std::size_t day : days) made.days[day] = true;
  made.from = from_hour * 60;
  made.to = to_hour * 60;
  made.time_zone = std::move(zone);
  return made;
}

Window berlin(std::vector<std::size_t> days, int from_minute, int to_minute) {
  Window made = window(std::move(days), 0, 0, "Europe/Berlin");
  made.from = from_minute;
  made.to = to_minute;
  return made;
}

TEST(Window, WithoutAnyItIsAlwaysOpenAndNeverCloses) {
  EXPECT_TRUE(is_open({}, at("2026-11-22T00:00:00Z")));
  EXPECT_FALSE(closes_at({}, at("2026-11-22T00:00:00Z")));
  EXPECT_FALSE(opens_at({}, at("2026-11-22T00:00:00Z")));
}

TEST(Window, BeginsWithItsFirstMomentAndEndsBeforeItsLast) {
  const std::vector<Window> windows = {window({kMon}, 9, 17)};
  EXPECT_FALSE(is_open(windows, at("2026-11-23T09:00:00Z") - kTick));
  EXPECT_TRUE(is_open(windows, at("2026-11-23T09:00:00Z")));
  EXPECT_TRUE(is_open(windows, at("2026-11-23T17:00:00Z") - kTick));
  EXPECT_FALSE(is_open(windows, at("2026-11-23T17:00:00Z")));
  EXPECT_FALSE(is_open(windows, at("2026-11-24T12:00:00Z")));
}

TEST(Window, ItsDayIsTheDayItStarts) {
  const std::vector<Window> windows = {window({kFri}, 20, 6)};
  EXPECT_FALSE(is_open(windows, at("2026-11-27T05:00:00Z"))) << "the night before Friday belongs to Thursday";
  EXPECT_TRUE(is_open(windows, at("2026-11-27T20:00:00Z")));
  EXPECT_TRUE(is_open(windows, at("2026-11-28T05:59:59Z"))) << "Saturday morning belongs to Friday's window";
  EXPECT_FALSE(is_open(windows, at("2026-11-28T06:00:00Z")));
  EXPECT_FALSE(is_open(windows, at("2026-11-28T20:00:00Z")));
}

TEST(Window, TheNightFromSundayToMondayIsSundays) {
  const std::vector<Window> windows = {window({kSun}, 22, 2)};
  EXPECT_TRUE(is_open(windows, at("2026-11-23T01:00:00Z")));
  EXPECT_EQ(text(closes_at(windows, at("2026-11-22T22:00:00Z"))), "2026-11-23T02:00:00Z");
}

TEST(Window, FromAnHourToTheSameHourIsAWholeDay) {
  const std::vector<Window> windows = {window({kSat}, 8, 8)};
  EXPECT_TRUE(is_open(windows, at("2026-11-28T08:00:00Z")));
  EXPECT_EQ(text(closes_at(windows, at("2026-11-28T08:00:00Z"))), "2026-11-29T08:00:00Z");
}

TEST(Window, SaysWhenItOpensNext) {
  const std::vector<Window> windows = {window({kMon}, 9, 17), window({kTue}, 9, 17)};
  EXPECT_EQ(text(opens_at(windows, at("2026-11-22T12:00:00Z"))), "2026-11-23T09:00:00Z");
  EXPECT_EQ(text(opens_at(windows, at("2026-11-23T10:00:00Z"))), "2026-11-24T09:00:00Z") << "after the present one";
  EXPECT_EQ(text(opens_at(windows, at("2026-11-24T18:00:00Z"))), "2026-11-30T09:00:00Z");
  EXPECT_FALSE(opens_at({window({}, 9, 17)}, at("2026-11-22T12:00:00Z"))) << "on no day";
}

TEST(Window, SeveralThatTouchCloseWithTheLast) {
  const std::vector<Window> windows = {window({kMon}, 9, 12), window({kMon}, 11, 0), window({kTue}, 0, 3)};
  EXPECT_EQ(text(closes_at(windows, at("2026-11-23T09:30:00Z"))), "2026-11-24T03:00:00Z");
  EXPECT_FALSE(closes_at(windows, at("2026-11-23T08:00:00Z"))) << "closed already";
}

TEST(Window, DayAfterDayWithoutAGapNeverCloses) {
  Window always = berlin({0, 1, 2, 3, 4, 5, 6}, 150, 150);
  EXPECT_FALSE(closes_at({always}, at("2027-03-20T12:00:00Z")));
  EXPECT_FALSE(opens_at({always}, at("2027-03-20T12:00:00Z")));
  for (const char* change : {"2027-03-28T00:59:59Z", "2027-03-28T01:00:00Z", "2026-10-25T00:30:00Z",
                             "2026-10-25T01:29:59Z", "2026-10-25T01:30:00Z"}) {
    EXPECT_TRUE(is_open({always}, at(change))) << change;
  }
}

// On 2027-03-28 Berlin's clocks go from 02:00 to 03:00, which is 01:00 UTC.
TEST(Window, OpensBehindTheGapOfSpring) {
  const std::vector<Window> windows = {berlin({kSun}, 2 * 60 + 30, 5 * 60)};
  EXPECT_EQ(text(opens_at(windows, at("2027-03-27T12:00:00Z"))), "2027-03-28T01:00:00Z");
  EXPECT_FALSE(is_open(windows, at("2027-03-28T01:00:00Z") - kTick));
  EXPECT_TRUE(is_open(windows, at("2027-03-28T01:00:00Z")));
  EXPECT_EQ(text(closes_at(windows, at("2027-03-28T01:00:00Z"))), "2027-03-28T03:00:00Z");
}

TEST(Window, ClosesWithTheGapOfSpring) {
  const std::vector<Window> windows = {berlin({kSun}, 60, 2 * 60 + 30)};
  EXPECT_EQ(text(closes_at(windows, at("2027-03-28T00:30:00Z"))), "2027-03-28T01:00:00Z");
}

TEST(Window, InsideTheGapOfSpringItIsLeftOut) {
  const std::vector<Window> windows = {berlin({kSun}, 2 * 60 + 10, 2 * 60 + 50)};
  EXPECT_FALSE(is_open(windows, at("2027-03-28T00:59:59Z")));
  EXPECT_FALSE(is_open(windows, at("2027-03-28T01:00:00Z")));
  EXPECT_EQ(text(opens_at(windows, at("2027-03-27T12:00:00Z"))), "2027-04-04T00:10:00Z") << "a week later, in summer";
}

TEST(Window, ANightOverTheGapOfSpringIsAnHourShorter) {
  const std::vector<Window> windows = {berlin({kSat}, 20 * 60, 6 * 60)};
  EXPECT_EQ(text(opens_at(windows, at("2027-03-27T12:00:00Z"))), "2027-03-27T19:00:00Z");
  EXPECT_EQ(text(closes_at(windows, at("2027-03-27T19:00:00Z"))), "2027-03-28T04:00:00Z");
}

// On 2026-10-25 Berlin's clocks go from 03:00 back to 02:00, at 01:00 UTC: 02:30 is at 00:30 and at 01:30 UTC.
TEST(Window, OpensAtTheFirstAndClosesAtTheSecondOfARepeatedTime) {
  const std::vector<Window> windows = {berlin({kSun}, 2 * 60 + 15, 2 * 60 + 30)};
  EXPECT_EQ(text(opens_at(windows, at("2026-10-24T12:00:00Z"))), "2026-10-25T00:15:00Z");
  EXPECT_TRUE(is_open(windows, at("2026-10-25T00:45:00Z")));
  EXPECT_EQ(text(closes_at(windows, at("2026-10-25T00:15:00Z"))), "2026-10-25T01:30:00Z");
}

TEST(Window, ANightOverTheRepeatedHourIsAnHourLonger) {
  const std::vector<Window> windows = {berlin({kSat}, 20 * 60, 6 * 60)};
  EXPECT_EQ(text(opens_at(windows, at("2026-10-24T12:00:00Z"))), "2026-10-24T18:00:00Z");
  EXPECT_EQ(text(closes_at(windows, at("2026-10-24T18:00:00Z"))), "2026-10-25T05:00:00Z");
}

// Samoa went over the date line: there was no Friday, 2011-12-30.
TEST(Window, OfADayThatAZoneSkippedOpensBehindIt) {
  const std::vector<Window> windows = {window({kFri}, 20, 6, "Pacific/Apia")};
  EXPECT_EQ(text(opens_at(windows, at("2011-12-29T12:00:00Z"))), "2011-12-30T10:00:00Z");
  EXPECT_EQ(text(closes_at(windows, at("2011-12-30T10:00:00Z"))), "2011-12-30T16:00:00Z");
}

TEST(Window, OfAnUnknownZoneIsNeverOpen) {
  for (const char* zone : {"", "Europe/Berln", "../../etc/passwd", "localtime"}) {
    EXPECT_FALSE(is_time_zone(zone)) << zone;
    const std::vector<Window> windows = {window({0, 1, 2, 3, 4, 5, 6}, 0, 0, zone)};
    EXPECT_FALSE(is_open(windows, at("2026-11-22T12:00:00Z"))) << zone;
    EXPECT_FALSE(opens_at(windows, at("2026-11-22T12:00:00Z"))) << zone;
  }
  EXPECT_TRUE(is_time_zone("UTC"));
  EXPECT_TRUE(is_time_zone("Europe/Berlin"));
}

TEST(Window, AClockAtItsEndsDoesNoHarm) {
  const std::vector<Window> windows = {berlin({kSat}, 60, 120)};
  for (const WallMillis now : {WallMillis::min(), WallMillis::max(), WallMillis{}}) {
    EXPECT_FALSE(is_open(windows, now));
    EXPECT_FALSE(closes_at(windows, now));
    EXPECT_TRUE(opens_at(windows, now));
    EXPECT_FALSE(local_time_text("Europe/Berlin", now).empty());
  }
}

TEST(Window, ATimeIsShownInItsZone) {
  EXPECT_EQ(local_time_text("Europe/Berlin", at("2026-11-23T19:00:00Z")), "2026-11-23 20:00 Europe/Berlin");
  EXPECT_EQ(local_time_text("America/New_York", at("2027-07-01T03:05:59Z")), "2027-06-30 23:05 America/New_York");
  EXPECT_EQ(local_time_text("Nowhere", at("2026-11-23T19:00:00Z")), "2026-11-23 19:00 UTC");
}

class RandomWindows : public ::testing::Test {
 protected:
  int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

  std::vector<Window> windows() {
    constexpr const char* kZones[] = {"UTC",         "Europe/Berlin",     "America/New_York", "Australia/Lord_Howe",
                                      "Asia/Tehran", "America/Sao_Paulo", "Pacific/Chatham"};
    std::vector<Window> made(static_cast<std::size_t>(1 + below(3)));
    for (Window& window : made) {
      window.days[static_cast<std::size_t>(below(7))] = true;
      for (bool& day : window.days) day = day || below(3) == 0;
      window.from = below(96) * 15;
      window.to = below(96) * 15;
      window.time_zone = kZones[below(7)];
    }
    return made;
  }

  // Half of them within two days of a clock change of Berlin or New York.
  WallMillis moment() {
    constexpr const char* kChanges[] = {"2027-03-28T01:00:00Z", "2026-10-25T01:00:00Z", "2027-03-14T07:00:00Z",
                                        "2026-11-01T06:00:00Z"};
    const milliseconds spread = std::chrono::hours(below(2) == 0 ? 48 : 24 * 700);
    const auto away = static_cast<long>(random_() % static_cast<unsigned long>(2 * spread.count()));
    return at(kChanges[below(4)]) + milliseconds(away) - spread;
  }

  std::mt19937_64 random_{20261122};
};

// Moments between the two, both ends aside.
std::vector<WallMillis> between(WallMillis from, WallMillis to) {
  std::vector<WallMillis> moments;
  for (WallMillis each = from; each < to; each += std::chrono::minutes(7)) moments.push_back(each);
  if (to - kTick > from) moments.push_back(to - kTick);
  return moments;
}

TEST_F(RandomWindows, OpenAndCloseExactlyWhenTheySay) {
  int opened = 0;
  int closed = 0;
  for (int round = 0; round < 3000 && !HasFailure(); ++round) {
    const std::vector<Window> windows = this->windows();
    const WallMillis now = moment();
    SCOPED_TRACE("round " + std::to_string(round) + " at " + to_iso8601(now));
    const bool open = is_open(windows, now);
    const std::optional<WallMillis> turn = open ? closes_at(windows, now) : opens_at(windows, now);
    if (!turn) continue;
    ++(open ? closed : opened);
    ASSERT_GT(*turn, now);
    EXPECT_EQ(is_open(windows, *turn), !open) << to_iso8601(*turn);
    const auto moments = between(now, std::min(*turn, now + std::chrono::hours(30)));
    for (const WallMillis each : moments) EXPECT_EQ(is_open(windows, each), open) << to_iso8601(each);
    EXPECT_EQ(is_open(windows, *turn - kTick), open);
  }
  EXPECT_GT(opened, 500);
  EXPECT_GT(closed, 500);
}

TEST_F(RandomWindows, TheNextOpeningOfAnOpenOneFollowsItsEnd) {
  for (int round = 0; round < 1000 && !HasFailure(); ++round) {
    const std::vector<Window> windows = this->windows();
    const WallMillis now = moment();
    const auto closes = closes_at(windows, now);
    if (!closes) continue;
    EXPECT_EQ(opens_at(windows, now), opens_at(windows, *closes)) << to_iso8601(now);
  }
}

TEST(PauseTest, HoldsUntilItsTimeOrUntilSomebodyEndsIt) {
  const WallMillis now = at("2026-11-22T12:00:00Z");
  EXPECT_FALSE(is_paused(std::nullopt, now));
  EXPECT_TRUE(is_paused(Pause{std::nullopt, "audit"}, now));
  EXPECT_TRUE(is_paused(Pause{now + kTick, "audit"}, now));
  EXPECT_FALSE(is_paused(Pause{now, "audit"}, now));
}

}  // namespace
}  // namespace muster::core
