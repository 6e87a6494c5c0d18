#include <gtest/gtest.h>

#include "providers/simulators/ameyo/simulator.h"
#include "tests/providers/sim_ameyo_site.h"

namespace muster::tests::ameyo_site {
namespace {

using simulators::FaultKind;

constexpr engine::WallTime kNow{std::chrono::seconds(1'767'600'000)};
constexpr std::string_view kSession = "d898-0-ses-svc-muster-test-1";

net::HttpRequest signed_request(Method method, const std::string& path, const Json& body = nullptr) {
  net::HttpRequest request(method, std::string(ameyo::kBasePath) + path);
  request.headers.add("sessionId", std::string(kSession));
  if (body.is_null()) return request;
  request.headers.add("Content-Type", "application/json");
  request.body = body.dump();
  return request;
}

struct Faulty {
  ameyo::Simulator simulator{ameyo::sample_organisation()};

  Faulty() {
    ameyo::Session session;
    session.user = ameyo::kServiceAccount;
    session.last_used = kNow;
    simulator.world().sessions.insert_or_assign(std::string(kSession), std::move(session));
  }
  net::HttpResponse meet(FaultKind kind, const net::HttpRequest& request) {
    simulator.faults().once(kind, request.method);
    return simulator.answering()(request, kNow).server.response;
  }
};

const net::HttpRequest kRemoval = signed_request(Method::del, "/user/users/mriva");
const net::HttpRequest kListing = signed_request(Method::get, Site::kUsers);

TEST(SimAmeyoFaults, AnswerAnErrorInFrontOfTheChangeOrBehindIt) {
  Faulty before;
  EXPECT_EQ(before.meet(FaultKind::vendor_error_before, kRemoval).status, 512);
  EXPECT_NE(before.simulator.world().find_user("mriva"), nullptr);
  Faulty after;
  EXPECT_EQ(after.meet(FaultKind::vendor_error_after, kRemoval).status, 512);
  EXPECT_EQ(after.simulator.world().find_user("mriva"), nullptr);
}

TEST(SimAmeyoFaults, SpeakOfALoginInItsOwnForm) {
  Faulty faulty;
  const auto login = signed_request(Method::post, "/session/userLogin", Json::object());
  const auto reply = faulty.meet(FaultKind::vendor_error_before, login);
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(reply.body.contains("errorCode"));
}

TEST(SimAmeyoFaults, LoseTheCollectionsAlone) {
  Faulty faulty;
  EXPECT_EQ(faulty.meet(FaultKind::collection_not_found, kListing).status, 404);
  const auto other = signed_request(Method::get, "/group/isGroupHierarchyLicenseEnabled");
  EXPECT_EQ(faulty.meet(FaultKind::collection_not_found, other).status, 200);
}

TEST(SimAmeyoFaults, EndMustersSessionAndNobodyElses) {
  Faulty faulty;
  EXPECT_EQ(faulty.meet(FaultKind::session_expired, kListing).status, 403);
  EXPECT_EQ(faulty.simulator.world().sessions.size(), 3U);
}

TEST(SimAmeyoFaults, SlowTheCallerDown) {
  Faulty faulty;
  EXPECT_EQ(faulty.meet(FaultKind::too_many_requests, kRemoval).status, 429);
  EXPECT_NE(faulty.simulator.world().find_user("mriva"), nullptr);
}

TEST(SimAmeyoFaults, LetASecondAdministratorEditFirst) {
  Faulty faulty;
  faulty.simulator.edits().edits = {ameyo::Edit::describe};
  EXPECT_EQ(faulty.meet(FaultKind::second_administrator, kListing).status, 200);
  ASSERT_EQ(faulty.simulator.world().log.size(), 1U);
  EXPECT_EQ(faulty.simulator.world().log[0].actor, "other");
}

}  // namespace
}  // namespace muster::tests::ameyo_site
