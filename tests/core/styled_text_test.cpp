#include "reconciler/core/styled_text.h"

#include <gtest/gtest.h>

namespace muster::core {
namespace {

TEST(StyledText, ContinuesALineThatDoesNotFitBetweenWords) {
  StyledText text({.color = false, .width = 20});
  text.begin(2).hang(4).add("one two three four five six").end();
  EXPECT_EQ(text.take(), "  one two three four\n    five six\n");
}

TEST(StyledText, NeverBreaksAWord) {
  StyledText text({.color = false, .width = 10});
  text.begin(0).add("four").add(" ").add("averylongpathname.yaml:12").end();
  EXPECT_EQ(text.take(), "four\n  averylongpathname.yaml:12\n");
}

TEST(StyledText, AlignsByColumnsAndKeepsAtLeastOneSpace) {
  StyledText text({});
  text.begin(0).add("山田").pad_to(6).add("x").end();
  text.begin(0).add("too long").pad_to(6).add("x").end();
  EXPECT_EQ(text.take(), "山田  x\ntoo long x\n");
}

TEST(StyledText, HasNoTrailingSpaceAndNoTwoEmptyLines) {
  StyledText text({});
  text.blank();
  text.begin(0).add("a").pad_to(9).end();
  text.blank();
  text.blank();
  text.begin(0).add("b").end();
  EXPECT_EQ(text.take(), "a\n\nb\n");
}

TEST(StyledText, ResetsTheToneWhereItEndsAndBeforeALineBreak) {
  StyledText text({.color = true, .width = 12});
  text.begin(0).add("a b", Tone::remove).add(" c").end();
  text.begin(0).add("overlong line", Tone::remove).end();
  EXPECT_EQ(text.take(), "\x1b[31ma b\x1b[0m c\n\x1b[31moverlong\x1b[0m\n  \x1b[31mline\x1b[0m\n");
}

}  // namespace
}  // namespace muster::core
