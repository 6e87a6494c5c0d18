#include "providers/kit/retry_after.h"

#include <gtest/gtest.h>

#include "providers/kit/http_date.h"

namespace muster::kit {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
constexpr std::chrono::sys_time<milliseconds> kNow{milliseconds(784'111'777'000)};  // 1994-11-06 08:49:37 UTC
constexpr milliseconds kCap{60'000};

struct Form {
  const char* text;
  std::optional<milliseconds> wait;
  const char* reason;
};

class RetryAfter : public testing::TestWithParam<Form> {};

TEST_P(RetryAfter, IsRead) {
  EXPECT_EQ(parse_retry_after(GetParam().text, kNow, kCap), GetParam().wait) << GetParam().reason;
}

INSTANTIATE_TEST_SUITE_P(
    AllForms, RetryAfter,
    testing::Values(Form{"7", milliseconds(7000), "seconds"}, Form{"0", milliseconds(0), "at once"},
                    Form{" 7\t", milliseconds(7000), "white space around"}, Form{"+7", milliseconds(7000), "a sign"},
                    Form{"1.5", milliseconds(1500), "fractional"},
                    Form{"0.0001", milliseconds(1), "rounded up, so that nobody comes too early"},
                    Form{".5", milliseconds(500), "no leading zero"}, Form{"5.", milliseconds(5000), "no fraction"},
                    Form{"-3", milliseconds(0), "negative"}, Form{"-0.5", milliseconds(0), "negative fraction"},
                    Form{"86400", kCap, "longer than the cap"},
                    Form{"99999999999999999999999999999999", kCap, "longer than any integer"},
                    Form{"Sun, 06 Nov 1994 08:49:47 GMT", milliseconds(10'000), "RFC 1123"},
                    Form{"Sunday, 06-Nov-94 08:49:47 GMT", milliseconds(10'000), "RFC 850"},
                    Form{"Sun Nov  6 08:49:47 1994", milliseconds(10'000), "asctime"},
                    Form{"Sun, 06 Nov 1994 08:49:00 GMT", milliseconds(0), "a date gone by"},
                    Form{"Fri, 31 Dec 9999 23:59:59 GMT", kCap, "a date far away"},
                    Form{"Sun, 31 Feb 1994 08:49:47 GMT", std::nullopt, "no such day"},
                    Form{"Sun, 06 Nov 1994 25:49:47 GMT", std::nullopt, "no such hour"},
                    Form{"Sun, 06 Nov 1994 08:49:47 PST", std::nullopt, "no zone but GMT"},
                    Form{"", std::nullopt, "empty"}, Form{"soon", std::nullopt, "a word"},
                    Form{"1e3", std::nullopt, "no exponents"}, Form{"1.2.3", std::nullopt, "two points"},
                    Form{"-", std::nullopt, "only a sign"}, Form{".", std::nullopt, "only a point"},
                    Form{"0x10", std::nullopt, "no hexadecimal"}, Form{"5 seconds", std::nullopt, "a unit"}));

TEST(HttpDate, ReadsTwoDigitYearsIntoOurTime) {
  EXPECT_EQ(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT"), std::chrono::sys_seconds(seconds(784'111'777)));
  EXPECT_EQ(parse_http_date("Monday, 05-Jan-26 08:00:00 GMT"), std::chrono::sys_seconds(seconds(1'767'600'000)));
}

TEST(HttpDate, ReadsTheDashedFormOfOldCookies) {
  EXPECT_EQ(parse_http_date("Sun, 06-Nov-1994 08:49:37 GMT"), std::chrono::sys_seconds(seconds(784'111'777)));
}

TEST(HttpDate, RefusesWhatIsNoDate) {
  for (const char* text : {"", "GMT", "a b c d e", "Sun, 6 Nov", "Sun, xx Nov 1994 08:49:37 GMT"}) {
    EXPECT_FALSE(parse_http_date(text)) << text;
  }
}

}  // namespace
}  // namespace muster::kit
