#include <gtest/gtest.h>

#include "providers/simulators/uccx/sandbox_site.h"
#include "tests/providers/sim_uccx_site.h"

namespace muster::tests::uccx_site {
namespace {

using net::Method;

struct Sandboxed {
  simulators::SandboxVendor vendor;
  engine::WallTime now{std::chrono::seconds(1'767'600'000)};

  explicit Sandboxed(std::size_t people = 0) {
    simulators::SandboxOptions options;
    options.people = people;
    vendor = uccx::sandbox_site(options);
  }
  Reply send(const net::HttpRequest& request) {
    auto played = vendor.answering(request, now);
    return {played.server.response.status, played.server.response.headers, played.server.response.body};
  }
  Reply control(const std::string& action, const Json& body) {
    net::HttpRequest request(Method::post, "/_sandbox/" + action);
    request.headers.add("Content-Type", "application/json");
    request.body = body.dump();
    return send(request);
  }
  Reply get(const std::string& target) {
    net::HttpRequest request(Method::get, target);
    request.headers.add("Authorization", simulators::basic_authorization(vendor.username, vendor.password));
    request.headers.add("Accept", "application/json");
    return send(request);
  }
};

TEST(SimUccxSandbox, PlaysAnotherAdministrator) {
  Sandboxed sandbox;
  for (const auto& edit : std::vector<Json>{{{"team", "Billing"}, {"agents", {"arook"}}},
                                            {{"team", "Billing"}, {"primarySupervisor", "blind"}},
                                            {{"team", "Billing"}, {"secondarySupervisors", {"mkos"}}},
                                            {{"user", "arook"}, {"roles", {"Reporting"}}},
                                            {{"user", "arook"}, {"email", "a@acme.example"}},
                                            {{"team", "Night"}, {"create", true}},
                                            {{"team", "Night"}, {"name", "Late"}},
                                            {{"team", "Late"}, {"remove", true}}}) {
    const auto reply = sandbox.control("second-admin", edit);
    EXPECT_EQ(reply.status, 200) << edit;
    EXPECT_EQ(reply.json()["actor"], "other") << edit;
  }
  const auto log = sandbox.get("/_sandbox/log").json();
  EXPECT_EQ(log["log"][0]["entity"], "team");
  EXPECT_EQ(log["log"][0]["effect"], "updated");
}

TEST(SimUccxSandbox, RefusesWhatItDoesNotUnderstand) {
  Sandboxed sandbox;
  EXPECT_EQ(sandbox.control("second-admin", Json::object()).status, 400);
  EXPECT_EQ(sandbox.control("second-admin", {{"team", "None"}, {"agents", {"arook"}}}).status, 400);
  EXPECT_EQ(sandbox.control("second-admin", {{"team", "Billing"}, {"agents", {1}}}).status, 400);
  EXPECT_EQ(sandbox.control("second-admin", {{"user", "nobody"}, {"roles", {"Reporting"}}}).status, 400);
  EXPECT_EQ(sandbox.control("quirks", {{"gremlins", true}}).status, 400);
  EXPECT_EQ(sandbox.control("faults", {{"rate", 2}}).status, 400);
}

TEST(SimUccxSandbox, SetsQuirksAndResetsThem) {
  Sandboxed sandbox;
  EXPECT_EQ(sandbox.control("quirks", {{"attack", "login_page"}}).status, 200);
  EXPECT_TRUE(sandbox.get("/adminapi/team").has("j_security_check"));
  EXPECT_EQ(sandbox.control("reset", Json::object()).status, 200);
  EXPECT_EQ(sandbox.get("/adminapi/team").json()["team"].size(), 6U);
  EXPECT_EQ(sandbox.get("/_sandbox/counters").json()["requests"]["GET /adminapi/team"], 1);
}

TEST(SimUccxSandbox, IsAsLargeAsItIsAskedToBe) {
  Sandboxed sandbox(30);
  EXPECT_EQ(sandbox.vendor.provider, "uccx");
  EXPECT_EQ(sandbox.get("/adminapi/resource").json()["resource"].size(), 30U);
}

}  // namespace
}  // namespace muster::tests::uccx_site
