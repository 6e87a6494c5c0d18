#include "daemon/system_clock.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <random>

namespace muster::daemon {

engine::SteadyTime SystemClock::now() const {
  return std::chrono::time_point_cast<engine::Duration>(std::chrono::steady_clock::now());
}

engine::WallTime SystemClock::wall_now() const {
  return std::chrono::time_point_cast<engine::Duration>(std::chrono::system_clock::now());
}

engine::Task<void> SystemClock::sleep(engine::Duration duration) {
  boost::asio::steady_timer timer(executor_, duration);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

std::uint64_t SystemRandom::next() {
  std::random_device kernel;
  static_assert(sizeof(std::random_device::result_type) == sizeof(std::uint32_t));
  return (std::uint64_t{kernel()} << 32) | kernel();
}

}  // namespace muster::daemon
