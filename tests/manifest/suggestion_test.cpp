#include "reconciler/manifest/suggestion.h"

#include <gtest/gtest.h>

#include <array>

namespace muster::manifest {
namespace {

constexpr std::array<std::string_view, 4> kWords = {"roles", "enabled", "devices", "displayName"};

TEST(Suggestion, CountsEditsAndSwaps) {
  EXPECT_EQ(edit_distance("roles", "roles"), 0U);
  EXPECT_EQ(edit_distance("rolse", "roles"), 1U);
  EXPECT_EQ(edit_distance("role", "roles"), 1U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("ROLES", "roles"), 0U);
}

TEST(Suggestion, NamesTheNearestWordOnlyWhenItIsNear) {
  EXPECT_EQ(nearest("rols", kWords), "roles");
  EXPECT_EQ(nearest("displayname", kWords), "displayName");
  EXPECT_EQ(nearest("enable", kWords), "enabled");
  EXPECT_EQ(nearest("colour", kWords), "");
  EXPECT_EQ(nearest("x", kWords), "");
  EXPECT_EQ(nearest("", kWords), "");
}

TEST(Suggestion, ListsWords) {
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed(std::array<std::string_view, 1>{"a"}), "a");
  EXPECT_EQ(listed(kWords, "or"), "roles, enabled, devices or displayName");
}

}  // namespace
}  // namespace muster::manifest
