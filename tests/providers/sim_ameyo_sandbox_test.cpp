#include <gtest/gtest.h>

#include "providers/simulators/ameyo/sandbox_site.h"
#include "tests/providers/sim_ameyo_site.h"

namespace muster::tests::ameyo_site {
namespace {

struct Sandboxed {
  simulators::SandboxVendor vendor;
  engine::WallTime now{std::chrono::seconds(1'767'600'000)};
  std::string session;

  explicit Sandboxed(std::size_t people = 0) {
    simulators::SandboxOptions options;
    options.people = people;
    vendor = ameyo::sandbox_site(options);
    const Json login{{"userId", vendor.username}, {"token", vendor.password}};
    session = post("/ameyorestapi/session/userLogin", login).json().value("sessionId", "");
  }
  Reply send(net::HttpRequest request) {
    request.headers.add("sessionId", session);
    auto played = vendor.answering(request, now);
    return {played.server.response.status, played.server.response.headers, played.server.response.body};
  }
  Reply post(const std::string& target, const Json& body) {
    net::HttpRequest request(Method::post, target);
    request.headers.add("Content-Type", "application/json");
    request.body = body.dump();
    return send(std::move(request));
  }
  Reply control(const std::string& action, const Json& body) { return post("/_sandbox/" + action, body); }
  Reply get(const std::string& target) { return send(net::HttpRequest(Method::get, target)); }
  Reply users() { return get(std::string(ameyo::kBasePath) + Site::kUsers); }
};

TEST(SimAmeyoSandbox, PlaysAnotherAdministrator) {
  Sandboxed sandbox;
  for (const auto& edit : std::vector<Json>{{{"user", "arook"}, {"name", "A. Rook"}},
                                            {{"user", "arook"}, {"type", "Supervisor"}},
                                            {{"user", "new.one"}, {"create", true}},
                                            {{"user", "new.one"}, {"remove", true}},
                                            {{"group", "Billing"}, {"agents", {"arook"}}},
                                            {{"group", "Billing"}, {"supervisors", {"sdahl"}}},
                                            {{"group", "Billing"}, {"description", "Invoices"}},
                                            {{"group", "Night"}, {"create", true}, {"supervisors", {"mkos"}}},
                                            {{"group", "Night"}, {"name", "Late"}},
                                            {{"group", "Late"}, {"remove", true}}}) {
    const auto reply = sandbox.control("second-admin", edit);
    EXPECT_EQ(reply.status, 200) << edit;
    EXPECT_EQ(reply.json()["actor"], "other") << edit;
  }
  EXPECT_EQ(sandbox.get("/_sandbox/log").json()["log"].size(), 10U);
}

TEST(SimAmeyoSandbox, RefusesWhatItDoesNotUnderstand) {
  Sandboxed sandbox;
  EXPECT_EQ(sandbox.control("second-admin", Json::object()).status, 400);
  EXPECT_EQ(sandbox.control("second-admin", {{"user", "arook"}}).status, 400);
  EXPECT_EQ(sandbox.control("second-admin", {{"group", "None"}, {"agents", {"arook"}}}).status, 400);
  EXPECT_EQ(sandbox.control("second-admin", {{"group", "Billing"}, {"agents", {1}}}).status, 400);
  EXPECT_EQ(sandbox.control("quirks", {{"gremlins", true}}).status, 400);
}

TEST(SimAmeyoSandbox, SetsQuirksAndResetsThem) {
  Sandboxed sandbox;
  EXPECT_EQ(sandbox.users().json().size(), 41U);
  EXPECT_EQ(sandbox.control("quirks", {{"attack", "login_page"}}).status, 200);
  EXPECT_TRUE(sandbox.users().has("<form"));
  EXPECT_EQ(sandbox.control("reset", Json::object()).status, 200);
  EXPECT_EQ(sandbox.users().status, 403) << "its sessions are gone as well";
  EXPECT_EQ(sandbox.get("/_sandbox/counters").json()["total"], 1);
}

TEST(SimAmeyoSandbox, IsAsLargeAsItIsAskedToBe) {
  Sandboxed sandbox(30);
  EXPECT_EQ(sandbox.vendor.provider, "ameyo");
  EXPECT_EQ(sandbox.users().json().size(), 31U);
}

}  // namespace
}  // namespace muster::tests::ameyo_site
