// Roles through the pages of /appadmin.
#include "tests/providers/uccx_fixture.h"
#include "tests/support/memory_tokens.h"

namespace muster::uccx {
namespace {

using core::Delivery;
using core::ErrorKind;

using Change = std::function<void(ccx::Quirks&)>;

TEST(UccxRoles, AreReadFromThePagesWithoutAgent) {
  Site site;
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage) << coverage.error().what;
  EXPECT_TRUE(coverage->entities.at(kUser).complete) << coverage->entities.at(kUser).why_not;
  EXPECT_EQ(site.set_of(kUser, "blind", user::roles), (Names{"Reporting", "Supervisor"}));
  EXPECT_EQ(site.set_of(kUser, "arook", user::roles), Names{});
  EXPECT_EQ(site.set_of(kUser, "rcampos", user::roles), (Names{"Administrator", "Reporting"}));
  EXPECT_EQ(site.set_of(kUser, "rcampos", user::capabilities), std::nullopt) << "no resource";
  EXPECT_TRUE(coverage->own_account->is_administrator);
  EXPECT_EQ(coverage->own_account->key, "svc-muster");
  EXPECT_TRUE(site.changed().empty());
}

TEST(UccxRoles, AreNotAskedForWhereNobodyWantsThem) {
  Site site;
  ASSERT_TRUE(site.observe(false));
  EXPECT_EQ(site.lines(), (Names{"GET /adminapi/resource", "GET /adminapi/team"}));
}

TEST(UccxRoles, ASessionAndOnePageIsWhatAnObservationCosts) {
  Site site;
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.lines(), (Names{"GET /adminapi/resource", "GET /adminapi/team", "GET /appadmin/main",
                                 "POST /appadmin/JavaScriptServlet", "POST /appadmin/j_security_check",
                                 "GET /appadmin/main", "POST /appadmin/JavaScriptServlet", "GET /appadmin/LDAPSetup"}));
  site.http->sent.clear();
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.http->sent.size(), 3u) << "the session is kept";
}

TEST(UccxRoles, AreTheSameInEveryWayOfShowingThem) {
  const std::vector<Change> ways = {[](auto& q) { q.version = ccx::Version::v12_0; },
                                    [](auto& q) {
                                      q.version = ccx::Version::v12_0;
                                      q.no_servlet = ccx::NoServlet::page;
                                    },
                                    [](auto& q) { q.page_size = 7; },
                                    [](auto& q) { q.tidy_pages = true; },
                                    [](auto& q) { q.page_charset = ccx::Charset::none; },
                                    [](auto& q) { q.page_charset = ccx::Charset::wrong; },
                                    [](auto& q) { q.search_ignored = true; },
                                    [](auto& q) { q.token_in_links = true; },
                                    [](auto& q) { q.token_at_login = true; },
                                    [](auto& q) { q.token_life = ccx::TokenLife::until_login; },
                                    [](auto& q) { q.token_life = ccx::TokenLife::per_request; },
                                    [](auto& q) { q.token_place = ccx::TokenPlace::both; },
                                    [](auto& q) { q.token_name = "X-OTHER"; },
                                    [](auto& q) { q.expired_session = ccx::LoginPage::redirect; }};
  for (std::size_t i = 0; i < ways.size(); ++i) {
    Site site;
    ways[i](site.simulator.world().quirks);
    const auto coverage = site.observe();
    ASSERT_TRUE(coverage) << i;
    EXPECT_TRUE(coverage->entities.at(kUser).complete) << i << coverage->entities.at(kUser).why_not;
    EXPECT_EQ(site.set_of(kUser, "jörg.kühn", user::roles), (Names{"Supervisor"})) << i;
    EXPECT_EQ(site.set_of(kUser, "petra vance", user::roles), Names{}) << i;
    EXPECT_EQ(site.table.rows(kUser).size(), site.simulator.world().users.size()) << i;
  }
}

TEST(UccxRoles, AreUnknownWhileRestAndThePagesDisagree) {
  Site site;
  site.simulator.world().quirks.type_lag = std::chrono::minutes(1);
  ASSERT_TRUE(site.observe());
  ASSERT_TRUE(site.write(Site::roles_of("arook", {"Supervisor"})));
  const auto soon = site.read("user", "arook");
  ASSERT_TRUE(soon);
  EXPECT_EQ(Site::set_in(*soon->table, soon->row(), user::roles), std::nullopt);
  site.clock.run(site.clock.sleep(std::chrono::minutes(2)));
  const auto later = site.read("user", "arook");
  EXPECT_EQ(Site::set_in(*later->table, later->row(), user::roles), (Names{"Supervisor"}));
  EXPECT_EQ(Site::set_in(*later->table, later->row(), user::capabilities), (Names{"Agent", "Supervisor"}));
}

TEST(UccxRoles, ARowThatComesTwiceIsOneUser) {
  Site site;
  site.simulator.world().quirks.doubled_row = "mkos";
  ASSERT_TRUE(site.observe());
  EXPECT_FALSE(site.table.is_ambiguous(kUser, "mkos"));
  EXPECT_EQ(site.set_of(kUser, "mkos", user::roles), (Names{"Supervisor"}));
}

TEST(UccxRoles, AWriteSendsTheCompleteSetAndTheFormAsItWasShown) {
  for (const auto form : {ccx::RolesForm::hidden, ccx::RolesForm::lists}) {
    Site site;
    site.simulator.world().quirks.roles_form = form;
    site.look();
    const auto done = site.write(Site::roles_of("nokafor", {"Supervisor"}));
    ASSERT_TRUE(done) << done.error().what;
    EXPECT_EQ(site.changed(), (Names{"user nokafor roles"})) << "and nothing else of the page";
    const auto& roles = site.simulator.world().find_user("nokafor")->roles;
    EXPECT_EQ(roles, (std::set<std::string, std::less<>>{"Agent", "Reporting", "Supervisor"}));
  }
}

TEST(UccxRoles, NobodysDetailsAreChangedBesidesTheRoles) {
  const auto people = ccx::sample_organisation().users;
  for (const auto& [id, person] : people) {
    if (person.has_role("Reporting") || id == ccx::kServiceAccount) continue;
    Site site;
    site.look();
    ASSERT_TRUE(site.write(Site::roles_of(id, {"Reporting"}))) << id;
    EXPECT_EQ(site.changed(), (Names{"user " + id + " roles"}));
  }
}

TEST(UccxRoles, AChangeIsOnePostOfTheDetailsForm) {
  Site site;
  ASSERT_TRUE(site.observe());
  site.http->sent.clear();
  ASSERT_TRUE(site.write(Site::roles_of("arook", {"Reporting"})));
  EXPECT_EQ(site.lines(), (Names{"POST /appadmin/LDAPSetup", "GET /appadmin/LDAPSetup", "POST /appadmin/LDAPSetup",
                                 "POST /appadmin/LDAPSetup"}))
      << "search, details, update, search";
  EXPECT_EQ(site.simulator.world().updates, 1u);
}

TEST(UccxRoles, WhatIsSentComesFromAFreshReadAndNotFromThePlan) {
  Site site;
  ASSERT_TRUE(site.observe());
  site.simulator.world().find_user("arook")->roles.emplace("Administrator");
  ASSERT_TRUE(site.write(Site::roles_of("arook", {"Reporting"})));
  EXPECT_TRUE(site.simulator.world().find_user("arook")->has_role("Administrator"));
}

TEST(UccxRoles, AgentIsNeitherGivenNorTaken) {
  Site site;
  site.simulator.world().quirks.agent_role = ccx::AgentRole::as_posted;
  site.look();
  ASSERT_TRUE(site.write(Site::roles_of("nokafor", {}, {"Agent", "Reporting"})));
  EXPECT_TRUE(site.simulator.world().find_user("nokafor")->has_role("Agent"));
  ASSERT_TRUE(site.write(Site::roles_of("guest", {"Agent", "Reporting"})));
  EXPECT_FALSE(site.simulator.world().find_user("guest")->has_role("Agent"));
}

TEST(UccxRoles, NothingIsPostedWhereNothingChanges) {
  Site site;
  site.look();
  ASSERT_TRUE(site.write(Site::roles_of("blind", {"Reporting"}, {"Administrator"})));
  EXPECT_EQ(site.simulator.world().updates, 0u);
  EXPECT_TRUE(site.changed().empty());
}

TEST(UccxRoles, AreWrittenInEveryWayOfAskingForThem) {
  const std::vector<Change> ways = {[](auto& q) { q.version = ccx::Version::v12_0; },
                                    [](auto& q) { q.token_life = ccx::TokenLife::per_request; },
                                    [](auto& q) {
                                      q.token_life = ccx::TokenLife::per_request;
                                      q.token_refusal = ccx::TokenRefusal::page;
                                    },
                                    [](auto& q) {
                                      q.token_life = ccx::TokenLife::per_request;
                                      q.token_refusal = ccx::TokenRefusal::redirect;
                                    },
                                    [](auto& q) { q.token_place = ccx::TokenPlace::header; },
                                    [](auto& q) { q.token_place = ccx::TokenPlace::form; },
                                    [](auto& q) { q.token_place = ccx::TokenPlace::both; },
                                    [](auto& q) { q.token_in_links = true; },
                                    [](auto& q) { q.details_first = true; },
                                    [](auto& q) { q.search_ignored = true; },
                                    [](auto& q) { q.page_size = 3; },
                                    [](auto& q) { q.update_answer = ccx::UpdateAnswer::list; },
                                    [](auto& q) { q.update_answer = ccx::UpdateAnswer::redirect; },
                                    [](auto& q) { q.tidy_pages = true; }};
  for (std::size_t i = 0; i < ways.size(); ++i) {
    Site site;
    ways[i](site.simulator.world().quirks);
    site.look();
    const auto done = site.write(Site::roles_of("hana+mori", {"Supervisor", "Reporting"}));
    ASSERT_TRUE(done) << i << done.error().what << testing::PrintToString(site.lines());
    EXPECT_EQ(site.changed(), (Names{"user hana+mori roles"})) << i;
  }
}

TEST(UccxRoles, ARefusalOfThePageIsToldInItsWords) {
  Site site;
  site.look();
  const auto refused = site.write(Site::roles_of("mkos", {}, {"Supervisor"}));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("The user is the supervisor of a team."), std::string::npos)
      << refused.error().what;
  EXPECT_EQ(refused.error().delivery, Delivery::maybe_applied);
  EXPECT_TRUE(site.changed().empty());
}

TEST(UccxRoles, ABusyPageIsNoSuccess) {
  Site site;
  site.simulator.world().quirks.busy_updates = 1;
  site.look();
  const auto busy = site.write(Site::roles_of("arook", {"Reporting"}));
  ASSERT_FALSE(busy);
  EXPECT_NE(busy.error().what.find("busy"), std::string::npos) << busy.error().what;
}

TEST(UccxRoles, NearMissesOfASearchAreNotTheUser) {
  Site site;  // "arook" is somebody's last name, "mriva" begins another id
  site.look();
  ASSERT_TRUE(site.write(Site::roles_of("arook", {"Reporting"})));
  ASSERT_TRUE(site.write(Site::roles_of("mriva", {"Reporting"})));
  EXPECT_EQ(site.changed(), (Names{"user arook roles", "user mriva roles"}));
  const auto none = site.write(Site::roles_of("riva", {"Reporting"}));
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::rejected);
  EXPECT_EQ(none.error().delivery, Delivery::refused);
}

TEST(UccxRoles, ALoginIsRefusedOnceAndThenNeverTriedAgain) {
  for (const auto form : {ccx::LoginPage::page, ccx::LoginPage::redirect}) {
    Site site;
    site.simulator.world().quirks.refused_login = form;
    site.simulator.world().quirks.self_url = site.spec.url;
    site.connect("wrong");
    for (int i = 0; i < 10; ++i) {
      const auto refused = site.write(Site::roles_of("arook", {"Reporting"}));
      ASSERT_FALSE(refused);
      EXPECT_EQ(refused.error().kind, ErrorKind::auth) << refused.error().what;
      EXPECT_EQ(refused.error().delivery, Delivery::not_sent);
    }
    EXPECT_EQ(site.count("POST /appadmin/j_security_check"), 1u);
    EXPECT_FALSE(site.simulator.world().is_locked());
  }
}

// The login leads on, and the session is gone again: nothing is said of the password.
TEST(UccxRoles, ALoginThatIsNotRefusedIsTriedAgainSeldom) {
  Site site;
  site.look();
  const auto pass = [&](std::chrono::minutes time) { site.clock.run(site.clock.sleep(time)); };
  site.http->instead = [&](const net::HttpRequest& request) -> std::optional<WatchedHttp::Outcome> {
    if (request.target.ends_with("/appadmin/main")) site.simulator.world().sessions.clear();
    return std::nullopt;
  };
  site.simulator.world().sessions.clear();
  for (int i = 0; i < 4 * 24; ++i) {
    const auto lost = site.write(Site::roles_of("arook", {"Reporting"}));
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().kind, i == 0 ? ErrorKind::unavailable : ErrorKind::auth) << lost.error().what;
    pass(std::chrono::minutes(15));
  }
  EXPECT_LE(site.count("POST /appadmin/j_security_check"), 28u) << "a day";
  site.http->instead = {};
  pass(std::chrono::minutes(61));
  ASSERT_TRUE(site.write(Site::roles_of("arook", {"Reporting"})));
}

TEST(UccxRoles, TheNextProcessesDoNotSendALoginAgainAndAgain) {
  for (const auto& [page, most] : std::vector<std::pair<std::string, std::size_t>>{
           {"<html><body>Invalid user name or password</body></html>", 1},
           {"<html><body>Bitte versuchen Sie es noch einmal</body></html>", 2}}) {
    Site site;
    tests::MemoryTokens tokens;
    site.tokens = &tokens;
    std::size_t sent = 0;
    for (int process = 0; process < 6; ++process) {
      site.connect(std::string(ccx::kServicePassword));
      site.http->instead = [&](const net::HttpRequest& request) -> std::optional<WatchedHttp::Outcome> {
        if (!request.target.ends_with("/j_security_check")) return std::nullopt;
        net::HttpResponse answer(200, page);
        answer.headers.set("Content-Type", "text/html");
        return WatchedHttp::Outcome(std::move(answer));
      };
      (void)site.observe(false);  // it tells what the server calls itself
      EXPECT_FALSE(site.write(Site::roles_of("arook", {"Reporting"})));
      sent += site.count("POST /appadmin/j_security_check");
    }
    EXPECT_EQ(sent, most) << page;
  }
}

TEST(UccxRoles, WithoutASessionThePasswordIsNotSent) {
  Site site;
  site.look();
  site.simulator.world().sessions.clear();
  site.http->instead = [&](const net::HttpRequest& request) -> std::optional<WatchedHttp::Outcome> {
    const bool is_page = request.target.ends_with("/main") || request.target.ends_with("/JavaScriptServlet");
    if (!is_page) return std::nullopt;
    return WatchedHttp::Outcome(net::HttpResponse(200, "<html>Server is busy</html>"));
  };
  const auto busy = site.write(Site::roles_of("arook", {"Reporting"}));
  ASSERT_FALSE(busy);
  EXPECT_EQ(busy.error().kind, ErrorKind::unavailable) << busy.error().what;
  EXPECT_EQ(site.count("POST /appadmin/j_security_check"), 0u);
  site.http->instead = {};
  ASSERT_TRUE(site.write(Site::roles_of("arook", {"Reporting"})));
}

// Nobody knows yet whether this server has tokens, and it is too busy to say so.
TEST(UccxRoles, ALoginThatIsRefusedWithoutATokenIsNoRefusalOfThePassword) {
  Site site;
  site.simulator.world().quirks.token_at_login = true;
  site.simulator.world().quirks.token_refusal = ccx::TokenRefusal::forbidden;
  tests::MemoryTokens tokens;
  site.tokens = &tokens;
  site.connect(std::string(ccx::kServicePassword));
  site.http->instead = [](const net::HttpRequest& request) -> std::optional<WatchedHttp::Outcome> {
    if (!request.target.ends_with("/JavaScriptServlet")) return std::nullopt;
    return WatchedHttp::Outcome(net::HttpResponse(200, "<html>Server is busy</html>"));
  };
  (void)site.observe(false);  // it tells what the server calls itself
  EXPECT_FALSE(site.write(Site::roles_of("arook", {"Reporting"})));
  EXPECT_EQ(site.count("POST /appadmin/j_security_check"), 1u);
  EXPECT_FALSE(tokens.kept.contains("login/refused/appadmin"));
  tokens.kept.clear();
  site.http->instead = {};
  ASSERT_TRUE(site.write(Site::roles_of("arook", {"Reporting"})));
}

// Without its token the login would be refused as if the password were wrong.
TEST(UccxRoles, WhereTheTokenDoesNotComeThePasswordIsNotSent) {
  for (const bool was_open : {false, true}) {
    Site site;
    site.simulator.world().quirks.token_at_login = true;
    site.simulator.world().quirks.token_refusal = ccx::TokenRefusal::page;
    site.look();
    if (was_open) {
      ASSERT_TRUE(site.write(Site::roles_of("arook", {"Reporting"})));
    }
    site.simulator.world().sessions.clear();
    site.http->sent.clear();
    int busy = was_open ? 2 : 1;
    site.http->instead = [&](const net::HttpRequest& request) -> std::optional<WatchedHttp::Outcome> {
      if (!request.target.ends_with("/JavaScriptServlet") || busy-- <= 0) return std::nullopt;
      return WatchedHttp::Outcome(net::HttpResponse(200, "<html>Server is busy</html>"));
    };
    const auto first = site.write(Site::roles_of("mriva", {"Reporting"}));
    EXPECT_EQ(first.has_value(), !was_open) << "it is asked twice";
    EXPECT_EQ(site.count("POST /appadmin/j_security_check"), was_open ? 0u : 1u);
    EXPECT_TRUE(site.write(Site::roles_of("mriva", {"Supervisor"})));
  }
}

TEST(UccxRoles, ASessionThatEndedIsOpenedOnceMore) {
  for (const auto form : {ccx::LoginPage::page, ccx::LoginPage::redirect}) {
    Site site;
    site.simulator.world().quirks.expired_session = form;
    ASSERT_TRUE(site.observe());
    site.simulator.world().sessions.clear();
    const auto done = site.write(Site::roles_of("arook", {"Reporting"}));
    ASSERT_TRUE(done) << done.error().what;
    EXPECT_EQ(site.count("POST /appadmin/j_security_check"), 2u);
    EXPECT_EQ(site.changed(), (Names{"user arook roles"}));
  }
}

TEST(UccxRoles, WhoIsNoResourceIsFoundByTheirPage) {
  Site site;
  const auto fresh = site.read("user", "imandic");
  ASSERT_TRUE(fresh) << fresh.error().what;
  EXPECT_EQ(Site::set_in(*fresh->table, fresh->row(), user::roles), (Names{"Supervisor"}));
  EXPECT_EQ(site.read("user", "nobody").error().kind, ErrorKind::not_found);
}

TEST(UccxRoles, HarmfulPagesAreBoundedAndLeaveTheRolesUnknown) {
  for (const auto attack : {ccx::Attack::deep_html, ccx::Attack::many_tags, ccx::Attack::endless_pages,
                            ccx::Attack::invalid_utf8, ccx::Attack::foreign_host}) {
    Site site;
    site.simulator.world().quirks.attack = attack;
    const auto coverage = site.observe();
    if (coverage) {
      EXPECT_FALSE(coverage->entities.at(kUser).complete) << static_cast<int>(attack);
      EXPECT_FALSE(coverage->entities.at(kUser).why_not.empty());
      const bool is_known = site.set_of(kUser, "mkos", user::roles).has_value();
      EXPECT_TRUE(!is_known || attack == ccx::Attack::invalid_utf8) << static_cast<int>(attack);
    }
    const auto refused = site.write(Site::roles_of("mkos", {"Administrator"}));
    ASSERT_FALSE(refused) << static_cast<int>(attack);
    EXPECT_NE(refused.error().delivery, Delivery::maybe_applied) << refused.error().what;
    EXPECT_TRUE(site.changed().empty());
    EXPECT_LT(site.http->sent.size(), 500u);
  }
}

TEST(UccxRoles, WithoutTheSettingNothingIsPosted) {
  Site site(ccx::sample_organisation(), false);
  const auto refused = site.write(Site::roles_of("arook", {"Reporting"}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().delivery, Delivery::not_sent);
  EXPECT_TRUE(site.http->sent.empty());
}

TEST(UccxRoles, TheDetailsOfSomebodyElseChangeNothing) {
  Site site;
  site.http->instead = [&](const net::HttpRequest& request) -> std::optional<WatchedHttp::Outcome> {
    if (request.target.find("userdetails") == std::string::npos) return std::nullopt;
    return WatchedHttp::Outcome(
        net::HttpResponse(200, "<form><input name=selected_user value=other><input name=users value=Agent></form>"));
  };
  const auto refused = site.write(Site::roles_of("arook", {"Reporting"}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
  EXPECT_EQ(refused.error().delivery, Delivery::refused);
  EXPECT_TRUE(site.changed().empty());
}

}  // namespace
}  // namespace muster::uccx
