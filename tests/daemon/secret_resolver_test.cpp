#include "daemon/secret_resolver.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <cstdlib>

#include "tests/support/run_task.h"
#include "tests/support/temp_folder.h"

namespace muster::daemon {
namespace {

class SecretResolverTest : public ::testing::Test {
 protected:
  core::Result<core::Secret> resolve(const std::string& text) {
    return support::run_task(context_, resolver_.resolve(core::parse_secret_reference(text)));
  }
  std::string version(engine::Secrets& secrets, const std::string& text) {
    auto version = support::run_task(context_, secrets.version(core::parse_secret_reference(text)));
    return version ? *version : "refused: " + version.error().what;
  }

  boost::asio::io_context context_;
  support::TempFolder folder_;
  SecretResolver resolver_{SecretAccess{{folder_.path().string()}, {}, false}, core::Secret(std::string(32, 'k'))};
};

TEST_F(SecretResolverTest, ReadsFilesAndVariables) {
  const std::string file = folder_.write("pw", "hunter2\n");
  ::setenv("MUSTER_TEST_SECRET", "from env", 1);
  EXPECT_EQ(resolve("file:" + file)->reveal(), "hunter2");
  EXPECT_EQ(resolve("env:MUSTER_TEST_SECRET")->reveal(), "from env");
}

TEST_F(SecretResolverTest, SaysWhichVariableIsMissing) {
  ::unsetenv("MUSTER_TEST_SECRET");
  const auto secret = resolve("env:MUSTER_TEST_SECRET");
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().what,
            "reading the secret env:MUSTER_TEST_SECRET: the variable is not set or is empty; set it for this process");
}

TEST_F(SecretResolverTest, ReadsCredentialsOfSystemd) {
  folder_.write("credentials/gws", "hunter2");
  ::setenv("CREDENTIALS_DIRECTORY", (folder_ / "credentials").c_str(), 1);
  EXPECT_EQ(resolve("credential:gws")->reveal(), "hunter2");
  ::unsetenv("CREDENTIALS_DIRECTORY");
  EXPECT_FALSE(resolve("credential:gws"));
}

TEST_F(SecretResolverTest, RunsCommandsOnlyWhereTheConfigurationAllowsIt) {
  const auto refused = resolve("exec:/bin/echo hunter2");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what,
            "reading the secret exec:/bin/echo hunter2: commands are not run; allow them with secrets.exec: true in "
            "musterd.yaml, or use another source");
  resolver_.change(SecretAccess{{}, {}, true});
  EXPECT_EQ(resolve("exec:/bin/echo hunter2")->reveal(), "hunter2");
}

TEST_F(SecretResolverTest, ReadsAnewEachTime) {
  const std::string file = folder_.write("pw", "one");
  const auto before = version(resolver_, "file:" + file);
  folder_.write("pw", "two");
  EXPECT_EQ(resolve("file:" + file)->reveal(), "two");
  EXPECT_NE(version(resolver_, "file:" + file), before);
}

class CountingWorker final : public engine::Worker {
 public:
  engine::Task<void> run(std::function<void()> work) override {
    ++runs;
    work();
    co_return;
  }
  int runs = 0;
};

TEST_F(SecretResolverTest, LeavesWhatMayTakeLongToTheWorker) {
  CountingWorker worker;
  SecretResolver resolver(SecretAccess{{folder_.path().string()}, {}, true}, core::Secret(std::string(32, 'k')),
                          &worker);
  const std::string file = folder_.write("pw", "hunter2");
  for (const auto& text : {"file:" + file, std::string("exec:/bin/echo a")}) {
    EXPECT_TRUE(support::run_task(context_, resolver.resolve(core::parse_secret_reference(text))));
  }
  EXPECT_EQ(worker.runs, 2);
  EXPECT_EQ(version(resolver, "file:" + file), version(resolver_, "file:" + file));
}

TEST_F(SecretResolverTest, GivesEqualSecretsEqualVersionsAndOthersOthers) {
  const std::string a = folder_.write("a", "hunter2");
  const std::string b = folder_.write("b", "hunter2\n");
  const std::string c = folder_.write("c", "hunter3");
  EXPECT_EQ(version(resolver_, "file:" + a), version(resolver_, "file:" + b));
  EXPECT_NE(version(resolver_, "file:" + a), version(resolver_, "file:" + c));
  SecretResolver elsewhere(SecretAccess{{folder_.path().string()}, {}, false}, core::Secret(std::string(32, 'l')));
  EXPECT_NE(version(resolver_, "file:" + a), version(elsewhere, "file:" + a));
}

TEST_F(SecretResolverTest, HasNoVersionsWithoutAStateKey) {
  const std::string file = folder_.write("pw", "hunter2");
  SecretResolver keyless(SecretAccess{{folder_.path().string()}, {}, false}, core::Secret());
  EXPECT_NE(version(keyless, "file:" + file).find("refused"), std::string::npos);
}

}  // namespace
}  // namespace muster::daemon
