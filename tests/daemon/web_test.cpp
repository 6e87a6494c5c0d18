#include "daemon/web.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "reconciler/core/digest.h"
#include "tests/daemon/sample_status.h"
#include "tests/support/net_fixture.h"
#include "tests/support/temp_folder.h"
#include "tests/support/virtual_clock.h"

namespace muster::daemon {
namespace {

class WebTest : public support::NetTest {
 protected:
  WebTest() {
    config_.listen.socket = folder_ / "musterd.sock";
    config_.listen.address = ListenAddress{"127.0.0.1", 0};
    config_.access.tokens = {{"ops", Role::operate, core::sha256_hex("secret")}};
  }

  std::unique_ptr<Web> open() {
    WebPorts ports;
    ports.clock = &clock_;
    ports.events = &events_;
    ports.status = [] { return sample_status(); };
    ports.is_alive = [] { return true; };
    ports.metrics = [] { return std::string("muster_build_info 1\n"); };
    ports.carry_out = [this](const ApiCommand& command, const std::string& by) {
      commands_.push_back(std::to_string(command.index()) + " by " + by);
      return known_;
    };
    auto web = Web::open(context_.get_executor(), config_, std::move(ports));
    if (!web) throw std::runtime_error(web.error().what);
    return std::move(*web);
  }
  std::unique_ptr<net::HttpClient> socket_client() {
    net::ClientOptions options;
    options.origin = "http://localhost";
    options.unix_socket = config_.listen.socket;
    return client(std::move(options));
  }
  std::unique_ptr<net::HttpClient> tcp_client(const Web& web) {
    return client("http://127.0.0.1:" + std::to_string(web.tcp_port()));
  }

  support::TempFolder folder_;
  Config config_;
  tests::VirtualClock clock_;
  EventRing events_;
  std::vector<std::string> commands_;
  bool known_ = true;
};

TEST_F(WebTest, TheSocketOperatesAndTcpNeedsAToken) {
  const auto web = open();
  const auto by_socket = socket_client();
  const auto by_tcp = tcp_client(*web);
  EXPECT_EQ(get(*by_socket, "/api/v1/status")->status, 200);
  EXPECT_EQ(get(*by_tcp, "/api/v1/status")->status, 401);
  EXPECT_EQ(get(*by_tcp, "/metrics")->status, 200);
  EXPECT_EQ(send(*by_socket, net::HttpRequest(net::Method::post, "/api/v1/trigger"))->status, 202);
  EXPECT_EQ(send(*by_tcp, net::HttpRequest(net::Method::post, "/api/v1/trigger"))->status, 401);
  EXPECT_EQ(commands_, (std::vector<std::string>{"0 by unix socket"}));
}

TEST_F(WebTest, NewTokensCountFromTheNextRequestOn) {
  const auto web = open();
  const auto by_tcp = tcp_client(*web);
  net::HttpRequest request(net::Method::post, "/api/v1/resume");
  request.headers.add("Authorization", "Bearer secret");
  EXPECT_EQ(send(*by_tcp, request)->status, 202);
  web->change(AccessRules());
  EXPECT_EQ(send(*by_tcp, request)->status, 401);
}

TEST_F(WebTest, ASystemThatTheLoopDoesNotKnowIsNotFound) {
  const auto web = open();
  known_ = false;
  EXPECT_EQ(send(*socket_client(), net::HttpRequest(net::Method::post, "/api/v1/trigger"))->status, 404);
}

TEST_F(WebTest, TheSocketIsNotForOthersAndGoesWithTheServer) {
  auto web = open();
  struct stat file{};
  ASSERT_EQ(::stat(config_.listen.socket.c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777U, 0660U);
  web.reset();
  EXPECT_NE(::stat(config_.listen.socket.c_str(), &file), 0);
}

TEST_F(WebTest, AKeptConnectionEndsWithTheServer) {
  auto web = open();
  const auto by_socket = socket_client();
  EXPECT_EQ(get(*by_socket, "/healthz")->status, 200);
  web.reset();
  EXPECT_FALSE(get(*by_socket, "/healthz"));
}

TEST_F(WebTest, NothingListensWhenOneDoorCannotBeOpened) {
  const auto web = open();
  WebPorts ports;
  config_.listen.address->port = 0;
  const auto second = Web::open(context_.get_executor(), config_, std::move(ports));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, core::ErrorKind::unavailable);
  EXPECT_EQ(get(*socket_client(), "/healthz")->status, 200) << "the first one still answers";
}

}  // namespace
}  // namespace muster::daemon
