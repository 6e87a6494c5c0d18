#include "providers/simulators/genesys_gws/compare.h"

#include <gtest/gtest.h>

#include "tests/providers/sim_gws_site.h"

namespace muster::tests {
namespace {

using gws::Difference;

TEST(SimGwsCompare, FindsNothingBetweenEqualWorlds) {
  Site site(gws::sample_organisation());
  const auto before = site.world;
  site.get("/users?fields=*");
  EXPECT_TRUE(differences(before, site.world).empty());
}

TEST(SimGwsCompare, NamesEachFieldThatChangedOfEachPerson) {
  Site site(gws::sample_organisation());
  const auto before = site.world;
  const auto bo = site.user("bo.lind@acme.example").id;
  site.put("/users/" + bo, {{"roles", {"ROLE_SUPERVISOR", "ROLE_AGENT"}}, {"password", "new"}});
  site.post("/users/" + bo + "/devices", {{"phoneNumber", "3001"}});
  const std::vector<Difference> expected{
      {"bo.lind@acme.example", "devices", "", "3001"},
      {"bo.lind@acme.example", "password", "***", "***"},
      {"bo.lind@acme.example", "roles", "ROLE_AGENT", "ROLE_AGENT ROLE_SUPERVISOR"},
      {"mira.kos@acme.example", "devices", "3001", ""},
  };
  EXPECT_EQ(differences(before, site.world), expected);
}

TEST(SimGwsCompare, NamesWhoCameAndWhoWent) {
  Site site(gws::sample_organisation());
  const auto before = site.world;
  const auto bo = site.user("bo.lind@acme.example").id;
  site.del("/users/" + bo);
  const auto id = site.add("new@acme.example");
  const std::vector<Difference> expected{{"bo.lind@acme.example", "user", bo, ""},
                                         {"new@acme.example", "user", "", id}};
  EXPECT_EQ(differences(before, site.world), expected);
}

TEST(SimGwsCompare, SeesAPersonWhoWasMadeAnew) {
  Site site;
  site.add("mira");
  const auto before = site.world;
  site.del("/users/" + site.user("mira").id);
  const auto id = site.add("mira");
  const std::vector<Difference> expected{{"mira", "id", before.users.find_login("mira")->id, id}};
  EXPECT_EQ(differences(before, site.world), expected);
}

}  // namespace
}  // namespace muster::tests
