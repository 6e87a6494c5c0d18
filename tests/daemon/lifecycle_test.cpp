#include "daemon/lifecycle.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <cstdlib>
#include <cstring>

#include "tests/support/temp_folder.h"
#include "tests/support/virtual_clock.h"

namespace muster::daemon {
namespace {

// Plays systemd's end of $NOTIFY_SOCKET.
class Lifecycle : public ::testing::Test {
 protected:
  Lifecycle() : descriptor_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    const std::string path = folder_ / "notify";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    if (::bind(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) std::abort();
    ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
  }
  ~Lifecycle() override {
    ::unsetenv("NOTIFY_SOCKET");
    ::unsetenv("WATCHDOG_USEC");
    ::unsetenv("WATCHDOG_PID");
    ::close(descriptor_);
  }

  // The next message; "" when there is none.
  std::string heard() {
    std::array<char, 1024> buffer{};
    const auto count = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
    return count <= 0 ? "" : std::string(buffer.data(), static_cast<std::size_t>(count));
  }
  int count_heard() {
    int count = 0;
    while (heard() == "WATCHDOG=1") ++count;
    return count;
  }
  engine::Task<void> watch_for(engine::Duration duration, std::function<bool()> is_alive) {
    boost::asio::co_spawn(clock_.context(), feed_watchdog(&clock_, engine::Duration(30'000), std::move(is_alive)),
                          [](const std::exception_ptr&) {});
    co_await clock_.sleep(duration);
  }

  support::TempFolder folder_;
  int descriptor_;
  tests::VirtualClock clock_;
};

TEST_F(Lifecycle, SaysThatItIsReadyAndWhatItDoes) {
  ServiceManager manager;
  manager.ready("2 systems");
  EXPECT_EQ(heard(), "READY=1\nSTATUS=2 systems");
  manager.status("converged");
  EXPECT_EQ(heard(), "STATUS=converged");
  manager.stopping();
  EXPECT_EQ(heard(), "STOPPING=1");
}

TEST_F(Lifecycle, AReloadCarriesTheTimeThatSystemdWaitsFor) {
  ServiceManager().reloading();
  const std::string said = heard();
  EXPECT_TRUE(said.starts_with("RELOADING=1\nMONOTONIC_USEC=")) << said;
  EXPECT_GT(std::stoull(said.substr(said.rfind('=') + 1)), 0U);
}

TEST_F(Lifecycle, AStatusCannotSmuggleInAnotherAssignment) {
  ServiceManager().status("fine\nREADY=1");
  EXPECT_EQ(heard(), "STATUS=fine\\nREADY=1");
}

TEST_F(Lifecycle, FeedsTheWatchdogThreeTimesAPeriodWhileItIsAlive) {
  clock_.run(watch_for(engine::Duration(59'000), [] { return true; }));
  EXPECT_EQ(count_heard(), 6);
}

TEST_F(Lifecycle, AStuckLoopIsNotFedAndOneThatMovesAgainIs) {
  bool alive = false;
  clock_.run(watch_for(engine::Duration(25'000), [&] { return alive; }));
  EXPECT_EQ(count_heard(), 0);
  alive = true;
  clock_.run(watch_for(engine::Duration(1), [&] { return alive; }));
  EXPECT_EQ(count_heard(), 1);
}

TEST_F(Lifecycle, KnowsWhetherItIsWatched) {
  EXPECT_FALSE(watchdog_period());
  ::setenv("WATCHDOG_USEC", "30000000", 1);
  EXPECT_EQ(watchdog_period(), engine::Duration(30'000));
  ::setenv("WATCHDOG_PID", "1", 1);
  EXPECT_FALSE(watchdog_period()) << "another process is meant";
}

TEST(LifecycleWithoutAManager, NothingHappens) {
  ::unsetenv("NOTIFY_SOCKET");
  ServiceManager manager;
  manager.ready("");
  manager.stopping();
  EXPECT_FALSE(watchdog_period());
}

}  // namespace
}  // namespace muster::daemon
