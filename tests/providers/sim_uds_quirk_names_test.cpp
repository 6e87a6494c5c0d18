#include "providers/simulators/cucm_uds/quirk_names.h"

#include <gtest/gtest.h>

#include <set>

namespace muster::tests::uds_site {
namespace {

using namespace simulators::cucm_uds;

TEST(SimUdsQuirkNames, SetFieldsFromText) {
  Quirks quirks;
  EXPECT_TRUE(set_quirk(quirks, "version", "11.0"));
  EXPECT_EQ(quirks.version, Version::v11_0);
  EXPECT_TRUE(set_quirk(quirks, "postPath", "with_id"));
  EXPECT_EQ(quirks.post_path, PostPath::with_id);
  EXPECT_TRUE(set_quirk(quirks, "lockoutAfter", "7"));
  EXPECT_EQ(quirks.lockout_after, 7U);
  EXPECT_TRUE(set_quirk(quirks, "sessionTimeout", "1500"));
  EXPECT_EQ(quirks.session_timeout.count(), 1500);
  EXPECT_TRUE(set_quirk(quirks, "ldapPasswordStatus", "500"));
  EXPECT_EQ(quirks.ldap_password_status, 500);
  EXPECT_TRUE(set_quirk(quirks, "attack", "cut_xml"));
  EXPECT_EQ(quirks.attack, Attack::cut_xml);
}

TEST(SimUdsQuirkNames, RefuseWhatTheyDoNotKnow) {
  Quirks quirks;
  EXPECT_FALSE(set_quirk(quirks, "gremlins", "true"));
  EXPECT_FALSE(set_quirk(quirks, "shuffled", "yes"));
  EXPECT_FALSE(set_quirk(quirks, "version", "9"));
  EXPECT_FALSE(set_quirk(quirks, "sessionTimeout", "-1"));
}

TEST(SimUdsQuirkNames, AreAllDifferent) {
  const auto names = quirk_names();
  EXPECT_EQ(std::set(names.begin(), names.end()).size(), names.size());
  EXPECT_EQ(names.size(), 38U) << "as many as Quirks has fields";
}

TEST(SimUdsQuirkNames, NameWhatIsSurvivable) {
  Quirks quirks;
  for (const auto& setting : survivable_quirks()) {
    EXPECT_TRUE(set_quirk(quirks, setting.name, setting.value)) << setting.name;
  }
  EXPECT_EQ(quirks.attack, Attack::none);
  EXPECT_EQ(quirks.number_form, NumberForm::spaced);
}

}  // namespace
}  // namespace muster::tests::uds_site
