#include <gtest/gtest.h>

#include "providers/simulators/webex/simulator.h"
#include "tests/providers/sim_webex_site.h"

namespace muster::tests {
namespace {

using simulators::FaultKind;

// An organisation behind faults; every fault is scripted.
struct Troubled {
  webex::Simulator simulator{webex::sample_organisation()};
  engine::WallTime now{std::chrono::seconds(1'767'600'000)};

  WebexReply call(net::Method method, const std::string& path, const Json& body = nullptr) {
    auto played = simulator.faults().answer(webex_request(method, "/v1" + path, body), now);
    return {played.server.response.status, played.server.response.headers, played.server.response.body};
  }
  WebexReply get(const std::string& path) { return call(net::Method::get, path); }
  WebexReply meet(FaultKind kind, net::Method method, const std::string& path, const Json& body = nullptr) {
    simulator.faults().once(kind, method);
    return call(method, path, body);
  }
  std::string soren() {
    return "/telephony/config/supervisors/" +
           webex::hydra({}, "PEOPLE", simulator.world().people.find_email(WebexSite::kSoren)->uuid);
  }
};

TEST(SimWebexFaults, ShortenRepeatAndRestartPages) {
  Troubled site;
  EXPECT_LT(site.meet(FaultKind::short_page, net::Method::get, "/people?max=20").json()["items"].size(), 20U);
  const auto first = site.get(site.soren() + "?max=2").json();
  EXPECT_EQ(site.meet(FaultKind::repeated_page, net::Method::get, site.soren() + "?max=2&start=2").json(), first);
  EXPECT_EQ(site.meet(FaultKind::ignored_offset, net::Method::get, site.soren() + "?max=2&start=6").json(), first);
  const auto next = site.get("/people?max=5").next();
  const auto target = next.substr(next.find("/people"));
  EXPECT_EQ(site.meet(FaultKind::ignored_offset, net::Method::get, target).json(), site.get("/people?max=5").json());
}

TEST(SimWebexFaults, LoseTheCollection) {
  Troubled site;
  EXPECT_EQ(site.meet(FaultKind::collection_not_found, net::Method::get, "/telephony/config/supervisors").status, 404);
  EXPECT_EQ(site.get("/telephony/config/supervisors").status, 200);
}

TEST(SimWebexFaults, EndTokensThatWereIssuedAndRefuseTheOthersOnce) {
  Troubled site;
  auto& tokens = site.simulator.world().tokens;
  tokens["issued"] = {site.simulator.world().people.find_email(webex::kServiceAccount)->uuid,
                      site.now + std::chrono::hours(1)};
  EXPECT_EQ(site.meet(FaultKind::session_expired, net::Method::get, "/people/me").status, 401);
  EXPECT_FALSE(tokens.contains("issued"));
  EXPECT_EQ(site.get("/people/me").status, 200);
}

TEST(SimWebexFaults, FailBeforeOrAfterTheWrite) {
  Troubled site;
  auto& world = site.simulator.world();
  EXPECT_GE(site.meet(FaultKind::vendor_error_before, net::Method::del, site.soren()).status, 400);
  EXPECT_TRUE(world.log.empty());
  EXPECT_EQ(site.meet(FaultKind::vendor_error_after, net::Method::del, site.soren()).status, 504);
  EXPECT_EQ(world.log.size(), 1U);
}

TEST(SimWebexFaults, LockWithAWaitThatIsNoNumber) {
  Troubled site;
  std::size_t locked = 0;
  for (int i = 0; i < 40; ++i) {
    const auto reply = site.meet(FaultKind::vendor_error_before, net::Method::get, "/roles");
    if (reply.status != 423) continue;
    ++locked;
    EXPECT_EQ(reply.headers.find("Retry-After"), "rand(30),add(30)");
  }
  EXPECT_GT(locked, 0U);
}

TEST(SimWebexFaults, LetAnotherAdministratorInBetween) {
  Troubled site;
  for (int i = 0; i < 20; ++i) site.meet(FaultKind::second_administrator, net::Method::get, "/roles");
  const auto& world = site.simulator.world();
  EXPECT_FALSE(webex::changes_by(world, "other").empty());
  EXPECT_TRUE(webex::changes_by(world, webex::kServiceAccount).empty());
}

}  // namespace
}  // namespace muster::tests
