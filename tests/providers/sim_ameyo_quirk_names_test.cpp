#include "providers/simulators/ameyo/quirk_names.h"

#include <gtest/gtest.h>

#include <set>

namespace muster::tests::ameyo_site {
namespace {

using namespace simulators::ameyo;

TEST(SimAmeyoQuirkNames, SetFieldsFromText) {
  Quirks quirks;
  EXPECT_TRUE(set_quirk(quirks, "updateId", "user_id"));
  EXPECT_EQ(quirks.update_id, UpdateId::user_id);
  EXPECT_TRUE(set_quirk(quirks, "secureMode", "true"));
  EXPECT_TRUE(quirks.secure_mode);
  EXPECT_TRUE(set_quirk(quirks, "serviceLogins", "1"));
  EXPECT_EQ(quirks.service_logins, 1U);
  EXPECT_TRUE(set_quirk(quirks, "approvalLag", "1500"));
  EXPECT_EQ(quirks.approval_lag.count(), 1500);
  EXPECT_TRUE(set_quirk(quirks, "allowedRoles", "Executive,Supervisor"));
  EXPECT_EQ(quirks.allowed_roles.size(), 2U);
  EXPECT_TRUE(set_quirk(quirks, "attack", "deep_json"));
  EXPECT_EQ(quirks.attack, Attack::deep_json);
}

TEST(SimAmeyoQuirkNames, RefuseWhatTheyDoNotKnow) {
  Quirks quirks;
  EXPECT_FALSE(set_quirk(quirks, "gremlins", "true"));
  EXPECT_FALSE(set_quirk(quirks, "secureMode", "yes"));
  EXPECT_FALSE(set_quirk(quirks, "updateId", "email"));
  EXPECT_FALSE(set_quirk(quirks, "approvalLag", "-1"));
}

TEST(SimAmeyoQuirkNames, AreAllDifferent) {
  const auto names = quirk_names();
  EXPECT_EQ(std::set(names.begin(), names.end()).size(), names.size());
  EXPECT_EQ(names.size(), 60U) << "as many as Quirks has fields";
}

TEST(SimAmeyoQuirkNames, NameWhatIsSurvivable) {
  Quirks quirks;
  for (const auto& setting : survivable_quirks()) {
    EXPECT_TRUE(set_quirk(quirks, setting.name, setting.value)) << setting.name;
  }
  EXPECT_EQ(quirks.attack, Attack::none);
  EXPECT_EQ(quirks.bad_element, BadElement::none);
  EXPECT_EQ(quirks.update_id, UpdateId::cc_user_id);
}

}  // namespace
}  // namespace muster::tests::ameyo_site
