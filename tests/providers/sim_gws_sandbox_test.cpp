#include <gtest/gtest.h>

#include "providers/simulators/genesys_gws/sandbox_site.h"
#include "tests/providers/sim_gws_site.h"

namespace muster::tests {
namespace {

struct Sandboxed {
  simulators::SandboxVendor vendor;
  engine::WallTime now{std::chrono::seconds(1'767'600'000)};

  explicit Sandboxed(std::size_t people = 0) {
    simulators::SandboxOptions options;
    options.people = people;
    vendor = gws::sandbox_site(options);
  }
  Reply send(const net::HttpRequest& request) {
    auto played = vendor.answering(request, now);
    return {played.server.response.status, played.server.response.headers, played.server.response.body};
  }
  Reply control(const std::string& action, const Json& body) {
    return send(request_to(net::Method::post, "/_sandbox/" + action, body));
  }
  Reply get(const std::string& target) {
    auto request = request_to(net::Method::get, target);
    request.headers.add("Authorization", simulators::basic_authorization(vendor.username, vendor.password));
    return send(request);
  }
};

TEST(SimGwsSandbox, ListsItsEndpoints) {
  Sandboxed sandbox;
  EXPECT_EQ(sandbox.get("/_sandbox").count("endpoints"), 6U);
  EXPECT_EQ(sandbox.get("/_sandbox/none").status, 404);
  EXPECT_EQ(sandbox.get("/_sandboxes").status, 404);
}

TEST(SimGwsSandbox, CreatesChangesAndRemovesAsAnotherAdministrator) {
  Sandboxed sandbox;
  const std::string login = "new.person@acme.example";
  EXPECT_EQ(sandbox.control("second-admin", {{"userName", login}, {"create", true}, {"roles", {"ROLE_AGENT"}}}).status,
            200);
  EXPECT_EQ(sandbox.control("second-admin", {{"userName", login}, {"create", true}}).status, 400);
  EXPECT_EQ(sandbox.control("second-admin", {{"userName", login}, {"firstName", "New"}, {"enabled", false}}).status,
            200);
  EXPECT_EQ(sandbox.control("second-admin", {{"userName", login}, {"phoneNumber", "3001"}}).json()["from"],
            "mira.kos@acme.example");
  EXPECT_EQ(sandbox.control("second-admin", {{"userName", login}, {"remove", true}}).status, 200);
  EXPECT_EQ(sandbox.control("second-admin", {{"userName", login}, {"firstName", "X"}}).status, 400);
  EXPECT_EQ(sandbox.get("/_sandbox/log").count("log"), 4U);
}

TEST(SimGwsSandbox, RefusesWhatItDoesNotUnderstand) {
  Sandboxed sandbox;
  EXPECT_EQ(sandbox.control("second-admin", {{"firstName", "X"}}).status, 400);
  EXPECT_EQ(sandbox.control("second-admin", {{"userName", "x"}, {"roles", "ROLE_AGENT"}}).status, 400);
  EXPECT_EQ(sandbox.control("faults", {{"rate", 2}}).status, 400);
  EXPECT_EQ(sandbox.control("faults", {{"rate", 1}, {"kinds", {"gremlins"}}}).status, 400);
  EXPECT_EQ(sandbox.control("quirks", {{"gremlins", true}}).status, 400);
  EXPECT_EQ(sandbox.send(net::HttpRequest(net::Method::post, "/_sandbox/reset")).status, 415);
}

TEST(SimGwsSandbox, SetsFaultsAndQuirksUntilItIsReset) {
  Sandboxed sandbox;
  sandbox.control("quirks", {{"statusCode", "text"}, {"pageCap", 3}});
  EXPECT_EQ(sandbox.get("/api/v2/users").count("uris"), 3U);
  sandbox.control("faults", {{"rate", 1}, {"kinds", {"too_many_requests"}}});
  EXPECT_EQ(sandbox.get("/api/v2/users").status, 429);
  EXPECT_EQ(sandbox.get("/_sandbox/counters").json()["faults"]["too_many_requests"], 1);
  EXPECT_EQ(sandbox.control("reset", Json::object()).status, 200);
  EXPECT_EQ(sandbox.get("/api/v2/users").count("uris"), 59U);
  EXPECT_EQ(sandbox.get("/_sandbox/counters").json()["total"], 1);
}

TEST(SimGwsSandbox, ServesAGeneratedOrganisationOfTheSizeAskedFor) {
  Sandboxed sandbox(120);
  EXPECT_EQ(sandbox.get("/api/v2/users").count("uris"), 121U);
}

}  // namespace
}  // namespace muster::tests
