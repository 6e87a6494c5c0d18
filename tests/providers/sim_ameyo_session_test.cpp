#include <gtest/gtest.h>

#include <utility>

#include "tests/providers/sim_ameyo_site.h"

namespace muster::tests::ameyo_site {
namespace {

using namespace std::chrono_literals;
using simulators::Effect;

TEST(SimAmeyoSession, OpensOverBothForms) {
  Site site;
  const auto documented = site.log_in();
  EXPECT_EQ(documented.status, 200);
  EXPECT_TRUE(documented.json()["sessionId"].get<std::string>().contains("-ses-svc-muster-"));
  const auto client = site.client_log_in().json();
  EXPECT_TRUE(client["userSessionInfo"]["sessionId"].get<std::string>().starts_with("d898-"));
  EXPECT_EQ(client["contactCenterId"], 1);
  const auto& password = client["authenticationState"]["authPolicyVsUserInfo"]["auth.type.passwd"];
  EXPECT_TRUE(password["properties"]["passwordStateDetail"]["passwordValid"].get<bool>());
  EXPECT_TRUE(password["loginProperties"]["jwtTokenExpiryMs"].is_string());
}

TEST(SimAmeyoSession, MayKnowOneFormAlone) {
  Site site;
  site.world.quirks.login_forms = ameyo::LoginForms::client;
  EXPECT_EQ(site.log_in().status, 404);
  EXPECT_EQ(site.client_log_in({{"domain", ""}}).status, 400);
  site.world.quirks.login_forms = ameyo::LoginForms::documented;
  EXPECT_EQ(site.client_log_in().status, 404);
}

TEST(SimAmeyoSession, MayNestItsId) {
  Site site;
  site.world.quirks.login_reply = ameyo::LoginReply::nested;
  const auto reply = site.log_in().json();
  EXPECT_FALSE(reply.contains("sessionId"));
  EXPECT_TRUE(site.world.sessions.contains(reply["userSessionInfo"]["sessionId"].get<std::string>()));
}

TEST(SimAmeyoSession, RefusesALoginWithStatus200) {
  Site site;
  const auto reply = site.log_in({{"token", "wrong-password"}});
  EXPECT_EQ(reply.status, 200) << "as the vendor does";
  EXPECT_EQ(reply.json()["status"], 512);
  EXPECT_EQ(reply.json()["errorCode"], 99999);
  EXPECT_TRUE(reply.has("SessionService.login.failed.invalid.credentials"));
  EXPECT_FALSE(reply.has("wrong-password"));
  site.world.quirks.login_failure = ameyo::FailureForm::http;
  EXPECT_EQ(site.log_in({{"userId", "nobody"}}).status, 512);
  EXPECT_EQ(site.log_in({{"token", nullptr}}).status, 400);
}

TEST(SimAmeyoSession, LocksWhoGuesses) {
  Site site;
  site.world.quirks.lockout_after = 2;
  (void)site.log_in({{"token", "a"}});
  (void)site.log_in({{"token", "b"}});
  EXPECT_TRUE(site.log_in().has("user.locked"));
  site.world.quirks.lockout_after = 0;
  EXPECT_TRUE(site.log_in().has("sessionId"));
}

TEST(SimAmeyoSession, FailsWhileUserInformationIsFetched) {
  Site site;
  site.world.quirks.login_hiccups = 1;
  EXPECT_TRUE(site.log_in().has("SessionService.login.failed.not.able.to.fetch.user.info"));
  EXPECT_TRUE(site.log_in().has("sessionId"));
}

TEST(SimAmeyoSession, EndsAfterATimeWithoutUse) {
  Site site;
  site.world.quirks.session_timeout = 60s;
  site.now += 59s;
  EXPECT_TRUE(site.is_signed_in());
  site.now += 59s;
  EXPECT_TRUE(site.is_signed_in()) << "its use keeps it";
  site.now += 60s;
  const auto reply = site.get(Site::kUsers);
  EXPECT_EQ(reply.status, 403);
  EXPECT_EQ(reply.json()["info"], "invalid.session.id");
  EXPECT_EQ(reply.json()["code"], 99999);
  EXPECT_TRUE(site.world.log.empty()) << "nobody ended it";
}

TEST(SimAmeyoSession, MayNeedKeepingAlive) {
  Site site;
  site.world.quirks.session_timeout = 60s;
  site.world.quirks.session_slides = false;
  site.now += 40s;
  EXPECT_EQ(site.send(Method::post, "/session/keepAliveWithPingPush", {{"sessionId", site.session}}).status, 200);
  site.now += 40s;
  EXPECT_TRUE(site.is_signed_in());
  site.now += 20s;
  EXPECT_FALSE(site.is_signed_in()) << "reading the list did not keep it";
}

TEST(SimAmeyoSession, SaysInSeveralWaysThatItIsOver) {
  Site site;
  site.session = "d898-x-ses-y";
  site.world.quirks.expired = ameyo::Expired::unauthorized;
  EXPECT_EQ(site.get(Site::kUsers).status, 401);
  EXPECT_EQ(site.get(Site::kUsers).json()["code"], 909090);
  site.world.quirks.expired = ameyo::Expired::page;
  EXPECT_EQ(site.get(Site::kUsers).status, 200);
  EXPECT_TRUE(site.get(Site::kUsers).has("<form"));
}

TEST(SimAmeyoSession, IsReadFromTheBodyToo) {
  Site site;
  const Json body{{"sessionId", std::exchange(site.session, "")}, {"userId", "svc-muster"}};
  EXPECT_EQ(site.send(Method::post, "/session/refreshToken", body).status, 200);
}

TEST(SimAmeyoSession, EndsByLogout) {
  Site site;
  EXPECT_EQ(site.send(Method::post, "/session/userLogout", {{"reason", "done"}}).status, 200);
  EXPECT_FALSE(site.is_signed_in());
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimAmeyoSession, MayWantItsCookieBack) {
  Site site;
  site.world.quirks.needs_cookie = true;
  EXPECT_FALSE(site.is_signed_in());
  const auto reply = site.log_in();
  const auto set = reply.header("Set-Cookie");
  ASSERT_TRUE(set.starts_with("__METADATA__="));
  site.session = reply.json()["sessionId"];
  EXPECT_FALSE(site.is_signed_in());
  site.cookie = set.substr(13, set.find(';') - 13);
  EXPECT_TRUE(site.is_signed_in());
}

TEST(SimAmeyoSession, MayNeedATokenAsASecondFactor) {
  Site site;
  site.world.quirks.secure_mode = true;
  site.world.quirks.jwt_lifetime = 60s;
  EXPECT_EQ(site.get(Site::kUsers).status, 401);
  EXPECT_EQ(site.get(Site::kUsers).json()["message"], "invalid.authentication.token");
  const auto reply = site.client_log_in().json();
  site.session = reply["userSessionInfo"]["sessionId"];
  const std::string jwt =
      reply["authenticationState"]["authPolicyVsUserInfo"]["auth.type.passwd"]["loginProperties"]["jwt"];
  site.jwt = "Bearer " + jwt;
  EXPECT_FALSE(site.is_signed_in()) << "it goes without Bearer";
  site.jwt = jwt;
  EXPECT_TRUE(site.is_signed_in());
  site.now += 60s;
  EXPECT_EQ(site.get(Site::kUsers).status, 401);
  site.jwt = site.send(Method::post, "/session/refreshToken", {{"userId", "svc-muster"}}).json()["jwtToken"];
  EXPECT_TRUE(site.is_signed_in());
}

TEST(SimAmeyoSession, LimitsTheSessionsOfAnAccount) {
  Site site;
  site.world.quirks.service_logins = 1;
  EXPECT_TRUE(site.log_in().has("max.allowed.logins.exceeded"));
  EXPECT_TRUE(site.is_signed_in());
  site.now += site.world.quirks.session_timeout;
  EXPECT_TRUE(site.log_in().has("sessionId")) << "the old one is over";
  site.world.quirks.service_logins = 0;
  site.world.find_user("svc-muster")->max_logins = 1;
  EXPECT_TRUE(site.log_in().has("max.allowed.logins.exceeded"));
}

TEST(SimAmeyoSession, LogsWhomAForcedLoginEnds) {
  Site site;
  site.world.quirks.service_logins = 1;
  const auto first = site.session;
  EXPECT_TRUE(site.log_in({{"forceLogin", true}}).has("sessionId"));
  EXPECT_FALSE(site.world.sessions.contains(first));
  ASSERT_EQ(site.world.log.size(), 1U);
  EXPECT_EQ(site.world.log[0].entity, "session");
  EXPECT_EQ(site.world.log[0].effect, Effect::removed);
  EXPECT_EQ(site.world.log[0].name, "svc-muster");
}

TEST(SimAmeyoSession, LeavesOthersAloneUnlessForcingEndsAll) {
  Site site;
  EXPECT_TRUE(site.log_in({{"forceLogin", true}}).has("sessionId"));
  EXPECT_TRUE(site.world.log.empty()) << "there was room";
  site.world.quirks.forced_login = ameyo::ForcedLogin::ends_all;
  EXPECT_TRUE(site.log_in({{"forceLogin", true}}).has("sessionId"));
  EXPECT_EQ(site.world.log.size(), 2U);
}

TEST(SimAmeyoSession, IsNotForcedWhereThePolicySaysSo) {
  Site site;
  site.world.find_user("svc-muster")->login_policy = "disallow.after.limit";
  site.world.quirks.service_logins = 1;
  EXPECT_TRUE(site.log_in({{"forceLogin", true}}).has("max.allowed.logins.exceeded"));
}

TEST(SimAmeyoSession, OfOthersCanBeTerminated) {
  Site site;
  EXPECT_EQ(site.send(Method::post, "/session/terminateAllSessionsForUser", {{"userId", "arook"}}).status, 200);
  ASSERT_EQ(site.world.log.size(), 1U);
  EXPECT_EQ(site.world.log[0].name, "arook");
  EXPECT_EQ(site.world.log[0].actor, "svc-muster");
  EXPECT_EQ(site.send(Method::post, "/session/terminateAllSessionsForUser", {{"userId", "nobody"}}).status, 512);
  EXPECT_EQ(site.world.request_count("POST /session/terminateAllSessionsForUser"), 2U);
}

TEST(SimAmeyoSession, OfAnAgentMayNotAdminister) {
  Site site;
  site.world.find_user("mkos")->password = "their-password";
  site.session = site.log_in({{"userId", "mkos"}, {"token", "their-password"}}).json()["sessionId"];
  EXPECT_TRUE(site.create("new.one").has("user.not.authorized"));
  EXPECT_EQ(site.world.find_user("new.one"), nullptr);
}

}  // namespace
}  // namespace muster::tests::ameyo_site
