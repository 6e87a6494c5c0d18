#include "reconciler/core/system_spec.h"

#include <gtest/gtest.h>

namespace muster::core {
namespace {

using std::chrono::milliseconds;

TEST(Duration, ReadsANumberWithItsUnit) {
  EXPECT_EQ(parse_duration("250ms"), milliseconds(250));
  EXPECT_EQ(parse_duration("1s"), milliseconds(1000));
  EXPECT_EQ(parse_duration("5m"), milliseconds(300'000));
  EXPECT_EQ(parse_duration("24h"), milliseconds(86'400'000));
  EXPECT_EQ(parse_duration("7d"), milliseconds(604'800'000));
}

TEST(Duration, RefusesEverythingElse) {
  for (const auto* text : {"", "5", "s", "-1s", "1.5s", "1 s", "1w", "99999999999999999999s", "9999999999d", "+1s"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

TEST(SystemSpec, GivesSettingsByTypeAndNothingForOthers) {
  SystemSpec spec;
  spec.settings = {{"flag", true},
                   {"text", std::string("PUT")},
                   {"delay", std::string("2s")},
                   {"list", std::vector<std::string>{"a", "b"}}};
  EXPECT_TRUE(spec.flag("flag"));
  EXPECT_FALSE(spec.flag("text"));
  EXPECT_EQ(spec.text("text"), "PUT");
  EXPECT_EQ(spec.text("none"), "");
  EXPECT_EQ(spec.list("list"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(spec.duration("delay"), milliseconds(2000));
  EXPECT_EQ(spec.duration("text"), milliseconds(0));
}

}  // namespace
}  // namespace muster::core
