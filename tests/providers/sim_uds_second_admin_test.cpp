#include "providers/simulators/cucm_uds/second_admin.h"

#include <gtest/gtest.h>

#include "providers/simulators/cucm_uds/compare.h"
#include "tests/providers/sim_uds_site.h"

namespace muster::tests::uds_site {
namespace {

using uds::Edit;

TEST(SimUdsSecondAdmin, ChangesAUser) {
  Site site;
  uds::UserEdit edit;
  edit.display_name = "A";
  edit.locale = "7";
  edit.do_not_disturb = true;
  edit.forward_all = "4001";
  edit.access_code = "12";
  edit.password = "other-one";
  ASSERT_EQ(site.get("arook").status, 200);
  EXPECT_TRUE(other_edits_user(site.world, site.now, "arook", edit));
  EXPECT_EQ(site.world.log.back().actor, "other");
  EXPECT_EQ(site.last("user.displayName"), " -> A");
  EXPECT_EQ(site.last("conferencing.accessCode"), " -> ***");
  EXPECT_EQ(site.last("credentials.password"), "*** -> ***");
  EXPECT_TRUE(site.user("arook").devices[0].do_not_disturb);
  EXPECT_EQ(site.bare("arook", "", "", site.jars["arook"]).status, 401) << "sessions end with the password";
  EXPECT_TRUE(changes_by(site.world).empty());
  EXPECT_EQ(changes_by(site.world, simulators::kOtherAdministrator).size(), 1U);
}

TEST(SimUdsSecondAdmin, UnlocksAndMovesAUser) {
  Site site;
  for (int i = 0; i < 3; ++i) (void)site.bare("arook", "arook", "wrong");
  EXPECT_EQ(site.get("arook").status, 401);
  uds::UserEdit edit;
  edit.unlock = true;
  edit.home_cluster = false;
  EXPECT_TRUE(other_edits_user(site.world, site.now, "arook", edit));
  EXPECT_EQ(site.get("arook").at("homeCluster"), "false");
  edit.end_user = false;
  EXPECT_TRUE(other_edits_user(site.world, site.now, "arook", edit));
  EXPECT_EQ(site.get("arook").status, 403);
}

TEST(SimUdsSecondAdmin, ChangesOneDeviceOrAll) {
  Site site;
  const auto name = site.user("ibrandt").devices[1].name;
  uds::DeviceEdit edit;
  edit.description = "Theirs";
  edit.speed_dial = 4;
  edit.number = "4004";
  edit.line = site.user("ibrandt").devices[1].lines[0].number;
  edit.label = "L";
  EXPECT_TRUE(other_edits_device(site.world, site.now, "ibrandt", name, edit));
  EXPECT_EQ(site.last("devices[" + name + "].speedDials[4].label"), " -> L");
  EXPECT_TRUE(site.user("ibrandt").devices[0].speed_dials.empty());
  uds::DeviceEdit removal;
  removal.speed_dial = 4;
  removal.number = "";
  EXPECT_TRUE(other_edits_device(site.world, site.now, "ibrandt", "", removal));
  EXPECT_TRUE(site.user("ibrandt").devices[1].speed_dials.empty());
}

TEST(SimUdsSecondAdmin, DoesNothingToWhatIsNotThere) {
  Site site;
  uds::UserEdit edit;
  EXPECT_FALSE(other_edits_user(site.world, site.now, "nobody", edit));
  edit.locale = "2";
  EXPECT_FALSE(other_edits_user(site.world, site.now, "arook", edit));
  uds::DeviceEdit device;
  EXPECT_FALSE(other_edits_device(site.world, site.now, "arook", "SEPNONE", device));
  EXPECT_FALSE(other_edits_device(site.world, site.now, "nokafor", "", device)) << "no devices";
  device.line = "9999";
  EXPECT_FALSE(other_edits_device(site.world, site.now, "arook", "", device));
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimUdsSecondAdmin, EditsWhatItMayAndNothingElse) {
  Site site;
  uds::EditSettings settings;
  settings.users = {"arook", "ibrandt", "bo.lind"};
  settings.spared = {"bo.lind"};
  const auto before = site.world;
  simulators::Draw draw(3);
  for (int i = 0; i < 300; ++i) (void)edit_at_random(site.world, site.now, draw, settings);
  EXPECT_GT(site.world.log.size(), 100U);
  const auto found = uds::differences(before, site.world);
  EXPECT_GT(found.size(), 5U);
  for (const auto& one : found) {
    EXPECT_TRUE(one.name == "arook" || one.name == "ibrandt") << one.name;
    EXPECT_NE(one.field, "credentials.password");
  }
}

TEST(SimUdsCompare, NamesWhatIsDifferent) {
  Site site;
  const auto before = site.world;
  EXPECT_TRUE(uds::differences(before, site.world).empty());
  site.world.users.erase("mquist");
  uds::UserEdit edit;
  edit.password = "x";
  (void)other_edits_user(site.world, site.now, "arook", edit);
  const auto found = uds::differences(before, site.world);
  const std::vector<simulators::WorldDifference> expected{{"user", "arook", "credentials.password", "***", "***"},
                                                          {"user", "mquist", "", before.find_user("mquist")->id, ""}};
  EXPECT_EQ(found, expected);
  EXPECT_EQ(uds::differences(site.world, before).back().after, before.find_user("mquist")->id);
}

}  // namespace
}  // namespace muster::tests::uds_site
