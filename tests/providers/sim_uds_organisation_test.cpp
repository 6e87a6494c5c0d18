#include "providers/simulators/cucm_uds/organisation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "providers/simulators/company.h"
#include "providers/simulators/cucm_uds/compare.h"

namespace muster::tests::uds_site {
namespace {

using namespace simulators::cucm_uds;

void expect_sound(const World& world) {
  std::set<std::string> ids;
  for (const auto& [key, user] : world.users) {
    EXPECT_EQ(key, folded(user.user_id));
    EXPECT_EQ(user.password, password_of(user.user_id));
    EXPECT_TRUE(ids.insert(user.id).second);
    EXPECT_TRUE(user.destinations.empty() || !user.profiles.empty()) << user.user_id;
    EXPECT_EQ(primary_line(user) == nullptr, user.devices.empty()) << user.user_id;
    for (const auto& device : user.devices) {
      EXPECT_TRUE(ids.insert(device.id).second) << device.name;
      for (const auto& line : device.lines) EXPECT_TRUE(ids.insert(line.id).second) << line.number;
    }
  }
}

TEST(SimUdsOrganisation, IsSound) {
  expect_sound(empty_organisation());
  expect_sound(sample_organisation());
  expect_sound(generated_organisation(137));
  expect_sound(company_organisation());
}

TEST(SimUdsOrganisation, HasEverySortOfUser) {
  const auto world = sample_organisation();
  EXPECT_EQ(world.users.size(), 30U);
  const auto some = [&](auto is) {
    return std::ranges::any_of(world.users, [&](const auto& entry) { return is(entry.second); });
  };
  EXPECT_TRUE(some([](const User& user) { return user.devices.empty(); }));
  EXPECT_TRUE(some([](const User& user) { return user.devices.size() == 4; }));
  EXPECT_TRUE(some([](const User& user) { return user.ldap_password; }));
  EXPECT_TRUE(some([](const User& user) { return !user.home_cluster; }));
  EXPECT_TRUE(some([](const User& user) { return !user.end_user; }));
  EXPECT_TRUE(some([](const User& user) { return user.user_id.find('+') != std::string::npos; }));
}

TEST(SimUdsOrganisation, IsTheSameForTheSameSeed) {
  EXPECT_TRUE(differences(generated_organisation(40, 9), generated_organisation(40, 9)).empty());
  EXPECT_FALSE(differences(generated_organisation(40, 9), generated_organisation(40, 8)).empty());
}

TEST(SimUdsOrganisation, HasEverybodyOfTheCompanyWithOnePhone) {
  const auto world = company_organisation();
  EXPECT_EQ(world.users.size(), simulators::company().size());
  for (const auto& employee : simulators::company()) {
    const User* user = world.find_user(employee.person);
    ASSERT_NE(user, nullptr) << employee.person;
    ASSERT_EQ(user->devices.size(), 1U);
    EXPECT_EQ(user->devices[0].lines.at(0).number, employee.extension);
  }
}

}  // namespace
}  // namespace muster::tests::uds_site
