#include "daemon/token_stores.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <filesystem>

#include "daemon/state_files.h"
#include "tests/support/temp_folder.h"
#include "tests/support/virtual_clock.h"

namespace muster::daemon {
namespace {

using Lock = core::Result<std::shared_ptr<void>>;

// One process: its state and its stores.
struct Process {
  State state;
  std::unique_ptr<TokenStores> tokens;
};

class TokenStoresTest : public ::testing::Test {
 protected:
  StateChoices choices() const {
    StateChoices choices;
    choices.store = file_;
    return choices;
  }
  std::unique_ptr<Process> process(StateUse use = StateUse::create) {
    auto opened = open_state(choices(), use);
    if (!opened) throw std::runtime_error(opened.error().what);
    auto made = std::make_unique<Process>();
    made->state = std::move(*opened);
    TokenPorts ports;
    ports.clock = &clock_;
    ports.reads = made->state.store.get();
    ports.writes = token_writer(made->state, file_, use);
    ports.lock_folder = token_lock_folder(file_);
    made->tokens = std::make_unique<TokenStores>(std::move(ports));
    return made;
  }
  Lock lock(Process& of, const std::string& system = "webex-1") {
    return clock_.run(of.tokens->renewed_for(system).lock());
  }
  core::Status keep(Process& of, const std::string& token) {
    return clock_.run(of.tokens->renewed_for("webex-1").keep("refresh", core::Secret(token)));
  }
  std::string load(Process& of, const std::string& system = "webex-1") {
    return clock_.run(of.tokens->renewed_for(system).load("refresh"))->reveal();
  }
  engine::Task<void> release_later(std::shared_ptr<void> held) {
    co_await clock_.sleep(std::chrono::seconds(20));
    held.reset();
  }
  ::mode_t mode_of(const std::string& path) const {
    struct stat found{};
    EXPECT_EQ(::stat(path.c_str(), &found), 0) << path;
    return found.st_mode & 0777U;
  }

  support::TempFolder folder_;
  std::string file_ = folder_ / "state/state.db";
  tests::VirtualClock clock_;
};

TEST_F(TokenStoresTest, KeepsTokensForTheNextProcess) {
  ASSERT_TRUE(keep(*process(), "first"));
  ASSERT_TRUE(keep(*process(), "second"));
  EXPECT_EQ(load(*process()), "second");
  EXPECT_EQ(load(*process(), "webex-2"), "");
}

TEST_F(TokenStoresTest, LetsOneProcessAtATimeRenewATokenOfOneSystem) {
  const auto first = process();
  const auto second = process();
  const auto held = lock(*first);
  ASSERT_TRUE(held);
  EXPECT_TRUE(lock(*second, "webex-2"));
  const auto before = clock_.now();
  const auto refused = lock(*second);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, core::ErrorKind::conflict);
  EXPECT_EQ(refused.error().what,
            "another process has been renewing the token of webex-1 for long; see what it waits for");
  EXPECT_EQ(clock_.now() - before, kTokenPatience);
}

TEST_F(TokenStoresTest, WaitsForTheProcessThatRenews) {
  const auto first = process();
  const auto second = process();
  auto held = lock(*first);
  ASSERT_TRUE(held);
  boost::asio::co_spawn(clock_.context(), release_later(std::move(*held)), [](const std::exception_ptr&) {});
  held->reset();
  const auto before = clock_.now();
  EXPECT_TRUE(lock(*second));
  EXPECT_GE(clock_.now() - before, std::chrono::seconds(20));
}

TEST_F(TokenStoresTest, TheDeathOfTheProcessThatRenewsFreesTheLock) {
  const auto mine = process();
  ASSERT_TRUE(lock(*mine));
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  const ::pid_t child = ::fork();
  if (child == 0) {
    const auto held = lock(*mine);
    (void)!::write(ends[1], held ? "y" : "n", 1);
    for (;;) ::pause();
  }
  char answer = 'n';
  EXPECT_EQ(::read(ends[0], &answer, 1), 1);
  EXPECT_EQ(answer, 'y');
  EXPECT_FALSE(lock(*mine));
  ASSERT_EQ(::kill(child, SIGKILL), 0);
  ASSERT_EQ(::waitpid(child, nullptr, 0), child);
  EXPECT_TRUE(lock(*mine));
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_F(TokenStoresTest, APlanKeepsATokenInAStoreThatItOpenedForReading) {
  ASSERT_TRUE(keep(*process(), "first"));
  const auto plan = process(StateUse::if_present);
  EXPECT_EQ(load(*plan), "first");
  ASSERT_TRUE(lock(*plan));
  ASSERT_TRUE(keep(*plan, "second"));
  EXPECT_EQ(load(*plan), "second");
  EXPECT_EQ(load(*process()), "second");
}

TEST_F(TokenStoresTest, WithoutStateNothingIsRenewedOrMade) {
  const auto plan = process(StateUse::if_present);
  EXPECT_EQ(load(*plan), "");
  const auto refused = lock(*plan);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, core::ErrorKind::invalid);
  EXPECT_EQ(refused.error().what, "there is no state " + file_ +
                                      " to keep the new one in: name the state of this installation with --state, or "
                                      "let `muster apply` make it");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "state"));
}

TEST_F(TokenStoresTest, WithoutTheKeyNothingIsKept) {
  ASSERT_TRUE(keep(*process(), "first"));
  std::filesystem::remove(folder_ / "state/state.key");
  const auto plan = process(StateUse::if_present);
  EXPECT_FALSE(keep(*plan, "second"));
}

TEST_F(TokenStoresTest, ItsFilesArePrivateAndNameNothing) {
  const auto mine = process();
  ASSERT_TRUE(lock(*mine, "../../etc/passwd"));
  EXPECT_EQ(mode_of(folder_ / "state/tokens"), 0700u);
  int files = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder_ / "state/tokens")) {
    EXPECT_EQ(mode_of(file.path()), 0600u);
    ++files;
  }
  EXPECT_EQ(files, 1);
}

TEST_F(TokenStoresTest, SaysThatItsFolderCannotBeMade) {
  const auto mine = process();
  folder_.write("state/tokens", "a file");
  const auto refused = lock(*mine);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, core::ErrorKind::unavailable);
}

TEST_F(TokenStoresTest, TellsWhenTokensEndUntilTheSystemGetsANewProvider) {
  const auto mine = process();
  const auto at = clock_.wall_now() + std::chrono::hours(24);
  mine->tokens->renewed_for("webex-2").expires("refresh", at);
  mine->tokens->renewed_for("webex-1").expires("refresh", at);
  const auto told = mine->tokens->expiries();
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].system, "webex-1");
  EXPECT_EQ(told[0].secret, "refresh");
  EXPECT_EQ(told[0].at, at);
  (void)mine->tokens->renewed_for("webex-1");
  EXPECT_EQ(mine->tokens->expiries().size(), 1u);
}

}  // namespace
}  // namespace muster::daemon
