#include "providers/net/beast_client.h"

#include "tests/support/net_fixture.h"
#include "tests/support/scripted_peer.h"

namespace muster::net {
namespace {

using core::Delivery;
using core::ErrorKind;
using support::Dialogue;
using support::ScriptedPeer;

class BeastClient : public support::NetTest {};

engine::Task<ServerAnswer> echo(std::shared_ptr<const HttpRequest> request) {
  HttpResponse response(200, request->body);
  response.headers.add("X-Target", request->target);
  response.headers.add("X-Method", std::string(to_text(request->method)));
  ServerAnswer answer(std::move(response));
  co_return answer;
}

TEST_F(BeastClient, CarriesMethodTargetHeadersAndBodyBothWays) {
  const auto at = server(echo);
  const auto to = client(origin_of(*at));
  HttpRequest request(Method::patch, "/users/7?fields=*");
  request.body = std::string(300'000, 'x');
  const auto answer = send(*to, request);
  ASSERT_TRUE(answer) << answer.error().what;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, request.body);
  EXPECT_EQ(answer->headers.find("x-target"), "/users/7?fields=*");
  EXPECT_EQ(answer->headers.find("X-Method"), "PATCH");
}

TEST_F(BeastClient, UsesOneConnectionForRequestAfterRequest) {
  ScriptedPeer peer([](Dialogue& to, int) {
    while (!to.read_request().empty()) to.answer("ok");
  });
  const auto from = client(peer.origin());
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(get(*from));
  EXPECT_EQ(peer.connections(), 1);
}

TEST_F(BeastClient, OpensANewConnectionWhenTheServerAnnouncedToClose) {
  ScriptedPeer peer([](Dialogue& to, int) {
    to.read_request();
    to.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
  });
  const auto from = client(peer.origin());
  ASSERT_TRUE(get(*from));
  ASSERT_TRUE(get(*from));
  EXPECT_EQ(peer.connections(), 2);
}

TEST_F(BeastClient, NoticesThatAnIdleConnectionWasClosedAndSendsAPutOnANewOne) {
  ScriptedPeer peer([](Dialogue& to, int) {
    to.read_request();
    to.answer("ok");
  });
  const auto to = client(peer.origin());
  ASSERT_TRUE(get(*to));
  while (peer.connections() < 2) {  // the peer closes the first connection before it can accept another
    const auto probe = client(peer.origin());
    ASSERT_TRUE(get(*probe));
  }
  const auto answer = send(*to, HttpRequest(Method::put, "/users/7"));
  EXPECT_TRUE(answer) << answer.error().what;
}

TEST_F(BeastClient, NeverReusesAConnectionOnWhichBytesCameUnasked) {
  ScriptedPeer peer([](Dialogue& to, int connection) {
    to.read_request();
    to.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged");
    if (connection == 1) to.read_until_close();
  });
  const auto from = client(peer.origin());
  ASSERT_TRUE(get(*from));
  const auto second = get(*from);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->body, "ok");
  EXPECT_EQ(peer.connections(), 2);
}

// Answers the first request of its first connection, then closes when the second has come.
void close_on_second_request(Dialogue& to, int connection) {
  to.read_request();
  to.answer("first");
  if (to.read_request().empty() || connection == 1) return;
  to.answer("second");
}

TEST_F(BeastClient, RepeatsAGetWhoseKeptConnectionClosedWithoutAnAnswer) {
  ScriptedPeer peer(close_on_second_request);
  const auto from = client(peer.origin());
  ASSERT_TRUE(get(*from));
  const auto answer = get(*from);
  ASSERT_TRUE(answer) << answer.error().what;
  EXPECT_EQ(answer->body, "first");
  EXPECT_EQ(peer.connections(), 2);
}

TEST_F(BeastClient, NeverRepeatsAPutWhoseKeptConnectionClosedWithoutAnAnswer) {
  ScriptedPeer peer(close_on_second_request);
  const auto to = client(peer.origin());
  ASSERT_TRUE(get(*to));
  const auto answer = send(*to, HttpRequest(Method::put, "/users/7"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(answer.error().delivery, Delivery::maybe_applied);
  EXPECT_EQ(peer.connections(), 1);
}

TEST_F(BeastClient, DoesNotRepeatAGetOnAConnectionThatWasNew) {
  ScriptedPeer peer([](Dialogue& to, int) { to.read_request(); });
  const auto from = client(peer.origin());
  const auto answer = get(*from);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().delivery, Delivery::maybe_applied);
  EXPECT_EQ(peer.connections(), 1);
}

TEST_F(BeastClient, ReturnsRedirectsAndDoesNotFollowThem) {
  ScriptedPeer peer([](Dialogue& to, int) {
    to.read_request();
    to.write("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
  });
  const auto from = client(peer.origin());
  const auto answer = get(*from);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 302);
  EXPECT_EQ(answer->headers.find("Location"), "http://127.0.0.1:1/");
  EXPECT_EQ(peer.connections(), 1);
}

TEST_F(BeastClient, ReadsChunkedAnswersAndDropsTrailerFields) {
  ScriptedPeer peer([](Dialogue& to, int) {
    to.read_request();
    to.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX-Late: 1\r\n\r\n");
  });
  const auto from = client(peer.origin());
  const auto answer = get(*from);
  ASSERT_TRUE(answer) << answer.error().what;
  EXPECT_EQ(answer->body, "abcde");
  EXPECT_FALSE(answer->headers.find("X-Late"));
}

TEST_F(BeastClient, SkipsInterimAnswers) {
  ScriptedPeer peer([](Dialogue& to, int) {
    to.read_request();
    to.write("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n");
    to.answer("final");
  });
  const auto from = client(peer.origin());
  const auto answer = get(*from);
  ASSERT_TRUE(answer) << answer.error().what;
  EXPECT_EQ(answer->body, "final");
  EXPECT_FALSE(answer->headers.find("Link"));
}

TEST_F(BeastClient, RefusesLineBreaksInTargetAndHeadersWithoutConnecting) {
  ScriptedPeer peer([](Dialogue&, int) {});
  const auto to = client(peer.origin());
  HttpRequest header(Method::get, "/");
  header.headers.add("X-Name", "a\r\nX-Evil: b");
  for (const HttpRequest& request : {HttpRequest(Method::get, "/a\r\nX-Evil: b"), header}) {
    const auto answer = send(*to, request);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::invalid);
    EXPECT_EQ(answer.error().delivery, Delivery::not_sent);
    EXPECT_EQ(answer.error().what.find("Evil"), std::string::npos);
  }
  EXPECT_EQ(peer.connections(), 0);
}

TEST(BeastClientOptions, RefusePlaintextToOtherHosts) {
  boost::asio::io_context context;
  ClientOptions options;
  options.origin = "http://gws.example";
  const auto made = make_beast_client(context.get_executor(), options);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, ErrorKind::invalid);
  EXPECT_NE(made.error().what.find("allowPlaintext"), std::string::npos);
  options.allow_plaintext = true;
  EXPECT_TRUE(make_beast_client(context.get_executor(), options));
}

TEST(BeastClientOptions, RefuseAProxyThatIsNotPlainHttp) {
  boost::asio::io_context context;
  ClientOptions options;
  options.origin = "https://gws.example";
  for (const char* proxy : {"https://proxy.example", "proxy.example:8080", "socks5://proxy.example"}) {
    options.proxy = proxy;
    const auto made = make_beast_client(context.get_executor(), options);
    ASSERT_FALSE(made) << proxy;
    EXPECT_NE(made.error().what.find("proxy"), std::string::npos);
  }
}

}  // namespace
}  // namespace muster::net
