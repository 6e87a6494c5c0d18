#include "daemon/connections.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "daemon/secret_resolver.h"
#include "daemon/system_clock.h"
#include "providers/kit/budget.h"
#include "tests/support/run_task.h"
#include "tests/support/temp_folder.h"
#include "tests/support/virtual_clock.h"

namespace muster::daemon {
namespace {

class ConnectionsTest : public ::testing::Test {
 protected:
  ConnectionsTest() {
    spec_.name = "gws";
    spec_.provider = "genesys-gws";
    spec_.url = "https://127.0.0.1:1";
    spec_.settings["basePath"] = std::string("/api/v2");
    core::SecretReference password;
    password.argument = "pw";
    password.base = folder_.path().string();
    spec_.credentials.emplace("username", std::string("svc"));
    spec_.credentials.emplace("password", password);
    folder_.write("pw", "hunter2");
  }

  ConnectionPorts ports() {
    ConnectionPorts ports;
    ports.executor = context_.get_executor();
    ports.clock = &clock_;
    ports.random = &random_;
    ports.secrets = &secrets_;
    ports.budgets = &budgets_;
    return ports;
  }
  std::string version(SystemConnections& connections) {
    return support::run_task(context_, connections.credential_version(spec_)).value();
  }

  boost::asio::io_context context_;
  SystemClock clock_{context_.get_executor()};
  tests::SeededRandom random_{1};
  support::TempFolder folder_;
  SecretResolver secrets_{SecretAccess{{folder_.path().string()}, {}, false}, core::Secret()};
  kit::Budgets budgets_{clock_};
  core::SystemSpec spec_;
};

TEST_F(ConnectionsTest, MakesAProviderWhoseClientIsWrapped) {
  auto given = ports();
  std::string wrapped;
  given.wrap = [&](const std::string& system, std::shared_ptr<net::HttpClient> client) {
    wrapped = system;
    return client;
  };
  SystemConnections connections(given);
  const auto connected = support::run_task(context_, connections.connect(spec_));
  ASSERT_TRUE(connected) << connected.error().what;
  EXPECT_NE(connected->provider, nullptr);
  EXPECT_EQ(wrapped, "gws");
  EXPECT_EQ(connected->credential_version, version(connections));
}

TEST_F(ConnectionsTest, VersionChangesWithTheSecretAndComesBackWithIt) {
  SystemConnections connections(ports());
  const auto before = version(connections);
  EXPECT_EQ(version(connections), before);
  folder_.write("pw", "hunter3");
  EXPECT_NE(version(connections), before);
  folder_.write("pw", "hunter2\n");
  EXPECT_EQ(version(connections), before);
  spec_.credentials["username"] = std::string("svc2");
  EXPECT_NE(version(connections), before);
}

TEST_F(ConnectionsTest, VersionChangesWithTheAuthorityFile) {
  SystemConnections connections(ports());
  spec_.ca_file = folder_.write("ca.pem", "one");
  const auto before = version(connections);
  folder_.write("ca.pem", "two");
  EXPECT_NE(version(connections), before);
}

TEST_F(ConnectionsTest, VersionSaysNothingToAnotherProcess) {
  SystemConnections one(ports());
  SystemConnections two(ports());
  EXPECT_NE(version(one), version(two));
}

TEST_F(ConnectionsTest, SaysWhichCredentialOfWhichSystemCannotBeRead) {
  SystemConnections connections(ports());
  std::filesystem::remove(folder_ / "pw");
  const auto connected = support::run_task(context_, connections.connect(spec_));
  ASSERT_FALSE(connected);
  EXPECT_EQ(connected.error().what,
            "System gws: reading the secret file:pw: there is no such file, or it cannot be reached; create it");
  EXPECT_FALSE(support::run_task(context_, connections.credential_version(spec_)));
}

}  // namespace
}  // namespace muster::daemon
