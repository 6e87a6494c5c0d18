#include "reconciler/manifest/plain_text.h"

#include <gtest/gtest.h>

namespace muster::manifest {
namespace {

TEST(PlainText, LooksLikeABoolean) {
  for (const auto* text : {"true", "False", "YES", "no", "NO", "on", "Off", "y", "N"}) {
    EXPECT_EQ(look_of(text), Look::boolean) << text;
  }
}

TEST(PlainText, LooksLikeANumber) {
  for (const auto* text : {"0", "007", "-1", "+1", "3.14", ".5", "5.", "1e3", "1E-3", "0x1F", "0o17", "0b11", "1_000",
                           "12:30", "190:20:30", ".inf", "-.INF", ".NaN"}) {
    EXPECT_EQ(look_of(text), Look::number) << text;
  }
}

TEST(PlainText, LooksLikeNull) {
  for (const auto* text : {"", "~", "null", "Null", "NULL"}) EXPECT_EQ(look_of(text), Look::null) << text;
}

TEST(PlainText, LooksLikeText) {
  for (const auto* text : {"Norway", "one", "1.2.3", "10%", "a1", "e3", "1e", "0x", "-", "+", ".", "_1", "5s", "nope",
                           "12:30:", "mira.kos@acme.example"}) {
    EXPECT_EQ(look_of(text), Look::text) << text;
  }
}

}  // namespace
}  // namespace muster::manifest
