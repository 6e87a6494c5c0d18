#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "providers/simulators/cucm_uds/sandbox_site.h"
#include "tests/providers/sim_uds_site.h"

namespace muster::tests::uds_site {
namespace {

using Json = nlohmann::json;

struct Sandboxed {
  simulators::SandboxVendor vendor;
  engine::WallTime now{std::chrono::seconds(1'767'600'000)};

  explicit Sandboxed(std::size_t people = 0) {
    simulators::SandboxOptions options;
    options.people = people;
    vendor = uds::sandbox_site(options);
  }
  net::HttpResponse send(const net::HttpRequest& request) { return vendor.answering(request, now).server.response; }
  net::HttpResponse control(const std::string& action, const Json& body) {
    net::HttpRequest request(Method::post, "/_sandbox/" + action);
    request.headers.add("Content-Type", "application/json");
    request.body = body.dump();
    return send(request);
  }
  net::HttpResponse get(const std::string& target) { return send({Method::get, target}); }
};

TEST(SimUdsSandbox, PlaysAnotherAdministrator) {
  Sandboxed sandbox;
  for (const auto& edit : std::vector<Json>{
           {{"user", "arook"}, {"displayName", "A"}},
           {{"user", "arook"}, {"userLocale", "7"}},
           {{"user", "arook"}, {"enableDoNotDisturb", true}},
           {{"user", "arook"}, {"forwardAll", "4001"}},
           {{"user", "arook"}, {"password", "x"}},
           {{"user", "arook"}, {"unlock", true}},
           {{"user", "arook"}, {"device", ""}, {"description", "Theirs"}},
           {{"user", "arook"}, {"device", ""}, {"extension", "2904"}, {"label", "L"}},
           {{"user", "arook"}, {"device", ""}, {"speedDial", {{"index", 1}, {"number", "4001"}, {"label", "Desk"}}}}}) {
    const auto reply = sandbox.control("second-admin", edit);
    EXPECT_EQ(reply.status, 200) << edit;
    EXPECT_EQ(Json::parse(reply.body)["actor"], "other") << edit;
  }
  const auto log = Json::parse(sandbox.get("/_sandbox/log").body)["log"];
  EXPECT_EQ(log[4]["fields"][0]["after"], "***");
}

TEST(SimUdsSandbox, RefusesWhatItDoesNotUnderstand) {
  Sandboxed sandbox;
  for (const auto& edit : std::vector<Json>{Json::object(),
                                            {{"user", "arook"}},
                                            {{"user", "nobody"}, {"displayName", "A"}},
                                            {{"user", "arook"}, {"device", "SEPNONE"}, {"description", "A"}},
                                            {{"user", "arook"}, {"device", ""}}}) {
    EXPECT_EQ(sandbox.control("second-admin", edit).status, 400) << edit;
  }
  EXPECT_EQ(sandbox.control("quirks", {{"gremlins", true}}).status, 400);
}

TEST(SimUdsSandbox, SetsQuirksAndResetsThem) {
  Sandboxed sandbox;
  EXPECT_EQ(sandbox.control("quirks", {{"attack", "login_page"}}).status, 200);
  EXPECT_NE(sandbox.get("/cucm-uds/version").body.find("j_security_check"), std::string::npos);
  EXPECT_EQ(sandbox.control("reset", Json::object()).status, 200);
  EXPECT_NE(sandbox.get("/cucm-uds/version").body.find("versionInformation"), std::string::npos);
  EXPECT_EQ(Json::parse(sandbox.get("/_sandbox/counters").body)["requests"]["GET /version"], 1);
}

TEST(SimUdsSandbox, IsAsLargeAsItIsAskedToBe) {
  Sandboxed sandbox(30);
  EXPECT_EQ(sandbox.vendor.provider, "cucm-uds");
  EXPECT_EQ(sandbox.vendor.username, "{name}");
  EXPECT_EQ(sandbox.vendor.password, "sandbox-only-{name}");
  EXPECT_EQ(uds::read_xml(sandbox.get("/cucm-uds/users").body)->attribute("totalCount"), "30");
}

TEST(SimUdsSandbox, PlaysAGivenWorld) {
  const auto vendor = uds::sandbox_site(uds::company_organisation());
  const auto played = vendor.answering({Method::get, "/cucm-uds/users?username=nova.stern"}, {});
  EXPECT_EQ(uds::read_xml(played.server.response.body)->attribute("totalCount"), "1");
}

}  // namespace
}  // namespace muster::tests::uds_site
