#include "providers/simulators/uccx/quirk_names.h"

#include <gtest/gtest.h>

#include <set>

namespace muster::tests::uccx_site {
namespace {

using namespace simulators::uccx;

TEST(SimUccxQuirkNames, SetFieldsFromText) {
  Quirks quirks;
  EXPECT_TRUE(set_quirk(quirks, "version", "12.0"));
  EXPECT_EQ(quirks.version, Version::v12_0);
  EXPECT_TRUE(set_quirk(quirks, "tokenPlace", "both"));
  EXPECT_EQ(quirks.token_place, TokenPlace::both);
  EXPECT_TRUE(set_quirk(quirks, "pageSize", "12"));
  EXPECT_EQ(quirks.page_size, 12U);
  EXPECT_TRUE(set_quirk(quirks, "typeLag", "1500"));
  EXPECT_EQ(quirks.type_lag.count(), 1500);
  EXPECT_TRUE(set_quirk(quirks, "selfUrl", "http://a"));
  EXPECT_EQ(quirks.self_url, "http://a");
  EXPECT_TRUE(set_quirk(quirks, "attack", "entity_bomb"));
  EXPECT_EQ(quirks.attack, Attack::entity_bomb);
}

TEST(SimUccxQuirkNames, RefuseWhatTheyDoNotKnow) {
  Quirks quirks;
  EXPECT_FALSE(set_quirk(quirks, "gremlins", "true"));
  EXPECT_FALSE(set_quirk(quirks, "tidyPages", "yes"));
  EXPECT_FALSE(set_quirk(quirks, "version", "11"));
  EXPECT_FALSE(set_quirk(quirks, "typeLag", "-1"));
  EXPECT_FALSE(set_quirk(quirks, "pageSize", "12x"));
}

TEST(SimUccxQuirkNames, AreAllDifferent) {
  const auto names = quirk_names();
  EXPECT_EQ(std::set(names.begin(), names.end()).size(), names.size());
  EXPECT_EQ(names.size(), 49U) << "as many as Quirks has fields";
}

TEST(SimUccxQuirkNames, NameWhatIsSurvivable) {
  Quirks quirks;
  for (const auto& setting : survivable_quirks()) {
    EXPECT_TRUE(set_quirk(quirks, setting.name, setting.value)) << setting.name;
  }
  EXPECT_EQ(quirks.attack, Attack::none);
  EXPECT_EQ(quirks.clear_form, ClearForm::either);
}

}  // namespace
}  // namespace muster::tests::uccx_site
