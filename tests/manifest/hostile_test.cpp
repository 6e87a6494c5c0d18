// Hostile YAML is refused by what it would cost, before it costs it. Work is counted, not timed: bytes that yaml-cpp
// was given, and nodes kept.
#include <gtest/gtest.h>

#include "reconciler/manifest/bounded_input.h"
#include "reconciler/manifest/node.h"
#include "tests/manifest/loading.h"

namespace muster::manifest {
namespace {

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  text.reserve(bytes + piece.size());
  while (text.size() < bytes) text += piece;
  return text;
}

std::string alias_bomb() {
  std::string text = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char name = 'b'; name < 'k'; ++name) {
    const std::string use = std::string("*") + static_cast<char>(name - 1);
    text += std::string(1, name) + ": &" + name + " [" + use + "," + use + "," + use + "," + use + "," + use + "," +
            use + "," + use + "]\n";
  }
  return text;
}

std::string levels(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += std::string(i, ' ') + "a:\n";
  return text;
}

constexpr std::size_t kMega = 1024 * 1024;

struct Case {
  std::string name;
  std::string text;
  std::string code;
};

std::vector<Case> hostile_cases() {
  return {{"an alias bomb", alias_bomb(), "too-large"},
          {"a scalar of 50 MB", "a: \"" + std::string(50 * kMega, 'x') + "\"\n", "too-large"},
          {"a scalar of 4 MB", "a: \"" + std::string(4 * kMega, 'x') + "\"\n", "too-large"},
          {"a block text of 4 MB", "a: |\n" + repeated(" xxxxxxxxxxxxxxx\n", 4 * kMega), "too-large"},
          {"a scalar just over 64 KiB", "a: '" + std::string(kMostScalarBytes + 1, 'x') + "'\n", "too-large"},
          {"2,000 levels of block maps", levels(2000), "too-deep"},
          {"10,000 levels of block lists", repeated("- ", 20'000) + "x\n", "too-deep"},
          {"10,000 levels of flow lists", "a: " + repeated("[", 10'000) + repeated("]", 10'000), "too-deep"},
          {"10,000 levels that never close", "a: " + repeated("[", 10'000), "syntax"},
          {"10,000 levels of flow maps", "a: " + repeated("{a: ", 40'000) + "b" + repeated("}", 10'000), "too-deep"},
          {"4 MB of opening brackets", repeated("[", 4 * kMega), "too-large"},
          {"4 MB of opening braces and brackets", repeated("[{", 4 * kMega), "too-large"},
          {"one flow list of 2 million items", "[" + repeated("a,", 4 * kMega), "too-large"},

          {"a million anchors for one value", repeated("&a ", 4 * kMega), "too-large"},
          {"a million tags for one value", repeated("!a ", 4 * kMega), "too-large"},
          {"many anchors", repeated("- &a x\n", kMega), "too-large"},
          {"millions of tiny documents", repeated("---\n", 2 * kMega), "too-large"},
          {"millions of equal keys", repeated("a: 1\n", 4 * kMega), "too-large"},
          {"millions of empty items", repeated("-\n", 4 * kMega), "too-large"},
          {"a comment of 4 MB", "#" + std::string(4 * kMega, 'x'), "too-large"},
          {"a NUL byte", std::string("a: b\0\n", 6), "bad-character"},
          {"the byte that yaml-cpp takes for the end", "a: b\x04\nc: d\n", "bad-character"},
          {"bytes that are not UTF-8", "a: \xC3\x28\n", "bad-character"},
          {"an overlong NUL", "a: \xC0\x80\n", "bad-character"},
          {"a surrogate", "a: \xED\xA0\x80\n", "bad-character"},
          {"UTF-16",
           std::string("\xFF\xFE"
                       "a\0",
                       4),
           "bad-character"},
          {"a lone carriage return", "a: b\rc: d\n", "bad-character"}};
}

TEST(HostileYaml, IsRefusedForItsReason) {
  for (const auto& each : hostile_cases()) {
    const auto loaded = load({{"hostile.yaml", each.text}});
    ASSERT_FALSE(loaded.problems.empty()) << each.name;
    EXPECT_EQ(loaded.problems.front().code, each.code) << each.name << ": " << loaded.problems.front().what;
    EXPECT_EQ(loaded.desired, nullptr) << each.name;
    EXPECT_LE(loaded.problems.size(), 100U) << each.name;
  }
}

TEST(HostileYaml, IsReadNoFurtherThanTheBoundBeyondTheLastNode) {
  const std::string text(4 * kMega, '[');
  BoundedInput input(text, 0);
  std::size_t taken = 0;
  std::string page(2048, '\0');
  try {
    for (;;) taken += static_cast<std::size_t>(input.sgetn(page.data(), 2048));
  } catch (const Refused& refused) {
    EXPECT_EQ(refused.finding.code, "too-large");
  }
  EXPECT_LE(taken, kMostUnread + page.size());
}

TEST(HostileYaml, StopsAfterAHundredMistakesOfAFile) {
  const auto loaded = load({{"a.yaml", repeated("---\nk: v\n", 500'000)}});
  EXPECT_EQ(loaded.problems.size(), 100U);
}

// The limits refuse nothing that people write.
TEST(HostileYaml, LeavesRoomForLargeHonestFiles) {
  std::string agents;
  for (int i = 0; i < 100'000; ++i) agents += "    - agent" + std::to_string(i) + "\n";
  const std::string text = std::string(kMostScalarBytes, 'x');
  const auto loaded = load({{"a.yaml", toy_system()},
                            {"b.yaml", object("Team", "all", "\n  agents:\n" + agents)},
                            {"c.yaml", object("Team", "wordy", "{description: " + text + "}")}});
  EXPECT_EQ(render_problems(loaded.problems, {}), "");
  ASSERT_NE(loaded.desired, nullptr);
}

}  // namespace
}  // namespace muster::manifest
