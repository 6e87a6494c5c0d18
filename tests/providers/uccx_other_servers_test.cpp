// Servers that behave in other ways than the simulated one, and as well fit what is known of the vendor.
#include <nlohmann/json.hpp>

#include "tests/providers/uccx_fixture.h"

namespace muster::uccx {
namespace {

using core::ErrorKind;
using net::HttpRequest;
using net::HttpResponse;
using nlohmann::json;
using Outcome = std::optional<WatchedHttp::Outcome>;

HttpResponse answer(int status, std::string body, std::string type) {
  HttpResponse response(status, std::move(body));
  if (!type.empty()) response.headers.set("Content-Type", std::move(type));
  return response;
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }
bool is_list(const HttpRequest& request) { return has(request.target + request.body, "waitpage.usermaintenance"); }
bool is_update(const HttpRequest& request) { return has(request.body, "ldapsetup.userupdate"); }

core::Write creation() {
  core::Write write;
  write.entity = core::EntityKey("ccx", "team", "Claims");
  write.name = "Claims";
  write.action = core::WriteAction::create;
  return write;
}

TEST(UccxOtherServers, TellTheNewTeamInManyWays) {
  const std::vector<std::pair<std::string, std::string>> ways = {
      {"https://ccx/adminapi/team/77", "text/html;charset=UTF-8"},
      {"https://ccx/adminapi/team/77\r\n", "text/plain"},
      {R"({"refURL":"https://ccx/adminapi/team/77"})", "application/json"},
      {R"({"@type":"team","team":{"self":"https://ccx/adminapi/team/77","teamname":"Claims"}})", "application/json"},
      {R"({"teamId":77,"teamname":"Claims"})", "Application/JSON"}};
  for (const auto& [body, type] : ways) {
    Site site;
    site.http->instead = [&](const HttpRequest& request) -> Outcome {
      if (request.method != net::Method::post) return std::nullopt;
      return answer(201, body, type);
    };
    const auto receipt = site.write(creation());
    ASSERT_TRUE(receipt) << body << receipt.error().what;
    EXPECT_EQ(receipt->id.text, "77") << body;
  }
}

TEST(UccxOtherServers, MaySendATeamWithinItsName) {
  Site site;
  site.http->after = [](const HttpRequest& request, HttpResponse& response) {
    const bool is_team = request.method == net::Method::get && request.target.starts_with("/adminapi/team/");
    if (is_team) response.body = R"({"@type":"team","team":)" + response.body + "}";
  };
  auto write = site.change_of("Support");
  write.fields.push_back(Site::members(team::secondary_supervisors, {"sdahl"}));
  ASSERT_TRUE(site.write(std::move(write)));
  const auto sent = json::parse(site.http->sent.at(0).body);
  EXPECT_TRUE(sent.contains("teamId") && sent.contains("csqs") && !sent.contains("team")) << sent.dump();
  EXPECT_EQ(site.changed(), (Names{"team Support secondarySupervisors"}));
}

TEST(UccxOtherServers, MayCallTheirJsonSomethingElse) {
  Site site(ccx::sample_organisation(), false);
  site.http->after = [](const HttpRequest&, HttpResponse& response) {
    response.headers.set("Content-Type", "Application/JSON");
  };
  EXPECT_TRUE(site.observe());
}

TEST(UccxOtherServers, NeedNotListTheDefaultTeam) {
  Site site(ccx::sample_organisation(), false);
  site.http->after = [](const HttpRequest& request, HttpResponse& response) {
    if (request.target != "/adminapi/team") return;
    auto body = json::parse(response.body);
    auto& teams = body.at("team");
    teams.erase(std::ranges::find_if(teams, [](const json& team) { return team.at("teamname") == "Default"; }));
    response.body = body.dump();
  };
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities.at(kTeam).complete) << coverage->entities.at(kTeam).why_not;
}

TEST(UccxOtherServers, MayKeepAMemberWhoIsNoResourceAnyMore) {
  Site site(ccx::sample_organisation(), false);
  site.http->after = [](const HttpRequest& request, HttpResponse& response) {
    if (!request.target.starts_with("/adminapi/team")) return;
    const std::string first = R"("resource":[)";
    const auto at = response.body.find(first);
    if (at == std::string::npos) return;
    response.body.insert(at + first.size(), R"({"refURL":"https://ccx/adminapi/resource/left"},)");
  };
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities.at(kTeam).complete) << coverage->entities.at(kTeam).why_not;
  EXPECT_EQ(site.count("GET /adminapi/resource/left"), 1u);
}

TEST(UccxOtherServers, MayAnswer404WithoutAWord) {
  Site site(ccx::sample_organisation(), false);
  site.http->instead = [](const HttpRequest&) -> Outcome { return answer(404, "", ""); };
  EXPECT_EQ(site.read("team", "4").error().kind, ErrorKind::not_found);
  EXPECT_EQ(site.read("user", "mkos").error().kind, ErrorKind::not_found);
  EXPECT_EQ(site.observe()->entities.at(kTeam).complete, false) << "a list is never simply not there";
}

TEST(UccxOtherServers, MayShowTheUsersToAPostOnly) {
  for (const int status : {405, 404, 200}) {
    Site site;
    site.http->instead = [&](const HttpRequest& request) -> Outcome {
      if (request.method != net::Method::get || !is_list(request)) return std::nullopt;
      return answer(status, "<h1>User Management</h1>", "text/html");
    };
    const auto coverage = site.observe();
    ASSERT_TRUE(coverage) << status;
    EXPECT_TRUE(coverage->entities.at(kUser).complete) << status << coverage->entities.at(kUser).why_not;
    EXPECT_EQ(site.set_of(kUser, "blind", user::roles), (Names{"Reporting", "Supervisor"})) << status;
    site.http->sent.clear();
    ASSERT_TRUE(site.write(Site::roles_of("arook", {"Reporting"}))) << status;
    EXPECT_LE(site.http->sent.size(), 5u) << "what was learnt is kept; a token may be asked for";
    EXPECT_EQ(site.changed(), (Names{"user arook roles"}));
  }
}

std::string without_rows(std::string page) {
  for (auto at = page.find("userdetails"); at != std::string::npos; at = page.find("userdetails", at))
    page.replace(at, 11, "nobody");
  return page;
}

TEST(UccxOtherServers, MayShowNobodyBeforeASearch) {
  Site site;
  site.http->after = [](const HttpRequest& request, HttpResponse& response) {
    if (request.method == net::Method::get && is_list(request)) response.body = without_rows(response.body);
  };
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities.at(kUser).complete) << coverage->entities.at(kUser).why_not;
  EXPECT_EQ(site.set_of(kUser, "blind", user::roles), (Names{"Reporting", "Supervisor"}));
  EXPECT_EQ(site.count("POST /appadmin/LDAPSetup"), 1u) << "and not one for each";
}

TEST(UccxOtherServers, MayShowNobodyButWhoIsSearchedFor) {
  Site site;
  site.wanted = {"blind", "arook"};
  site.http->after = [](const HttpRequest& request, HttpResponse& response) {
    const bool is_search = request.method == net::Method::post && !has(request.body, "search_criteria=&");
    if (is_list(request) && !is_search) response.body = without_rows(response.body);
  };
  const auto coverage = site.observe(false);
  ASSERT_TRUE(coverage);
  EXPECT_FALSE(coverage->entities.at(kUser).complete) << "who was not searched for is not shown";
  EXPECT_EQ(site.set_of(kUser, "blind", user::roles), (Names{"Reporting", "Supervisor"}));
  EXPECT_EQ(site.set_of(kUser, "arook", user::roles), Names{});
}

TEST(UccxOtherServers, MayHaveALinkThatIsNoFurtherPageOfTheList) {
  Site site;
  site.http->after = [](const HttpRequest& request, HttpResponse& response) {
    if (has(request.target, "elsewhere")) response = answer(405, "", "");
    const std::string link = "<a href='LDAPSetup?request_type=ldapsetup.usermaintenance&elsewhere=1'>Menu</a>";
    if (is_list(request)) response.body += link;
  };
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  EXPECT_EQ(site.set_of(kUser, "blind", user::roles), (Names{"Reporting", "Supervisor"}));
  EXPECT_FALSE(coverage->entities.at(kUser).complete);
}

TEST(UccxOtherServers, MayHaveNoTeamYet) {
  Site site(ccx::sample_organisation(), false);
  site.http->after = [](const HttpRequest& request, HttpResponse& response) {
    if (request.target == "/adminapi/team") response.body = R"({"team":[]})";
    if (request.target == "/adminapi/resource") response.body = R"({"resource":{"userID":"arook","type":1}})";
  };
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities.at(kTeam).complete) << coverage->entities.at(kTeam).why_not;
}

TEST(UccxOtherServers, AThousandPeopleCostOneList) {
  Site site(ccx::generated_organisation(1000, 3));
  for (const auto& [id, person] : site.simulator.world().users) site.wanted.push_back(id);
  ASSERT_TRUE(site.observe(false));
  EXPECT_EQ(site.http->sent.size(), 8u);
}

TEST(UccxOtherServers, MayAnswerASearchForNobodyWithAnyPage) {
  for (const char* page : {"<p>No users found.</p>", "<h1>What?</h1>"}) {
    Site site;
    site.wanted = {"blind", "nobody-at-all"};
    site.http->instead = [&](const HttpRequest& request) -> Outcome {
      if (!has(request.body, "nobody-at-all")) return std::nullopt;
      return answer(200, page, "text/html");
    };
    const auto coverage = site.observe(false);
    ASSERT_TRUE(coverage);
    EXPECT_EQ(site.set_of(kUser, "blind", user::roles), (Names{"Reporting", "Supervisor"})) << page;
    EXPECT_EQ(coverage->entities.at(kUser).complete, has(page, "No users")) << page;
  }
}

TEST(UccxOtherServers, NeedNotShowTheOwnAccount) {
  Site site;
  site.wanted = {"blind"};
  const std::string own(ccx::kServiceAccount);
  site.http->after = [&](const HttpRequest& request, HttpResponse& response) {
    if (!is_list(request)) return;
    if (has(request.body, own)) response.body = "<h1>What?</h1>";
    for (auto at = response.body.find(own); at != std::string::npos; at = response.body.find(own))
      response.body.replace(at, own.size(), "somebody");
  };
  const auto coverage = site.observe(false);
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities.at(kUser).complete) << coverage->entities.at(kUser).why_not;
  EXPECT_EQ(site.set_of(kUser, "blind", user::roles), (Names{"Reporting", "Supervisor"}));
}

TEST(UccxOtherServers, MaySpellAUserOtherwiseOnThePages) {
  Site site;
  site.http->after = [](const HttpRequest& request, HttpResponse& response) {
    if (!is_list(request)) return;
    for (auto at = response.body.find("arook"); at != std::string::npos; at = response.body.find("arook"))
      response.body.replace(at, 5, "ARook");
  };
  ASSERT_TRUE(site.observe());
  EXPECT_FALSE(site.table.is_ambiguous(kUser, "arook"));
  EXPECT_EQ(site.set_of(kUser, "arook", user::roles), Names{});
  const auto fresh = site.read("user", "arook");
  EXPECT_EQ(Site::set_in(*fresh->table, fresh->row(), user::roles), Names{});
}

TEST(UccxOtherServers, MayGiveTheTokenBeforeTheLoginAlone) {
  Site site;
  int asked = 0;
  site.http->instead = [&](const HttpRequest& request) -> Outcome {
    if (!has(request.target, "JavaScriptServlet") || ++asked == 1) return std::nullopt;
    return answer(404, "", "");
  };
  site.look();
  const auto done = site.write(Site::roles_of("arook", {"Reporting"}));
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(site.changed(), (Names{"user arook roles"}));
}

TEST(UccxOtherServers, MayGiveTheCookieWithTheLoginPage) {
  Site site;
  site.http->instead = [](const HttpRequest& request) -> Outcome {
    if (request.headers.find("Cookie") || !has(request.target, "/appadmin/")) return std::nullopt;
    if (request.target == "/appadmin/main") {
      auto redirect = answer(302, "", "");
      redirect.headers.set("Location", "/appadmin/welcome");
      return redirect;
    }
    if (request.target != "/appadmin/welcome") return std::nullopt;
    auto login = answer(200, "<form action=j_security_check><input name=j_username></form>", "text/html");
    login.headers.set("Set-Cookie", "JSESSIONID=first; Path=/appadmin");
    return login;
  };
  (void)site.observe();
  const auto& sent = site.http->sent;
  const auto next =
      std::ranges::find_if(sent, [](const HttpRequest& request) { return has(request.target, "JavaScriptServlet"); });
  ASSERT_NE(next, sent.end());
  EXPECT_EQ(next->headers.find("Cookie"), "JSESSIONID=first");
}

TEST(UccxOtherServers, MayEndASessionWithA401OrAWayToNowhere) {
  for (const int status : {401, 302}) {
    Site site;
    ASSERT_TRUE(site.observe());
    bool has_ended = true;
    site.http->instead = [&](const HttpRequest& request) -> Outcome {
      if (request.target == "/appadmin/login") return answer(404, "", "");
      if (!is_list(request) || !std::exchange(has_ended, false)) return std::nullopt;
      auto ended = answer(status, "", "");
      if (status == 302) ended.headers.set("Location", "/appadmin/login");
      return ended;
    };
    const auto done = site.write(Site::roles_of("arook", {"Reporting"}));
    ASSERT_TRUE(done) << status << done.error().what;
    EXPECT_EQ(site.count("POST /appadmin/j_security_check"), 2u);
    EXPECT_EQ(site.changed(), (Names{"user arook roles"}));
  }
}

TEST(UccxOtherServers, MayRefuseALoginInWords) {
  Site site;
  site.http->instead = [](const HttpRequest& request) -> Outcome {
    if (has(request.target, "j_security_check")) return answer(200, "<p>Invalid user name or password", "text/html");
    if (has(request.target, "/appadmin/main")) return answer(200, "<form action=j_security_check></form>", "text/html");
    return std::nullopt;
  };
  for (int i = 0; i < 3; ++i) {
    const auto refused = site.write(Site::roles_of("arook", {"Reporting"}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::auth) << refused.error().what;
  }
  EXPECT_EQ(site.count("POST /appadmin/j_security_check"), 1u);
}

TEST(UccxOtherServers, MayShowADetailsFormThatLacksWhatIsSet) {
  Site site;
  site.look();
  site.http->instead = [](const HttpRequest& request) -> Outcome {
    if (!has(request.target, "userdetails")) return std::nullopt;
    return answer(200,
                  "<h2>User: arook</h2><form method=post action=LDAPSetup><input name=userView value=false></form>",
                  "text/html");
  };
  const auto done = site.write(Site::roles_of("arook", {"Reporting"}));
  ASSERT_TRUE(done) << done.error().what;
  const auto update = std::ranges::find_if(site.http->sent, is_update);
  ASSERT_NE(update, site.http->sent.end());
  const auto extension = "agentExtn=" + site.simulator.world().find_user("arook")->extension;
  for (const std::string& part : {std::string("users=Agent%2CReporting"), std::string("selected_user=arook"), extension,
                                  std::string("CSRFTOKEN="), std::string("userView=false")}) {
    EXPECT_TRUE(has(update->body, part)) << part << " in " << update->body;
  }
}

TEST(UccxOtherServers, MayHaveTheirPagesInLatin1) {
  Site site;
  site.look();
  site.http->instead = [](const HttpRequest& request) -> Outcome {
    if (!has(request.target, "userdetails")) return std::nullopt;
    return answer(200,
                  "<form><input name=selected_user value=arook><input name=users value=Agent>"
                  "<input name=dept value='Z\xFCrich &#8364;'></form>",
                  "text/html; charset=ISO-8859-1");
  };
  const auto done = site.write(Site::roles_of("arook", {"Reporting"}));
  ASSERT_TRUE(done) << done.error().what;
  const auto update = std::ranges::find_if(site.http->sent, is_update);
  ASSERT_NE(update, site.http->sent.end());
  EXPECT_TRUE(has(update->body, "dept=Z%FCrich%20%26%238364%3B")) << update->body;
}

TEST(UccxOtherServers, MayShowRolesOfAUserOneByOne) {
  for (const char* roles : {"<select name=users multiple><option selected>Agent<option selected>Reporting</select>",
                            "<input type=checkbox name=users value=Agent checked>"
                            "<input type=checkbox name=users value=Supervisor>"
                            "<input type=checkbox name=users value=Reporting checked>"}) {
    Site site;
    site.look();
    site.http->instead = [&](const HttpRequest& request) -> Outcome {
      if (!has(request.target, "userdetails")) return std::nullopt;
      return answer(200, std::string("<form><input name=selected_user value=nokafor>") + roles + "</form>",
                    "text/html");
    };
    const auto done = site.write(Site::roles_of("nokafor", {"Supervisor"}));
    ASSERT_TRUE(done) << done.error().what;
    const auto now = site.simulator.world().find_user("nokafor")->roles;
    EXPECT_EQ(now, (std::set<std::string, std::less<>>{"Agent", "Reporting", "Supervisor"}));
  }
}

TEST(UccxOtherServers, AreNotQuotedWithSecretsNorAtLength) {
  Site site;
  site.look();
  std::string token;
  site.http->instead = [&](const HttpRequest& request) -> Outcome {
    if (!is_update(request)) return std::nullopt;
    token = request.headers.find("CSRFTOKEN").value();
    return answer(200, "<p>" + token + " of " + std::string(ccx::kServicePassword) + std::string(900, 'x'),
                  "text/html");
  };
  const auto refused = site.write(Site::roles_of("arook", {"Reporting"}));
  ASSERT_FALSE(refused);
  ASSERT_FALSE(token.empty());
  EXPECT_FALSE(has(refused.error().what, token)) << refused.error().what;
  EXPECT_FALSE(has(refused.error().what, ccx::kServicePassword)) << refused.error().what;
  site.http->instead = [](const HttpRequest&) -> Outcome {
    const std::string long_word(400, 'y');
    return answer(500, R"({"apiError":[{"errorType":")" + long_word + R"(","errorMessage":")" + long_word + R"("}]})",
                  "application/json");
  };
  const auto what = site.read("team", "4").error().what;
  EXPECT_LT(std::ranges::count(what, 'y'), 205) << what;
}

}  // namespace
}  // namespace muster::uccx
