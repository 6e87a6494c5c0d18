#include "daemon/system_clock.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "tests/support/run_task.h"

namespace muster::daemon {
namespace {

engine::Task<bool> waits(SystemClock* clock, engine::Duration duration) {
  const auto before = clock->now();
  co_await clock->sleep(duration);
  co_return clock->now() - before >= duration;
}

TEST(SystemClock, SleepsNoShorterThanAsked) {
  boost::asio::io_context context;
  SystemClock clock(context.get_executor());
  EXPECT_TRUE(support::run_task(context, waits(&clock, engine::Duration(2))));
  EXPECT_TRUE(support::run_task(context, waits(&clock, engine::Duration(0))));
}

TEST(SystemRandom, DoesNotRepeatItself) {
  SystemRandom random;
  EXPECT_NE(random.next(), random.next());
}

}  // namespace
}  // namespace muster::daemon
