#include "providers/net/beast_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <thread>

#include "tests/support/net_fixture.h"
#include "tests/support/scripted_peer.h"

namespace muster::net {
namespace {

using support::Dialogue;

engine::Task<ServerAnswer> greet(std::shared_ptr<const HttpRequest> request) {
  HttpResponse response(request->target == "/empty" ? 204 : 200, request->target == "/empty" ? "" : "hello");
  if (request->target == "/close") response.headers.add("Connection", "close");
  response.headers.add("X-Bad", "a\r\nX-Evil: b");
  ServerAnswer answer(std::move(response));
  co_return answer;
}

engine::Task<ServerAnswer> fail(std::shared_ptr<const HttpRequest>) {
  throw std::runtime_error("a defect of the handler");
  co_return ServerAnswer();
}

engine::Task<ServerAnswer> never(std::shared_ptr<const HttpRequest>) {
  ServerAnswer answer(HttpResponse(200, "late"));
  answer.delay = std::chrono::hours(1);
  co_return answer;
}

class BeastServer : public support::NetTest {
 protected:
  // Sends the bytes as they are, ends its own side, and returns everything that comes back.
  std::string talk(const HttpServer& to, const std::string& bytes) {
    std::string heard;
    bool finished = false;
    std::thread talker([&] {
      const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
      sockaddr_in address{};
      address.sin_family = AF_INET;
      address.sin_port = htons(to.port());
      address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      ::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address);
      Dialogue(descriptor).write(bytes);
      ::shutdown(descriptor, SHUT_WR);
      heard = Dialogue(descriptor).read_to_end();
      ::close(descriptor);
      boost::asio::post(context_, [&] { finished = true; });
    });
    context_.restart();
    while (!finished) context_.run_one();
    talker.join();
    return heard;
  }
};

TEST_F(BeastServer, AnswersRequestsOfOneConnectionInTurn) {
  const auto at = server(greet);
  const auto heard = talk(*at, "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /empty HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(heard, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 204 No Content\r\n\r\n");
}

TEST_F(BeastServer, ClosesWhenEitherSideAsksForIt) {
  const auto at = server(greet);
  const std::string closing = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
  EXPECT_EQ(talk(*at, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"),
            closing);
  EXPECT_EQ(talk(*at, "GET /close HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"), closing);
  EXPECT_EQ(talk(*at, "GET / HTTP/1.0\r\n\r\n"), closing);
}

struct Refusal {
  const char* reason;
  std::string request;
  const char* status;
};

TEST_F(BeastServer, RefusesWhatItCannotServeBeforeAnyHandlerSeesIt) {
  ListenOptions options;
  options.max_header_bytes = 1000;
  options.max_body_bytes = 100;
  const auto at = server(never, options);
  const Refusal cases[] = {
      {"malformed", "nonsense\r\n\r\n", "400"},
      {"two lengths", "PUT / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "400"},
      {"long header", "GET / HTTP/1.1\r\nX: " + std::string(2000, 'x') + "\r\n\r\n", "431"},
      {"long body", "PUT / HTTP/1.1\r\nContent-Length: 101\r\n\r\n" + std::string(101, 'x'), "413"},
      {"unknown method", "BREW / HTTP/1.1\r\n\r\n", "501"},
  };
  for (const auto& [reason, request, status] : cases) {
    EXPECT_EQ(talk(*at, request).find("HTTP/1.1 " + std::string(status)), 0u) << reason;
  }
}

TEST_F(BeastServer, Answers500WhenTheHandlerThrows) {
  const auto at = server(fail);
  EXPECT_EQ(talk(*at, "GET / HTTP/1.1\r\n\r\n").find("HTTP/1.1 500"), 0u);
}

TEST_F(BeastServer, StoppingEndsWaitingRequestsAndRefusesNewConnections) {
  const auto at = server(never);
  const auto from = client(origin_of(*at));
  boost::asio::post(context_, [&] { at->stop(); });
  const auto answer = get(*from);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, core::ErrorKind::unavailable) << answer.error().what;
  const auto refused = get(*from);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().delivery, core::Delivery::not_sent);
}

TEST_F(BeastServer, LeavesNothingToRunAfterItIsGone) {
  auto at = server(never);
  auto from = client(origin_of(*at));
  HttpRequest request(Method::get, "/");
  request.timeout = std::chrono::milliseconds(20);
  EXPECT_FALSE(send(*from, request));
  at.reset();
  from.reset();
  context_.restart();
  context_.run();  // would not return while a connection or the listening socket were open
  EXPECT_TRUE(context_.stopped());
}

TEST_F(BeastServer, SaysThatAPortIsTaken) {
  const auto at = server(greet);
  ListenOptions options;
  options.port = at->port();
  const auto second = listen_beast(context_.get_executor(), options, greet);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, core::ErrorKind::unavailable);
  EXPECT_NE(second.error().what.find("listening on 127.0.0.1"), std::string::npos);
}

TEST_F(BeastServer, RefusesAnAddressThatIsNone) {
  ListenOptions options;
  options.address = "everywhere";
  const auto made = listen_beast(context_.get_executor(), options, greet);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, core::ErrorKind::invalid);
}

}  // namespace
}  // namespace muster::net
