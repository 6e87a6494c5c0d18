#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include "providers/net/socket_file.h"
#include "tests/support/net_fixture.h"
#include "tests/support/temp_folder.h"

namespace muster::net {
namespace {

engine::Task<ServerAnswer> greet(std::shared_ptr<const HttpRequest> request) {
  ServerAnswer answer(
      HttpResponse(200, request->target + " " + std::string(request->headers.find("Host").value_or(""))));
  co_return answer;
}

class UnixSocket : public support::NetTest {
 protected:
  [[nodiscard]] ListenOptions at(const std::string& path) {
    ListenOptions options;
    options.unix_socket = path;
    return options;
  }
  std::unique_ptr<HttpClient> to(const std::string& path) {
    ClientOptions options;
    options.origin = "http://localhost";
    options.unix_socket = path;
    return client(std::move(options));
  }
  static bool exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }
  // What a process leaves that was killed.
  static void leave_socket(const std::string& path) {
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    ASSERT_EQ(::bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ::close(descriptor);
  }

  support::TempFolder folder_;
  std::string path_ = folder_ / "s.sock";
};

TEST_F(UnixSocket, ServesRequestsOnAKeptConnection) {
  const auto serving = server(greet, at(path_));
  const auto asking = to(path_);
  EXPECT_EQ(serving->port(), 0);
  EXPECT_EQ(get(*asking, "/a")->body, "/a localhost");
  EXPECT_EQ(get(*asking, "/b")->body, "/b localhost");
}

TEST_F(UnixSocket, HasTheModeThatWasAskedFor) {
  ListenOptions options = at(path_);
  options.socket_mode = 0600;
  const auto serving = server(greet, options);
  struct stat file{};
  ASSERT_EQ(::stat(path_.c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777U, 0600U);
}

TEST_F(UnixSocket, ReplacesWhatADeadProcessLeft) {
  leave_socket(path_);
  const auto serving = server(greet, at(path_));
  EXPECT_EQ(get(*to(path_))->status, 200);
}

TEST_F(UnixSocket, RefusesToTakeALivingOnesPlace) {
  const auto serving = server(greet, at(path_));
  const auto second = listen_beast(context_.get_executor(), at(path_), greet);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, core::ErrorKind::unavailable);
  EXPECT_EQ(get(*to(path_))->status, 200);
}

TEST_F(UnixSocket, NeverRemovesAFileThatIsNoSocket) {
  const std::string file = folder_.write("precious", "data");
  const auto refused = listen_beast(context_.get_executor(), at(file), greet);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, core::ErrorKind::invalid);
  EXPECT_TRUE(exists(file));
}

TEST_F(UnixSocket, IsRemovedWhenTheServerStopsAndOnlyThen) {
  auto serving = server(greet, at(path_));
  EXPECT_TRUE(exists(path_));
  serving->stop();
  EXPECT_FALSE(exists(path_));
}

TEST_F(UnixSocket, LeavesTheSocketOfASuccessorAlone) {
  auto serving = server(greet, at(path_));
  ASSERT_EQ(::unlink(path_.c_str()), 0);
  leave_socket(path_);
  serving->stop();
  EXPECT_TRUE(exists(path_));
}

TEST_F(UnixSocket, APathThatIsTooLongIsAnErrorOnBothSides) {
  const std::string path = folder_ / std::string(120, 'x');
  const auto refused = listen_beast(context_.get_executor(), at(path), greet);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, core::ErrorKind::invalid);
  ClientOptions options;
  options.origin = "http://localhost";
  options.unix_socket = path;
  EXPECT_FALSE(make_beast_client(context_.get_executor(), options));
}

TEST_F(UnixSocket, WithoutAListenerTheErrorNamesTheSocketAndNothingWasSent) {
  const auto nobody = to(folder_ / "none.sock");
  const auto answer = get(*nobody);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().delivery, core::Delivery::not_sent);
  EXPECT_NE(answer.error().what.find("none.sock"), std::string::npos) << answer.error().what;
}

TEST_F(UnixSocket, OnePeerMoreThanAllowedIsTurnedAway) {
  ListenOptions options = at(path_);
  options.max_connections = 1;
  const auto serving = server(greet, options);
  const auto first = to(path_);
  const auto second = to(path_);
  EXPECT_TRUE(get(*first));
  EXPECT_FALSE(get(*second)) << "the first connection is kept";
}

}  // namespace
}  // namespace muster::net
