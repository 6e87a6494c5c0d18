#include <gtest/gtest.h>

#include "tests/providers/sim_webex_site.h"

namespace muster::tests {
namespace {

constexpr const char* kPetra = "petra.vance@acme.example";  // has Customer Assist
constexpr const char* kNoor = "noor.jansen@acme.example";   // has not
constexpr const char* kInes = "ines.duarte@acme.example";   // may not call
constexpr const char* kLena = "lena.ibarra@acme.example";

Json create(WebexSite& site, std::string_view supervisor, const std::vector<std::string>& agents) {
  Json list = Json::array();
  for (const auto& agent : agents) list.push_back({{"id", site.id(agent)}});
  return {{"id", site.id(supervisor)}, {"agents", std::move(list)}};
}

Json actions(std::initializer_list<Json> list) { return {{"agents", Json(list)}}; }

WebexReply post_assist(WebexSite& site, const Json& body) {
  return site.post("/telephony/config/supervisors?hasCxEssentials=true", body);
}

// A Basic supervisor with that one agent.
void reduce_to(WebexSite& site, std::string_view supervisor, std::string_view agent) {
  site.world.supervisors(webex::Tier::basic)[site.person(supervisor).uuid].agents = {site.person(agent).uuid};
}

TEST(SimWebexAssign, CreatesASupervisorWithoutABody) {
  WebexSite site;
  const auto reply = post_assist(site, create(site, kPetra, {WebexSite::kBo, kNoor}));
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.body, "");
  EXPECT_EQ(site.agents(kPetra, true).size(), 2U);
  EXPECT_TRUE(site.agents(kPetra).empty());
  ASSERT_EQ(site.world.log.size(), 1U);
  const auto& logged = site.world.log[0];
  EXPECT_EQ(logged.effect, simulators::Effect::created);
  EXPECT_EQ(logged.entity, "supervisor-customer-assist");
  EXPECT_EQ(logged.name, kPetra);
  EXPECT_EQ(logged.fields.at(0),
            (simulators::FieldEffect{"agents", "", "bo.lind@acme.example noor.jansen@acme.example"}));
}

TEST(SimWebexAssign, CreatesAPartAndNamesTheRest) {
  WebexSite site;
  const auto reply = site.post(WebexSite::kSupervisors, create(site, kPetra, {WebexSite::kBo, kInes}));
  EXPECT_EQ(reply.status, 206);
  const auto rows = reply.json()["supervisorAgentStatus"];
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0]["id"], site.person(kInes).uuid);
  EXPECT_EQ(rows[0]["status"], "NOT_AVAILABLE");
  EXPECT_TRUE(rows[0]["message"].get<std::string>().starts_with("[Error 6612]"));
  EXPECT_EQ(site.agents(kPetra).size(), 1U);
}

TEST(SimWebexAssign, CreatesNobodyWhenNoAgentIsLeft) {
  WebexSite site;
  EXPECT_EQ(site.post(WebexSite::kSupervisors, create(site, kPetra, {kInes})).status, 206);
  EXPECT_TRUE(site.agents(kPetra).empty());
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimWebexAssign, RefusesToCreateWhoCannotBeASupervisor) {
  WebexSite site;
  EXPECT_EQ(site.post(WebexSite::kSupervisors, create(site, kPetra, {})).status, 400);
  EXPECT_EQ(site.post(WebexSite::kSupervisors, create(site, WebexSite::kSoren, {WebexSite::kBo})).status, 409);
  EXPECT_EQ(site.post(WebexSite::kSupervisors, create(site, kInes, {WebexSite::kBo})).status, 404);
  EXPECT_EQ(post_assist(site, create(site, kNoor, {WebexSite::kBo})).status, 400);
  auto nobody = create(site, kPetra, {WebexSite::kBo});
  nobody["id"] = webex::hydra({}, "PEOPLE", "9508978d-9bad-4faa-a9c4-09d85d8fdce6");
  EXPECT_EQ(site.post(WebexSite::kSupervisors, nobody).status, 404);
  EXPECT_TRUE(site.world.log.empty());
  site.world.quirks.exists_status = 400;
  site.world.quirks.unlicensed_status = 403;
  EXPECT_EQ(site.post(WebexSite::kSupervisors, create(site, WebexSite::kSoren, {WebexSite::kBo})).status, 400);
  EXPECT_EQ(post_assist(site, create(site, kNoor, {WebexSite::kBo})).status, 403);
}

TEST(SimWebexAssign, AddsAndRemovesInOneRequest) {
  WebexSite site;
  const auto reply = site.put(site.at(WebexSite::kSoren),
                              actions({site.action(WebexSite::kBo, "ADD"), site.action(WebexSite::kViktor, "DELETE")}));
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.body, "");
  EXPECT_EQ(site.agents(WebexSite::kSoren).size(), 9U);
  EXPECT_EQ(site.world.log.at(0).effect, simulators::Effect::updated);
}

TEST(SimWebexAssign, CallsAnAgentWhoIsThereADuplicate) {
  WebexSite site;
  const auto body = actions({site.action(WebexSite::kViktor, "ADD"), site.action(WebexSite::kBo, "ADD")});
  const auto reply = site.put(site.at(WebexSite::kSoren), body);
  EXPECT_EQ(reply.status, 206);
  ASSERT_EQ(reply.json()["supervisorAgentStatus"].size(), 1U);
  EXPECT_EQ(reply.json()["supervisorAgentStatus"][0]["status"], "DUPLICATE");
  EXPECT_EQ(site.agents(WebexSite::kSoren).size(), 10U);
}

TEST(SimWebexAssign, NamesAgentsInRowsInThreeForms) {
  const auto row_id = [](webex::StatusId form) {
    WebexSite site;
    site.world.quirks.status_id = form;
    const auto reply = site.put(site.at(WebexSite::kSoren), actions({site.action(WebexSite::kViktor, "ADD")}));
    return reply.json()["supervisorAgentStatus"][0]["id"].get<std::string>();
  };
  WebexSite site;
  const auto uuid = site.person(WebexSite::kViktor).uuid;
  EXPECT_EQ(row_id(webex::StatusId::uuid), uuid);
  EXPECT_EQ(row_id(webex::StatusId::upper), webex::upper(uuid));
  EXPECT_EQ(row_id(webex::StatusId::hydra), site.id(WebexSite::kViktor));
}

TEST(SimWebexAssign, MaySayPartialWith200AndReportSuccessToo) {
  WebexSite site;
  site.world.quirks.partial_status = 200;
  site.world.quirks.reports_added = true;
  const auto reply = site.put(site.at(WebexSite::kSoren), actions({site.action(WebexSite::kBo, "ADD")}));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.json()["supervisorAgentStatus"][0]["status"], "SUCCESS");
}

TEST(SimWebexAssign, HasThreeAnswersToRemovingWhoIsNotAssigned) {
  const auto remove = [](webex::UnassignedDelete mode) {
    WebexSite site;
    site.world.quirks.unassigned_delete = mode;
    auto reply = site.put(site.at(WebexSite::kSoren),
                          actions({site.action(WebexSite::kViktor, "DELETE"), site.action(WebexSite::kBo, "DELETE")}));
    return std::pair(reply.status, site.agents(WebexSite::kSoren).size());
  };
  EXPECT_EQ(remove(webex::UnassignedDelete::ignored), (std::pair<int, std::size_t>{204, 8}));
  EXPECT_EQ(remove(webex::UnassignedDelete::row), (std::pair<int, std::size_t>{206, 8}));
  EXPECT_EQ(remove(webex::UnassignedDelete::refused), (std::pair<int, std::size_t>{400, 9}));
}

TEST(SimWebexAssign, EndsASupervisorWithTheLastAgent) {
  WebexSite site;
  reduce_to(site, WebexSite::kSoren, WebexSite::kViktor);
  EXPECT_EQ(site.put(site.at(WebexSite::kSoren), actions({site.action(WebexSite::kViktor, "DELETE")})).status, 204);
  EXPECT_EQ(site.get(site.at(WebexSite::kSoren)).status, 404);
  EXPECT_EQ(site.world.log.at(0).effect, simulators::Effect::removed);
}

TEST(SimWebexAssign, LosesTheSupervisorMidwayWhenAdditionsComeLast) {
  WebexSite site;
  reduce_to(site, WebexSite::kSoren, WebexSite::kViktor);
  const auto last = actions({site.action(WebexSite::kViktor, "DELETE"), site.action(WebexSite::kBo, "ADD")});
  const auto reply = site.put(site.at(WebexSite::kSoren), last);
  EXPECT_EQ(reply.status, 206);
  EXPECT_EQ(reply.json()["supervisorAgentStatus"][0]["status"], "NOT_FOUND");
  EXPECT_EQ(site.world.supervisor(webex::Tier::basic, site.person(WebexSite::kSoren).uuid), nullptr);

  reduce_to(site, WebexSite::kSoren, WebexSite::kViktor);
  const auto first = actions({site.action(WebexSite::kBo, "ADD"), site.action(WebexSite::kViktor, "DELETE")});
  EXPECT_EQ(site.put(site.at(WebexSite::kSoren), first).status, 204);
  EXPECT_EQ(site.agents(WebexSite::kSoren), std::vector{site.person(WebexSite::kBo).uuid});
}

TEST(SimWebexAssign, RefusesABodyThatIsNotWellFormed) {
  WebexSite site;
  const auto path = site.at(WebexSite::kSoren);
  const auto bo = site.id(WebexSite::kBo);
  EXPECT_EQ(site.put(path, {{"agents", Json::array()}}).status, 400);
  EXPECT_EQ(site.put(path, {{"supervisors", Json::array()}}).status, 400);
  EXPECT_EQ(site.put(path, actions({{{"id", bo}, {"action", "REMOVE"}}})).status, 400);
  EXPECT_EQ(site.put(path, actions({{{"id", bo}}})).status, 400);
  EXPECT_EQ(site.put(path, actions({{{"id", site.person(WebexSite::kBo).uuid}, {"action", "ADD"}}})).status, 400);
  EXPECT_EQ(site.put(site.at(WebexSite::kMira), actions({site.action(WebexSite::kBo, "ADD")})).status, 404);
  auto request = webex_request(net::Method::put, "/v1" + path);
  request.body = "{}";
  EXPECT_EQ(site.send(request).status, 415);
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimWebexAssign, MayTakeOnlySoManyAgentsAtOnce) {
  WebexSite site;
  site.world.quirks.max_agents = 1;
  site.world.quirks.over_limit_status = 413;
  const auto two = actions({site.action(WebexSite::kBo, "ADD"), site.action(kLena, "ADD")});
  EXPECT_EQ(site.put(site.at(WebexSite::kSoren), two).status, 413);
  EXPECT_EQ(site.agents(WebexSite::kSoren).size(), 9U);
  EXPECT_EQ(site.put(site.at(WebexSite::kSoren), actions({site.action(kLena, "ADD")})).status, 204);
}

TEST(SimWebexAssign, TakesPlacesByAnyTypeOfId) {
  WebexSite site;
  const auto line = site.agents(WebexSite::kSoren).back();
  const auto body = [&](const char* type) {
    return actions({{{"id", webex::hydra({}, type, line)}, {"action", "ADD"}}});
  };
  EXPECT_EQ(site.put(site.at(WebexSite::kPavel), body("PEOPLE")).status, 204);
  EXPECT_EQ(site.put(site.at(WebexSite::kPavel), body("PLACE")).status, 206);
  EXPECT_NE(site.world.log.at(0).fields.at(0).after.find(line), std::string::npos);
}

TEST(SimWebexAssign, LiesAboutDeletingACustomerAssistSupervisorByItself) {
  WebexSite site;
  EXPECT_EQ(site.del(site.at(WebexSite::kMira)).status, 204);
  EXPECT_EQ(site.agents(WebexSite::kMira, true).size(), 8U);
  EXPECT_TRUE(site.world.log.empty());
  EXPECT_EQ(site.del(site.at(WebexSite::kSoren)).status, 204);
  EXPECT_TRUE(site.agents(WebexSite::kSoren).empty());
  EXPECT_EQ(site.del(site.at(WebexSite::kSoren)).status, 404);
  site.world.quirks.single_delete = webex::SingleDelete::refused;
  EXPECT_EQ(site.del(site.at(WebexSite::kMira)).status, 400);
  site.world.quirks.single_delete = webex::SingleDelete::any_tier;
  EXPECT_EQ(site.del(site.at(WebexSite::kMira)).status, 204);
  EXPECT_TRUE(site.agents(WebexSite::kMira, true).empty());
}

TEST(SimWebexAssign, DeletesInBulkOnlyWithinTheTierOfTheBody) {
  WebexSite site;
  Json body{{"supervisorIds", {site.id(WebexSite::kMira), site.id(WebexSite::kSoren)}}, {"hasCxEssentials", true}};
  EXPECT_EQ(site.del(WebexSite::kSupervisors, body).status, 204);
  EXPECT_TRUE(site.agents(WebexSite::kMira, true).empty());
  EXPECT_EQ(site.agents(WebexSite::kSoren).size(), 9U);
  EXPECT_EQ(site.agents("ada.moreau@acme.example", true).size(), 8U);
  EXPECT_FALSE(site.world.delete_all_received);
}

TEST(SimWebexAssign, MayNotKnowTheTierOfABulkDelete) {
  WebexSite site;
  site.world.quirks.bulk_knows_tier = false;
  const Json body{{"supervisorIds", {site.id(WebexSite::kMira)}}, {"hasCxEssentials", true}};
  EXPECT_EQ(site.del(WebexSite::kSupervisors, body).status, 204);
  EXPECT_EQ(site.agents(WebexSite::kMira, true).size(), 8U);
}

TEST(SimWebexAssign, RefusesABulkDeleteWithoutABody) {
  WebexSite site;
  const auto reply = site.del(WebexSite::kSupervisors);
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.json()["errorCode"], 25024);
  EXPECT_EQ(reply.headers.find("Cisco-Spark-Error-Codes"), "25024");
  EXPECT_EQ(site.del(WebexSite::kSupervisors, Json::object()).status, 400);
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimWebexAssign, RemembersThatSomebodySentDeleteAll) {
  WebexSite site;
  EXPECT_EQ(site.del(WebexSite::kSupervisors, {{"supervisorIds", Json::array()}, {"deleteAll", true}}).status, 204);
  EXPECT_TRUE(site.world.delete_all_received);
  EXPECT_TRUE(site.world.supervisors(webex::Tier::basic).empty());
  EXPECT_EQ(site.world.supervisors(webex::Tier::customer_assist).size(), 2U);
}

TEST(SimWebexAssign, MayAcceptWritesAndDoNothing) {
  WebexSite site;
  site.world.quirks.writes_do_nothing = true;
  EXPECT_EQ(site.put(site.at(WebexSite::kSoren), actions({site.action(WebexSite::kBo, "ADD")})).status, 204);
  EXPECT_EQ(site.agents(WebexSite::kSoren).size(), 9U);
}

TEST(SimWebexAssign, MayLetAnAgentHaveOneSupervisorOnly) {
  WebexSite site;
  site.world.quirks.exclusive_agents = true;
  const auto reply = site.put(site.at(WebexSite::kPavel), actions({site.action(WebexSite::kViktor, "ADD")}));
  EXPECT_EQ(reply.json()["supervisorAgentStatus"][0]["status"], "NOT_AVAILABLE");
}

}  // namespace
}  // namespace muster::tests
