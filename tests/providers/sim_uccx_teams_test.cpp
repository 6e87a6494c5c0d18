#include <gtest/gtest.h>

#include "tests/providers/sim_uccx_site.h"

namespace muster::tests::uccx_site {
namespace {

using net::Method;
using Names = std::vector<std::string>;

TEST(SimUccxTeams, AreListedWithWhoLeadsAndWhoWorksInThem) {
  Site site;
  const auto list = site.get("/team").json();
  ASSERT_EQ(list["team"].size(), 6U);
  const auto billing = site.echo("Billing");
  EXPECT_EQ(billing["teamname"], "Billing");
  EXPECT_EQ(billing["primarySupervisor"]["@name"], "Mira Kos");
  EXPECT_EQ(billing["primarySupervisor"]["refURL"], "https://ccx-pub.acme.example/adminapi/resource/mkos");
  EXPECT_TRUE(billing["secondarySupervisors"]["secondrySupervisor"].is_object()) << "one of a kind is no array";
  EXPECT_EQ(billing["resources"]["resource"].size(), 8U);
  EXPECT_EQ(billing["csqs"]["csq"].size(), 2U);
  EXPECT_EQ(billing["wallboard"]["layout"], "wide");
  EXPECT_FALSE(site.echo("Sales").contains("secondarySupervisors"));
}

TEST(SimUccxTeams, AreXmlWhereXmlIsAskedFor) {
  Site site;
  const auto reply = site.api(Method::get, "/team/2", nullptr, "application/xml");
  EXPECT_EQ(reply.header("Content-Type"), "application/xml;charset=UTF-8");
  EXPECT_TRUE(reply.has("<primarySupervisor name=\"Mira Kos\"><refURL>https://")) << reply.body;
  EXPECT_TRUE(reply.has("<secondrySupervisor name=\"Bo Lind\">"));
  EXPECT_TRUE(site.api(Method::get, "/team", nullptr, "*/*").has("<teamname>Retention &amp; Care</teamname>"));
  EXPECT_TRUE(site.api(Method::get, "/team/99", nullptr, "application/xml").has("<apiErrors><apiError>"));
}

TEST(SimUccxTeams, AreUnchangedByTheirOwnEchoInXml) {
  Site site;
  for (const int id : {1, 2, 3, 4, 5, 6}) {
    const auto path = "/team/" + std::to_string(id);
    net::HttpRequest request(Method::put, "/adminapi" + path);
    request.headers.add("Authorization", simulators::basic_authorization("svc-muster", uccx::kServicePassword));
    request.headers.add("Content-Type", "application/xml");
    request.body = site.api(Method::get, path, nullptr, "application/xml").body;
    EXPECT_EQ(site.send(request).status, 200) << request.body;
    EXPECT_TRUE(site.world.log.back().fields.empty()) << request.body;
    request.body.resize(request.body.size() / 2);
    EXPECT_EQ(site.send(request).status, 400);
  }
  const auto path = "/resource/mkos";
  net::HttpRequest request(Method::put, std::string("/adminapi") + path);
  request.headers.add("Authorization", simulators::basic_authorization("svc-muster", uccx::kServicePassword));
  request.headers.add("Content-Type", "application/xml");
  request.body = site.api(Method::get, path, nullptr, "application/xml").body;
  EXPECT_EQ(site.send(request).status, 200) << request.body;
  EXPECT_TRUE(site.world.log.back().fields.empty()) << request.body;
}

TEST(SimUccxTeams, WantTheirIdAndNameInEveryUpdate) {
  Site site;
  EXPECT_EQ(site.api(Method::put, "/team/2", {{"teamname", "Billing"}}).status, 400);
  EXPECT_EQ(site.api(Method::put, "/team/2", {{"teamId", 2}}).status, 400);
  EXPECT_EQ(site.api(Method::put, "/team/2", {{"teamId", 3}, {"teamname", "Billing"}}).status, 400);
  EXPECT_EQ(site.api(Method::put, "/team/2", Json::array()).status, 400);
  EXPECT_EQ(site.api(Method::put, "/team/99", {{"teamId", 99}, {"teamname", "x"}}).status, 404);
  EXPECT_EQ(site.api(Method::post, "/team/2", {{"teamId", 2}}).status, 405);
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimUccxTeams, LoseWhatAnUpdateLeavesOut) {
  Site site;
  EXPECT_EQ(site.put_team("Billing", Json::object()).status, 200);
  const auto& team = site.team("Billing");
  EXPECT_TRUE(team.primary.empty() && team.secondaries.empty() && team.members.empty() && team.csqs.empty());
  EXPECT_TRUE(team.extras.empty());
  EXPECT_FALSE(team.non_acd_override);
  EXPECT_EQ(site.user("mkos").team, uccx::kDefaultTeam);
}

TEST(SimUccxTeams, KeepWhatAnUpdateLeavesOutAtAnotherSite) {
  Site site;
  site.world.quirks.omitted_part = uccx::OmittedPart::kept;
  site.world.quirks.clear_form = uccx::ClearForm::empty;
  const auto before = site.echo("Billing");
  EXPECT_EQ(site.put_team("Billing", Json::object()).status, 200);
  EXPECT_EQ(site.echo("Billing"), before);
  EXPECT_TRUE(site.world.log.back().fields.empty());
}

TEST(SimUccxTeams, AreUnchangedByTheirOwnEcho) {
  Site site;
  for (const auto empty : {uccx::EmptyList::absent, uccx::EmptyList::empty_object}) {
    site.world.quirks.empty_list = empty;
    const auto list = site.get("/team").json();
    for (const auto& item : list["team"]) {
      const std::string name = item["teamname"];
      EXPECT_EQ(site.put_team(name, site.echo(name)).status, 200);
      EXPECT_TRUE(site.world.log.back().fields.empty()) << name;
    }
  }
}

TEST(SimUccxTeams, TakeAnAgentFromTheTeamTheyWereIn) {
  Site site;
  auto body = site.echo("Sales");
  body["resources"]["resource"].push_back(reference("arook"));
  EXPECT_EQ(site.put_team("Sales", body).status, 200);
  EXPECT_EQ(site.user("arook").team, site.team("Sales").id);
  ASSERT_EQ(site.world.log.size(), 2U);
  EXPECT_EQ(site.world.log[0].actor, "svc-muster");
  EXPECT_EQ(site.world.log[0].fields[0].field, "agents");
  EXPECT_EQ(site.world.log[1].actor, "vendor");
  EXPECT_EQ(site.world.log[1].name, "Billing");
}

TEST(SimUccxTeams, PullAnAgentBackByAnOldListOfMembers) {
  Site site;
  const auto old = site.echo("Billing");
  auto body = site.echo("Sales");
  body["resources"]["resource"].push_back(reference("arook"));
  EXPECT_EQ(site.put_team("Sales", body).status, 200);
  EXPECT_EQ(site.put_team("Billing", old).status, 200);
  EXPECT_EQ(site.user("arook").team, site.team("Billing").id);
}

TEST(SimUccxTeams, SendWhoIsTakenOutToDefault) {
  Site site;
  auto body = site.echo("Billing");
  body["resources"]["resource"] = references({"mkos", "petra vance"});
  EXPECT_EQ(site.put_team("Billing", body).status, 200);
  EXPECT_EQ(site.team("Billing").members, (Names{"mkos", "petra vance"}));
  EXPECT_EQ(site.user("arook").team, uccx::kDefaultTeam);
  EXPECT_EQ(site.team("Default").members.size(), 10U);
}

TEST(SimUccxTeams, RefuseASupervisorWithoutTheRole) {
  Site site;
  auto body = site.echo("Billing");
  body["primarySupervisor"] = reference("arook");
  const auto reply = site.put_team("Billing", body);
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.error(), "InternalServerError");
  EXPECT_EQ(reply.json()["apiError"][0]["errorData"], "arook");
  EXPECT_EQ(site.team("Billing").primary, "mkos");
}

TEST(SimUccxTeams, RefuseSecondarySupervisorsWithoutThePrimaryOne) {
  Site site;
  auto body = site.echo("Billing");
  body.erase("primarySupervisor");
  EXPECT_EQ(site.put_team("Billing", body).status, 500);
  body["primarySupervisor"] = reference("atanabe");
  EXPECT_EQ(site.put_team("Billing", body).status, 200);
  site.world.quirks.needs_current_primary = true;
  body["primarySupervisor"] = reference("mkos");
  EXPECT_EQ(site.put_team("Billing", body).status, 200) << "the secondary ones are as they were";
  body["primarySupervisor"] = reference("atanabe");
  body["secondarySupervisors"]["secondrySupervisor"] = references({"imandic"});
  EXPECT_EQ(site.put_team("Billing", body).status, 500);
}

TEST(SimUccxTeams, TakeSupervisorsAwayInTheFormOfTheSite) {
  struct Case {
    uccx::ClearForm form;
    bool by_omission;
    bool by_empty_object;
  };
  for (const auto& one : {Case{uccx::ClearForm::either, true, true}, Case{uccx::ClearForm::omit, true, false},
                          Case{uccx::ClearForm::empty, false, true}, Case{uccx::ClearForm::never, false, false}}) {
    for (const bool omits : {true, false}) {
      Site site;
      site.world.quirks.clear_form = one.form;
      auto body = site.echo("Billing");
      for (const char* part : {"primarySupervisor", "secondarySupervisors"}) {
        body[part] = Json::object();
        if (omits) body.erase(part);
      }
      EXPECT_EQ(site.put_team("Billing", body).status, 200);
      EXPECT_EQ(site.team("Billing").primary.empty(), omits ? one.by_omission : one.by_empty_object);
      EXPECT_EQ(site.team("Billing").secondaries.empty(), omits ? one.by_omission : one.by_empty_object);
    }
  }
}

TEST(SimUccxTeams, AreNumberedByTheServer) {
  Site site;
  const auto reply = site.api(Method::post, "/team", {{"teamId", 1}, {"teamname", "Night"}});
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.body, "https://ccx-pub.acme.example/adminapi/team/7");
  EXPECT_EQ(reply.header("Location"), "");
  EXPECT_EQ(site.team("Night").id, 7);
  EXPECT_EQ(site.world.log.back().effect, simulators::Effect::created);
  EXPECT_EQ(site.api(Method::post, "/team", {{"teamname", "Night"}}).status, 500) << "the name is taken";
}

TEST(SimUccxTeams, SayWhereTheyAreAsTheSiteDoes) {
  Site site;
  site.world.quirks.created_body = false;
  EXPECT_EQ(site.api(Method::post, "/team", {{"teamname", "A"}}).body, "");
  site.world.quirks.created_location = true;
  EXPECT_TRUE(site.api(Method::post, "/team", {{"teamname", "B"}}).header("Location").ends_with("/team/8"));
}

TEST(SimUccxTeams, HaveNamesOfOneToFortyNineCharacters) {
  Site site;
  const std::string umlauts = "ääääääääääääääääääääääääääääääääääääääääääääääää";  // 48
  for (const auto& name : Names{"", " x", "x ", umlauts + "xy"}) {
    EXPECT_EQ(site.api(Method::post, "/team", {{"teamname", name}}).status, 400) << name;
  }
  EXPECT_EQ(site.api(Method::post, "/team", {{"teamname", umlauts + "x"}}).status, 201);
}

TEST(SimUccxTeams, AreDeletedWhenNobodyIsInThem) {
  Site site;
  EXPECT_EQ(site.api(Method::del, "/team/2").status, 500);
  EXPECT_EQ(site.api(Method::del, "/team/1").status, 500) << "Default stays";
  site.world.quirks.team_removal = uccx::TeamRemoval::moves_members;
  EXPECT_EQ(site.api(Method::del, "/team/2").status, 200);
  EXPECT_EQ(site.get("/team/2").status, 404);
  EXPECT_EQ(site.user("mkos").team, uccx::kDefaultTeam);
  EXPECT_EQ(site.world.find_team("Billing"), nullptr);
}

TEST(SimUccxTeams, KeepTheNameDefault) {
  Site site;
  EXPECT_EQ(site.api(Method::put, "/team/1", {{"teamId", 1}, {"teamname", "Other"}}).status, 500);
  EXPECT_EQ(site.api(Method::put, "/team/2", {{"teamId", 2}, {"teamname", "Invoices"}}).status, 200);
}

TEST(SimUccxTeams, HaveAMostOfMembersWhereTheSiteHas) {
  Site site;
  site.world.quirks.most_members = 7;
  const auto reply = site.put_team("Billing", site.echo("Billing"));
  EXPECT_EQ(reply.status, 500);
  EXPECT_TRUE(reply.json()["apiError"][0].value("errorMessage", "").contains("maximum"));
}

TEST(SimUccxTeams, RefuseWhatTheyDoNotKnow) {
  Site site;
  auto body = site.echo("Billing");
  body["resources"]["resource"] = references({"nobody"});
  EXPECT_EQ(site.put_team("Billing", body).status, 400);
  body["resources"]["resource"] = references({"guest"});
  EXPECT_EQ(site.put_team("Billing", body).status, 400) << "no agent";
  body["resources"] = "mkos";
  EXPECT_EQ(site.put_team("Billing", body).status, 400);
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimUccxTeams, HaveNoBusyFlagsBeforeThatVersion) {
  Site site;
  EXPECT_TRUE(site.echo("Billing").contains("nonAcdBusyOverride"));
  site.world.quirks.version = uccx::Version::v12_5;
  EXPECT_FALSE(site.echo("Billing").contains("nonAcdBusyOverride"));
  EXPECT_EQ(site.put_team("Billing", site.echo("Billing")).status, 200);
  EXPECT_TRUE(site.team("Billing").non_acd_override);
}

TEST(SimUccxTeams, ShowChangesLate) {
  Site site;
  site.world.quirks.visibility_lag = std::chrono::seconds(10);
  auto body = site.echo("Billing");
  body["resources"]["resource"] = references({"mkos"});
  EXPECT_EQ(site.put_team("Billing", body).status, 200);
  EXPECT_EQ(site.api(Method::post, "/team", {{"teamname", "Night"}}).status, 201);
  EXPECT_EQ(site.echo("Billing")["resources"]["resource"].size(), 8U);
  EXPECT_EQ(site.get("/team").json()["team"].size(), 6U);
  site.now += std::chrono::seconds(10);
  EXPECT_TRUE(site.echo("Billing")["resources"]["resource"].is_object());
  EXPECT_EQ(site.get("/team").json()["team"].size(), 7U);
  EXPECT_EQ(site.api(Method::del, "/team/7").status, 200);
  EXPECT_EQ(site.get("/team").json()["team"].size(), 7U);
  site.now += std::chrono::seconds(10);
  EXPECT_EQ(site.get("/team").json()["team"].size(), 6U);
}

TEST(SimUccxTeams, LookAsTheSiteShowsThem) {
  Site site;
  auto& quirks = site.world.quirks;
  quirks.list_summaries = true;
  EXPECT_FALSE(site.get("/team").json()["team"][1].contains("resources"));
  quirks.single_as_object = false;
  EXPECT_TRUE(site.echo("Billing")["secondarySupervisors"]["secondrySupervisor"].is_array());
  quirks.empty_list = uccx::EmptyList::empty_object;
  EXPECT_EQ(site.echo("Sales")["secondarySupervisors"], Json::object());
  quirks.reference_name = uccx::ReferenceName::user_id;
  EXPECT_EQ(site.echo("Billing")["primarySupervisor"]["@name"], "mkos");
  quirks.numbers_as_text = true;
  EXPECT_EQ(site.echo("Billing")["teamId"], "2");
  quirks.shuffled_lists = true;
  EXPECT_NE(site.get("/team").body, site.get("/team").body);
}

}  // namespace
}  // namespace muster::tests::uccx_site
