#include <gtest/gtest.h>

#include "tests/providers/sim_gws_site.h"

namespace muster::tests {
namespace {

using gws::StatusCodeForm;

TEST(SimGwsEnvelope, TellsItsVersionToAnybody) {
  Site site;
  const auto reply = site.send(request_to(net::Method::get, "/api/v2/diagnostics/version"));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.json()["version"], "8.5.201.95");
}

TEST(SimGwsEnvelope, AnswersUnderTheContainersPrefixAsWell) {
  Site site;
  EXPECT_EQ(site.send(request_to(net::Method::get, "/cloud-web/api/v2/diagnostics/version")).status, 200);
}

TEST(SimGwsEnvelope, AnswersOutsideTheBasePathWithAPage) {
  Site site;
  const auto reply = site.send(request_to(net::Method::get, "/api/v22/users"));
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(reply.code(), -1);
}

TEST(SimGwsEnvelope, WritesTheStatusCodeInTheFormOfTheSite) {
  Site site;
  site.world.quirks.status_code = StatusCodeForm::number;
  EXPECT_EQ(site.get("/me").json()["statusCode"], Json(0));
  site.world.quirks.status_code = StatusCodeForm::text;
  EXPECT_EQ(site.get("/me").json()["statusCode"], Json("0"));
}

TEST(SimGwsEnvelope, VariesTheFormOfTheStatusCodeFromAnswerToAnswer) {
  Site site;
  site.world.quirks.status_code = StatusCodeForm::varying;
  EXPECT_NE(site.get("/me").json()["statusCode"].type(), site.get("/me").json()["statusCode"].type());
}

TEST(SimGwsEnvelope, GivesAnErrorNothingButCodeAndMessage) {
  Site site;
  const auto reply = site.get("/users/nobody");
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(reply.code(), 6);
  EXPECT_EQ(reply.json().size(), 2U);
  EXPECT_TRUE(reply.json()["statusMessage"].is_string());
}

TEST(SimGwsEnvelope, ShowsErrorsAsPagesWhereTheContainerAnswers) {
  Site site;
  site.world.quirks.errors_as_html = true;
  const auto reply = site.get("/users/nobody");
  EXPECT_EQ(reply.status, 404);
  EXPECT_TRUE(reply.body.starts_with("<html>"));
  EXPECT_TRUE(reply.headers.find("Content-Type")->starts_with("text/html"));
}

TEST(SimGwsEnvelope, TellsWhoIsCalling) {
  Site site;
  const auto user = site.get("/me").json()["user"];
  EXPECT_EQ(user["userName"], "svc-muster");
  EXPECT_EQ(user["password"], "");
  EXPECT_EQ(user["roles"], Json::array({"ROLE_ADMIN"}));
}

TEST(SimGwsEnvelope, ListsTheFeaturesThatAreOn) {
  Site site;
  site.world.features = {"api-provisioning-read"};
  EXPECT_EQ(site.get("/features?fields=*").json()["features"][0]["id"], "api-provisioning-read");
  EXPECT_EQ(site.get("/features").count("uris"), 1U);
  EXPECT_EQ(site.get("/system/features?fields=*").count("features"), 2U);
}

TEST(SimGwsEnvelope, HidesTheUsersWhereTheReadFeatureIsOff) {
  Site site;
  site.world.features = {"api-provisioning-write"};
  const auto reply = site.get("/users");
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(reply.code(), 6);
  site.world.quirks.feature_off = gws::FeatureOff::invalid_operation;
  EXPECT_EQ(site.get("/users").json()["statusMessage"], "Invalid operation.");
  site.world.quirks.feature_off = gws::FeatureOff::html_page;
  EXPECT_EQ(site.get("/users").code(), -1);
}

TEST(SimGwsEnvelope, RefusesWritesWhereTheWriteFeatureIsOff) {
  Site site;
  site.world.features = {"api-provisioning-read"};
  EXPECT_EQ(site.post("/users", {{"userName", "a"}}).status, 404);
  EXPECT_EQ(site.get("/users").status, 200);
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimGwsEnvelope, IsAFunctionOfWorldRequestAndTime) {
  Site one(gws::sample_organisation());
  Site two = one;
  const Json body{
      {"userName", "x"}, {"firstName", "A"}, {"lastName", "B"}, {"password", "p"}, {"roles", {"ROLE_AGENT"}}};
  EXPECT_EQ(one.post("/users", body).body, two.post("/users", body).body);
  EXPECT_EQ(one.get("/users?fields=*").body, two.get("/users?fields=*").body);
}

TEST(SimGwsEnvelope, CountsRequestsByMethodAndResource) {
  Site site;
  site.get("/users/one");
  site.get("/users/two");
  EXPECT_EQ(site.world.request_count("GET /users/{id}"), 2U);
  EXPECT_EQ(site.world.request_count(), 2U);
}

}  // namespace
}  // namespace muster::tests
