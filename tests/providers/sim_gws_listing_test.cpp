#include <gtest/gtest.h>

#include <set>

#include "providers/simulators/genesys_gws/second_admin.h"
#include "tests/providers/sim_gws_site.h"

namespace muster::tests {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> logins(const Reply& reply) {
  std::vector<std::string> names;
  const auto json = reply.json();
  for (const auto& user : json.at("users")) names.push_back(user.at("userName"));
  return names;
}

TEST(SimGwsListing, ListsUrisUnlessFieldsAreAskedFor) {
  Site site;
  const auto uris = site.get("/users").json()["uris"];
  ASSERT_EQ(uris.size(), 1U);
  EXPECT_EQ(uris[0], "http://gws-node-1.acme.example:8080/cloud-web/api/v2/users/" + site.user("svc-muster").id);
}

TEST(SimGwsListing, ShowsEveryFieldButThePassword) {
  Site site(gws::sample_organisation());
  const auto user = site.get("/users?fields=*&userName=Mira.Kos@acme.example").json()["users"][0];
  EXPECT_EQ(user["firstName"], "Mira");
  EXPECT_EQ(user["roles"], Json::array({"ROLE_AGENT", "ROLE_SUPERVISOR"}));
  EXPECT_EQ(user["enabled"], true);
  EXPECT_EQ(user["path"], "/users/" + user["id"].get<std::string>());
  EXPECT_FALSE(user.contains("password"));
  EXPECT_FALSE(user.contains("skills"));
}

TEST(SimGwsListing, ShowsOnlyTheFieldsNamed) {
  Site site;
  const auto user = site.get("/users?fields=id,userName").json()["users"][0];
  EXPECT_EQ(user.size(), 2U);
}

TEST(SimGwsListing, ShowsSkillsAndDevicesAsSubresources) {
  Site site(gws::sample_organisation());
  const auto user = site.get("/users?subresources=*&userName=mira.kos@acme.example").json()["users"][0];
  EXPECT_EQ(user["devices"][0]["phoneNumber"], "3001");
  EXPECT_EQ(user["skills"][0]["name"], "billing");
  EXPECT_EQ(user["skills"][0]["level"], "5");
  EXPECT_EQ(user["firstName"], "Mira");
  const auto devices = site.get("/users?subresources=devices&limit=1").json()["users"][0];
  EXPECT_TRUE(devices.contains("devices"));
  EXPECT_FALSE(devices.contains("skills"));
}

TEST(SimGwsListing, FiltersByFieldsDevicesAndSkills) {
  Site site(gws::sample_organisation());
  EXPECT_EQ(logins(site.get("/users?fields=*&devices.phoneNumber=3001")),
            std::vector<std::string>{"mira.kos@acme.example"});
  EXPECT_EQ(site.get("/users?skills.name=sales").count("uris"), 11U);
  EXPECT_EQ(site.get("/users?roles=ROLE_ADMIN").count("uris"), 4U);
  EXPECT_EQ(site.get("/users?lastName=Kos&firstName=Mira").count("uris"), 1U);
  EXPECT_EQ(site.get("/users?channel=voice").count("uris"), 59U);
}

TEST(SimGwsListing, SortsByTheFieldsNamed) {
  Site site(gws::sample_organisation());
  const auto names = logins(site.get("/users?fields=*&sortBy=userName"));
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
}

TEST(SimGwsListing, CutsPagesThatTogetherAreTheWhole) {
  Site site(gws::sample_organisation());
  std::vector<std::string> read;
  for (int offset = 0; offset < 80; offset += 20) {
    const auto page = logins(site.get("/users?fields=*&limit=20&offset=" + std::to_string(offset)));
    read.insert(read.end(), page.begin(), page.end());
  }
  EXPECT_EQ(read, logins(site.get("/users?fields=*")));
}

TEST(SimGwsListing, RefusesALimitOfNothing) { EXPECT_EQ(Site().get("/users?limit=0").code(), 10); }

TEST(SimGwsListing, MayHaveAPageSizeOfItsOwn) {
  Site site(gws::sample_organisation());
  site.world.quirks.default_limit = 25;
  EXPECT_EQ(site.get("/users").count("uris"), 25U);
  site.world.quirks.page_cap = 10;
  EXPECT_EQ(site.get("/users").count("uris"), 10U);
  EXPECT_EQ(site.get("/users?limit=50").count("uris"), 10U);
  EXPECT_EQ(site.get("/users?limit=5").count("uris"), 5U);
}

TEST(SimGwsListing, MayIgnoreLimitOrOffset) {
  Site site(gws::sample_organisation());
  site.world.quirks.ignores_limit = true;
  EXPECT_EQ(site.get("/users?limit=5").count("uris"), 59U);
  site.world.quirks.ignores_limit = false;
  site.world.quirks.ignores_offset = true;
  EXPECT_EQ(site.get("/users?limit=5&offset=5").json()["uris"], site.get("/users?limit=5").json()["uris"]);
}

TEST(SimGwsListing, MayLeaveOutWhoIsNoAgent) {
  Site site(gws::sample_organisation());
  site.world.quirks.only_agents = true;
  EXPECT_EQ(site.get("/users").count("uris"), 55U);
  EXPECT_EQ(site.get("/users/" + site.user("root@acme.example").id).status, 200);
}

TEST(SimGwsListing, MayReorderAPageFromRequestToRequest) {
  Site site(gws::sample_organisation());
  const auto before = logins(site.get("/users?fields=*&limit=20"));
  site.world.quirks.reordering = gws::Reordering::within_page;
  const auto after = logins(site.get("/users?fields=*&limit=20"));
  EXPECT_NE(after, before);
  EXPECT_EQ(std::set(after.begin(), after.end()), std::set(before.begin(), before.end()));
  EXPECT_NE(after, logins(site.get("/users?fields=*&limit=20")));
}

TEST(SimGwsListing, MayReorderTheWholeListingUnlessItIsSorted) {
  Site site(gws::sample_organisation());
  site.world.quirks.reordering = gws::Reordering::whole_listing;
  const auto first = logins(site.get("/users?fields=*&limit=20"));
  const auto second = logins(site.get("/users?fields=*&limit=20"));
  EXPECT_NE(std::set(first.begin(), first.end()), std::set(second.begin(), second.end()));
  EXPECT_EQ(logins(site.get("/users?fields=*&sortBy=userName")), logins(site.get("/users?fields=*&sortBy=userName")));
}

TEST(SimGwsListing, MayOmitFieldsAndDefaults) {
  Site site;
  site.world.quirks.omitted_fields = {"emailAddress", "contactCenterId"};
  const auto user = site.get("/users?fields=*").json()["users"][0];
  EXPECT_FALSE(user.contains("emailAddress"));
  EXPECT_FALSE(user.contains("contactCenterId"));
  EXPECT_TRUE(user.contains("enabled"));
  site.world.quirks.omits_defaults = true;
  EXPECT_FALSE(site.get("/users?fields=*").json()["users"][0].contains("enabled"));
}

TEST(SimGwsListing, MayChangeTheCaseOfLoginsAndRoles) {
  Site site;
  site.world.quirks.recased_logins = gws::Recasing::upper;
  site.world.quirks.recased_roles = gws::Recasing::lower;
  const auto user = site.get("/users?fields=*").json()["users"][0];
  EXPECT_EQ(user["userName"], "SVC-MUSTER");
  EXPECT_EQ(user["roles"][0], "role_admin");
}

TEST(SimGwsListing, MayShowAWriteOnlyAfterAWhile) {
  Site site;
  site.world.quirks.visibility_lag = 5s;
  const auto id = site.add("mira.kos@acme.example");
  EXPECT_EQ(site.get("/users").count("uris"), 1U);
  EXPECT_EQ(site.get("/users/" + id).status, 200);
  site.now += 5s;
  EXPECT_EQ(site.get("/users").count("uris"), 2U);
  site.put("/users/" + id, {{"firstName", "Maria"}});
  site.now += 2s;
  site.put("/users/" + id, {{"lastName", "Kosova"}});
  EXPECT_EQ(site.get("/users?fields=*").json()["users"][1]["firstName"], "Mira");
  site.now += 3s;
  EXPECT_EQ(site.get("/users?fields=*").json()["users"][1]["firstName"], "Maria");
  EXPECT_EQ(site.get("/users?fields=*").json()["users"][1]["lastName"], "Kos");
  site.now += 2s;
  EXPECT_EQ(site.get("/users?fields=*").json()["users"][1]["lastName"], "Kosova");
}

TEST(SimGwsListing, MayShowARemovedPersonForAWhile) {
  Site site;
  const auto id = site.add("mira.kos@acme.example");
  site.world.quirks.visibility_lag = 5s;
  site.world.quirks.read_lag = 2s;
  site.now += 10s;
  EXPECT_EQ(site.del("/users/" + id).code(), 0);
  EXPECT_EQ(site.get("/users").count("uris"), 2U);
  EXPECT_EQ(site.get("/users/" + id).status, 200);
  site.now += 2s;
  EXPECT_EQ(site.get("/users/" + id).status, 404);
  site.now += 3s;
  EXPECT_EQ(site.get("/users").count("uris"), 1U);
}

TEST(SimGwsListing, KeepsItsOrderWhenManyPeopleHaveGone) {
  Site site(gws::generated_organisation(300));
  auto expected = logins(site.get("/users?fields=*"));
  for (int i = 0; i < 200; ++i) {
    site.del("/users/" + site.user(expected[1]).id);
    expected.erase(expected.begin() + 1);
  }
  EXPECT_EQ(logins(site.get("/users?fields=*")), expected);
  EXPECT_EQ(logins(site.get("/users?fields=*&limit=10&offset=5"))[0], expected[5]);
  for (const auto& login : expected) EXPECT_EQ(site.get("/users/" + site.user(login).id).code(), 0);
}

}  // namespace
}  // namespace muster::tests
