#include "providers/simulators/genesys_gws/organisation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace muster::tests {
namespace {

namespace gws = simulators::gws;

std::size_t with_role(const gws::World& world, std::string_view role) {
  const auto& people = world.users.slots();
  return static_cast<std::size_t>(
      std::count_if(people.begin(), people.end(), [&](const gws::User& user) { return user.has_role(role); }));
}

TEST(SimGwsOrganisation, HasAboutSixtyPeopleInFiveTeams) {
  const auto world = gws::sample_organisation();
  EXPECT_EQ(world.users.size(), 59U);
  EXPECT_EQ(with_role(world, "ROLE_ADMIN"), 4U);  // three people and muster's own account
  EXPECT_EQ(with_role(world, "ROLE_SUPERVISOR"), 5U);
  EXPECT_EQ(with_role(world, "ROLE_AGENT"), 55U);
  EXPECT_GT(world.devices.size(), 20U);
  EXPECT_TRUE(world.log.empty());
}

TEST(SimGwsOrganisation, UsesLoginsAtTheExampleDomainAlone) {
  for (const auto& world : {gws::sample_organisation(), gws::generated_organisation(50)}) {
    for (const auto& user : world.users.slots()) {
      EXPECT_TRUE(user.user_name.ends_with("@acme.example") || user.user_name == gws::kServiceAccount);
    }
  }
}

TEST(SimGwsOrganisation, GivesEveryDeviceOneOwnerAtMost) {
  const auto world = gws::sample_organisation();
  std::set<std::string> owned;
  for (const auto& user : world.users.slots()) {
    for (const auto& id : user.device_ids) {
      EXPECT_TRUE(owned.insert(id).second);
      EXPECT_EQ(world.devices.at(id).owner_id, user.id);
    }
  }
}

TEST(SimGwsOrganisation, GeneratesTheSameAgainFromTheSameSeed) {
  const auto one = gws::generated_organisation(2'000, 5);
  const auto two = gws::generated_organisation(2'000, 5);
  const auto three = gws::generated_organisation(2'000, 6);
  ASSERT_EQ(one.users.size(), 2'001U);
  EXPECT_EQ(one.users.slots()[77].user_name, two.users.slots()[77].user_name);
  EXPECT_EQ(one.users.slots()[77].id, two.users.slots()[77].id);
  EXPECT_NE(one.users.slots()[77].id, three.users.slots()[77].id);
  EXPECT_GE(with_role(one, "ROLE_ADMIN"), 2U);
  EXPECT_TRUE(one.users.slots()[77].user_name.ends_with(".000077@acme.example"));
}

}  // namespace
}  // namespace muster::tests
