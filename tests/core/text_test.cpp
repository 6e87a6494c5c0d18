#include "reconciler/core/text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace muster::core {
namespace {

TEST(TextPool, GivesTheSameTextForEqualBytes) {
  TextPool pool;
  const Text first = pool.intern("ROLE_AGENT");
  const std::string copy = "ROLE_AGENT";
  EXPECT_EQ(pool.intern(copy).view().data(), first.view().data());
  EXPECT_EQ(first.view(), "ROLE_AGENT");
}

TEST(TextPool, KeepsEveryTextWhereItIsWhileItGrows) {
  TextPool pool;
  std::vector<Text> texts;
  for (int i = 0; i < 20'000; ++i) texts.push_back(pool.intern("user" + std::to_string(i) + "@acme.example"));
  for (int i = 0; i < 20'000; ++i) {
    const auto expected = "user" + std::to_string(i) + "@acme.example";
    ASSERT_EQ(texts[static_cast<std::size_t>(i)].view(), expected);
    ASSERT_EQ(pool.intern(expected).view().data(), texts[static_cast<std::size_t>(i)].view().data());
  }
}

TEST(TextPool, HoldsTextsLargerThanABlockAndTextsWithNul) {
  TextPool pool;
  const std::string large(1'000'000, 'x');
  const std::string with_nul("a\0b", 3);
  EXPECT_EQ(pool.intern(large).view(), large);
  EXPECT_EQ(pool.intern(with_nul).view(), with_nul);
}

TEST(TextPool, TakesNoSpaceForTheEmptyText) {
  TextPool pool;
  EXPECT_TRUE(pool.intern("").empty());
  EXPECT_EQ(pool.bytes(), 0U);
}

TEST(TextPool, ComparesTextsOfTwoPoolsByTheirBytes) {
  TextPool one;
  TextPool two;
  EXPECT_EQ(one.intern("a"), two.intern("a"));
  EXPECT_LT(one.intern("a"), two.intern("b"));
}

TEST(TextPool, StillServesAfterItsIndexIsGone) {
  TextPool pool;
  const Text kept = pool.intern("kept");
  pool.freeze();
  EXPECT_EQ(kept.view(), "kept");
  EXPECT_EQ(pool.intern("kept"), kept);
}

}  // namespace
}  // namespace muster::core
