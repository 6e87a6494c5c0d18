#include <gtest/gtest.h>

#include "providers/simulators/cucm_uds/simulator.h"
#include "tests/providers/sim_uds_site.h"

namespace muster::tests::uds_site {
namespace {

using simulators::FaultKind;

constexpr engine::WallTime kNow{std::chrono::seconds(1'767'600'000)};

net::HttpRequest signed_request(Method method, const std::string& path, std::string body = {}) {
  net::HttpRequest request(method, "/cucm-uds" + path);
  request.headers.add("Authorization", simulators::basic_authorization("arook", uds::password_of("arook")));
  request.headers.add("Content-Type", "application/xml");
  request.body = std::move(body);
  return request;
}

const std::string kRename = "<user><displayName>A</displayName></user>";

struct Faulty {
  uds::Simulator simulator{uds::sample_organisation()};

  net::HttpResponse meet(FaultKind kind, const net::HttpRequest& request) {
    simulator.faults().once(kind, request.method);
    return simulator.answering()(request, kNow).server.response;
  }
};

TEST(SimUdsFaults, AnswerAnErrorInFrontOfTheChangeOrBehindIt) {
  const auto change = signed_request(Method::put, "/user/arook", kRename);
  Faulty before;
  EXPECT_EQ(before.meet(FaultKind::vendor_error_before, change).status, 500);
  EXPECT_TRUE(before.simulator.world().log.empty());
  Faulty after;
  EXPECT_EQ(after.meet(FaultKind::vendor_error_after, change).status, 500);
  EXPECT_EQ(after.simulator.world().find_user("arook")->display_name, "A");
}

TEST(SimUdsFaults, LoseListsAlone) {
  Faulty faulty;
  const auto kind = FaultKind::collection_not_found;
  EXPECT_EQ(faulty.meet(kind, signed_request(Method::get, "/user/arook/devices")).status, 404);
  EXPECT_EQ(faulty.meet(kind, signed_request(Method::get, "/user/arook")).status, 200);
}

TEST(SimUdsFaults, EndEverySession) {
  Faulty faulty;
  (void)faulty.simulator.answering()(signed_request(Method::get, "/user/arook"), kNow);
  const auto old = faulty.simulator.world().sessions.begin()->first;
  EXPECT_EQ(faulty.meet(FaultKind::session_expired, signed_request(Method::get, "/user/arook")).status, 200);
  EXPECT_FALSE(faulty.simulator.world().sessions.contains(old));
}

TEST(SimUdsFaults, ShowAnotherPageOfTheDirectory) {
  uds::Simulator simulator(uds::generated_organisation(200));
  const auto start_shown = [&](FaultKind kind) {
    simulator.faults().once(kind, Method::get);
    const auto played = simulator.answering()(signed_request(Method::get, "/users?start=128"), kNow);
    return uds::read_xml(played.server.response.body)->attribute("start");
  };
  EXPECT_EQ(start_shown(FaultKind::repeated_page), "64");
  EXPECT_EQ(start_shown(FaultKind::ignored_offset), "0");
}

TEST(SimUdsFaults, LetASecondAdministratorEditFirst) {
  Faulty faulty;
  faulty.simulator.edits().edits = {uds::Edit::toggle_do_not_disturb};
  EXPECT_EQ(faulty.meet(FaultKind::second_administrator, signed_request(Method::get, "/user/arook")).status, 200);
  ASSERT_EQ(faulty.simulator.world().log.size(), 1U);
  EXPECT_EQ(faulty.simulator.world().log[0].actor, "other");
}

}  // namespace
}  // namespace muster::tests::uds_site
