#include <gtest/gtest.h>

#include "providers/simulators/webex/sandbox_site.h"
#include "tests/providers/sim_webex_site.h"

namespace muster::tests {
namespace {

struct WebexSandbox {
  simulators::SandboxVendor vendor;
  engine::WallTime now{std::chrono::seconds(1'767'600'000)};

  explicit WebexSandbox(std::size_t people = 0) {
    simulators::SandboxOptions options;
    options.people = people;
    vendor = webex::sandbox_site(options);
  }
  WebexReply send(const net::HttpRequest& request) {
    auto played = vendor.answering(request, now);
    return {played.server.response.status, played.server.response.headers, played.server.response.body};
  }
  WebexReply control(const std::string& action, const Json& body) {
    return send(webex_request(net::Method::post, "/_sandbox/" + action, body));
  }
  WebexReply get(const std::string& target) {
    net::HttpRequest request(net::Method::get, target);
    request.headers.add("Authorization", "Bearer " + vendor.credentials.at("token"));
    return send(request);
  }
};

TEST(SimWebexSandbox, IsReachedWithItsToken) {
  WebexSandbox sandbox;
  EXPECT_EQ(sandbox.vendor.provider, "webex");
  EXPECT_EQ(sandbox.get("/v1/people/me").status, 200);
  EXPECT_EQ(sandbox.get("/_sandbox").json()["endpoints"].size(), 6U);
}

TEST(SimWebexSandbox, ChangesAssignmentsAndPeopleAsAnotherAdministrator) {
  WebexSandbox sandbox;
  const auto edit = [&](const Json& body) { return sandbox.control("second-admin", body).status; };
  const std::string walk_in = "walk.in@acme.example";
  EXPECT_EQ(edit({{"person", walk_in}, {"create", true}}), 200);
  EXPECT_EQ(edit({{"supervisor", walk_in}, {"tier", "basic"}, {"agents", {WebexSite::kBo}}}), 200);
  EXPECT_EQ(edit({{"person", WebexSite::kBo}, {"roles", {"User Administrator"}}}), 200);
  EXPECT_EQ(edit({{"supervisor", WebexSite::kMira}, {"tier", "customerAssist"}, {"agents", Json::array()}}), 200);
  EXPECT_EQ(edit({{"person", walk_in}, {"remove", true}}), 200);
  const auto log = sandbox.get("/_sandbox/log").json()["log"];
  ASSERT_EQ(log.size(), 6U);
  EXPECT_EQ(log[1]["entity"], "supervisor-basic");
  EXPECT_EQ(log[1]["fields"][0]["after"], WebexSite::kBo);
  EXPECT_EQ(log[3]["effect"], "removed");
  EXPECT_EQ(log[5]["actor"], "vendor");
}

TEST(SimWebexSandbox, RefusesWhatItDoesNotUnderstand) {
  WebexSandbox sandbox;
  const auto edit = [&](const Json& body) { return sandbox.control("second-admin", body).status; };
  EXPECT_EQ(edit({{"roles", Json::array()}}), 400);
  EXPECT_EQ(edit({{"person", "nobody"}, {"roles", Json::array()}}), 400);
  EXPECT_EQ(edit({{"person", WebexSite::kBo}, {"roles", "User Administrator"}}), 400);
  EXPECT_EQ(edit({{"supervisor", WebexSite::kMira}, {"tier", "gold"}, {"agents", Json::array()}}), 400);
  EXPECT_EQ(edit({{"supervisor", WebexSite::kMira}, {"tier", "basic"}, {"agents", {"nobody"}}}), 400);
  EXPECT_EQ(sandbox.control("quirks", {{"gremlins", true}}).status, 400);
  EXPECT_EQ(sandbox.control("faults", {{"rate", 2}}).status, 400);
}

TEST(SimWebexSandbox, SetsFaultsAndQuirksUntilItIsReset) {
  WebexSandbox sandbox;
  sandbox.control("quirks", {{"pageCap", 3}, {"statusId", "hydra"}});
  EXPECT_EQ(sandbox.get("/v1/people").json()["items"].size(), 3U);
  sandbox.control("faults", {{"rate", 1}, {"kinds", {"too_many_requests"}}});
  EXPECT_EQ(sandbox.get("/v1/people").status, 429);
  EXPECT_EQ(sandbox.control("reset", Json::object()).status, 200);
  EXPECT_EQ(sandbox.get("/v1/people").json()["items"].size(), 39U);
  EXPECT_EQ(sandbox.get("/_sandbox/counters").json()["total"], 1);
  EXPECT_EQ(sandbox.get("/_sandbox/counters").json()["writes"], 0);
}

TEST(SimWebexSandbox, ServesAGeneratedOrganisationOfTheSizeAskedFor) {
  WebexSandbox sandbox(60);
  EXPECT_EQ(sandbox.get("/v1/people").json()["items"].size(), 61U);
}

}  // namespace
}  // namespace muster::tests
