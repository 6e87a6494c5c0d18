#include <gtest/gtest.h>

#include "providers/simulators/uccx/simulator.h"
#include "tests/providers/sim_uccx_site.h"

namespace muster::tests::uccx_site {
namespace {

using net::Method;
using simulators::FaultKind;

constexpr engine::WallTime kNow{std::chrono::seconds(1'767'600'000)};

net::HttpRequest signed_request(Method method, std::string target, const Json& body = nullptr) {
  net::HttpRequest request(method, std::move(target));
  request.headers.add("Authorization", simulators::basic_authorization(uccx::kServiceAccount, uccx::kServicePassword));
  request.headers.add("Accept", "application/json");
  if (body.is_null()) return request;
  request.headers.add("Content-Type", "application/json");
  request.body = body.dump();
  return request;
}

struct Faulty {
  uccx::Simulator simulator{uccx::sample_organisation()};

  net::HttpResponse meet(FaultKind kind, const net::HttpRequest& request) {
    simulator.faults().once(kind, request.method);
    return simulator.answering()(request, kNow).server.response;
  }
};

TEST(SimUccxFaults, AnswerAnErrorInFrontOfTheChangeOrBehindIt) {
  const auto creation = signed_request(Method::post, "/adminapi/team", {{"teamname", "Night"}});
  Faulty before;
  EXPECT_EQ(before.meet(FaultKind::vendor_error_before, creation).status, 500);
  EXPECT_EQ(before.simulator.world().find_team("Night"), nullptr);
  Faulty after;
  const auto reply = after.meet(FaultKind::vendor_error_after, creation);
  EXPECT_EQ(reply.status, 500);
  EXPECT_TRUE(reply.body.contains("ServerError"));
  EXPECT_NE(after.simulator.world().find_team("Night"), nullptr);
}

TEST(SimUccxFaults, LoseTheCollectionsAlone) {
  Faulty faulty;
  EXPECT_EQ(faulty.meet(FaultKind::collection_not_found, signed_request(Method::get, "/adminapi/team")).status, 404);
  EXPECT_EQ(faulty.meet(FaultKind::collection_not_found, signed_request(Method::get, "/adminapi/team/2")).status, 200);
}

TEST(SimUccxFaults, EndEverySession) {
  Faulty faulty;
  const auto main = net::HttpRequest(Method::get, "/appadmin/main");
  (void)faulty.simulator.answering()(main, kNow);
  ASSERT_EQ(faulty.simulator.world().sessions.size(), 1U);
  (void)faulty.meet(FaultKind::session_expired, net::HttpRequest(Method::get, "/appadmin/login.jsp"));
  EXPECT_TRUE(faulty.simulator.world().sessions.empty());
}

TEST(SimUccxFaults, ShowAnotherPageOfTheList) {
  Faulty faulty;
  auto& world = faulty.simulator.world();
  world.quirks.page_size = 10;
  world.sessions["A"].signed_in = true;
  world.sessions["A"].last_used = kNow;
  net::HttpRequest request(Method::get, "/appadmin/LDAPSetup?request_type=ldapsetup.waitpage.usermaintenance&pageNo=3");
  request.headers.add("Cookie", "JSESSIONID=A");
  EXPECT_TRUE(faulty.meet(FaultKind::repeated_page, request).body.contains("pageNo=3\">Next"));
  EXPECT_TRUE(faulty.meet(FaultKind::ignored_offset, request).body.contains("pageNo=2\">Next"));
}

TEST(SimUccxFaults, LetASecondAdministratorEditFirst) {
  Faulty faulty;
  faulty.simulator.edits().edits = {uccx::Edit::change_flags};
  EXPECT_EQ(faulty.meet(FaultKind::second_administrator, signed_request(Method::get, "/adminapi/team")).status, 200);
  ASSERT_EQ(faulty.simulator.world().log.size(), 1U);
  EXPECT_EQ(faulty.simulator.world().log[0].actor, "other");
}

}  // namespace
}  // namespace muster::tests::uccx_site
