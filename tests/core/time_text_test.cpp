#include "reconciler/core/time_text.h"

#include <gtest/gtest.h>

namespace muster::core {
namespace {

using std::chrono::seconds;

TEST(TimeText, ReadsBackWhatItWrote) {
  for (const std::int64_t at : {0LL, 951'782'399LL, 1'795'313'465LL, 4'102'444'800LL}) {
    const WallMillis time{seconds(at)};
    EXPECT_EQ(parse_iso8601(to_iso8601(time)), time) << to_iso8601(time);
  }
  EXPECT_EQ(to_iso8601(WallMillis{std::chrono::milliseconds(1'795'313'465'999)}), "2026-11-22T02:11:05Z");
}

TEST(TimeText, RefusesWhatIsNotATime) {
  for (const char* text : {"", "2026-11-22", "2026-11-22T02:11:05", "2026-13-22T02:11:05Z", "2026-02-30T02:11:05Z",
                           "2026-11-22T24:11:05Z", "2026-11-22T02:11:05+01:00", "2026-11-22T02:-1:05Z"}) {
    EXPECT_FALSE(parse_iso8601(text)) << text;
  }
}

TEST(TimeText, ReadsTimesWithOffsetsAndFractions) {
  const auto iso = [](std::string_view text) { return to_iso8601(parse_rfc3339(text).value()); };
  EXPECT_EQ(iso("2026-12-24T18:00:00Z"), "2026-12-24T18:00:00Z");
  EXPECT_EQ(iso("2026-12-24t18:00:00z"), "2026-12-24T18:00:00Z");
  EXPECT_EQ(iso("2026-12-24T18:00:00+01:00"), "2026-12-24T17:00:00Z");
  EXPECT_EQ(iso("2026-12-31T23:30:00-05:45"), "2027-01-01T05:15:00Z");
  EXPECT_EQ(parse_rfc3339("2026-12-24T18:00:00.2599Z"),
            *parse_iso8601("2026-12-24T18:00:00Z") + std::chrono::milliseconds(259));
  for (const char* text :
       {"", "2026-12-24", "2026-12-24T18:00Z", "2026-12-24T18:00:00", "2026-12-24 18:00:00Z", "2026-12-24T24:00:00Z",
        "2026-12-24T18:00:60Z", "2026-12-24T18:00:00.Z", "2026-12-24T18:00:00.0000000001Z", "2026-12-24T18:00:00+1:00",
        "2026-12-24T18:00:00+24:00", "2026-12-24T18:00:00+01:60", "2026-12-24T18:00:00Z ", "2026-00-24T18:00:00Z"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
}

TEST(TimeText, ADateEndsWhenTheNextBegins) {
  EXPECT_EQ(to_iso8601(parse_end_of_day("2026-12-31").value()), "2027-01-01T00:00:00Z");
  EXPECT_EQ(to_iso8601(parse_end_of_day("2028-02-28").value()), "2028-02-29T00:00:00Z");
  for (const char* text : {"", "2026-12-32", "2027-02-29", "26-12-24", "2026-12-24Z", "2026-12-4"}) {
    EXPECT_FALSE(parse_end_of_day(text)) << text;
  }
}

TEST(TimeText, ADeadlineIsShownAsItWasWritten) {
  EXPECT_EQ(deadline_text(parse_end_of_day("2026-12-24").value()), "2026-12-24");
  EXPECT_EQ(deadline_text(parse_rfc3339("2026-12-24T18:00:00+01:00").value()), "2026-12-24T17:00:00Z");
}

TEST(TimeText, RoundsDurationsUp) {
  EXPECT_EQ(rough_duration(seconds(59)), "under a minute");
  EXPECT_EQ(rough_duration(seconds(61)), "about 2 minutes");
  EXPECT_EQ(rough_duration(seconds(7'800)), "about 2 h 10 min");
}

}  // namespace
}  // namespace muster::core
