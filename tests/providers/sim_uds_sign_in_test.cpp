#include <gtest/gtest.h>

#include "tests/providers/sim_uds_site.h"

namespace muster::tests::uds_site {
namespace {

using namespace std::chrono_literals;
using uds::OtherSession;

TEST(SimUdsSignIn, WantsThePasswordOfTheEndUser) {
  Site site;
  const auto reply = site.bare("arook", "", "");
  EXPECT_EQ(reply.status, 401);
  EXPECT_EQ(reply.header("WWW-Authenticate"), "Basic realm=\"Cisco Web Services Realm\"");
  EXPECT_EQ(reply.header("Content-Type"), "text/html;charset=utf-8");
  EXPECT_TRUE(reply.has("<title>HTTP Status 401</title>"));
  EXPECT_EQ(site.world.wrong_logins_of("arook"), 0U) << "nobody was named";
  EXPECT_EQ(site.bare("arook", "arook", uds::password_of("arook")).status, 200);
  EXPECT_EQ(site.bare("AROOK", "ARook", uds::password_of("arook")).status, 200) << "user IDs have no case";
}

TEST(SimUdsSignIn, CountsWrongPasswordsAndLocksTheUserAlone) {
  Site site;
  EXPECT_EQ(site.bare("arook", "arook", "wrong").status, 401);
  EXPECT_EQ(site.user("arook").login_failures, 1U);
  EXPECT_EQ(site.get("arook", "/credentials").at("credential/loginFailures"), "0") << "a good login forgets them";
  site.world.sessions.clear();
  for (int i = 0; i < 3; ++i) (void)site.bare("arook", "arook", "wrong");
  EXPECT_EQ(site.bare("arook", "arook", uds::password_of("arook")).status, 401) << "locked";
  EXPECT_EQ(site.world.wrong_logins_of("arook"), 5U);
  EXPECT_EQ(site.get("cibarra").status, 200);
  site.world.quirks.lockout_after = 0;
  EXPECT_EQ(site.bare("arook", "arook", uds::password_of("arook")).status, 200);
}

TEST(SimUdsSignIn, CountsLoginsOfPeopleWhoAreNotThere) {
  Site site;
  EXPECT_EQ(site.bare("nobody", "nobody", "x").status, 401);
  EXPECT_EQ(site.world.wrong_logins_of("nobody"), 1U);
}

TEST(SimUdsSignIn, LetsNobodyActForAnother) {
  Site site;
  EXPECT_EQ(site.bare("cibarra", "arook", uds::password_of("arook")).status, 403);
  EXPECT_EQ(site.bare("nobody", "arook", uds::password_of("arook")).status, 403) << "nor learn who is there";
  EXPECT_EQ(site.world.wrong_logins_of("arook"), 0U);
}

TEST(SimUdsSignIn, ForbidsWhoIsInNoGroupOfEndUsers) {
  Site site;
  EXPECT_EQ(site.get("opryce").status, 403);
  EXPECT_EQ(site.world.wrong_logins_of("opryce"), 0U) << "the password was right";
}

TEST(SimUdsSignIn, GivesASessionAndAnswersSomeCallsWithoutItBy503) {
  Site site;
  const auto first = site.bare("arook", "arook", uds::password_of("arook"));
  const auto jar = jar_of(first.headers);
  EXPECT_TRUE(jar.starts_with("JSESSIONID="));
  EXPECT_NE(jar.find("; JSESSIONIDSSO="), std::string::npos);
  EXPECT_EQ(site.bare("arook", "arook", uds::password_of("arook"), jar).status, 200);
  EXPECT_EQ(site.world.logins.at("arook"), 1U);
  EXPECT_EQ(site.bare("arook", "arook", uds::password_of("arook")).status, 200);
  const auto busy = site.bare("arook", "arook", uds::password_of("arook"));
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.header("Retry-After"), "2");
  site.world.quirks.cookieless_refusals = 0;
  for (int i = 0; i < 4; ++i) EXPECT_EQ(site.bare("arook", "arook", uds::password_of("arook")).status, 200);
}

TEST(SimUdsSignIn, EndsASessionAfterAWhile) {
  Site site;
  ASSERT_EQ(site.get("arook").status, 200);
  site.now += 29min;
  EXPECT_EQ(site.bare("arook", "", "", site.jars["arook"]).status, 200) << "the cookie is enough";
  site.now += 31min;
  EXPECT_EQ(site.bare("arook", "", "", site.jars["arook"]).status, 401);
}

TEST(SimUdsSignIn, TakesTheSingleSignOnCookieAtItsOwnNodeAlone) {
  Site site;
  const auto at = [&](const std::string& host, const std::string& cookies) {
    net::HttpRequest request(Method::get, "/cucm-uds/user/arook");
    request.headers.add("Host", host);
    const bool signs_in = cookies.empty();
    if (signs_in) {
      request.headers.add("Authorization", simulators::basic_authorization("arook", uds::password_of("arook")));
    } else {
      request.headers.add("Cookie", cookies);
    }
    return site.send(request);
  };
  const auto jar = jar_of(at("a.acme.example", "").headers);
  const auto sso = jar.substr(jar.find("JSESSIONIDSSO"));
  EXPECT_EQ(at("a.acme.example", sso).status, 200);
  EXPECT_EQ(at("b.acme.example", sso).status, 401);
  EXPECT_EQ(at("b.acme.example", jar).status, 401);
}

TEST(SimUdsSignIn, AnswersAsTheOneWhoseCookieItIs) {
  Site site;
  ASSERT_EQ(site.get("cibarra").status, 200);
  const auto shared = site.jars["cibarra"];
  const auto reply = site.bare("arook", "arook", uds::password_of("arook"), shared);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.at("userName"), "cibarra") << "not whom the path names";
  site.jars["arook"] = shared;
  EXPECT_EQ(site.put("arook", "", "<user><displayName>A</displayName></user>").status, 200);
  EXPECT_EQ(site.user("cibarra").display_name, "A");
  site.world.quirks.other_session = OtherSession::refused;
  EXPECT_EQ(site.get("arook").status, 403);
  site.world.quirks.other_session = OtherSession::basic_wins;
  EXPECT_EQ(site.get("arook").at("userName"), "arook");
}

TEST(SimUdsSignIn, LooksAtNoPasswordBesideACookie) {
  Site site;
  ASSERT_EQ(site.get("arook").status, 200);
  EXPECT_EQ(site.bare("arook", "arook", "wrong", site.jars["arook"]).status, 200);
  EXPECT_EQ(site.world.wrong_logins_of("arook"), 0U);
  site.world.quirks.cookie_suffices = false;
  EXPECT_EQ(site.bare("arook", "arook", "wrong", site.jars["arook"]).status, 401);
  EXPECT_EQ(site.world.wrong_logins_of("arook"), 1U);
}

TEST(SimUdsSignIn, IsOverloadedAtFirst) {
  Site site;
  site.world.quirks.overloaded_answers = 1;
  site.world.quirks.retry_after = "";
  const auto reply = site.open("/version");
  EXPECT_EQ(reply.status, 503);
  EXPECT_FALSE(reply.headers.find("Retry-After"));
  EXPECT_EQ(site.open("/version").status, 200);
}

TEST(SimUdsCredentials, ChangeTheLogin) {
  Site site;
  const std::string body = "<credentials><credential type=\"password\">new-one</credential></credentials>";
  const auto reply = site.put("arook", "/credentials", body);
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.body, "");
  EXPECT_EQ(site.last("credentials.password"), "*** -> ***");
  EXPECT_EQ(site.bare("arook", "", "", site.jars["arook"]).status, 401) << "the session has ended";
  EXPECT_EQ(site.bare("arook", "arook", uds::password_of("arook")).status, 401);
  EXPECT_EQ(site.bare("arook", "arook", "new-one").status, 200);
}

TEST(SimUdsCredentials, LeaveSessionsWhereTheClusterDoes) {
  Site site;
  site.world.quirks.session_outlives_password = true;
  (void)site.put("arook", "/credentials",
                 "<credentials><credential type=\"password\">new-one</credential></credentials>");
  EXPECT_EQ(site.bare("arook", "", "", site.jars["arook"]).status, 200);
}

TEST(SimUdsCredentials, RefuseWhatIsNone) {
  Site site;
  for (const std::string body :
       {"<credentials/>", "<credentials><credential type=\"password\"/></credentials>",
        "<credentials><credential>x</credential></credentials>", "<credential type=\"pin\">1</credential>",
        "<credentials><credential type=\"pin\">abc</credential></credentials>"}) {
    EXPECT_EQ(site.put("arook", "/credentials", body).status, 415) << body;
  }
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimUdsCredentials, RememberOldPasswords) {
  Site site;
  site.world.quirks.remembered_passwords = 1;
  const auto set = [&](const std::string& password) {
    return site
        .put("arook", "/credentials",
             "<credentials><credential type=\"password\">" + password + "</credential></credentials>")
        .status;
  };
  EXPECT_EQ(set(uds::password_of("arook")), 415) << "the present one";
  EXPECT_EQ(set("second"), 204);
  EXPECT_EQ(set(uds::password_of("arook")), 415) << "the one before";
  EXPECT_EQ(set("third"), 204);
  EXPECT_EQ(set(uds::password_of("arook")), 204);
  EXPECT_EQ(site.user("arook").old_passwords.size(), 3U);
}

TEST(SimUdsCredentials, SetThePinOfSomebodyWhosePasswordIsKeptElsewhere) {
  Site site;
  const std::string password = "<credentials><credential type=\"password\">x</credential></credentials>";
  EXPECT_EQ(site.put("kdemir", "/credentials", password).status, 403);
  EXPECT_EQ(site.put("kdemir", "/credentials", "<credentials><credential type=\"pin\">9876</credential></credentials>")
                .status,
            204);
  EXPECT_EQ(site.last("credentials.pin"), "*** -> ***");
  site.world.quirks.ldap_password_status = 204;
  EXPECT_EQ(site.put("kdemir", "/credentials", password).status, 204);
  EXPECT_EQ(site.user("kdemir").password, uds::password_of("kdemir")) << "nothing was changed";
}

TEST(SimUdsCredentials, ShowTheLastLogin) {
  Site site;
  const auto reply = site.get("arook", "/credentials");
  EXPECT_EQ(reply.at("credential/loginDetails/lastSuccessfulLogin"), "2026-01-05T08:00:00.000Z");
  EXPECT_TRUE(reply.attribute("", "uri").ends_with("/conferencing")) << "as in the vendor's sample";
  EXPECT_FALSE(reply.has("sandbox-only"));
  site.world.quirks.version = uds::Version::v10_0;
  EXPECT_EQ(site.get("arook", "/credentials").status, 405);
}

}  // namespace
}  // namespace muster::tests::uds_site
