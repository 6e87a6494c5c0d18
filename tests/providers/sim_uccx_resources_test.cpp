#include <gtest/gtest.h>

#include "tests/providers/sim_uccx_site.h"

namespace muster::tests::uccx_site {
namespace {

using net::Method;
using namespace std::chrono_literals;

constexpr const char* kQuotedIds[]{"petra%20vance", "j%C3%B6rg.k%C3%BChn", "hana%2Bmori", "jonas%40acme.example"};

TEST(SimUccxResources, ArePeopleWithAnExtension) {
  Site site;
  const auto list = site.get("/resource").json()["resource"];
  EXPECT_EQ(list.size(), 39U);
  for (const auto& item : list) EXPECT_NE(item["userID"], "imandic") << "a supervisor without an extension";
  EXPECT_EQ(site.get("/resource/imandic").status, 404);
  EXPECT_EQ(site.get("/resource/nobody").error(), "Not Found");
}

TEST(SimUccxResources, AreFoundByTheirWholeId) {
  Site site;
  for (const auto* id : kQuotedIds) EXPECT_EQ(site.get(std::string("/resource/") + id).status, 200) << id;
  EXPECT_EQ(site.get("/resource/hana+mori").status, 200) << "in a path, + is itself";
  EXPECT_EQ(site.get("/resource/MKOS").status, 404) << "case counts";
}

TEST(SimUccxResources, AreReferredToAsTheSiteWritesSpaces) {
  Site site;
  EXPECT_TRUE(site.get("/resource/petra%20vance").json()["self"].get<std::string>().ends_with("/petra+vance"));
  EXPECT_TRUE(site.get("/resource/hana%2Bmori").json()["self"].get<std::string>().ends_with("/hana%2Bmori"));
  site.world.quirks.plus_for_space = false;
  EXPECT_TRUE(site.get("/resource/petra%20vance").json()["self"].get<std::string>().ends_with("/petra%20vance"));
}

TEST(SimUccxResources, ShowTheirTypeAndWhomTheyLead) {
  Site site;
  const auto lead = site.get("/resource/mkos").json();
  EXPECT_EQ(lead["type"], 2);
  EXPECT_EQ(lead["team"]["@name"], "Billing");
  EXPECT_EQ(lead["primarySupervisorOf"]["supervisorOfTeamName"]["@name"], "Billing");
  EXPECT_FALSE(lead.contains("secondarySupervisorOf"));
  EXPECT_EQ(site.get("/resource/arook").json()["type"], 1);
  site.world.quirks.team_form = uccx::TeamForm::name;
  EXPECT_EQ(site.get("/resource/mkos").json()["team"], "Billing");
}

TEST(SimUccxResources, ShowTheRoleLaterThanItIsGiven) {
  Site site;
  site.world.quirks.type_lag = 5s;
  site.sign_in();
  EXPECT_EQ(site.update("arook", "Agent,Supervisor").status, 200);
  EXPECT_EQ(site.get("/resource/arook").json()["type"], 1);
  auto body = site.echo("Billing");
  body["primarySupervisor"] = reference("arook");
  EXPECT_EQ(site.put_team("Billing", body).status, 500) << "not a supervisor yet";
  site.now += 5s;
  EXPECT_EQ(site.get("/resource/arook").json()["type"], 2);
  EXPECT_EQ(site.put_team("Billing", body).status, 200);
}

TEST(SimUccxResources, MoveToTheTeamTheirUpdateNames) {
  Site site;
  auto body = site.get("/resource/arook").json();
  body["team"] = {{"refURL", "https://x/adminapi/team/4"}};
  EXPECT_EQ(site.api(Method::put, "/resource/arook", body).status, 200);
  EXPECT_EQ(site.user("arook").team, site.team("Sales").id);
  ASSERT_EQ(site.world.log.size(), 3U);
  EXPECT_EQ(site.world.log[0].entity, "user");
  EXPECT_EQ(site.world.log[0].fields[0].field, "team");
  EXPECT_EQ(site.world.log[1].actor, "vendor");
  EXPECT_EQ(site.world.log[2].actor, "vendor");
}

TEST(SimUccxResources, DoNotTakeTheirTypeNorWhomTheyLead) {
  Site site;
  auto body = site.get("/resource/arook").json();
  body["type"] = 2;
  body["primarySupervisorOf"] = {{"supervisorOfTeamName", {{"refURL", "https://x/adminapi/team/4"}}}};
  EXPECT_EQ(site.api(Method::put, "/resource/arook", body).status, 200);
  EXPECT_TRUE(site.world.log.back().fields.empty());
  EXPECT_EQ(site.get("/resource/arook").json()["type"], 1);
}

TEST(SimUccxResources, WantEveryMandatoryElement) {
  Site site;
  const auto whole = site.get("/resource/arook").json();
  for (const char* name : {"userID", "firstName", "lastName", "extension", "autoAvailable", "type"}) {
    auto body = whole;
    body.erase(name);
    EXPECT_EQ(site.api(Method::put, "/resource/arook", body).status, 400) << name;
  }
  EXPECT_EQ(site.api(Method::put, "/resource/mkos", whole).status, 400) << "another user's";
}

TEST(SimUccxResources, LoseTheSkillsThatAnUpdateLeavesOut) {
  Site site;
  auto body = site.get("/resource/mkos").json();
  EXPECT_EQ(site.api(Method::put, "/resource/mkos", body).status, 200);
  EXPECT_TRUE(site.world.log.back().fields.empty()) << "their own echo changes nothing";
  body.erase("skillMap");
  EXPECT_EQ(site.api(Method::put, "/resource/mkos", body).status, 200);
  EXPECT_TRUE(site.user("mkos").skills.empty());
}

TEST(SimUccxApi, WantsCredentialsInEveryRequest) {
  Site site;
  net::HttpRequest request(Method::get, "/adminapi/team");
  EXPECT_EQ(site.send(request).status, 401);
  request.headers.add("Authorization", simulators::basic_authorization("svc-muster", "wrong"));
  EXPECT_EQ(site.send(request).status, 401);
  EXPECT_EQ(site.get("/team").status, 200);
}

TEST(SimUccxApi, LocksTheAccountAfterWrongPasswords) {
  Site site;
  net::HttpRequest request(Method::get, "/adminapi/team");
  request.headers.add("Authorization", simulators::basic_authorization("svc-muster", "wrong"));
  for (int i = 0; i < 5; ++i) (void)site.send(request);
  EXPECT_TRUE(site.world.is_locked());
  EXPECT_EQ(site.get("/team").status, 401);
}

TEST(SimUccxApi, WantsTheRoleOfAnAdministrator) {
  Site site;
  site.world.find_user("svc-muster")->roles.clear();
  EXPECT_EQ(site.get("/team").status, 401);
}

TEST(SimUccxApi, HasErrorsOfItsOwn) {
  Site site;
  EXPECT_EQ(site.get("/nothing").status, 404);
  EXPECT_EQ(site.api(Method::del, "/resource/mkos").status, 405);
  EXPECT_EQ(site.api(Method::post, "/resource", Json::object()).error(), "Method Not Allowed");
  net::HttpRequest request(Method::put, "/adminapi/team/2");
  request.headers.add("Authorization", simulators::basic_authorization("svc-muster", uccx::kServicePassword));
  request.headers.add("Content-Type", "text/plain");
  EXPECT_EQ(site.send(request).status, 415);
  site.world.quirks.errors_as_xml = true;
  EXPECT_TRUE(site.get("/nothing").has("<apiErrors>"));
  EXPECT_TRUE(site.get("/nothing").header("Content-Type").starts_with("application/xml"));
}

TEST(SimUccxApi, IsAPageOfHtmlWhileItStarts) {
  Site site;
  site.world.quirks.starting_answers = 2;
  for (int i = 0; i < 2; ++i) {
    const auto reply = site.get("/team");
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.has("<html>"));
  }
  EXPECT_EQ(site.get("/team").json()["team"].size(), 6U);
}

TEST(SimUccxApi, SaysItsCharsetAsTheSiteDoes) {
  Site site;
  EXPECT_EQ(site.get("/team").header("Content-Type"), "application/json;charset=UTF-8");
  site.world.quirks.charset = uccx::Charset::none;
  EXPECT_EQ(site.get("/team").header("Content-Type"), "application/json");
  site.world.quirks.charset = uccx::Charset::wrong;
  EXPECT_EQ(site.get("/team").header("Content-Type"), "application/json;charset=ISO-8859-1");
}

TEST(SimUccxApi, CountsRequestsByMethodAndObject) {
  Site site;
  (void)site.get("/team");
  (void)site.get("/team/2");
  (void)site.get("/team/3");
  EXPECT_EQ(site.world.request_count("GET /adminapi/team/{id}"), 2U);
  EXPECT_EQ(site.world.request_count("GET /adminapi/team"), 1U);
  EXPECT_EQ(site.world.request_count(), 3U);
}

TEST(SimUccxApi, GivesTheSameAnswersToTheSameWorld) {
  const auto play = [] {
    Site site;
    site.world.quirks.shuffled_lists = true;
    site.sign_in();
    std::string all = site.token + site.session_cookie + site.list().body + site.details("mkos").body;
    return all + site.get("/team").body + site.get("/resource").body;
  };
  EXPECT_EQ(play(), play());
}

}  // namespace
}  // namespace muster::tests::uccx_site
