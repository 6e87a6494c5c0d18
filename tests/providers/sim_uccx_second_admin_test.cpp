#include "providers/simulators/uccx/second_admin.h"

#include <gtest/gtest.h>

#include "providers/simulators/uccx/compare.h"
#include "tests/providers/sim_uccx_site.h"

namespace muster::tests::uccx_site {
namespace {

using uccx::Edit;
using Names = std::vector<std::string>;

TEST(SimUccxSecondAdmin, MakesTheNamedChange) {
  Site site;
  EXPECT_TRUE(other_sets_team_agents(site.world, site.now, "Billing", {"arook", "pnair"}));
  EXPECT_EQ(site.team("Billing").members, (Names{"arook", "pnair"}));
  EXPECT_TRUE(other_sets_supervisors(site.world, site.now, "Billing", "blind", {"mkos"}));
  EXPECT_EQ(site.team("Billing").primary, "blind");
  EXPECT_TRUE(other_sets_roles(site.world, site.now, "arook", {"Reporting"}));
  EXPECT_TRUE(site.user("arook").has_role("Agent")) << "comes from the extension";
  EXPECT_TRUE(other_sets_email(site.world, site.now, "arook", "a@acme.example"));
  EXPECT_TRUE(other_creates_team(site.world, site.now, "Night", {"asaar"}));
  EXPECT_TRUE(other_renames_team(site.world, site.now, "Night", "Late"));
  EXPECT_TRUE(other_removes_team(site.world, site.now, "Late"));
  EXPECT_EQ(site.user("asaar").team, uccx::kDefaultTeam);
  EXPECT_EQ(changes_by(site.world, simulators::kOtherAdministrator).size(), 7U);
  for (const auto& happening : changes_by(site.world)) EXPECT_EQ(happening.actor, "vendor");
}

TEST(SimUccxSecondAdmin, DoesNothingToWhatIsNotThere) {
  Site site;
  EXPECT_FALSE(other_sets_team_agents(site.world, site.now, "None", {}));
  EXPECT_FALSE(other_sets_team_agents(site.world, site.now, "Billing", {"nobody"}));
  EXPECT_FALSE(other_sets_supervisors(site.world, site.now, "Billing", "nobody", {}));
  EXPECT_FALSE(other_sets_roles(site.world, site.now, "nobody", {}));
  EXPECT_FALSE(other_sets_email(site.world, site.now, "nobody", ""));
  EXPECT_FALSE(other_creates_team(site.world, site.now, "Billing", {}));
  EXPECT_FALSE(other_renames_team(site.world, site.now, "Billing", "Sales"));
  EXPECT_FALSE(other_removes_team(site.world, site.now, "Default"));
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimUccxSecondAdmin, EditsWhatItMayAndNothingElse) {
  Site site;
  uccx::EditSettings settings;
  settings.edits = {Edit::grant_role, Edit::revoke_role, Edit::move_agent, Edit::change_secondaries};
  settings.users = {"arook", "fabbot", "mkos"};
  settings.teams = {"Billing", "Sales"};
  settings.spared = {"mkos"};
  const auto before = site.world;
  simulators::Draw draw(3);
  for (int i = 0; i < 300; ++i) (void)edit_at_random(site.world, site.now, draw, settings);
  ASSERT_GT(site.world.log.size(), 50U);
  for (const auto& one : uccx::differences(before, site.world)) {
    if (one.entity == "user") {
      EXPECT_TRUE(one.name == "arook" || one.name == "fabbot") << one.name;
    } else {
      EXPECT_TRUE(one.field == "agents" || one.field == "secondarySupervisors") << one.field;
    }
  }
}

TEST(SimUccxSecondAdmin, LeavesSupervisorsTheirRole) {
  Site site;
  uccx::EditSettings settings;
  settings.edits = {Edit::revoke_role, Edit::change_flags, Edit::change_email};
  settings.roles = {"Supervisor"};
  simulators::Draw draw(5);
  for (int i = 0; i < 500; ++i) (void)edit_at_random(site.world, site.now, draw, settings);
  for (const auto& [number, team] : site.world.teams) {
    EXPECT_TRUE(team.primary.empty() || site.user(team.primary).has_role("Supervisor"));
  }
}

TEST(SimUccxCompare, NamesWhatIsDifferent) {
  Site site;
  const auto before = site.world;
  EXPECT_TRUE(uccx::differences(before, site.world).empty());
  (void)other_sets_email(site.world, site.now, "arook", "a@acme.example");
  (void)other_creates_team(site.world, site.now, "Night", {});
  (void)other_removes_team(site.world, site.now, "Sales");
  const auto found = uccx::differences(before, site.world);
  const simulators::WorldDifference came{"team", "Night", "", "", "7"};
  const simulators::WorldDifference went{"team", "Sales", "", "4", ""};
  const simulators::WorldDifference email{"user", "arook", "email", "desk.03@acme.example", "a@acme.example"};
  for (const auto& expected : {came, went, email}) {
    EXPECT_EQ(std::count(found.begin(), found.end(), expected), 1) << expected.name;
  }
}

}  // namespace
}  // namespace muster::tests::uccx_site
