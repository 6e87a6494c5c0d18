#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "tests/support/certificates.h"
#include "tests/support/net_fixture.h"
#include "tests/support/scripted_peer.h"
#include "tests/support/temp_folder.h"

namespace muster::net {
namespace {

using support::Dialogue;
using support::ScriptedPeer;

engine::Task<ServerAnswer> greet(std::shared_ptr<const HttpRequest> request) {
  ServerAnswer answer(HttpResponse(200, "hello " + request->target));
  co_return answer;
}

int connect_to(std::uint16_t port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address);
  return descriptor;
}

bool pass_on(int from, int to) {
  std::array<char, 4096> part;
  const auto got = ::recv(from, part.data(), part.size(), 0);
  return got > 0 && ::send(to, part.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) == got;
}

// Joins two sockets until either side closes.
void join(int left, int right) {
  std::array<pollfd, 2> both{pollfd{left, POLLIN, 0}, pollfd{right, POLLIN, 0}};
  for (bool more = true; more && ::poll(both.data(), both.size(), -1) > 0;) {
    if (both[0].revents != 0) more = pass_on(left, right);
    if (more && both[1].revents != 0) more = pass_on(right, left);
  }
}

class Proxy : public support::NetTest {
 protected:
  std::unique_ptr<HttpClient> client_through(const ScriptedPeer& proxy, const std::string& origin,
                                             const std::string& ca_file = {}) {
    ClientOptions options;
    options.origin = origin;
    options.proxy = proxy.origin();
    options.allow_plaintext = true;
    if (!ca_file.empty()) options.ca_file = ca_file;
    return client(options);
  }
};

TEST_F(Proxy, IsAskedForATunnelAndTlsGoesThroughItToTheRealServer) {
  const support::TempFolder folder;
  const auto own = support::make_self_signed(folder.path(), "own");
  ListenOptions options;
  options.certificate_file = own.certificate_file;
  options.key_file = own.key_file;
  const auto at = server(greet, options);
  std::string asked;
  {
    ScriptedPeer proxy([&asked, port = at->port()](Dialogue& from, int) {
      asked = from.read_request();
      from.write("HTTP/1.1 200 Connection established\r\n\r\n");
      const int onward = connect_to(port);
      join(from.descriptor(), onward);
      ::close(onward);
    });
    const auto through = client_through(proxy, origin_of(*at, "https", "localhost"), own.certificate_file);
    const auto answer = get(*through, "/x");
    ASSERT_TRUE(answer) << answer.error().what;
    EXPECT_EQ(answer->body, "hello /x");
  }
  const std::string authority = "localhost:" + std::to_string(at->port());
  EXPECT_EQ(asked, "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
}

TEST_F(Proxy, ThatRefusesTheTunnelMeansNotSent) {
  ScriptedPeer proxy([](Dialogue& from, int) {
    from.read_request();
    from.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\n\r\nno way");
  });
  const auto through = client_through(proxy, "https://gws.example");
  const auto answer = send(*through, HttpRequest(Method::put, "/x"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, core::ErrorKind::unavailable);
  EXPECT_EQ(answer.error().delivery, core::Delivery::not_sent);
  EXPECT_NE(answer.error().what.find("403"), std::string::npos) << answer.error().what;
  EXPECT_NE(answer.error().what.find("proxy"), std::string::npos);
}

TEST_F(Proxy, SeesTheWholeUrlOfPlainRequests) {
  std::string asked;
  {
    ScriptedPeer proxy([&asked](Dialogue& from, int) {
      asked = from.read_request();
      from.answer("through");
    });
    const auto through = client_through(proxy, "http://gws.example:8080");
    const auto answer = get(*through, "/x?y=1");
    ASSERT_TRUE(answer) << answer.error().what;
    EXPECT_EQ(answer->body, "through");
  }
  EXPECT_EQ(asked.find("GET http://gws.example:8080/x?y=1 HTTP/1.1\r\nHost: gws.example:8080\r\n"), 0u) << asked;
}

}  // namespace
}  // namespace muster::net
