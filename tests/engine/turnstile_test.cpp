#include "reconciler/engine/turnstile.h"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <string>

#include "tests/support/virtual_clock.h"

namespace muster::engine {
namespace {

using std::chrono::milliseconds;

class TurnstileTest : public testing::Test {
 protected:
  Task<void> visit(char name, milliseconds stay) {
    auto place = co_await turnstile_.enter();
    log_ += name;
    most_ = std::max(most_, ++inside_);
    co_await clock_.sleep(stay);
    --inside_;
  }
  void start(char name, milliseconds stay) {
    ++visitors_;
    boost::asio::co_spawn(clock_.context(), visit(name, stay), [this](const std::exception_ptr&) { --visitors_; });
  }
  Task<void> until_all_left() {
    while (visitors_ > 0) co_await clock_.sleep(milliseconds(1));
  }

  tests::VirtualClock clock_;
  Turnstile turnstile_{2};
  std::string log_;
  int inside_ = 0;
  int most_ = 0;
  int visitors_ = 0;
};

TEST_F(TurnstileTest, LetsInNoMoreThanItsPlacesInTheOrderTheyCame) {
  for (char name = 'a'; name <= 'j'; ++name) start(name, milliseconds(10));
  clock_.run(until_all_left());
  EXPECT_EQ(log_, "abcdefghij");
  EXPECT_EQ(most_, 2);
}

TEST_F(TurnstileTest, IsFreeAgainAfterwards) {
  start('a', milliseconds(1));
  clock_.run(until_all_left());
  start('b', milliseconds(1));
  start('c', milliseconds(1));
  clock_.run(until_all_left());
  EXPECT_EQ(log_, "abc");
  EXPECT_EQ(most_, 2);
}

TEST_F(TurnstileTest, ACancelledTaskLeavesTheQueue) {
  boost::asio::cancellation_signal cancel;
  start('a', milliseconds(50));
  start('b', milliseconds(50));
  clock_.context().poll();
  bool aborted = false;
  boost::asio::co_spawn(clock_.context(), visit('x', milliseconds(1)),
                        boost::asio::bind_cancellation_slot(
                            cancel.slot(), [&](const std::exception_ptr& failure) { aborted = failure != nullptr; }));
  start('c', milliseconds(1));
  clock_.context().restart();
  clock_.context().poll();
  cancel.emit(boost::asio::cancellation_type::terminal);
  clock_.run(until_all_left());
  EXPECT_TRUE(aborted);
  EXPECT_EQ(log_, "abc");
}

}  // namespace
}  // namespace muster::engine
