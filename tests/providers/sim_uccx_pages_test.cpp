#include <gtest/gtest.h>

#include "tests/providers/sim_uccx_site.h"

namespace muster::tests::uccx_site {
namespace {

using net::Method;
using namespace std::chrono_literals;

struct SignedIn : Site {
  explicit SignedIn(uccx::World start = uccx::sample_organisation()) : Site(std::move(start)) { sign_in(); }
};

TEST(SimUccxLogin, SendsAwayWhoIsNotSignedIn) {
  Site site;
  const auto reply = site.web(Method::get, "/main");
  EXPECT_EQ(reply.status, 302);
  EXPECT_TRUE(reply.header("Location").ends_with("/appadmin/login.jsp"));
  EXPECT_TRUE(reply.header("Set-Cookie").starts_with("JSESSIONID="));
  EXPECT_TRUE(site.list().has("j_security_check")) << "the login page, with 200";
  site.world.quirks.expired_session = uccx::LoginPage::redirect;
  EXPECT_EQ(site.list().status, 302);
}

TEST(SimUccxLogin, GivesAnotherSessionAndKeepsItsToken) {
  Site site;
  (void)site.web(Method::get, "/main");
  (void)site.fetch_token();
  const auto cookie = site.session_cookie;
  const auto token = site.token;
  EXPECT_EQ(site.log_in().status, 302);
  EXPECT_NE(site.session_cookie, cookie);
  EXPECT_EQ(site.web(Method::get, "/main").status, 200);
  (void)site.fetch_token();
  EXPECT_EQ(site.token, token);
}

TEST(SimUccxLogin, KeepsTheSessionAndChangesTheTokenAtAnotherSite) {
  Site site;
  site.world.quirks.session_renewed = false;
  site.world.quirks.token_life = uccx::TokenLife::until_login;
  (void)site.web(Method::get, "/main");
  (void)site.fetch_token();
  const auto cookie = site.session_cookie;
  const auto token = site.token;
  (void)site.log_in();
  EXPECT_EQ(site.session_cookie, cookie);
  (void)site.fetch_token();
  EXPECT_NE(site.token, token);
}

TEST(SimUccxLogin, RefusesAWrongPasswordByARedirectOrThePage) {
  Site site;
  (void)site.web(Method::get, "/main");
  EXPECT_EQ(site.log_in("wrong").status, 302);
  EXPECT_EQ(site.web(Method::get, "/main").status, 302);
  site.world.quirks.refused_login = uccx::LoginPage::page;
  EXPECT_TRUE(site.log_in("wrong").has("j_security_check"));
  EXPECT_EQ(site.world.wrong_passwords, 2U);
}

TEST(SimUccxLogin, LocksTheAccountForBothInterfaces) {
  Site site;
  (void)site.web(Method::get, "/main");
  for (int i = 0; i < 5; ++i) (void)site.log_in("wrong");
  (void)site.log_in();
  EXPECT_EQ(site.web(Method::get, "/main").status, 302);
  EXPECT_EQ(site.get("/team").status, 401);
}

TEST(SimUccxLogin, NeedsASessionFirst) {
  Site site;
  EXPECT_EQ(site.log_in().status, 408);
}

TEST(SimUccxLogin, NeedsATokenWhereTheSiteWantsOne) {
  Site site;
  site.world.quirks.token_at_login = true;
  (void)site.web(Method::get, "/main");
  EXPECT_EQ(site.log_in().status, 403);
  (void)site.fetch_token();
  (void)site.log_in();
  EXPECT_EQ(site.web(Method::get, "/main").status, 200);
}

TEST(SimUccxLogin, EndsAfterAWhile) {
  SignedIn site;
  site.now += 30min;
  EXPECT_EQ(site.web(Method::get, "/main").status, 200);
  site.now += 30min + 1ms;
  EXPECT_TRUE(site.list().has("j_security_check"));
}

TEST(SimUccxToken, IsTextWithItsNameInFront) {
  Site site;
  (void)site.web(Method::get, "/main");
  const auto reply = site.fetch_token();
  EXPECT_EQ(reply.body, "CSRFTOKEN:" + site.token + "\n");
  site.world.quirks.token_name = "OWASP_CSRFTOKEN";
  EXPECT_TRUE(site.fetch_token().body.starts_with("OWASP_CSRFTOKEN:"));
}

TEST(SimUccxToken, IsGivenToWhoAsksAsTheSiteExpects) {
  Site site;
  net::HttpRequest request(Method::post, "/appadmin/JavaScriptServlet");
  EXPECT_TRUE(site.send(request).header("Content-Type").starts_with("text/javascript"));
  request.headers.add("FETCH-CSRF-TOKEN", "1");
  EXPECT_EQ(site.send(request).status, 403) << "no referer";
  site.world.quirks.checks_referer = false;
  EXPECT_EQ(site.send(request).status, 200);
}

TEST(SimUccxToken, IsNotThereBeforeThatVersion) {
  Site site;
  site.world.quirks.version = uccx::Version::v12_0;
  (void)site.web(Method::get, "/main");
  EXPECT_EQ(site.fetch_token().status, 404);
  site.world.quirks.no_servlet = uccx::NoServlet::page;
  EXPECT_EQ(site.fetch_token().status, 200);
  site.token.clear();
  (void)site.log_in();
  EXPECT_TRUE(site.update("arook", "Agent,Supervisor").has("successfully"));
}

TEST(SimUccxToken, IsWantedWhereTheSiteLooksForIt) {
  struct Case {
    uccx::TokenPlace place;
    bool header;
    bool form;
    bool both;
  };
  for (const auto& one :
       {Case{uccx::TokenPlace::either, true, true, true}, Case{uccx::TokenPlace::header, true, false, true},
        Case{uccx::TokenPlace::form, false, true, true}, Case{uccx::TokenPlace::both, false, false, true}}) {
    SignedIn site;
    site.world.quirks.token_place = one.place;
    const auto token = site.token;
    EXPECT_EQ(site.update("arook", "Agent").status == 200, one.header);
    EXPECT_EQ(site.update("arook", "Agent", {{"CSRFTOKEN", token}}).status == 200, one.both);
    site.token.clear();
    EXPECT_EQ(site.update("arook", "Agent", {{"CSRFTOKEN", token}}).status == 200, one.form);
    EXPECT_EQ(site.update("arook", "Agent").status, 403);
  }
}

TEST(SimUccxToken, IsGoodForOneRequestWhereTheSiteRotatesIt) {
  SignedIn site;
  site.world.quirks.token_life = uccx::TokenLife::per_request;
  EXPECT_EQ(site.update("arook", "Agent").status, 200);
  EXPECT_EQ(site.update("arook", "Agent").status, 403);
  (void)site.fetch_token();
  EXPECT_EQ(site.update("arook", "Agent").status, 200);
}

TEST(SimUccxToken, IsRefusedAsTheSiteRefuses) {
  SignedIn site;
  site.token = "wrong";
  site.world.quirks.token_refusal = uccx::TokenRefusal::redirect;
  EXPECT_EQ(site.update("arook", "").status, 302);
  site.world.quirks.token_refusal = uccx::TokenRefusal::page;
  EXPECT_TRUE(site.update("arook", "").has("not valid"));
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimUccxToken, IsWantedInLinksWhereTheSiteGuardsThem) {
  SignedIn site;
  site.world.quirks.token_in_links = true;
  EXPECT_EQ(site.details("mkos").status, 403);
  const auto link = "/LDAPSetup?request_type=ldapsetup.userdetails&uId=mkos&CSRFTOKEN=" + site.token;
  EXPECT_EQ(site.web(Method::get, link).status, 200);
}

TEST(SimUccxUserList, FindsWhateverHoldsTheWords) {
  SignedIn site;
  const auto reply = site.list("RIVA");
  EXPECT_TRUE(reply.has(">mriva</a>"));
  EXPECT_TRUE(reply.has(">mriva2</a>")) << "a near miss";
  EXPECT_FALSE(reply.has("uId=mkos&amp;"));
  EXPECT_TRUE(site.list("arook").has("uId=nickname")) << "a last name that is another's id";
  site.world.quirks.search_ignored = true;
  EXPECT_TRUE(site.list("RIVA").has("uId=mkos&amp;"));
}

TEST(SimUccxUserList, NamesRolesInItsLinks) {
  SignedIn site;
  EXPECT_TRUE(site.list("blind").has("uId=blind&amp;cap=Agent%2CReporting%2CSupervisor&amp;wizard="));
  EXPECT_TRUE(site.list("petra").has("uId=petra+vance&amp;"));
  EXPECT_TRUE(site.list("guest").has("uId=guest&amp;cap=&amp;"));
}

TEST(SimUccxUserList, IsAnsweredToAPostWithItsToken) {
  SignedIn site;
  const std::string path = "/LDAPSetup?request_type=ldapsetup.waitpage.usermaintenance&wizard=&isonload=false";
  EXPECT_TRUE(site.web(Method::post, path, "search_criteria=mriva2").has(">mriva2</a>"));
  site.token = "wrong";
  EXPECT_EQ(site.web(Method::post, path, "search_criteria=mriva2").status, 403);
}

TEST(SimUccxUserList, HidesRowsInCommentsAndScripts) {
  SignedIn site;
  const auto reply = site.list("arook");
  const auto comment = reply.body.find("<!-- <tr><td><a href=");
  ASSERT_NE(comment, std::string::npos);
  EXPECT_TRUE(reply.body.substr(comment, 200).contains("uId=arook&amp;cap=Administrator"));
  EXPECT_TRUE(reply.has("<SCRIPT"));
  EXPECT_FALSE(reply.has("</tr>\n<TR"));
  site.world.quirks.tidy_pages = true;
  EXPECT_FALSE(site.list("arook").has("<!--"));
}

TEST(SimUccxUserList, ComesInPages) {
  SignedIn site;
  site.world.quirks.page_size = 15;
  const auto first = site.list();
  EXPECT_TRUE(first.has("pageNo=2\">Next"));
  EXPECT_FALSE(first.has("pageNo=4"));
  EXPECT_TRUE(site.list("", "&pageNo=3").has("Previous"));
  EXPECT_FALSE(site.list("", "&pageNo=3").has("Next"));
}

TEST(SimUccxUserList, ListsSomebodyTwiceWhereTheSiteDoes) {
  SignedIn site;
  site.world.quirks.doubled_row = "mkos";
  site.world.quirks.tidy_pages = true;
  const auto reply = site.list("mkos");
  EXPECT_NE(reply.body.find("uId=mkos"), reply.body.rfind("uId=mkos"));
}

TEST(SimUccxUserList, TellsPeopleApartByCase) {
  auto world = uccx::sample_organisation();
  auto twin = *world.find_user("mkos");
  twin.id = "MKOS";
  uccx::add_user(world, twin);
  SignedIn site(world);
  site.world.quirks.tidy_pages = true;
  EXPECT_TRUE(site.list("mkos").has(">MKOS</a>"));
  EXPECT_TRUE(site.list("mkos").has(">mkos</a>"));
}

TEST(SimUccxUserDetails, FillsEveryField) {
  SignedIn site;
  site.world.quirks.tidy_pages = true;
  const auto reply = site.details("blind");
  EXPECT_TRUE(reply.has(R"(name="users" value="Agent,Reporting,Supervisor")"));
  EXPECT_TRUE(reply.has(R"(name="selected_user" value="blind")"));
  EXPECT_TRUE(reply.has(R"(name="agentExtn" value="4102")"));
  EXPECT_TRUE(reply.has(R"(name="managerId" value="rcampos")"));
  EXPECT_TRUE(reply.has("name=\"CSRFTOKEN\" value=\"" + site.token + "\""));
  EXPECT_TRUE(site.details("zoe.amari").has("<option value=\"Deutsch\" selected"));
  EXPECT_TRUE(site.details("nobody").has("not there"));
}

TEST(SimUccxUserDetails, ShowsRolesInTwoListsAtAnotherSite) {
  SignedIn site;
  site.world.quirks.roles_form = uccx::RolesForm::lists;
  const auto reply = site.details("blind");
  EXPECT_TRUE(reply.has(R"(name="users" value="")"));
  const auto held = reply.body.find("name=selectedcm");
  const auto others = reply.body.find("name=availablecm");
  EXPECT_LT(held, reply.body.find("value=\"Reporting\""));
  EXPECT_LT(others, reply.body.find("value=\"Administrator\"", others));
}

TEST(SimUccxUserDetails, IsCarelessHtml) {
  SignedIn site;
  const auto reply = site.details("mkos");
  EXPECT_TRUE(reply.has("NAME=email Value=\"team.00@acme.example\""));
  EXPECT_TRUE(reply.has("NAME=notified CHECKED"));
  EXPECT_TRUE(reply.has("Advisor &quot;first line&quot; &amp; trainer"));
  EXPECT_TRUE(reply.has("<!-- <input type=hidden name=\"users\""));
}

}  // namespace
}  // namespace muster::tests::uccx_site
