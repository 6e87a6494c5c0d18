#include <gtest/gtest.h>

#include "tests/providers/sim_gws_site.h"

namespace muster::tests {
namespace {

using namespace std::chrono_literals;

std::string cookie_of(const Reply& reply, std::string_view name) {
  for (const auto field : reply.headers.find_all("Set-Cookie")) {
    if (field.starts_with(name)) return std::string(field.substr(0, field.find(';')));
  }
  return {};
}

net::HttpRequest write_with(const std::string& cookies, const std::string& header = {}, const std::string& token = {}) {
  auto request = request_to(net::Method::post, "/api/v2/users", Json::object());
  sign(request);
  if (!cookies.empty()) request.headers.add("Cookie", cookies);
  if (!header.empty()) request.headers.add(header, token);
  return request;
}

TEST(SimGwsSession, DeniesWhoeverDoesNotSignIn) {
  Site site;
  const auto reply = site.send(request_to(net::Method::get, "/api/v2/me"));
  EXPECT_EQ(reply.status, 401);
  EXPECT_EQ(reply.code(), 20);
  site.world.quirks.denied_status = 200;
  EXPECT_EQ(site.send(request_to(net::Method::get, "/api/v2/me")).status, 200);
}

TEST(SimGwsSession, DeniesAWrongPassword) {
  Site site;
  auto request = request_to(net::Method::get, "/api/v2/me");
  request.headers.add("Authorization", simulators::basic_authorization("svc-muster", "wrong"));
  EXPECT_EQ(site.send(request).code(), 20);
}

TEST(SimGwsSession, DeniesADisabledAccount) {
  Site site;
  site.world.users.find_login("svc-muster")->enabled = false;
  EXPECT_EQ(site.get("/me").code(), 20);
}

TEST(SimGwsSession, MakesTheCallerAnonymousWhereSamlIsOn) {
  Site site;
  site.world.quirks.saml = gws::Saml::anonymous;
  const auto reply = site.send(request_to(net::Method::get, "/api/v2/users"));
  EXPECT_EQ(reply.code(), 5);
  EXPECT_NE(reply.body.find("ANONYMOUS"), std::string::npos);
  EXPECT_EQ(site.send(request_to(net::Method::get, "/api/v2/diagnostics/version")).status, 200);
}

TEST(SimGwsSession, MayAnswerWithALoginPageAsIfAllWereWell) {
  Site site;
  site.world.quirks.saml = gws::Saml::login_page;
  const auto reply = site.send(request_to(net::Method::get, "/api/v2/users"));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.code(), -1);
}

TEST(SimGwsSession, DemandsANewPasswordOfACallerWhoMustChangeIt) {
  Site site;
  site.world.users.find_login("svc-muster")->change_password_on_first_login = true;
  EXPECT_EQ(site.get("/users").code(), 8);
}

TEST(SimGwsSession, OpensOneSessionForAClientThatKeepsItsCookie) {
  Site site;
  const auto first = site.get("/me");
  auto request = request_to(net::Method::get, "/api/v2/me");
  request.headers.add("Cookie", "other=1; " + cookie_of(first, "JSESSIONID"));
  const auto second = site.send(request);  // signed in by the cookie alone
  EXPECT_EQ(second.code(), 0);
  EXPECT_FALSE(second.headers.find("Set-Cookie"));
  EXPECT_EQ(site.world.sessions.size(), 1U);
}

TEST(SimGwsSession, MayWantCredentialsWithEveryRequest) {
  Site site;
  site.world.quirks.session_signs_in = false;
  auto request = request_to(net::Method::get, "/api/v2/me");
  request.headers.add("Cookie", cookie_of(site.get("/me"), "JSESSIONID"));
  EXPECT_EQ(site.send(request).code(), 20);
}

TEST(SimGwsSession, ForgetsASessionThatWasIdle) {
  Site site;
  auto request = request_to(net::Method::get, "/api/v2/me");
  request.headers.add("Cookie", cookie_of(site.get("/me"), "JSESSIONID"));
  site.now += site.world.quirks.session_timeout + 1ms;
  EXPECT_EQ(site.send(request).code(), 20);
}

TEST(SimGwsSession, FindsNoSessionWithoutTheStickyCookie) {
  Site site;
  site.world.quirks.sticky_cookie = true;
  const auto first = site.get("/me");
  ASSERT_FALSE(cookie_of(first, "AWSELB").empty());
  auto request = request_to(net::Method::get, "/api/v2/me");
  request.headers.add("Cookie", cookie_of(first, "JSESSIONID"));
  EXPECT_EQ(site.send(request).code(), 20);
  request.headers.add("Cookie", cookie_of(first, "AWSELB"));
  EXPECT_EQ(site.send(request).code(), 0);
}

TEST(SimGwsSession, RefusesAWriteWithoutTheTokenInPlainText) {
  Site site;
  site.world.quirks.csrf = true;
  const auto reply = site.send(write_with(""));
  EXPECT_EQ(reply.status, 403);
  EXPECT_EQ(reply.body, "Missing or invalid Csrf token");
  EXPECT_EQ(*reply.headers.find("Content-Type"), "text/plain");
}

TEST(SimGwsSession, AcceptsAWriteWithTheNamedHeaderOfThatSession) {
  Site site;
  site.world.quirks.csrf = true;
  const auto read = site.get("/me");
  const std::string header(read.headers.find("X-CSRF-HEADER").value_or(""));
  const std::string token(read.headers.find("X-CSRF-TOKEN").value_or(""));
  EXPECT_NE(header, "X-CSRF-TOKEN");
  EXPECT_EQ(site.send(write_with(cookie_of(read, "JSESSIONID"), header, token)).code(),
            1);  // refused for its body only
  EXPECT_EQ(site.send(write_with(cookie_of(read, "JSESSIONID"), header, "stale")).status, 403);
  EXPECT_EQ(site.send(write_with("", header, token)).code(), -1);
}

TEST(SimGwsSession, GivesTheTokenANewValueInANewSession) {
  Site site;
  site.world.quirks.csrf = true;
  site.world.quirks.csrf_random_header = false;
  const auto first = site.get("/me");
  const std::string token(first.headers.find("X-CSRF-TOKEN").value_or(""));
  EXPECT_EQ(*first.headers.find("X-CSRF-HEADER"), "X-CSRF-TOKEN");
  site.world.sessions.clear();
  EXPECT_NE(*site.get("/me").headers.find("X-CSRF-TOKEN"), token);
}

}  // namespace
}  // namespace muster::tests
