#include "reconciler/manifest/yaml_text.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "reconciler/manifest/node.h"

namespace muster::manifest {
namespace {

TEST(YamlText, QuotesWhatCouldBeTakenForSomethingElse) {
  EXPECT_EQ(yaml_text("Mira Kos"), "Mira Kos");
  EXPECT_EQ(yaml_text("mira.kos@acme.example"), "mira.kos@acme.example");
  for (const auto* text :
       {"",   "NO", "on",   "y",  "null", "~",   "007",   "1e3", "2026-12-24", "a: b", "a #b", " a", "a ", "- a", "*a",
        "&a", "!a", "a\tb", "{a", "[a",   "'a'", "\"a\"", "%a",  "@a",         "`a",   "? a",  "a:", "|",  ">"}) {
    EXPECT_EQ(yaml_text(text).front(), '"') << text;
  }
}

TEST(YamlText, EscapesWhatCannotBeSeen) {
  EXPECT_EQ(yaml_text("a\nb\x07\x7F"), "\"a\\nb\\x07\\x7F\"");
  EXPECT_EQ(yaml_text("\xC2\x85\xC2\xA0\xE2\x80\xA8\xEF\xBB\xBF"), "\"\\u0085\\u00A0\\u2028\\uFEFF\"");
  EXPECT_EQ(yaml_text("Zo\xC3\xAB"), "\"Zo\xC3\xAB\"");
}

TEST(YamlText, RefusesWhatTheLoaderCannotRead) {
  EXPECT_FALSE(can_be_written(std::string_view("a\0b", 3)));
  EXPECT_FALSE(can_be_written("a\xFF"));
  EXPECT_FALSE(can_be_written(std::string(kMostScalarBytes + 1, 'a')));
  EXPECT_TRUE(can_be_written("Zo\xC3\xAB"));
}

TEST(YamlText, IsReadBackWhateverTheText) {
  static constexpr std::array<std::string_view, 28> kPieces = {"a",
                                                               "NO",
                                                               "1",
                                                               ":",
                                                               ": ",
                                                               "#",
                                                               " #",
                                                               " ",
                                                               "\n",
                                                               "\r",
                                                               "\t",
                                                               "\"",
                                                               "'",
                                                               "\\",
                                                               "- ",
                                                               "? ",
                                                               "---",
                                                               "{",
                                                               "}",
                                                               "[",
                                                               "]",
                                                               ",",
                                                               "&",
                                                               "\xC2\x85",
                                                               "\xC3\xAB",
                                                               "\xE2\x80\xA8",
                                                               "\xEF\xBB\xBF",
                                                               "\x01"};
  std::mt19937 random(42);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto count = random() % 9; count > 0; --count) text += kPieces[random() % kPieces.size()];
    const auto source = "key: " + yaml_text(text) + "\nlist:\n  - " + yaml_text(text) + "\n";
    ASSERT_FALSE(check_source(source)) << source;
    Document document;
    ASSERT_TRUE(document.parse(source, split_documents(source).at(0))) << source;
    ASSERT_EQ(document.root()->find("key")->text(), text) << source;
    ASSERT_EQ(document.root()->find("list")->first()->text(), text) << source;
  }
}

}  // namespace
}  // namespace muster::manifest
