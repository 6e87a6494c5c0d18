#include "reconciler/core/backoff.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace muster::core {
namespace {

using std::chrono::milliseconds;
constexpr std::uint64_t kHighest = std::numeric_limits<std::uint64_t>::max();
constexpr BackoffPolicy kPolicy{milliseconds(500), milliseconds(30'000)};

TEST(Backoff, DoublesBetweenHalfAndWhole) {
  EXPECT_EQ(backoff(0, 0, kPolicy), milliseconds(250));
  EXPECT_EQ(backoff(0, 250, kPolicy), milliseconds(500));
  EXPECT_EQ(backoff(1, 0, kPolicy), milliseconds(500));
  EXPECT_EQ(backoff(3, 0, kPolicy), milliseconds(2000));
}

TEST(Backoff, StaysWithinItsBoundsForAnyRandomNumber) {
  for (int attempt = 0; attempt < 80; ++attempt) {
    for (const std::uint64_t random : {std::uint64_t{0}, std::uint64_t{12345}, kHighest / 3, kHighest}) {
      const auto wait = backoff(attempt, random, kPolicy);
      EXPECT_GE(wait, milliseconds(250)) << attempt;
      EXPECT_LE(wait, kPolicy.cap) << attempt;
    }
  }
}

TEST(Backoff, NeverExceedsACapBelowItsBase) {
  EXPECT_LE(backoff(0, kHighest, {milliseconds(500), milliseconds(40)}), milliseconds(40));
}

TEST(Backoff, OfNothingIsNothing) { EXPECT_EQ(backoff(5, 7, {milliseconds(0), milliseconds(0)}), milliseconds(0)); }

TEST(Backoff, JitterAddsAtMostATenthAndNeverShortens) {
  for (std::uint64_t random = 0; random < 500; ++random) {
    const auto wait = with_jitter(milliseconds(2000), random);
    EXPECT_GE(wait, milliseconds(2000));
    EXPECT_LE(wait, milliseconds(2200));
  }
  EXPECT_EQ(with_jitter(milliseconds(0), 99), milliseconds(0));
}

}  // namespace
}  // namespace muster::core
