#include <gtest/gtest.h>

#include "providers/simulators/webex/second_admin.h"
#include "tests/providers/sim_webex_site.h"

namespace muster::tests {
namespace {

using namespace std::chrono_literals;

WebexReply redeem(WebexSite& site, const std::string& refresh_token,
                  const std::string& secret = std::string(webex::kClientSecret)) {
  net::HttpRequest request(net::Method::post, "/v1/access_token");
  request.headers.add("Content-Type", "application/x-www-form-urlencoded");
  request.body = "grant_type=refresh_token&client_id=" + std::string(webex::kClientId) + "&client_secret=" + secret +
                 "&refresh_token=" + refresh_token;
  return site.send(request);
}

int status_with(WebexSite& site, const std::string& token) {
  net::HttpRequest request(net::Method::get, "/v1/people/me");
  request.headers.add("Authorization", "Bearer " + token);
  return site.send(request).status;
}

TEST(SimWebexSession, AnswersOnlyWithAToken) {
  WebexSite site;
  EXPECT_EQ(site.send(net::HttpRequest(net::Method::get, "/v1/people/me")).status, 401);
  EXPECT_EQ(status_with(site, "another"), 401);
  EXPECT_EQ(status_with(site, std::string(webex::kToken)), 200);
  EXPECT_EQ(site.get("/people/me").json()["emails"][0], webex::kServiceAccount);
}

TEST(SimWebexSession, RefreshesAnAccessTokenThatEndsWhenItSays) {
  WebexSite site;
  const auto reply = redeem(site, std::string(webex::kRefreshToken));
  ASSERT_EQ(reply.status, 200);
  EXPECT_EQ(reply.json()["expires_in"], 1'209'600);
  EXPECT_EQ(reply.json()["refresh_token_expires_in"], 7'776'000);
  EXPECT_EQ(reply.json()["refresh_token"], webex::kRefreshToken);
  const auto token = reply.json()["access_token"].get<std::string>();
  site.now += 1'209'600s - 1ms;
  EXPECT_EQ(status_with(site, token), 200);
  site.now += 1ms;
  EXPECT_EQ(status_with(site, token), 401);
}

TEST(SimWebexSession, RefusesAWrongExchange) {
  WebexSite site;
  EXPECT_EQ(redeem(site, std::string(webex::kRefreshToken), "wrong").status, 401);
  EXPECT_EQ(redeem(site, "wrong").status, 400);
  auto request = webex_request(net::Method::post, "/v1/access_token", Json::object());
  EXPECT_EQ(site.send(request).status, 415);
  EXPECT_EQ(site.world.write_count(), 0U);
}

TEST(SimWebexSession, LetsTheRefreshTokenEndNinetyDaysAfterItsLastUse) {
  WebexSite site;
  redeem(site, std::string(webex::kRefreshToken));
  site.now += 24h * 89;
  EXPECT_EQ(redeem(site, std::string(webex::kRefreshToken)).status, 200);
  site.now += 24h * 90;
  EXPECT_EQ(redeem(site, std::string(webex::kRefreshToken)).status, 400);
}

TEST(SimWebexSession, MayEndTheOldRefreshTokenAtOnce) {
  WebexSite site;
  site.world.quirks.rotation = webex::Rotation::at_once;
  const auto next = redeem(site, std::string(webex::kRefreshToken)).json()["refresh_token"].get<std::string>();
  EXPECT_EQ(redeem(site, std::string(webex::kRefreshToken)).status, 400);
  EXPECT_EQ(redeem(site, next).status, 200);
}

TEST(SimWebexSession, MayEndTheOldRefreshTokenWithTheFirstUseOfTheNewOne) {
  WebexSite site;
  site.world.quirks.rotation = webex::Rotation::after_use;
  redeem(site, std::string(webex::kRefreshToken));
  const auto next = redeem(site, std::string(webex::kRefreshToken)).json()["refresh_token"].get<std::string>();
  EXPECT_EQ(redeem(site, next).status, 200);
  EXPECT_EQ(redeem(site, std::string(webex::kRefreshToken)).status, 400);
}

TEST(SimWebexSession, NeedsTheScopeOfEachResource) {
  WebexSite site;
  site.world.quirks.missing_scopes = {"spark-admin:telephony_config_write"};
  EXPECT_EQ(site.get(WebexSite::kSupervisors).status, 200);
  EXPECT_EQ(site.del(site.at(WebexSite::kSoren)).status, 403);
  EXPECT_EQ(site.agents(WebexSite::kSoren).size(), 9U);
}

TEST(SimWebexSession, NeedsAFullAdministratorToWriteSupervisors) {
  WebexSite site;
  site.person(webex::kServiceAccount).roles = {"id_user_admin"};
  EXPECT_EQ(site.get(WebexSite::kSupervisors).status, 200);
  EXPECT_EQ(site.del(site.at(WebexSite::kSoren)).status, 403);
  site.person(webex::kServiceAccount).roles = {};
  EXPECT_EQ(site.get(WebexSite::kSupervisors).status, 403);
}

TEST(SimWebexSession, EndsAllTokensOfSomebodyWhoseRolesChange) {
  WebexSite site;
  const auto token = redeem(site, std::string(webex::kRefreshToken)).json()["access_token"].get<std::string>();
  webex::other_sets_roles(site.world, site.now, webex::kServiceAccount, {"Full Administrator", "User Administrator"});
  EXPECT_EQ(status_with(site, token), 401);
  EXPECT_EQ(status_with(site, std::string(webex::kToken)), 401);
  EXPECT_EQ(redeem(site, std::string(webex::kRefreshToken)).status, 400);
}

TEST(SimWebexSession, LeavesTokensAloneWhenTheRolesStayTheSame) {
  WebexSite site;
  webex::other_sets_roles(site.world, site.now, webex::kServiceAccount, {"Full Administrator"});
  EXPECT_EQ(status_with(site, std::string(webex::kToken)), 200);
}

TEST(SimWebexSession, EchoesTheTrackingIdTwiceAndInErrors) {
  WebexSite site;
  auto request = webex_request(net::Method::get, "/v1/people/none");
  request.headers.add("TrackingID", "MUSTER_1");
  const auto reply = site.send(request);
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.headers.find("Trackingid"), "MUSTER_1,MUSTER_1");
  EXPECT_EQ(reply.json()["trackingId"], "MUSTER_1");
}

TEST(SimWebexSession, HasTwoShapesOfErrors) {
  WebexSite site;
  const auto general = site.get("/people/none").json();
  EXPECT_TRUE(general["errors"][0].contains("description"));
  EXPECT_FALSE(general.contains("errorCode"));
  const auto telephony = site.get("/telephony/config/supervisors/none").json();
  EXPECT_TRUE(telephony.contains("errorCode"));
  EXPECT_FALSE(telephony.contains("errors"));
  site.world.quirks.error_shape = webex::ErrorShape::html;
  EXPECT_TRUE(site.get("/people/none").json().is_discarded());
}

TEST(SimWebexSession, KnowsNoOtherOrganisationAndNoOtherAddress) {
  WebexSite site;
  EXPECT_EQ(site.get("/people?orgId=" + webex::hydra({}, "ORGANIZATION", site.world.org)).status, 200);
  EXPECT_EQ(
      site.get("/people?orgId=" + webex::hydra({}, "ORGANIZATION", "11111111-1111-1111-1111-111111111111")).status,
      403);
  EXPECT_EQ(site.get("/rooms").status, 404);
  EXPECT_EQ(site.send(webex_request(net::Method::get, "/people/me")).status, 404);
  EXPECT_EQ(site.call(net::Method::patch, "/people").status, 405);
}

TEST(SimWebexSession, CountsRequestsAndWrites) {
  WebexSite site;
  site.get(site.at(WebexSite::kSoren));
  site.get(site.at(WebexSite::kPavel));
  site.del(site.at(WebexSite::kPavel));
  EXPECT_EQ(site.world.request_count("GET /telephony/config/supervisors/{id}"), 2U);
  EXPECT_EQ(site.world.request_count(), 3U);
  EXPECT_EQ(site.world.write_count(), 1U);
}

TEST(SimWebexSession, GivesTheSameAnswersToTheSameRequests) {
  WebexSite one;
  WebexSite two;
  one.world.quirks.reorders_page = two.world.quirks.reorders_page = true;
  for (const auto* path : {"/people?max=7", "/telephony/config/supervisors", "/roles"}) {
    EXPECT_EQ(one.get(path).body, two.get(path).body) << path;
  }
  EXPECT_EQ(redeem(one, std::string(webex::kRefreshToken)).body, redeem(two, std::string(webex::kRefreshToken)).body);
}

}  // namespace
}  // namespace muster::tests
