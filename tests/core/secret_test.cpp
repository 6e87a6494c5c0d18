#include "reconciler/core/secret.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <ostream>
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
    if (i % 3 == 0) original.inside = text();
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

template <typename T>
concept Streamable = requires(std::ostream& out, const T& value) { out << value; };

static_assert(!fmt::is_formattable<Secret>::value && fmt::is_formattable<std::string>::value);
static_assert(!Streamable<Secret> && Streamable<std::string>);
static_assert(!std::equality_comparable<Secret> && !std::totally_ordered<Secret>);
static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string> && !std::is_convertible_v<Secret, std::string_view>);
static_assert(!std::is_convertible_v<std::string, Secret>);

// The string lives on, so that its memory may be looked at.
bool is_wiped(const std::string& text) {
  return text.empty() && std::all_of(text.data(), text.data() + text.capacity(), [](char c) { return c == 0; });
}

TEST(Secret, WipesShortAndLongMemoryUpToItsCapacity) {
  for (const std::size_t size : {1U, 15U, 16U, 4000U}) {
    std::string text(size, 's');
    wipe(text);
    EXPECT_TRUE(is_wiped(text)) << size;
  }
  std::string shortened(4000, 's');
  shortened.resize(3);
  wipe(shortened);
  EXPECT_TRUE(is_wiped(shortened)) << "what lay behind the end is a secret too";
  std::string moved_from("short");
  const std::string taken = std::move(moved_from);
  wipe(moved_from);  // NOLINT(bugprone-use-after-move): short strings keep their bytes
  EXPECT_TRUE(is_wiped(moved_from));
}

TEST(Secret, KeepsItsMemoryWhenALongOneMovesAndWipesTheOneBefore) {
  Secret first(std::string(100, 'a'));
  const char* memory = first.reveal().data();
  Secret second(std::move(first));
  EXPECT_EQ(second.reveal().data(), memory);
  EXPECT_TRUE(is_wiped(first.reveal()));  // NOLINT(bugprone-use-after-move): what is left is the point
  Secret third(std::string("short"));
  second = std::move(third);
  EXPECT_EQ(second.reveal(), "short");
  EXPECT_TRUE(is_wiped(third.reveal()));  // NOLINT(bugprone-use-after-move)
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
