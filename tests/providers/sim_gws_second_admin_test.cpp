#include "providers/simulators/genesys_gws/second_admin.h"

#include <gtest/gtest.h>

#include "tests/providers/sim_gws_site.h"

namespace muster::tests {
namespace {

using gws::Edit;

TEST(SimGwsSecondAdmin, MakesTheNamedChange) {
  Site site(gws::sample_organisation());
  const std::string login = "bo.lind@acme.example";
  EXPECT_TRUE(other_sets_roles(site.world, site.now, login, {"ROLE_ADMIN"}));
  EXPECT_TRUE(other_renames(site.world, site.now, login, "Beau"));
  EXPECT_TRUE(other_sets_enabled(site.world, site.now, login, false));
  EXPECT_TRUE(other_assigns(site.world, site.now, login, "3001"));
  EXPECT_EQ(site.user(login).roles, std::vector<std::string>{"ROLE_ADMIN"});
  EXPECT_EQ(site.user(login).first_name, "Beau");
  EXPECT_FALSE(site.user(login).enabled);
  EXPECT_EQ(site.world.log.back().from, "mira.kos@acme.example");
  EXPECT_TRUE(other_removes(site.world, site.now, login));
  EXPECT_EQ(site.world.users.find_login(login), nullptr);
  EXPECT_EQ(changes_by(site.world, gws::kOther).size(), 5U);
}

TEST(SimGwsSecondAdmin, DoesNothingToSomebodyWhoIsNotThere) {
  Site site;
  EXPECT_FALSE(other_renames(site.world, site.now, "nobody", "x"));
  EXPECT_FALSE(other_removes(site.world, site.now, "nobody"));
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimGwsSecondAdmin, EditsWhatItMayAndNothingElse) {
  Site site(gws::sample_organisation());
  gws::EditSettings settings;
  settings.edits = {Edit::grant_role, Edit::revoke_role};
  settings.spared = {"svc-muster", "root@acme.example"};
  simulators::Draw draw(3);
  for (int i = 0; i < 300; ++i) (void)edit_at_random(site.world, site.now, draw, settings);
  ASSERT_GT(site.world.log.size(), 50U);
  for (const auto& entry : site.world.log) {
    EXPECT_EQ(entry.fields.size(), 1U);
    EXPECT_EQ(entry.fields[0].field, "roles");
    EXPECT_FALSE(entry.fields[0].after.empty());
    EXPECT_NE(entry.user_name, "svc-muster");
    EXPECT_NE(entry.user_name, "root@acme.example");
  }
}

TEST(SimGwsSecondAdmin, CreatesAndRemovesPeople) {
  Site site(gws::sample_organisation());
  gws::EditSettings settings;
  settings.edits = {Edit::create_user};
  simulators::Draw draw(3);
  EXPECT_TRUE(edit_at_random(site.world, site.now, draw, settings));
  EXPECT_EQ(site.world.users.size(), 60U);
  settings.edits = {Edit::remove_user};
  while (!edit_at_random(site.world, site.now, draw, settings)) continue;
  EXPECT_EQ(site.world.users.size(), 59U);
  EXPECT_EQ(site.world.log.back().effect, gws::Effect::removed);
}

}  // namespace
}  // namespace muster::tests
