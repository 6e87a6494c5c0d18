#include <gtest/gtest.h>

#include <set>

#include "tests/providers/sim_webex_site.h"

namespace muster::tests {
namespace {

using namespace std::chrono_literals;

std::set<std::string> names(const Json& list) {
  std::set<std::string> found;
  for (const auto& item : list) found.insert(item.at("firstName").get<std::string>());
  return found;
}

TEST(SimWebexSupervisors, AreTwoDisjointPopulations) {
  WebexSite site;
  EXPECT_EQ(names(site.get(WebexSite::kSupervisors).json()["supervisors"]), (std::set<std::string>{"Pavel", "Søren"}));
  const auto assist = site.get("/telephony/config/supervisors?hasCxEssentials=true").json()["supervisors"];
  EXPECT_EQ(names(assist), (std::set<std::string>{"Ada", "Mira"}));
  EXPECT_EQ(site.get("/telephony/config/supervisors?hasCxEssentials=maybe").status, 400);
  EXPECT_EQ(site.get(site.at(WebexSite::kMira)).status, 404);
  EXPECT_EQ(site.get(site.at(WebexSite::kMira, true)).status, 200);
}

TEST(SimWebexSupervisors, ShowWhoTheyAreAndHowManyTheyManage) {
  WebexSite site;
  const auto list = site.get("/telephony/config/supervisors?name=ren").json()["supervisors"];
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["id"], site.id(WebexSite::kSoren));
  EXPECT_EQ(list[0]["agentCount"], 9);
  EXPECT_EQ(list[0]["esn"], "71" + list[0]["extension"].get<std::string>());
  EXPECT_EQ(list[0]["hasCxEssentials"], false);
}

TEST(SimWebexSupervisors, ShowTheirAgentsAlwaysAsPeople) {
  WebexSite site;
  const auto detail = site.get(site.at(WebexSite::kSoren)).json();
  EXPECT_EQ(detail["id"], site.id(WebexSite::kSoren));
  ASSERT_EQ(detail["agents"].size(), 9U);
  const auto reception = site.agents(WebexSite::kSoren).back();
  EXPECT_EQ(detail["agents"][8]["id"], webex::hydra({}, "PEOPLE", reception));
  EXPECT_FALSE(detail["agents"][0].contains("email"));
  site.world.quirks.agents_always_people = false;
  site.world.quirks.omits_detail_id = true;
  const auto other = site.get(site.at(WebexSite::kSoren)).json();
  EXPECT_EQ(other["agents"][8]["id"], webex::hydra({}, "PLACE", reception));
  EXPECT_FALSE(other.contains("id"));
}

TEST(SimWebexSupervisors, AreListedPageByPage) {
  WebexSite site;
  const auto first = site.get("/telephony/config/supervisors?hasCxEssentials=true&max=1");
  EXPECT_EQ(first.json()["supervisors"].size(), 1U);
  EXPECT_EQ(first.next(), "https://webexapis.com/v1/telephony/config/supervisors?hasCxEssentials=true&max=1&start=1");
  const auto second = site.get("/telephony/config/supervisors?hasCxEssentials=true&max=1&start=1");
  EXPECT_NE(first.json()["supervisors"], second.json()["supervisors"]);
  EXPECT_EQ(second.next(), "");
  EXPECT_TRUE(site.get("/telephony/config/supervisors?max=1&start=2").json()["supervisors"].empty());
  EXPECT_EQ(site.get("/telephony/config/supervisors?max=0").status, 400);
  EXPECT_EQ(site.get("/telephony/config/supervisors?start=x").status, 400);
}

TEST(SimWebexSupervisors, LinkToTheHostThatWasAsked) {
  WebexSite site;
  auto request = webex_request(net::Method::get, "/v1/telephony/config/supervisors?max=1");
  request.headers.add("Host", "127.0.0.1:8080");
  EXPECT_EQ(site.send(request).next(), "http://127.0.0.1:8080/v1/telephony/config/supervisors?max=1&start=1");
}

TEST(SimWebexSupervisors, MayHaveLinksThatAreOddOrMissing) {
  WebexSite site;
  const auto next = [&] { return site.get("/telephony/config/supervisors?hasCxEssentials=true&max=1").next(); };
  site.world.quirks.relative_links = true;
  EXPECT_EQ(next(), "/v1/telephony/config/supervisors?hasCxEssentials=true&max=1&start=1");
  site.world.quirks.next_omits_filters = true;
  EXPECT_EQ(next(), "/v1/telephony/config/supervisors?max=1&start=1");
  site.world.quirks.foreign_links = true;
  EXPECT_TRUE(next().starts_with("https://webexapis.evil.example/"));
  site.world.quirks.supervisor_links = false;
  EXPECT_EQ(next(), "");
}

TEST(SimWebexSupervisors, MayNeverEndOrRepeatThemselves) {
  WebexSite site;
  site.world.quirks.repeats_page = true;
  site.world.quirks.endless_pages = true;
  const auto first = site.get("/telephony/config/supervisors?max=1");
  const auto later = site.get("/telephony/config/supervisors?max=1&start=40");
  EXPECT_EQ(first.json(), later.json());
  EXPECT_NE(later.next(), "");
  EXPECT_NE(site.get("/people?max=500").next(), "");
}

TEST(SimWebexSupervisors, PageTheirAgentsToo) {
  WebexSite site;
  const auto page = site.get(site.at(WebexSite::kSoren) + "?max=4&start=8");
  EXPECT_EQ(page.json()["agents"].size(), 1U);
  EXPECT_EQ(page.next(), "");
  EXPECT_NE(site.get(site.at(WebexSite::kSoren) + "?max=4").next(), "");
  EXPECT_EQ(site.get(site.at(WebexSite::kSoren) + "?name=viktor").json()["agents"].size(), 1U);
  EXPECT_EQ(site.get(site.at(WebexSite::kSoren) + "?order=firstName-desc").json()["agents"][0]["firstName"], "Viktor");
}

TEST(SimWebexSupervisors, MayCountWrongly) {
  WebexSite site;
  site.world.quirks.agent_count_error = -1;
  EXPECT_EQ(site.get("/telephony/config/supervisors?name=ren").json()["supervisors"][0]["agentCount"], 8);
}

TEST(SimWebexSupervisors, MayComeInAnotherOrderEachTime) {
  WebexSite site;
  site.world.quirks.reorders_page = true;
  std::set<std::string> orders;
  for (int i = 0; i < 5; ++i) orders.insert(site.get(site.at(WebexSite::kSoren)).json()["agents"].dump());
  EXPECT_GT(orders.size(), 1U);
}

TEST(SimWebexSupervisors, MayWriteTheirIdsInOtherForms) {
  WebexSite site;
  const auto uuid = site.person(WebexSite::kSoren).uuid;
  const auto shown = [&] { return site.get(site.at(WebexSite::kSoren)).json()["id"].get<std::string>(); };
  site.world.quirks.cluster = "urn:TEAM:us-west-2_r";
  site.world.quirks.padded_ids = true;
  site.world.quirks.upper_case_uuids = true;
  EXPECT_EQ(shown(), webex::hydra({"urn:TEAM:us-west-2_r", true}, "PEOPLE", webex::upper(uuid)));
  EXPECT_EQ(webex::tail_of(shown()), uuid);
}

TEST(SimWebexSupervisors, ReadIdsOfAnyFormButMayRefuseBareOnes) {
  WebexSite site;
  const auto uuid = site.person(WebexSite::kSoren).uuid;
  const auto status = [&](const std::string& id) { return site.get("/telephony/config/supervisors/" + id).status; };
  EXPECT_EQ(status(webex::hydra({"eu", true}, "PLACE", webex::upper(uuid))), 200);
  EXPECT_EQ(status(uuid), 400);
  site.world.quirks.refuses_bare_ids = false;
  EXPECT_EQ(status(uuid), 200);
}

TEST(SimWebexSupervisors, OffersThoseWhoMaySuperviseAndDoNotYet) {
  WebexSite site;
  const auto count = [&](const std::string& query) {
    return site.get("/telephony/config/supervisors/availableSupervisors" + query).json()["supervisors"].size();
  };
  EXPECT_EQ(count(""), 34U);
  EXPECT_EQ(count("?hasCxEssentials=true"), 16U) << "only with the licence for Customer Assist";
}

TEST(SimWebexSupervisors, OffersPeopleWhoMayCallAndPlacesAsAgents) {
  WebexSite site;
  const auto agents = site.get("/telephony/config/supervisors/availableAgents").json()["agents"];
  EXPECT_EQ(agents.size(), 40U);
  std::multiset<std::string> types;
  for (const auto& agent : agents) types.insert(agent["type"].get<std::string>());
  EXPECT_EQ(types.count("PLACE"), 2U);
  EXPECT_EQ(types.count("VIRTUAL_LINE"), 2U);
  site.world.quirks.exclusive_agents = true;
  EXPECT_EQ(site.get("/telephony/config/supervisors/availableAgents").json()["agents"].size(), 23U);
}

TEST(SimWebexSupervisors, ShowAWriteOnlyAfterTheLag) {
  WebexSite site;
  site.world.quirks.visibility_lag = 1min;
  site.world.quirks.read_lag = 10s;
  EXPECT_EQ(site.del(site.at(WebexSite::kSoren)).status, 204);
  const auto listed = [&] { return site.get(WebexSite::kSupervisors).json()["supervisors"].size(); };
  EXPECT_EQ(site.get(site.at(WebexSite::kSoren)).json()["agents"].size(), 9U);
  site.now += 10s;
  EXPECT_EQ(site.get(site.at(WebexSite::kSoren)).status, 404);
  EXPECT_EQ(listed(), 2U);
  site.now += 50s;
  EXPECT_EQ(listed(), 1U);
}

}  // namespace
}  // namespace muster::tests
