#include "daemon/commands_status.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <thread>

#include "daemon/daemon_client.h"
#include "daemon/status_view.h"
#include "providers/net/beast_server.h"
#include "tests/daemon/recording_console.h"
#include "tests/daemon/sample_status.h"
#include "tests/support/temp_folder.h"

namespace muster::daemon {
namespace {

engine::Task<net::ServerAnswer> reply(std::shared_ptr<const net::HttpRequest> request) {
  const bool admitted = request->headers.find("Authorization") == "Bearer right";
  net::ServerAnswer answer(net::HttpResponse(401, "{\"error\": \"no\\u001b[2J\"}"));
  if (admitted) answer.response = net::HttpResponse(200, to_json(make_status_view(sample_status(), at(20))));
  co_return answer;
}

// A daemon on a socket, in a thread of its own: the command blocks until it has its answer.
class StatusCommand : public ::testing::Test {
 protected:
  StatusCommand() {
    net::ListenOptions listen;
    listen.unix_socket = folder_ / "d.sock";
    auto made = net::listen_beast(io_.get_executor(), std::move(listen), reply);
    if (!made) throw std::runtime_error(made.error().what);
    server_ = std::move(*made);
    thread_ = std::thread([this] { io_.run(); });
    options_.command = Command::status;
    options_.daemon_url = folder_ / "d.sock";
  }
  ~StatusCommand() override {
    boost::asio::post(io_, [this] { server_->stop(); });
    thread_.join();
  }
  core::ExitCode run() { return run_status(CommandContext{options_, console_}); }

  support::TempFolder folder_;
  boost::asio::io_context io_;
  std::unique_ptr<net::HttpServer> server_;
  std::thread thread_;
  Options options_;
  RecordingConsole console_;
};

TEST_F(StatusCommand, ShowsWhatTheDaemonSays) {
  options_.token_file = folder_.write("token", "right\n");
  EXPECT_EQ(run(), core::ExitCode::error) << "a system fails";
  EXPECT_EQ(console_.written, status_text(make_status_view(sample_status(), at(20)), {}));
  EXPECT_EQ(console_.complained, "");
}

TEST_F(StatusCommand, GivesTheDocumentToPrograms) {
  options_.token_file = folder_.write("token", "right");
  options_.output = OutputFormat::json;
  EXPECT_EQ(run(), core::ExitCode::error);
  EXPECT_EQ(console_.written, to_json(make_status_view(sample_status(), at(20))));
}

TEST_F(StatusCommand, ARefusalIsOneSafeSentence) {
  EXPECT_EQ(run(), core::ExitCode::error);
  EXPECT_EQ(console_.written, "");
  EXPECT_NE(console_.complained.find("asking the daemon at"), std::string::npos);
  EXPECT_EQ(console_.complained.find('\x1b'), std::string::npos);
}

TEST_F(StatusCommand, ATokenFileWithoutATokenIsAnErrorAndNoToken) {
  options_.token_file = folder_.write("token", "\n");
  EXPECT_EQ(run(), core::ExitCode::error);
  EXPECT_NE(console_.complained.find("there is none"), std::string::npos);
}

TEST_F(StatusCommand, WithoutADaemonItSaysWhereItLooked) {
  options_.daemon_url = folder_ / "nothing.sock";
  EXPECT_EQ(run(), core::ExitCode::error);
  EXPECT_NE(console_.complained.find("nothing.sock"), std::string::npos) << console_.complained;
  EXPECT_NE(console_.complained.find("is musterd running"), std::string::npos) << console_.complained;
}

TEST(DaemonAddress, IsAPathOrAnUrl) {
  EXPECT_EQ(parse_daemon_address("/run/x.sock")->socket, "/run/x.sock");
  EXPECT_EQ(parse_daemon_address("unix:/run/x.sock")->socket, "/run/x.sock");
  EXPECT_EQ(parse_daemon_address("http://127.0.0.1:9646")->origin, "http://127.0.0.1:9646");
  EXPECT_FALSE(parse_daemon_address("x.sock"));
  EXPECT_FALSE(parse_daemon_address("ftp://x"));
}

}  // namespace
}  // namespace muster::daemon
