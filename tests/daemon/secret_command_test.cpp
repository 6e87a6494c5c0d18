#include "daemon/secret_command.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>

#include "tests/support/temp_folder.h"

namespace muster::daemon {
namespace {

core::SecretReference command(std::vector<std::string> argv) {
  core::SecretReference reference;
  reference.source = core::SecretSource::exec;
  reference.argv = std::move(argv);
  return reference;
}

core::SecretReference script(const std::string& text) { return command({"/bin/sh", "-c", text}); }

std::string refusal(const core::SecretReference& reference) {
  const auto secret = run_secret_command(reference);
  return secret ? "printed: " + secret->reveal() : secret.error().what;
}

TEST(SecretCommand, GivesWhatItPrintsWithoutOneLineEnd) {
  EXPECT_EQ(run_secret_command(command({"/bin/echo", "hunter2"}))->reveal(), "hunter2");
  EXPECT_EQ(run_secret_command(script("printf 'a\\n\\n'"))->reveal(), "a\n");
}

TEST(SecretCommand, StartsNoShell) {
  EXPECT_EQ(run_secret_command(command({"/bin/echo", "$(id); *"}))->reveal(), "$(id); *");
}

TEST(SecretCommand, HasNothingToReadAndASmallEnvironment) {
  ::setenv("MUSTER_TEST_SECRET", "hunter2", 1);
  const auto environment = run_secret_command(command({"/usr/bin/env"}));
  EXPECT_EQ(environment->reveal().find("hunter2"), std::string::npos);
  EXPECT_NE(environment->reveal().find("PATH="), std::string::npos);
  EXPECT_EQ(run_secret_command(script("cat; echo end; pwd"))->reveal(), "end\n/");
}

TEST(SecretCommand, IsRefusedWhenItFailsOrPrintsNothing) {
  EXPECT_EQ(refusal(script("echo hunter2; echo hunter2 >&2; exit 3")),
            "reading the secret exec:/bin/sh -c echo%20hunter2;%20echo%20hunter2%20>&2;%20exit%203: the command ended "
            "with status 3; run it by hand to see why");
  EXPECT_NE(refusal(script("kill -9 $$")).find("status 137"), std::string::npos);
  EXPECT_NE(refusal(command({"/bin/true"})).find("printed nothing"), std::string::npos);
  EXPECT_NE(refusal(command({"/no/such/program"})).find("cannot be started"), std::string::npos);
  EXPECT_NE(refusal(command({"echo", "hunter2"})).find("absolute path"), std::string::npos);
  EXPECT_NE(refusal(command({})).find("absolute path"), std::string::npos);
}

TEST(SecretCommand, IsRefusedWhenItPrintsTooMuchEvenForever) {
  EXPECT_NE(refusal(command({"/usr/bin/yes"})).find("more than 64 KiB"), std::string::npos);
  EXPECT_EQ(run_secret_command(script("head -c 65536 /dev/zero | tr '\\0' x"))->reveal().size(), 65536U);
}

TEST(SecretCommand, IsKilledWithAllItStartedWhenItsTimeIsUp) {
  for (const char* text : {"sleep 600", "exec 1>&-; sleep 600", "sleep 600 & wait"}) {
    const auto secret = run_secret_command(script(text), std::chrono::milliseconds(0));
    ASSERT_FALSE(secret);
    EXPECT_EQ(secret.error().kind, core::ErrorKind::timeout) << text;
  }
}

}  // namespace
}  // namespace muster::daemon
