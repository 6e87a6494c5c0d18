#include "reconciler/core/intent.h"

#include <gtest/gtest.h>

#include "tests/support/journal_samples.h"

namespace muster::core {
namespace {

TEST(Intent, ComesBackFromItsText) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const Intent intent = support::RandomJournal(seed).intent();
    const auto parsed = parse_intent(to_json(intent));
    ASSERT_TRUE(parsed) << to_json(intent);
    EXPECT_EQ(*parsed, intent) << to_json(intent);
  }
}

TEST(Intent, IsNothingWhenAnyPartOfTheTextIsMissing) {
  Intent whole = support::sample_intent("1", "ada");
  whole.after = support::sample_entry("gws", "ada");
  const std::string text = to_json(whole);
  for (std::size_t size = 0; size < text.size(); ++size) EXPECT_FALSE(parse_intent(text.substr(0, size)));
  for (const char* key : {"\"id\":", "\"entity\":", "\"fence\":", "\"action\":", "\"fields\":", "\"exact\":"}) {
    std::string without = text;
    without.replace(without.find(key) + 1, 2, "??");
    EXPECT_FALSE(parse_intent(without)) << without;
  }
}

TEST(Intent, SurvivesGarbage) {
  const std::string text = to_json(support::sample_intent("1", "ada"));
  support::RandomJournal random(7);
  for (int i = 0; i < 5000; ++i) {
    std::string spoilt = text;
    for (int change = 0; change < 3; ++change)
      spoilt[random.below(spoilt.size())] = static_cast<char>(random.below(256));
    const auto parsed = parse_intent(spoilt);
    if (!parsed) continue;
    EXPECT_EQ(parse_intent(to_json(*parsed)), parsed) << spoilt;
  }
  for (const char* none : {"", "null", "[]", "{}", "3", "\"text\"", "{\"id\":null}"}) EXPECT_FALSE(parse_intent(none));
  EXPECT_FALSE(parse_intent(std::string(100'000, '[')));
}

TEST(Intent, CountsAsSentUnlessItIsKnownThatNothingHappened) {
  Intent intent;
  intent.member_removals = 5;
  Closing closing;
  for (const Outcome sent : {Outcome::verified, Outcome::lagging, Outcome::diverged, Outcome::in_doubt}) {
    closing.outcome = sent;
    EXPECT_EQ(counted_as_sent(intent, closing), intent) << to_text(sent);
  }
  for (const Outcome not_sent :
       {Outcome::unchanged, Outcome::failed, Outcome::skipped, Outcome::stale, Outcome::blocked, Outcome::not_tried}) {
    closing.outcome = not_sent;
    EXPECT_FALSE(counted_as_sent(intent, closing)) << to_text(not_sent);
  }
}

TEST(Intent, OfAFailureCountsThePartThatHappened) {
  Intent intent;
  intent.member_removals = 5;
  Closing closing;
  closing.outcome = Outcome::failed;
  closing.partly_removed = 2;
  const auto counted = counted_as_sent(intent, closing);
  ASSERT_TRUE(counted);
  EXPECT_EQ(counted->member_removals, 2U);
}

}  // namespace
}  // namespace muster::core
