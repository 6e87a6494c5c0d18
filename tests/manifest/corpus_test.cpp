#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "tests/fuzz/manifest_check.h"

namespace muster::fuzz {
namespace {

std::vector<std::string> corpus() {
  std::vector<std::string> texts;
  const auto folder = std::filesystem::path(MUSTER_SOURCE_DIR) / "tests/fuzz/corpus/manifest";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return texts;
}

TEST(ManifestCorpus, IsLoadedOrRefusedWithAReason) {
  const auto texts = corpus();
  EXPECT_GE(texts.size(), 20U);
  for (const auto& text : texts) EXPECT_EQ(what_is_broken(text), "") << text;
}

// A few bytes replaced, dropped or doubled: what a slip of the hand or a bad merge does to a file.
TEST(ManifestCorpus, SurvivesDamage) {
  static constexpr std::string_view kBytes = "\n -:#'\"[]{},&*!|>?%\t\\a1~\x80\xC3";
  std::mt19937 random(99);
  for (const auto& text : corpus()) {
    for (int i = 0; i < 200 && !text.empty(); ++i) {
      auto damaged = text;
      for (auto count = 1 + random() % 3; count > 0 && !damaged.empty(); --count) {
        const auto at = random() % damaged.size();
        const auto kind = random() % 3;
        if (kind == 0) damaged[at] = kBytes[random() % kBytes.size()];
        if (kind == 1) damaged.erase(at, 1 + random() % 4);
        if (kind == 2) damaged.insert(at, 1, kBytes[random() % kBytes.size()]);
      }
      ASSERT_EQ(what_is_broken(damaged), "") << damaged;
    }
  }
}

}  // namespace
}  // namespace muster::fuzz
