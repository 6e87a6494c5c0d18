#include "reconciler/core/secret.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace muster::core {
namespace {

SecretReference reference(SecretSource source, std::string argument, std::string base = "") {
  SecretReference result;
  result.source = source;
  result.argument = std::move(argument);
  result.base = std::move(base);
  return result;
}

TEST(SecretReference, IsOneReadableLine) {
  EXPECT_EQ(to_text(reference(SecretSource::file, "/etc/muster/my secret")), "file:/etc/muster/my secret");
  EXPECT_EQ(to_text(reference(SecretSource::env, "GWS_PASSWORD")), "env:GWS_PASSWORD");
  EXPECT_EQ(to_text(reference(SecretSource::file, "gws", "manifests")), "file:gws?from=manifests");
}

TEST(SecretReference, IsReadBackWhateverItsBytes) {
  static constexpr std::array<std::string_view, 10> kPieces = {"a", "/",  "?from=", "%",     "%41",
                                                               " ", "\n", ":",      "file:", "\x7F"};
  std::mt19937 random(11);
  const auto text = [&] {
    std::string made = "x";
    for (auto i = random() % 5; i > 0; --i) made += kPieces[random() % kPieces.size()];
    return made;
  };
  for (int i = 0; i < 5000; ++i) {
    auto original = reference(static_cast<SecretSource>(random() % 3), text(), random() % 2 == 0 ? "" : text());
    if (i % 4 == 0) {
      original.source = SecretSource::exec;
      original.argument.clear();
      original.argv = {text(), text(), ""};
    }
    const auto line = to_text(original);
    ASSERT_EQ(line.find('\n'), std::string::npos);
    ASSERT_EQ(parse_secret_reference(line), original) << line;
  }
}

TEST(Secret, LeavesNothingBehindWhenItMoves) {
  Secret first(std::string("short"));
  const Secret second(std::move(first));
  EXPECT_EQ(second.reveal(), "short");
  EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move): what is left is the point
  Secret third;
  third = second.copy();
  EXPECT_EQ(third.reveal(), "short");
}

}  // namespace
}  // namespace muster::core
