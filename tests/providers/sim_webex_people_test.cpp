#include <gtest/gtest.h>

#include <set>

#include "providers/simulators/webex/changes.h"
#include "tests/providers/sim_webex_site.h"

namespace muster::tests {
namespace {

using namespace std::chrono_literals;

// Follows rel="next" and returns the number of pages.
std::size_t read_all(WebexSite& site, std::string path, std::set<std::string>& ids) {
  std::size_t pages = 0;
  std::string target = "/v1" + std::move(path);
  while (!target.empty() && pages < 100) {
    const auto reply = site.send(webex_request(net::Method::get, target));
    const auto body = reply.json();
    for (const auto& item : body.at("items")) ids.insert(item.at("id").get<std::string>());
    target = reply.next();
    if (!target.empty()) target = target.substr(std::string("https://webexapis.com").size());
    ++pages;
  }
  return pages;
}

Json whole(WebexSite& site, std::string_view email) {
  return site.get("/people/" + site.id(email) + "?callingData=true&showAllTypes=true").json();
}

// What a careful client sends back: everything that can be written.
Json writable(Json person) {
  for (const auto* field : {"id", "orgId", "created", "lastModified", "timezone", "sipAddresses", "status",
                            "invitePending", "type", "xmppFederationJid", "nickName", "loginEnabled"}) {
    person.erase(field);
  }
  Json numbers = Json::array();
  for (const auto& number : person["phoneNumbers"]) {
    if (number["type"] != "work_extension") numbers.push_back(number);
  }
  person["phoneNumbers"] = std::move(numbers);
  return person;
}

TEST(SimWebexPeople, FindsSomebodyByEmailWithoutCase) {
  WebexSite site;
  const auto found = site.get("/people?email=MIRA.kos%40acme.example").json()["items"];
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]["id"], site.id(WebexSite::kMira));
  EXPECT_TRUE(site.get("/people?email=nobody@acme.example").json()["items"].empty());
}

TEST(SimWebexPeople, PagesThroughALinkWithAnOpaqueCursor) {
  WebexSite site;
  std::set<std::string> ids;
  EXPECT_EQ(read_all(site, "/people?max=10", ids), 4U);
  EXPECT_EQ(ids.size(), 39U);
}

TEST(SimWebexPeople, ClampsTheSizeOfAPageWithoutAWord) {
  WebexSite site(webex::generated_organisation(150));
  EXPECT_EQ(site.get("/people?max=5000").json()["items"].size(), 151U);
  EXPECT_EQ(site.get("/people").json()["items"].size(), 100U);
  EXPECT_EQ(site.get("/people?max=150&callingData=true").json()["items"].size(), 100U);
  site.world.quirks.page_cap = 20;
  EXPECT_EQ(site.get("/people?max=5000").json()["items"].size(), 20U);
}

TEST(SimWebexPeople, FiltersByNameAndRole) {
  WebexSite site;
  EXPECT_EQ(site.get("/people?displayName=mi").json()["items"].size(), 1U);
  EXPECT_EQ(site.get("/people?roles=" + WebexSite::role_id("id_full_admin")).json()["items"].size(), 3U);
}

TEST(SimWebexPeople, ShowsNoRolesByIdAndNamesTheIdsItDoesNotFind) {
  WebexSite site;
  const auto reply = site.get("/people?id=" + site.id(WebexSite::kMira) + ",nobody").json();
  ASSERT_EQ(reply["items"].size(), 1U);
  EXPECT_FALSE(reply["items"][0].contains("roles"));
  EXPECT_EQ(reply["notFoundIds"], Json::array({"nobody"}));
  std::string many = "/people?id=x";
  for (int i = 0; i < 85; ++i) many += ",x";
  EXPECT_EQ(site.get(many).status, 400);
}

TEST(SimWebexPeople, ShowsCallingDataOnlyWhenAsked) {
  WebexSite site;
  const auto path = "/people/" + site.id(WebexSite::kMira);
  EXPECT_FALSE(site.get(path).json().contains("extension"));
  EXPECT_TRUE(site.get(path).json()["phoneNumbers"].empty());
  EXPECT_EQ(whole(site, WebexSite::kMira)["phoneNumbers"].size(), 2U);
  EXPECT_TRUE(whole(site, WebexSite::kMira).contains("locationId"));
  EXPECT_EQ(site.get(path + "?excludeStatus=true").json().contains("status"), false);
}

TEST(SimWebexPeople, KeepsEverythingThatIsSentBack) {
  WebexSite site;
  const auto before = site.world.people.find_email(WebexSite::kMira)->details;
  auto body = writable(whole(site, WebexSite::kMira));
  body["roles"].push_back(WebexSite::role_id("id_user_admin"));
  EXPECT_EQ(site.put("/people/" + site.id(WebexSite::kMira), body).status, 200);
  EXPECT_EQ(site.person(WebexSite::kMira).details, before);
  ASSERT_EQ(site.world.log.size(), 1U);
  const auto& logged = site.world.log[0];
  EXPECT_EQ(logged.actor, webex::kServiceAccount);
  EXPECT_EQ(logged.entity, "person");
  EXPECT_EQ(logged.name, WebexSite::kMira);
  ASSERT_EQ(logged.fields.size(), 1U);
  EXPECT_EQ(logged.fields[0], (simulators::FieldEffect{"roles", "", "User Administrator"}));
}

TEST(SimWebexPeople, LosesWhateverIsNotSentBack) {
  WebexSite site;
  EXPECT_EQ(site.put("/people/" + site.id(WebexSite::kMira), {{"displayName", "Mira Kos"}}).status, 200);
  const auto& mira = site.person(WebexSite::kMira);
  EXPECT_TRUE(mira.details.empty());
  EXPECT_TRUE(mira.licences.empty());
  EXPECT_TRUE(mira.login_enabled);
  EXPECT_EQ(mira.email(), WebexSite::kMira);
  EXPECT_TRUE(site.agents(WebexSite::kMira, true).empty()) << "without the calling licence nobody supervises";
  EXPECT_EQ(site.world.log.back().actor, webex::kVendor);
}

TEST(SimWebexPeople, HidesSitesOfAttendeesUnlessAsked) {
  WebexSite site;
  EXPECT_EQ(site.get("/people/" + site.id(WebexSite::kMira)).json()["siteUrls"].size(), 1U);
  EXPECT_EQ(whole(site, WebexSite::kMira)["siteUrls"].size(), 2U);
}

TEST(SimWebexPeople, MovesLastModifiedWithEveryWrite) {
  WebexSite site;
  const auto before = whole(site, WebexSite::kMira)["lastModified"];
  site.now += 1min;
  site.put("/people/" + site.id(WebexSite::kMira), writable(whole(site, WebexSite::kMira)));
  EXPECT_EQ(whole(site, WebexSite::kMira)["lastModified"], "2026-01-05T08:01:00.000Z");
  EXPECT_NE(before, "2026-01-05T08:01:00.000Z");
  EXPECT_TRUE(site.world.log.back().fields.empty());
}

TEST(SimWebexPeople, RefusesWhatItCannotStore) {
  WebexSite site;
  const auto path = "/people/" + site.id(WebexSite::kMira);
  auto body = writable(whole(site, WebexSite::kMira));
  body["roles"] = {WebexSite::role_id("id_emperor")};
  EXPECT_EQ(site.put(path, body).status, 400);
  EXPECT_EQ(site.put(path, {{"firstName", "Mira"}}).status, 400);
  body = writable(whole(site, WebexSite::kMira));
  body["phoneNumbers"].push_back({{"type", "work_extension"}, {"value", "712104"}});
  EXPECT_EQ(site.put(path, body).status, 400);
  body["phoneNumbers"] = {{{"type", 5}, {"value", "712104"}}};
  EXPECT_EQ(site.put(path, body).status, 400);
  EXPECT_EQ(site.put("/people/" + webex::hydra({}, "PEOPLE", "none"), body).status, 404);
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimWebexPeople, MayRefuseReadOnlyFields) {
  WebexSite site;
  const auto path = "/people/" + site.id(WebexSite::kMira);
  auto body = writable(whole(site, WebexSite::kMira));
  body["status"] = "active";
  EXPECT_EQ(site.put(path, body).status, 200);
  site.world.quirks.refuses_read_only = true;
  EXPECT_EQ(site.put(path, body).status, 400);
}

TEST(SimWebexPeople, MayFailAfterHavingAppliedAPart) {
  WebexSite site;
  auto body = writable(whole(site, WebexSite::kMira));
  body["title"] = "Lead";
  body["roles"] = {WebexSite::role_id("id_user_admin")};
  site.world.quirks.put_trouble = webex::PutTrouble::applies_roles;
  EXPECT_EQ(site.put("/people/" + site.id(WebexSite::kMira), body).status, 400);
  EXPECT_TRUE(site.person(WebexSite::kMira).has_role("id_user_admin"));
  EXPECT_EQ(site.person(WebexSite::kMira).details["title"], "\"Agent\"");
  body["roles"] = Json::array();
  site.world.quirks.put_trouble = webex::PutTrouble::applies_rest;
  EXPECT_EQ(site.put("/people/" + site.id(WebexSite::kMira), body).status, 400);
  EXPECT_TRUE(site.person(WebexSite::kMira).has_role("id_user_admin"));
  EXPECT_EQ(site.person(WebexSite::kMira).details["title"], "\"Lead\"");
}

TEST(SimWebexPeople, ListsRolesBySymbolicIdsAndLicencesByName) {
  WebexSite site;
  const auto roles = site.get("/roles").json()["items"];
  EXPECT_EQ(roles.size(), 8U);
  EXPECT_EQ(roles[0]["id"], WebexSite::role_id("id_full_admin"));
  EXPECT_EQ(roles[0]["name"], "Full Administrator");
  EXPECT_EQ(site.get("/roles/" + WebexSite::role_id("id_user_admin")).json()["name"], "User Administrator");
  EXPECT_EQ(site.get("/roles/" + WebexSite::role_id("id_emperor")).status, 404);
  EXPECT_EQ(site.get("/licenses").json()["items"][1]["name"], "Customer Experience - Essential");
  EXPECT_EQ(site.get("/licenses").json()["items"][1]["consumedUnits"], 18);
  site.world.quirks.customer_assist_licence = "Customer Assist";
  EXPECT_EQ(site.get("/licenses").json()["items"][1]["name"], "Customer Assist");
}

TEST(SimWebexPeople, ShowsAChangeOnlyAfterTheLag) {
  WebexSite site;
  site.world.quirks.read_lag = 10s;
  site.world.quirks.visibility_lag = 1min;
  auto body = writable(whole(site, WebexSite::kMira));
  body["roles"] = {WebexSite::role_id("id_user_admin")};
  site.put("/people/" + site.id(WebexSite::kMira), body);
  const auto roles_in_list = [&] {
    return site.get("/people?email=mira.kos@acme.example").json()["items"][0]["roles"].size();
  };
  EXPECT_TRUE(whole(site, WebexSite::kMira)["roles"].empty());
  site.now += 10s;
  EXPECT_EQ(whole(site, WebexSite::kMira)["roles"].size(), 1U);
  EXPECT_EQ(roles_in_list(), 0U);
  site.now += 50s;
  EXPECT_EQ(roles_in_list(), 1U);
}

}  // namespace
}  // namespace muster::tests
