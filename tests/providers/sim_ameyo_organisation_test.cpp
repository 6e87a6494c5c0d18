#include "providers/simulators/ameyo/organisation.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "providers/simulators/ameyo/compare.h"
#include "providers/simulators/company.h"

namespace muster::tests::ameyo_site {
namespace {

using namespace simulators::ameyo;

void expect_sound(const World& world) {
  EXPECT_EQ(world.ids.size(), world.users.size());
  for (const auto& [id, user] : world.users) {
    EXPECT_EQ(user.cc_user_id, id);
    EXPECT_EQ(world.find_user(user.id), &user) << user.id;
    EXPECT_TRUE(world.privilege_plans.contains(user.type)) << user.id;
    EXPECT_EQ(user.system_type, user.type) << user.id;
  }
  for (const auto& [id, group] : world.groups) {
    EXPECT_FALSE(group.managers.empty()) << group.name;
    for (const int member : group.members) EXPECT_NE(world.find_user(member), nullptr) << group.name;
    for (const int manager : group.managers) {
      const auto& type = world.users.at(manager).type;
      EXPECT_TRUE(type == kSupervisor || type == kGroupManager) << group.name;
    }
  }
  EXPECT_EQ(world.find_user(kServiceAccount)->type, kAdministrator);
  EXPECT_TRUE(world.log.empty());
}

TEST(SimAmeyoOrganisation, IsSound) {
  expect_sound(empty_organisation());
  expect_sound(sample_organisation());
  expect_sound(generated_organisation(237));
  expect_sound(company_organisation());
}

TEST(SimAmeyoOrganisation, HasSampleGroupsAndPeople) {
  const auto world = sample_organisation();
  EXPECT_EQ(world.groups.size(), 5U);
  EXPECT_EQ(world.users.size(), 43U);
  EXPECT_EQ(world.sessions.size(), 3U);
  EXPECT_NE(world.find_user("105")->cc_user_id, 105);
  EXPECT_NE(world.find_user(105), nullptr);
}

TEST(SimAmeyoOrganisation, IsGeneratedInGroupsOfTen) {
  const auto world = generated_organisation(25, 3);
  EXPECT_EQ(world.users.size(), 26U);
  EXPECT_EQ(world.groups.size(), 3U);
  EXPECT_EQ(world.find_group("Group 0001")->members.size(), 9U);
  EXPECT_EQ(world.find_group("Group 0003")->members.size(), 4U);
  EXPECT_TRUE(differences(generated_organisation(40, 9), generated_organisation(40, 9)).empty());
  EXPECT_FALSE(differences(generated_organisation(40, 9), generated_organisation(40, 8)).empty());
}

TEST(SimAmeyoOrganisation, IsTheCompanyWithoutItsJoiner) {
  const auto world = company_organisation();
  EXPECT_EQ(world.users.size(), simulators::company().size());  // muster's account, and not the joiner
  EXPECT_EQ(world.find_user("nova.stern"), nullptr);
  EXPECT_EQ(world.groups.size(), simulators::kCompanyTeams.size());
  for (const auto& [id, group] : world.groups) {
    EXPECT_EQ(group.managers.size(), 2U) << group.name;
    EXPECT_EQ(group.members.size(), 22U) << group.name;
  }
  const auto administrators =
      std::ranges::count_if(world.users, [](const auto& user) { return user.second.type == kAdministrator; });
  EXPECT_EQ(administrators, 9);
}

}  // namespace
}  // namespace muster::tests::ameyo_site
