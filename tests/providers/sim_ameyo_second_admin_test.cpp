#include "providers/simulators/ameyo/second_admin.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "providers/simulators/ameyo/compare.h"
#include "tests/providers/sim_ameyo_site.h"

namespace muster::tests::ameyo_site {
namespace {

using Names = std::vector<std::string>;

TEST(SimAmeyoSecondAdmin, MakesTheNamedChange) {
  Site site;
  auto& world = site.world;
  EXPECT_TRUE(other_sets_name(world, site.now, "arook", "A. Rook"));
  EXPECT_TRUE(other_sets_type(world, site.now, "arook", "Supervisor"));
  EXPECT_EQ(site.user("arook").system_type, "Supervisor");
  EXPECT_TRUE(other_creates_user(world, site.now, "new.one", "Executive"));
  EXPECT_TRUE(other_sets_agents(world, site.now, "Billing", {"arook", "pnair"}));
  EXPECT_TRUE(other_sets_supervisors(world, site.now, "Billing", {"sdahl"}));
  EXPECT_TRUE(other_describes_group(world, site.now, "Billing", "Invoices"));
  EXPECT_TRUE(other_creates_group(world, site.now, "Night", {"mkos"}));
  EXPECT_TRUE(other_renames_group(world, site.now, "Night", "Late"));
  EXPECT_TRUE(other_removes_group(world, site.now, "Late"));
  EXPECT_EQ(changes_by(world, simulators::kOtherAdministrator).size(), 9U);
  EXPECT_TRUE(changes_by(world).empty());
  EXPECT_TRUE(other_removes_user(world, site.now, "arook"));
  EXPECT_EQ(world.log[9].entity, "session") << "theirs ended with them";
  EXPECT_EQ(site.group("Billing").members, std::set{site.id("pnair")});
}

TEST(SimAmeyoSecondAdmin, DoesNothingToWhatIsNotThere) {
  Site site;
  auto& world = site.world;
  EXPECT_FALSE(other_sets_name(world, site.now, "nobody", ""));
  EXPECT_FALSE(other_sets_type(world, site.now, "arook", "Emperor"));
  EXPECT_FALSE(other_creates_user(world, site.now, "arook", "Executive"));
  EXPECT_FALSE(other_removes_user(world, site.now, "nobody"));
  EXPECT_FALSE(other_sets_agents(world, site.now, "Billing", {"nobody"}));
  EXPECT_FALSE(other_sets_supervisors(world, site.now, "None", {}));
  EXPECT_FALSE(other_describes_group(world, site.now, "None", ""));
  EXPECT_FALSE(other_creates_group(world, site.now, "Billing", {}));
  EXPECT_FALSE(other_renames_group(world, site.now, "Billing", "Support"));
  EXPECT_FALSE(other_removes_group(world, site.now, "None"));
  EXPECT_TRUE(world.log.empty());
}

TEST(SimAmeyoSecondAdmin, EditsWhatItMayAndNothingElse) {
  Site site;
  ameyo::EditSettings settings;
  settings.users = {"arook", "fabbot", "mkos"};
  settings.groups = {"Billing", "Sales EMEA"};
  settings.spared = {"mkos"};
  const auto before = site.world;
  simulators::Draw draw(3);
  for (int i = 0; i < 300; ++i) (void)edit_at_random(site.world, site.now, draw, settings);
  ASSERT_GT(site.world.log.size(), 50U);
  std::set<std::string> touched;
  for (const auto& one : ameyo::differences(before, site.world)) touched.insert(one.name);
  EXPECT_EQ(touched, (std::set<std::string>{"arook", "fabbot", "Billing", "Sales EMEA"}));
}

TEST(SimAmeyoSecondAdmin, LeavesMusterItsAccount) {
  Site site;
  const auto before = site.user("svc-muster");
  simulators::Draw draw(5);
  for (int i = 0; i < 500; ++i) (void)edit_at_random(site.world, site.now, draw, {});
  EXPECT_EQ(site.user("svc-muster").type, before.type);
  EXPECT_EQ(site.user("svc-muster").name, before.name);
  EXPECT_EQ(site.user("mkos").type, "Supervisor") << "random edits leave managers their role";
}

TEST(SimAmeyoCompare, NamesWhatIsDifferent) {
  Site site;
  const auto before = site.world;
  EXPECT_TRUE(ameyo::differences(before, site.world).empty());
  (void)other_sets_name(site.world, site.now, "arook", "A. Rook");
  (void)other_creates_group(site.world, site.now, "Night", {"mkos"});
  (void)other_removes_group(site.world, site.now, "Support");
  const auto found = ameyo::differences(before, site.world);
  const simulators::WorldDifference came{"group", "Night", "", "", "26"};
  const simulators::WorldDifference went{"group", "Support", "", "22", ""};
  const simulators::WorldDifference name{"user", "arook", "userName", "Anselm Rook", "A. Rook"};
  EXPECT_EQ(found, (std::vector{came, went, name}));
}

}  // namespace
}  // namespace muster::tests::ameyo_site
