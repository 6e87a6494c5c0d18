#include "reconciler/core/token_bucket.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <random>

namespace muster::core {
namespace {

using std::chrono::milliseconds;
using Time = TokenBucket::Time;
constexpr Time kStart{std::chrono::hours(5)};

// Counts the requests of the last 60 seconds, both ends included.
class Window {
 public:
  std::size_t add(Time at) {
    while (!sent_.empty() && at - sent_.front() > std::chrono::seconds(60)) sent_.pop_front();
    sent_.push_back(at);
    return sent_.size();
  }

 private:
  std::deque<Time> sent_;
};

struct Rate {
  int requests_per_minute;
  int share;
};

class AnyRate : public testing::TestWithParam<Rate> {
 protected:
  double allowed() const { return std::max(1.0, GetParam().requests_per_minute * GetParam().share / 100.0); }
};

TEST_P(AnyRate, NeverExceedsItsShareInAnyMinuteWhenAskedAllTheTime) {
  TokenBucket bucket(GetParam().requests_per_minute, GetParam().share);
  Window window;
  std::size_t most = 0;
  Time now = kStart;
  while (now < kStart + std::chrono::minutes(5)) {
    const auto wait = bucket.take(now);
    if (wait == milliseconds::zero()) most = std::max(most, window.add(now));
    now += wait;
  }
  EXPECT_LE(static_cast<double>(most), allowed());
  EXPECT_GE(static_cast<double>(most), std::floor(allowed() * 0.9) * 0.98) << "the budget is used, not wasted";
}

TEST_P(AnyRate, NeverExceedsItsShareAfterPausesOfAnyLength) {
  TokenBucket bucket(GetParam().requests_per_minute, GetParam().share);
  Window window;
  std::mt19937_64 random(7);
  Time now = kStart;
  for (int i = 0; i < 20'000; ++i) {
    const auto wait = bucket.take(now);
    if (wait == milliseconds::zero()) {
      ASSERT_LE(static_cast<double>(window.add(now)), allowed());
    }
    now += random() % 50 == 0 ? milliseconds(random() % 90'000) : std::min(wait, milliseconds(random() % 400));
  }
}

INSTANTIATE_TEST_SUITE_P(TokenBucket, AnyRate,
                         testing::Values(Rate{120, 60}, Rate{300, 60}, Rate{1, 100}, Rate{1, 60}, Rate{3, 50},
                                         Rate{2, 100}, Rate{7, 33}, Rate{6000, 100}, Rate{20, 100}, Rate{59, 99}),
                         [](const auto& rate) {
                           return std::to_string(rate.param.requests_per_minute) + "At" +
                                  std::to_string(rate.param.share) + "Percent";
                         });

TEST(TokenBucket, LetsABurstOfATenthPassAtOnce) {
  TokenBucket bucket(100, 100);
  int burst = 0;
  while (bucket.take(kStart) == milliseconds::zero()) ++burst;
  EXPECT_EQ(burst, 10);
}

TEST(TokenBucket, HasNoLimitWhenNoneIsSet) {
  TokenBucket bucket(0, 60);
  for (int i = 0; i < 100'000; ++i) ASSERT_EQ(bucket.take(kStart), milliseconds::zero());
  EXPECT_EQ(bucket.used(kStart), 0);
}

TEST(TokenBucket, PausesEverythingAndNeverShortensAPause) {
  TokenBucket bucket(600, 100);
  bucket.pause(kStart + milliseconds(3000));
  bucket.pause(kStart + milliseconds(1000));
  EXPECT_EQ(bucket.take(kStart), milliseconds(3000));
  EXPECT_EQ(bucket.take(kStart + milliseconds(2999)), milliseconds(1));
  EXPECT_EQ(bucket.take(kStart + milliseconds(3000)), milliseconds::zero());
}

TEST(TokenBucket, PausesWithoutALimitToo) {
  TokenBucket bucket(0, 100);
  bucket.pause(kStart + milliseconds(10));
  EXPECT_EQ(bucket.take(kStart), milliseconds(10));
}

TEST(TokenBucket, TellsHowMuchOfItIsUsed) {
  TokenBucket bucket(100, 100);
  EXPECT_EQ(bucket.used(kStart), 0);
  (void)bucket.take(kStart);
  EXPECT_NEAR(bucket.used(kStart), 0.1, 0.001);
  while (bucket.take(kStart) == milliseconds::zero()) {
  }
  EXPECT_NEAR(bucket.used(kStart), 1.0, 0.001);
  EXPECT_EQ(bucket.used(kStart + std::chrono::minutes(1)), 0);
}

}  // namespace
}  // namespace muster::core
