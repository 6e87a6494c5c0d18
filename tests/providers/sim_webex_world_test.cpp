// Organisations, the second administrator, and what differs between two worlds.
#include <gtest/gtest.h>

#include <set>

#include "providers/simulators/webex/compare.h"
#include "providers/simulators/webex/second_admin.h"
#include "tests/providers/sim_webex_site.h"

namespace muster::tests {
namespace {

using simulators::WorldDifference;

TEST(SimWebexWorld, HasASampleOrganisationWithSupervisorsInBothTiers) {
  const auto world = webex::sample_organisation();
  EXPECT_EQ(world.people.size(), 39U);
  EXPECT_EQ(world.places.size(), 4U);
  EXPECT_EQ(world.supervisors(webex::Tier::basic).size(), 2U);
  EXPECT_EQ(world.supervisors(webex::Tier::customer_assist).size(), 2U);
  EXPECT_TRUE(world.log.empty());
}

TEST(SimWebexWorld, HasAnEmptyOrganisationWithTheServiceAccount) {
  const auto world = webex::empty_organisation();
  EXPECT_EQ(world.people.size(), 1U);
  EXPECT_TRUE(world.people.find_email(webex::kServiceAccount)->has_role("id_full_admin"));
}

TEST(SimWebexWorld, GeneratesOneSupervisorForNineAgents) {
  const auto world = webex::generated_organisation(100, 7);
  EXPECT_EQ(world.people.size(), 101U);
  EXPECT_EQ(world.supervisors(webex::Tier::basic).size(), 5U);
  EXPECT_EQ(world.supervisors(webex::Tier::customer_assist).size(), 5U);
  for (const auto& [uuid, assignment] : world.supervisors(webex::Tier::customer_assist)) {
    EXPECT_EQ(assignment.agents.size(), 9U);
    EXPECT_TRUE(webex::has_customer_assist(world, *world.people.find(uuid)));
  }
  EXPECT_TRUE(world.people.slots()[1].email().ends_with(".000001@acme.example"));
}

TEST(SimWebexWorld, GeneratesTheSameFromTheSameSeed) {
  EXPECT_TRUE(webex::differences(webex::generated_organisation(60, 3), webex::generated_organisation(60, 3)).empty());
  EXPECT_FALSE(webex::differences(webex::generated_organisation(60, 3), webex::generated_organisation(60, 4)).empty());
}

TEST(SimWebexWorld, ComparesAgentsByNameAndRolesByName) {
  WebexSite site;
  const auto before = site.world;
  webex::other_sets_roles(site.world, site.now, WebexSite::kBo, {"User Administrator", "Compliance Officer"});
  const webex::OtherAssignment wanted{webex::Tier::basic, WebexSite::kBo, {WebexSite::kViktor, WebexSite::kMira}};
  EXPECT_TRUE(webex::other_assigns(site.world, site.now, wanted));
  const auto found = webex::differences(before, site.world);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0],
            (WorldDifference{"person", WebexSite::kBo, "roles", "", "Compliance Officer User Administrator"}));
  EXPECT_EQ(found[1], (WorldDifference{"supervisor-basic", WebexSite::kBo, "", "", site.person(WebexSite::kBo).uuid}));
  ASSERT_EQ(site.world.log.size(), 2U);
  EXPECT_EQ(site.world.log[1].actor, "other");
  EXPECT_EQ(site.world.log[1].fields.at(0).after, "mira.kos@acme.example viktor.stam@acme.example");
  EXPECT_TRUE(webex::changes_by(site.world).empty());
  EXPECT_EQ(webex::changes_by(site.world, "other").size(), 2U);
}

TEST(SimWebexWorld, SeesThatSomebodyCameOrWent) {
  WebexSite site;
  const auto before = site.world;
  EXPECT_TRUE(webex::other_creates_person(site.world, site.now, "walk.in@acme.example"));
  EXPECT_FALSE(webex::other_creates_person(site.world, site.now, "walk.in@acme.example"));
  EXPECT_TRUE(webex::other_removes_person(site.world, site.now, WebexSite::kBo));
  EXPECT_FALSE(webex::other_removes_person(site.world, site.now, WebexSite::kBo));
  std::set<std::string> names;
  for (const auto& difference : webex::differences(before, site.world)) names.insert(difference.name);
  EXPECT_EQ(names, (std::set<std::string>{"walk.in@acme.example", WebexSite::kBo, WebexSite::kMira}));
}

TEST(SimWebexWorld, TakesSomebodyWhoIsRemovedOutOfEveryAssignment) {
  WebexSite site;
  EXPECT_TRUE(webex::other_removes_person(site.world, site.now, WebexSite::kBo));
  EXPECT_EQ(site.agents(WebexSite::kMira, true).size(), 7U);
  EXPECT_EQ(webex::changes_by(site.world, "other").size(), 1U);
  EXPECT_EQ(site.world.log.back().actor, "vendor");
  EXPECT_TRUE(webex::other_removes_person(site.world, site.now, WebexSite::kSoren));
  EXPECT_EQ(site.world.supervisors(webex::Tier::basic).size(), 1U);
}

TEST(SimWebexWorld, LetsAnotherAdministratorEndASupervisor) {
  WebexSite site;
  const auto tier = webex::Tier::customer_assist;
  EXPECT_TRUE(webex::other_removes_supervisor(site.world, site.now, tier, WebexSite::kMira));
  EXPECT_FALSE(webex::other_removes_supervisor(site.world, site.now, tier, WebexSite::kMira));
  EXPECT_TRUE(site.agents(WebexSite::kMira, true).empty());
  EXPECT_FALSE(webex::other_assigns(site.world, site.now, {tier, WebexSite::kMira, {"nobody"}}));
  EXPECT_FALSE(webex::other_sets_roles(site.world, site.now, WebexSite::kMira, {"Emperor"}));
}

TEST(SimWebexWorld, EditsAtRandomOnlyWhatItMay) {
  WebexSite site;
  const auto before = site.world;
  webex::EditSettings settings;
  settings.edits = {webex::Edit::grant_role, webex::Edit::revoke_role,       webex::Edit::add_agent,
                    webex::Edit::drop_agent, webex::Edit::remove_supervisor, webex::Edit::remove_person};
  settings.emails = {WebexSite::kSoren, WebexSite::kBo};
  settings.spared = {WebexSite::kBo};
  simulators::Draw draw(5);
  std::size_t done = 0;
  for (int i = 0; i < 60; ++i) done += webex::edit_at_random(site.world, site.now, draw, settings) ? 1 : 0;
  EXPECT_GT(done, 3U);
  EXPECT_EQ(webex::changes_by(site.world, "other").size(), done);
  for (const auto& difference : webex::differences(before, site.world)) EXPECT_EQ(difference.name, WebexSite::kSoren);
}

}  // namespace
}  // namespace muster::tests
