#include "providers/simulators/uccx/organisation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "providers/simulators/uccx/compare.h"

namespace muster::tests::uccx_site {
namespace {

using namespace simulators::uccx;

void expect_sound(const World& world) {
  std::set<std::string> members;
  for (const auto& [number, team] : world.teams) {
    for (const auto& id : team.members) {
      EXPECT_TRUE(members.insert(id).second) << id << " is in two teams";
      EXPECT_EQ(world.users.at(id).team, number) << id;
    }
    EXPECT_TRUE(team.primary.empty() || world.users.at(team.primary).has_role(kSupervisor)) << team.name;
    for (const auto& id : team.secondaries) EXPECT_TRUE(world.users.at(id).has_role(kSupervisor)) << id;
  }
  for (const auto& [id, user] : world.users) {
    EXPECT_EQ(members.contains(id), user.is_resource()) << id;
    EXPECT_EQ(user.has_role(kAgent), user.is_resource()) << id;
  }
}

TEST(SimUccxOrganisation, IsSound) {
  expect_sound(empty_organisation());
  expect_sound(sample_organisation());
  expect_sound(generated_organisation(237));
}

TEST(SimUccxOrganisation, HasSampleTeamsAndPeople) {
  const auto world = sample_organisation();
  EXPECT_EQ(world.teams.size(), 6U);
  EXPECT_EQ(world.users.size(), 43U);
  EXPECT_EQ(world.find_team("Support")->secondaries.size(), 3U);
  EXPECT_TRUE(world.log.empty());
}

TEST(SimUccxOrganisation, IsGeneratedInTeamsOfTen) {
  const auto world = generated_organisation(25, 3);
  EXPECT_EQ(world.users.size(), 26U);
  EXPECT_EQ(world.teams.size(), 4U);
  EXPECT_EQ(world.find_team("Team 0001")->members.size(), 10U);
  EXPECT_EQ(world.find_team("Team 0003")->members.size(), 5U);
  EXPECT_TRUE(world.find_team("Team 0002")->primary.ends_with(".000020"));
  EXPECT_TRUE(world.find_team(kDefaultTeam)->members.empty());
}

TEST(SimUccxOrganisation, IsTheSameForTheSameSeed) {
  EXPECT_TRUE(differences(generated_organisation(40, 9), generated_organisation(40, 9)).empty());
  EXPECT_FALSE(differences(generated_organisation(40, 9), generated_organisation(40, 8)).empty());
}

}  // namespace
}  // namespace muster::tests::uccx_site
