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

TEST(TimeText, RoundsDurationsUp) {
  EXPECT_EQ(rough_duration(seconds(59)), "under a minute");
  EXPECT_EQ(rough_duration(seconds(61)), "about 2 minutes");
  EXPECT_EQ(rough_duration(seconds(7'800)), "about 2 h 10 min");
}

}  // namespace
}  // namespace muster::core
