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
  SecretResolver resolver_{{folder_.path().string()}, core::Secret(std::string(32, 'k'))};
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

TEST_F(SecretResolverTest, SaysWhatIsNotAvailable) {
  for (const char* text : {"credential:gws-password", "exec:pass show gws"}) {
    const auto secret = resolve(text);
    ASSERT_FALSE(secret);
    EXPECT_NE(secret.error().what.find("not available in this version"), std::string::npos);
  }
}

TEST_F(SecretResolverTest, GivesEqualSecretsEqualVersionsAndOthersOthers) {
  const std::string a = folder_.write("a", "hunter2");
  const std::string b = folder_.write("b", "hunter2\n");
  const std::string c = folder_.write("c", "hunter3");
  EXPECT_EQ(version(resolver_, "file:" + a), version(resolver_, "file:" + b));
  EXPECT_NE(version(resolver_, "file:" + a), version(resolver_, "file:" + c));
  SecretResolver elsewhere({folder_.path().string()}, core::Secret(std::string(32, 'l')));
  EXPECT_NE(version(resolver_, "file:" + a), version(elsewhere, "file:" + a));
}

TEST_F(SecretResolverTest, HasNoVersionsWithoutAStateKey) {
  const std::string file = folder_.write("pw", "hunter2");
  SecretResolver keyless({folder_.path().string()}, core::Secret());
  EXPECT_NE(version(keyless, "file:" + file).find("refused"), std::string::npos);
}

}  // namespace
}  // namespace muster::daemon
