#include "reconciler/core/name.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace muster::core {
namespace {

struct Pair {
  std::string_view a;
  std::string_view b;
  bool equal;
  std::string_view reason;
};

TEST(Name, FoldsAccountNames) {
  const std::array pairs = {
      Pair{"Mira.Kos@Acme.Example", " mira.kos@acme.example\n", true, "case and spaces at the ends"},
      Pair{"Zo\xC3\xAB", "zoe\xCC\x88", true, "composed and decomposed"},
      Pair{"STRASSE", "stra\xC3\x9F\x65", true, "sharp s folds to ss"},
      Pair{"\xC2\xA0 bo", "bo\xEF\xBB\xBF", true, "no-break space and byte order mark"},
      Pair{"bo lind", "bo  lind", false, "spaces inside count"},
      Pair{"zoe", "zo\xC3\xAB", false, "accents count"},
      Pair{"a\xFF", "A\xFF", false, "bytes that are not UTF-8 compare as they are"},
  };
  for (const auto& pair : pairs) {
    EXPECT_EQ(same(pair.a, pair.b, Compare::folded), pair.equal) << pair.reason;
    EXPECT_EQ(comparable(pair.a, Compare::folded) == comparable(pair.b, Compare::folded), pair.equal) << pair.reason;
  }
}

TEST(Name, TrimsTeamNamesAndKeepsTheirCase) {
  EXPECT_TRUE(same(" Billing\t", "Billing", Compare::trimmed));
  EXPECT_FALSE(same("billing", "Billing", Compare::trimmed));
}

TEST(Name, ComparesPhoneNumbersByTheirDigits) {
  EXPECT_EQ(comparable("+49 (30) 3001-2", Compare::digits), "493030012");
  EXPECT_EQ(comparable("none", Compare::digits), "");
}

TEST(Name, ComparesExactTextByteForByte) {
  EXPECT_FALSE(same("a ", "a", Compare::exact));
  EXPECT_TRUE(same("a", "a", Compare::exact));
}

std::string random_text(std::mt19937& random) {
  static constexpr std::array<std::string_view, 16> kPieces = {"a",
                                                               "Z",
                                                               " ",
                                                               "\t",
                                                               "\xC3\x9F",
                                                               "\xC4\xB0",
                                                               "\xCC\x88",
                                                               "\xCD\x85",
                                                               "\xCE\xB1",
                                                               "\xE1\xBE\xB4",
                                                               "\xCC\x81",
                                                               "\xEF\xAC\x81",
                                                               "\xC2\xA0",
                                                               "\xEF\xBB\xBF",
                                                               "\xE1\xBA\x9E",
                                                               "\xFF"};
  std::string text;
  const auto count = random() % 8;
  for (std::size_t i = 0; i < count; ++i) text += kPieces[random() % kPieces.size()];
  return text;
}

TEST(Name, ComparableFormIsIdempotent) {
  std::mt19937 random(20'261'122);
  for (int i = 0; i < 20'000; ++i) {
    const auto text = random_text(random);
    for (const auto compare :
         {Compare::exact, Compare::trimmed, Compare::folded, Compare::digits, Compare::folded_or_uuid}) {
      const auto once = comparable(text, compare);
      ASSERT_EQ(comparable(once, compare), once) << ::testing::PrintToString(text);
      ASSERT_TRUE(same(text, once, compare)) << ::testing::PrintToString(text);
    }
  }
}

TEST(Name, SameAgreesWithTheComparableForm) {
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const auto a = random_text(random);
    const auto b = random_text(random);
    for (const auto compare :
         {Compare::exact, Compare::trimmed, Compare::folded, Compare::digits, Compare::folded_or_uuid}) {
      ASSERT_EQ(same(a, b, compare), comparable(a, compare) == comparable(b, compare));
    }
  }
}

}  // namespace
}  // namespace muster::core
