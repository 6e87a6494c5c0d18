// One company, the same on every simulated vendor.
#include "providers/simulators/company.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "providers/simulators/ameyo/organisation.h"
#include "providers/simulators/cucm_uds/organisation.h"
#include "providers/simulators/genesys_gws/organisation.h"
#include "providers/simulators/uccx/organisation.h"
#include "providers/simulators/webex/organisation.h"

namespace muster::tests {
namespace {

using namespace simulators;

std::vector<Employee> those(Position position) {
  std::vector<Employee> found;
  std::ranges::copy_if(company(), std::back_inserter(found),
                       [&](const Employee& employee) { return employee.position == position; });
  return found;
}

const Employee& leader_of(std::string_view team, Position position) {
  return *std::ranges::find_if(
      company(), [&](const Employee& employee) { return employee.team == team && employee.position == position; });
}

TEST(Company, HasTwoHundredPeopleWithNamesAndExtensionsOfTheirOwn) {
  std::set<std::string> names;
  std::set<std::string> extensions;
  for (const auto& employee : company()) {
    EXPECT_TRUE(names.insert(employee.person).second) << employee.person;
    EXPECT_TRUE(extensions.insert(employee.extension).second) << employee.person;
    EXPECT_EQ(employee.email, employee.person + "@acme.example");
  }
  EXPECT_EQ(names.size(), 201U);
  EXPECT_EQ(those(Position::joiner).size(), 1U);
  EXPECT_EQ(those(Position::administrator).size(), 8U);
  EXPECT_EQ(those(Position::supervisor).size(), kCompanyTeams.size());
  EXPECT_EQ(those(Position::deputy).size(), kCompanyTeams.size());
}

TEST(Company, OnGenesysHasRolesAndDevicesOfEverybodyButTheJoiner) {
  const auto world = gws::company_organisation();
  EXPECT_EQ(world.users.size(), 201U);  // muster's own account, and not the joiner
  for (const auto& employee : company()) {
    const auto* user = world.users.find_login(employee.email);
    ASSERT_EQ(user == nullptr, employee.position == Position::joiner) << employee.person;
    const auto& device = world.devices.at(world.device_by_number.at(employee.extension));
    EXPECT_EQ(device.owner_id, user == nullptr ? "" : user->id);
    if (user == nullptr) continue;
    EXPECT_EQ(user->has_role("ROLE_ADMIN"), employee.position == Position::administrator);
    EXPECT_EQ(user->has_role("ROLE_AGENT"), employee.position != Position::administrator);
  }
}

TEST(Company, OnWebexHasASupervisorOfEachTierForEachTeam) {
  const auto world = webex::company_organisation();
  for (const auto& employee : company()) {
    const auto* person = world.people.find_email(employee.email);
    ASSERT_NE(person, nullptr) << employee.person;
    EXPECT_EQ(webex::may_call(world, *person), !employee.team.empty());
    EXPECT_EQ(person->has_role("id_full_admin"), employee.position == Position::administrator);
  }
  for (const auto team : kCompanyTeams) {
    for (const auto& [tier, position] : {std::pair(webex::Tier::customer_assist, Position::supervisor),
                                         std::pair(webex::Tier::basic, Position::deputy)}) {
      const auto uuid = world.people.find_email(leader_of(team, position).email)->uuid;
      ASSERT_NE(world.supervisor(tier, uuid), nullptr) << team;
      EXPECT_EQ(world.supervisor(tier, uuid)->agents.size(), 22U) << team;
    }
  }
}

TEST(Company, OnUccxHasTeamsWithTheirSupervisorsAndTheJoinerInDefault) {
  const auto world = uccx::company_organisation();
  for (const auto team : kCompanyTeams) {
    const auto* found = world.find_team(team);
    ASSERT_NE(found, nullptr) << team;
    EXPECT_EQ(found->members.size(), 24U) << team;
    EXPECT_EQ(found->primary, leader_of(team, Position::supervisor).person);
    EXPECT_EQ(found->secondaries, std::vector{leader_of(team, Position::deputy).person});
    EXPECT_TRUE(world.find_user(found->primary)->has_role(uccx::kSupervisor));
  }
  EXPECT_EQ(world.find_user(those(Position::joiner).front().person)->team, uccx::kDefaultTeam);
  for (const auto& employee : those(Position::administrator)) {
    EXPECT_TRUE(world.find_user(employee.person)->has_role(uccx::kAdministrator)) << employee.person;
  }
}

TEST(Company, OnAmeyoAndUnifiedCmHasTheSamePeople) {
  const auto ameyo = ameyo::company_organisation();
  const auto cucm = cucm_uds::company_organisation();
  for (const auto& employee : company()) {
    EXPECT_EQ(ameyo.find_user(employee.person) == nullptr, employee.position == Position::joiner) << employee.person;
    EXPECT_NE(cucm.find_user(employee.person), nullptr) << employee.person;
  }
}

}  // namespace
}  // namespace muster::tests
