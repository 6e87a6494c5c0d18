#include "providers/kit/unclear_logins.h"

#include <gtest/gtest.h>

#include "tests/support/memory_tokens.h"
#include "tests/support/virtual_clock.h"

namespace muster::kit {
namespace {

using std::chrono::minutes;

class UnclearLoginsTest : public testing::Test {
 protected:
  UnclearLogins process(const std::string& configured = "one") {
    UnclearLogins logins(&tokens_, "session", configured, clock_);
    return logins;
  }
  minutes left(UnclearLogins& logins) {
    EXPECT_TRUE(clock_.run(logins.look()));
    return logins.left();
  }
  minutes left_elsewhere(const std::string& configured = "one") {
    auto other = process(configured);
    return left(other);
  }
  minutes count(UnclearLogins& logins) { return clock_.run(logins.count()); }
  void wait(minutes duration) { clock_.run(clock_.sleep(duration)); }

  tests::VirtualClock clock_;
  tests::MemoryTokens tokens_;
};

TEST_F(UnclearLoginsTest, OneMoreIsTriedAndThenTheyBecomeRareInAllProcesses) {
  std::vector<int> pauses;
  for (int i = 0; i < 6; ++i) {
    auto logins = process();
    EXPECT_EQ(left(logins), minutes(0));
    pauses.push_back(static_cast<int>(count(logins).count()));
    EXPECT_EQ(left_elsewhere().count(), pauses.back());
    wait(minutes(pauses.back()));
  }
  EXPECT_EQ(pauses, (std::vector<int>{0, 10, 20, 40, 60, 60}));
}

TEST_F(UnclearLoginsTest, AClearOneAndOtherCredentialsAndAnotherTryBeginAnew) {
  auto logins = process();
  (void)count(logins);
  (void)count(logins);
  EXPECT_EQ(left_elsewhere("two"), minutes(0));
  EXPECT_EQ(left_elsewhere(), minutes(10));
  clock_.run(logins.forget());
  EXPECT_EQ(left_elsewhere(), minutes(0));
  (void)count(logins);
  EXPECT_EQ(count(logins), minutes(10));
  tokens_.kept.clear();
  EXPECT_EQ(left(logins), minutes(0));
}

TEST_F(UnclearLoginsTest, AClockThatWasSetBackMakesNobodyWaitForLong) {
  auto logins = process();
  (void)count(logins);
  (void)count(logins);
  tokens_.kept["login/unclear/session"] = core::Secret("unclear-1 one 2 99999999999999");
  EXPECT_EQ(left(logins), minutes(60));
}

TEST_F(UnclearLoginsTest, WithoutAStoreOrItsDiskTheyAreCountedInMemory) {
  UnclearLogins alone(nullptr, "session", "one", clock_);
  (void)count(alone);
  EXPECT_EQ(count(alone), minutes(10));
  EXPECT_EQ(left(alone), minutes(10));
  auto full = process();
  tokens_.keeping_fails = true;
  (void)count(full);
  EXPECT_EQ(count(full), minutes(10));
  EXPECT_EQ(left(full), minutes(10));
}

}  // namespace
}  // namespace muster::kit
