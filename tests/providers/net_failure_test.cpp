// What is said, and known of delivery, when an exchange fails.
#include <boost/asio/ip/tcp.hpp>

#include "providers/net/beast_client.h"
#include "tests/support/net_fixture.h"
#include "tests/support/scripted_peer.h"

namespace muster::net {
namespace {

using core::Delivery;
using core::ErrorKind;
using support::Dialogue;
using support::ScriptedPeer;

class BeastClientFailure : public support::NetTest {
 protected:
  void expect(const core::Result<HttpResponse>& answer, ErrorKind kind, Delivery delivery, std::string_view what) {
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, kind) << answer.error().what;
    EXPECT_EQ(answer.error().delivery, delivery) << answer.error().what;
    EXPECT_NE(answer.error().what.find(what), std::string::npos) << answer.error().what;
  }
};

// A port of this machine on which nobody listens.
std::uint16_t free_port() {
  boost::asio::io_context context;
  boost::asio::ip::tcp::acceptor acceptor(context, {boost::asio::ip::address_v4::loopback(), 0});
  return acceptor.local_endpoint().port();
}

engine::Task<ServerAnswer> never(std::shared_ptr<const HttpRequest>) {
  ServerAnswer answer(HttpResponse(200, "late"));
  answer.delay = std::chrono::hours(1);
  co_return answer;
}

engine::Task<ServerAnswer> reset(std::shared_ptr<const HttpRequest>) {
  ServerAnswer answer(HttpResponse(200, "lost"));
  answer.transport = ServerAnswer::Transport::reset_before_answer;
  co_return answer;
}

engine::Task<ServerAnswer> truncate(std::shared_ptr<const HttpRequest>) {
  ServerAnswer answer(HttpResponse(200, "0123456789"));
  answer.transport = ServerAnswer::Transport::truncated_body;
  co_return answer;
}

TEST_F(BeastClientFailure, ARefusedConnectionIsNotSent) {
  const auto to = client("http://127.0.0.1:" + std::to_string(free_port()));
  const auto answer = send(*to, HttpRequest(Method::post, "/users"));
  expect(answer, ErrorKind::unavailable, Delivery::not_sent, "refused the connection");
  EXPECT_EQ(answer.error().what.find("POST /users on http://127.0.0.1:"), 0u);
}

TEST_F(BeastClientFailure, AnUnknownNameIsNotSent) {
  net::ClientOptions options;
  options.origin = "https://no-such-host.invalid";
  const auto to = client(options);
  expect(get(*to), ErrorKind::unavailable, Delivery::not_sent, "cannot be resolved");
}

TEST_F(BeastClientFailure, ATimeOutAfterSendingMayHaveBeenApplied) {
  const auto at = server(never);
  const auto to = client(origin_of(*at));
  HttpRequest request(Method::put, "/users/7");
  request.timeout = std::chrono::milliseconds(30);
  expect(send(*to, request), ErrorKind::timeout, Delivery::maybe_applied, "PUT /users/7 on http://127.0.0.1:");
}

TEST_F(BeastClientFailure, ATimeOutDuringTheTlsHandshakeIsNotSent) {
  ScriptedPeer peer([](Dialogue& to, int) { to.read_until_close(); });
  const auto to = client("https://127.0.0.1:" + std::to_string(peer.port()));
  HttpRequest request(Method::put, "/");
  request.timeout = std::chrono::milliseconds(30);
  expect(send(*to, request), ErrorKind::timeout, Delivery::not_sent, "did not answer in time");
}

TEST_F(BeastClientFailure, ATimeOutWhileWaitingForAConnectionIsNotSent) {
  const auto at = server(never);
  ClientOptions options;
  options.origin = origin_of(*at);
  options.max_connections = 1;
  const auto to = client(options);
  bool first_ended = false;
  HttpRequest first(Method::get, "/");
  first.timeout = std::chrono::milliseconds(400);
  boost::asio::co_spawn(context_, to->send(first), [&](std::exception_ptr, auto) { first_ended = true; });
  HttpRequest second(Method::put, "/");
  second.timeout = std::chrono::milliseconds(20);
  expect(send(*to, second), ErrorKind::timeout, Delivery::not_sent, "no free connection");
  while (!first_ended) context_.run_one();
}

TEST_F(BeastClientFailure, AConnectionThatTimedOutIsNotUsedAgain) {
  ScriptedPeer peer([](Dialogue& to, int connection) {
    to.read_request();
    if (connection == 1) return to.read_until_close();
    to.answer("ok");
  });
  const auto from = client(peer.origin());
  HttpRequest request(Method::get, "/");
  request.timeout = std::chrono::milliseconds(30);
  EXPECT_FALSE(send(*from, request));
  const auto answer = get(*from);
  ASSERT_TRUE(answer) << answer.error().what;
  EXPECT_EQ(answer->body, "ok");
}

TEST_F(BeastClientFailure, AResetBeforeTheAnswerMayHaveBeenApplied) {
  const auto at = server(reset);
  const auto to = client(origin_of(*at));
  expect(send(*to, HttpRequest(Method::del, "/users/7")), ErrorKind::unavailable, Delivery::maybe_applied,
         "without an answer");
}

TEST_F(BeastClientFailure, ATruncatedAnswerIsNoAnswer) {
  const auto at = server(truncate);
  const auto to = client(origin_of(*at));
  expect(get(*to), ErrorKind::unavailable, Delivery::maybe_applied, "in the middle of its answer");
}

TEST_F(BeastClientFailure, ATruncatedChunkedAnswerIsNoAnswer) {
  ScriptedPeer peer([](Dialogue& to, int) {
    to.read_request();
    to.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
  });
  const auto from = client(peer.origin());
  expect(get(*from), ErrorKind::unavailable, Delivery::maybe_applied, "in the middle of its answer");
}

TEST_F(BeastClientFailure, AnAnswerWithTooLargeABodyIsRefusedBeforeItIsRead) {
  ScriptedPeer peer([](Dialogue& to, int) {
    to.read_request();
    to.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
    to.read_until_close();
  });
  ClientOptions options;
  options.origin = peer.origin();
  options.max_body_bytes = 999;
  const auto from = client(options);
  expect(get(*from), ErrorKind::protocol, Delivery::maybe_applied, "larger body");
}

TEST_F(BeastClientFailure, AnEndlessChunkedBodyIsCutOff) {
  ScriptedPeer peer([](Dialogue& to, int) {
    to.read_request();
    to.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 100; ++i) to.write("40\r\n" + std::string(64, 'x') + "\r\n");
  });
  ClientOptions options;
  options.origin = peer.origin();
  options.max_body_bytes = 1000;
  const auto from = client(options);
  expect(get(*from), ErrorKind::protocol, Delivery::maybe_applied, "larger body");
}

TEST_F(BeastClientFailure, AnAnswerWithTooLargeHeadersIsRefused) {
  ScriptedPeer peer([](Dialogue& to, int) {
    to.read_request();
    to.write("HTTP/1.1 200 OK\r\nX-Long: " + std::string(5000, 'x'));
    to.read_until_close();
  });
  ClientOptions options;
  options.origin = peer.origin();
  options.max_header_bytes = 4096;
  const auto from = client(options);
  expect(get(*from), ErrorKind::protocol, Delivery::maybe_applied, "larger headers");
}

TEST_F(BeastClientFailure, AnAnswerThatIsNotHttpIsAProtocolError) {
  ScriptedPeer peer([](Dialogue& to, int) {
    to.read_request();
    to.write("SSH-2.0-OpenSSH_9.2\r\n\r\n");
  });
  const auto from = client(peer.origin());
  expect(get(*from), ErrorKind::protocol, Delivery::maybe_applied, "HTTP/1.1");
}

TEST_F(BeastClientFailure, ALongTargetIsCutInTheMessage) {
  const auto to = client("http://127.0.0.1:" + std::to_string(free_port()));
  const auto answer = get(*to, "/" + std::string(5000, 'x'));
  ASSERT_FALSE(answer);
  EXPECT_LT(answer.error().what.size(), 500u);
}

}  // namespace
}  // namespace muster::net
