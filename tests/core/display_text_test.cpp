#include "reconciler/core/display_text.h"

#include <gtest/gtest.h>

namespace muster::core {
namespace {

TEST(DisplayText, NeutralisesWhatCouldMoveTheCursorOrHideText) {
  struct Case {
    std::string text;
    std::string expected;
    const char* reason;
  };
  const Case cases[] = {
      {"Mira Kos", "Mira Kos", "ordinary text"},
      {"Žofie Dvořáková 山田", "Žofie Dvořáková 山田", "text of other scripts"},
      {"a\x1b]0;title\x07", "a\\x1b]0;title\\x07", "terminal escape"},
      {"a\rb\nc\td", "a\\rb\\nc\\td", "line breaks and tabs"},
      {"a\u009b31m", "a\\u{9b}31m", "C1 control sequence introducer"},
      {"a\u202eb", "a\\u{202e}b", "bidirectional override"},
      {"a\u200bb\ufeff", "a\\u{200b}b\\u{feff}", "invisible marks"},
      {"a\u2028b", "a\\u{2028}b", "line separator"},
      {std::string("a\0b", 3), "a\\x00b", "NUL"},
      {"caf\xe9", "caf\\xe9", "not UTF-8"},
      {"\xf0\x9f\x98", "\\xf0\\x9f\\x98", "cut in the middle of a character"},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(printable(each.text), each.expected) << each.reason;
    EXPECT_EQ(printable(each.expected), each.expected) << each.reason;
  }
}

TEST(DisplayText, MeasuresColumnsAndNotBytes) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("Dvořák"), 6U);
  EXPECT_EQ(display_width("山田"), 4U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
}

TEST(DisplayText, ShortensToColumnsWithoutCuttingACharacter) {
  EXPECT_EQ(shorten("abcdef", 6), "abcdef");
  EXPECT_EQ(shorten("abcdef", 4), "abc…");
  EXPECT_EQ(shorten("山田太郎", 6), "山田…");
}

}  // namespace
}  // namespace muster::core
