#include "providers/simulators/genesys_gws/quirk_names.h"

#include <gtest/gtest.h>

namespace muster::tests {
namespace {

namespace gws = simulators::gws;

TEST(SimGwsQuirkNames, SetFieldsOfEveryType) {
  gws::Quirks quirks;
  EXPECT_TRUE(set_quirk(quirks, "statusCode", "text"));
  EXPECT_TRUE(set_quirk(quirks, "pageCap", "25"));
  EXPECT_TRUE(set_quirk(quirks, "csrf", "true"));
  EXPECT_TRUE(set_quirk(quirks, "visibilityLag", "1500"));
  EXPECT_TRUE(set_quirk(quirks, "omittedFields", "enabled,emailAddress"));
  EXPECT_TRUE(set_quirk(quirks, "version", "8.5.100.01"));
  EXPECT_EQ(quirks.status_code, gws::StatusCodeForm::text);
  EXPECT_EQ(quirks.page_cap, 25U);
  EXPECT_TRUE(quirks.csrf);
  EXPECT_EQ(quirks.visibility_lag, engine::Duration(1500));
  EXPECT_EQ(quirks.omitted_fields, (std::set<std::string>{"emailAddress", "enabled"}));
  EXPECT_EQ(quirks.version, "8.5.100.01");
}

TEST(SimGwsQuirkNames, RefuseWhatTheyDoNotKnow) {
  gws::Quirks quirks;
  EXPECT_FALSE(set_quirk(quirks, "gremlins", "true"));
  EXPECT_FALSE(set_quirk(quirks, "csrf", "yes"));
  EXPECT_FALSE(set_quirk(quirks, "statusCode", "roman"));
  EXPECT_FALSE(set_quirk(quirks, "pageCap", "-1"));
  EXPECT_FALSE(set_quirk(quirks, "visibilityLag", "-1"));
  EXPECT_FALSE(quirks.csrf);
}

TEST(SimGwsQuirkNames, AreAllDifferent) {
  auto names = gws::quirk_names();
  const auto count = names.size();
  EXPECT_EQ(std::set(names.begin(), names.end()).size(), count);
  EXPECT_GE(count, 40U);
}

}  // namespace
}  // namespace muster::tests
