#include <gtest/gtest.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include "providers/simulators/beast_shell.h"
#include "providers/simulators/genesys_gws/simulator.h"
#include "providers/simulators/in_process.h"
#include "providers/simulators/sandbox.h"
#include "tests/providers/sim_gws_site.h"
#include "tests/support/virtual_clock.h"

namespace muster::tests {
namespace {

using namespace std::chrono_literals;
using core::Delivery;
using core::ErrorKind;
using simulators::FaultKind;

struct InProcess {
  VirtualClock clock;
  gws::Simulator simulator{gws::empty_organisation()};
  simulators::InProcessClient client{clock, simulator.answering(), 20ms};

  core::Result<net::HttpResponse> send(net::Method method, const std::string& target, const Json& body = nullptr) {
    auto request = request_to(method, target, body);
    request.timeout = 5s;
    sign(request);
    return clock.run(client.send(std::move(request)));
  }
};

TEST(SimInProcess, AnswersAfterTheLatency) {
  InProcess site;
  const auto before = site.clock.now();
  const auto answer = site.send(net::Method::get, "/api/v2/me");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(site.clock.now() - before, 20ms);
}

struct Failure {
  FaultKind kind;
  ErrorKind error;
  Delivery delivery;
};

TEST(SimInProcess, TurnsFaultsOfTheNetworkIntoWhatThePortPromises) {
  const std::vector<Failure> table{
      {FaultKind::connection_refused, ErrorKind::unavailable, Delivery::not_sent},
      {FaultKind::reset_before, ErrorKind::unavailable, Delivery::maybe_applied},
      {FaultKind::reset_after, ErrorKind::unavailable, Delivery::maybe_applied},
      {FaultKind::truncated_body, ErrorKind::protocol, Delivery::maybe_applied},
      {FaultKind::silence_after, ErrorKind::timeout, Delivery::maybe_applied},
  };
  for (const auto& failure : table) {
    InProcess site;
    site.simulator.faults().once(failure.kind, net::Method::get);
    const auto answer = site.send(net::Method::get, "/api/v2/me");
    ASSERT_FALSE(answer) << to_text(failure.kind);
    EXPECT_EQ(answer.error().kind, failure.error) << to_text(failure.kind);
    EXPECT_EQ(answer.error().delivery, failure.delivery) << to_text(failure.kind);
  }
}

TEST(SimInProcess, GivesUpAtTheTimeOutWhileTheVendorWorksOn) {
  InProcess site;
  site.simulator.faults().once(FaultKind::silence_after, net::Method::post);
  const auto before = site.clock.now();
  const Json body{
      {"userName", "x"}, {"firstName", "A"}, {"lastName", "B"}, {"password", "p"}, {"roles", {"ROLE_AGENT"}}};
  EXPECT_FALSE(site.send(net::Method::post, "/api/v2/users", body));
  EXPECT_EQ(site.clock.now() - before, 5s);
  EXPECT_EQ(site.simulator.world().users.size(), 2U);
}

TEST(SimInProcess, PassesAnswersOfEveryStatusOn) {
  InProcess site;
  const auto answer = site.send(net::Method::get, "/api/v2/users/none");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 404);
}

// Runs a server's executor while the test talks to it over a plain socket.
class Running {
 public:
  explicit Running(boost::asio::io_context& context) : context_(context), thread_([this] { context_.run(); }) {}
  ~Running() {
    context_.stop();
    thread_.join();
  }

 private:
  boost::asio::io_context& context_;
  std::thread thread_;
};

std::string talk(const std::string& url, const std::string& text) {
  namespace asio = boost::asio;
  asio::io_context context;
  asio::ip::tcp::socket socket(context);
  const auto port = static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
  socket.connect({asio::ip::address_v4::loopback(), port});
  asio::write(socket, asio::buffer(text));
  std::string answer;
  boost::system::error_code error;
  asio::read(socket, asio::dynamic_buffer(answer), error);
  return answer;
}

std::string head(const std::string& method, const std::string& target) {
  return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
}

std::string get_text(const std::string& target) {
  const auto authorization = simulators::basic_authorization(gws::kServiceAccount, gws::kServicePassword);
  return head("GET", target) + "Authorization: " + authorization + "\r\n\r\n";
}

std::string post_text(const std::string& target, const std::string& body) {
  return head("POST", target) + "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

TEST(SimBeastShell, ServesASiteOnALoopbackPort) {
  boost::asio::io_context context;
  VirtualClock clock;
  gws::Simulator simulator(gws::sample_organisation());
  auto server = simulators::serve(context.get_executor(), 0, clock, simulator.answering());
  ASSERT_TRUE(server) << server.error().what;
  const auto url = "http://127.0.0.1:" + std::to_string((*server)->port());
  Running running(context);
  const auto answer = talk(url, get_text("/api/v2/users?fields=*&limit=2"));
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200")) << answer;
  EXPECT_NE(answer.find("\"users\":["), std::string::npos);
}

TEST(SimBeastShell, ResetsAndTruncatesAsTold) {
  boost::asio::io_context context;
  VirtualClock clock;
  gws::Simulator simulator(gws::sample_organisation());
  simulator.faults().once(FaultKind::reset_after, net::Method::get);
  simulator.faults().once(FaultKind::truncated_body, net::Method::get);
  auto server = simulators::serve(context.get_executor(), 0, clock, simulator.answering());
  ASSERT_TRUE(server);
  const auto url = "http://127.0.0.1:" + std::to_string((*server)->port());
  Running running(context);
  EXPECT_EQ(talk(url, get_text("/api/v2/users")), "");
  const auto cut = talk(url, get_text("/api/v2/users"));
  const auto whole = talk(url, get_text("/api/v2/users"));
  EXPECT_LT(cut.size(), whole.size());
}

TEST(SimSandbox, PlaysAnotherAdministratorAndShowsTheLog) {
  boost::asio::io_context context;
  VirtualClock clock;
  auto sandbox = simulators::start_sandbox(context.get_executor(), clock, {});
  ASSERT_TRUE(sandbox) << sandbox.error().what;
  ASSERT_GE((*sandbox)->systems().size(), 3U);
  const auto system = (*sandbox)->systems()[0];
  EXPECT_EQ(system.provider, "genesys-gws");
  EXPECT_EQ(system.username, "svc-muster");
  Running running(context);
  const auto edited = talk(system.url, post_text("/_sandbox/second-admin",
                                                 R"({"userName":"mira.kos@acme.example","roles":["ROLE_ADMIN"]})"));
  EXPECT_TRUE(edited.starts_with("HTTP/1.1 200")) << edited;
  const auto user = talk(system.url, get_text("/api/v2/users?fields=roles&userName=mira.kos@acme.example"));
  EXPECT_NE(user.find(R"("roles":["ROLE_ADMIN"])"), std::string::npos) << user;
  EXPECT_NE(talk(system.url, get_text("/_sandbox/log")).find("\"actor\": \"other\""), std::string::npos);
  EXPECT_NE(talk(system.url, get_text("/_sandbox/counters")).find("GET /users"), std::string::npos);
  talk(system.url, post_text("/_sandbox/reset", "{}"));
  EXPECT_EQ(talk(system.url, get_text("/_sandbox/log")).find("\"actor\""), std::string::npos);
}

}  // namespace
}  // namespace muster::tests
