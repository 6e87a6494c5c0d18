#include "tests/support/virtual_clock.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

namespace muster::tests {

namespace asio = boost::asio;

namespace {
// 2026-01-05 08:00:00 UTC, a Monday.
constexpr engine::WallTime kWallStart{std::chrono::seconds(1767600000)};
}  // namespace

engine::WallTime VirtualClock::wall_now() const {
  return kWallStart + (now_ - engine::SteadyTime(std::chrono::hours(1)));
}

engine::Task<void> VirtualClock::sleep(engine::Duration duration) {
  const auto due = now_ + duration;
  auto start = [this, due](auto handler) {
    auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    sleepers_.emplace(due, [shared, this] { asio::post(context_, std::move(*shared)); });
  };
  co_await asio::async_initiate<decltype(asio::use_awaitable), void()>(start, asio::use_awaitable);
}

void VirtualClock::run(engine::Task<void> task) {
  bool done = false;
  std::exception_ptr failure;
  asio::co_spawn(context_, std::move(task), [&](std::exception_ptr error) {
    failure = error;
    done = true;
  });
  drive([&] { return done; });
  if (failure) std::rethrow_exception(failure);
}

void VirtualClock::drive(const std::function<bool()>& finished) {
  while (!finished()) {
    context_.restart();
    if (context_.poll() > 0) continue;
    if (sleepers_.empty()) throw std::logic_error("the task waits for something that never happens");
    auto first = sleepers_.begin();
    if (now_ < first->first) now_ = first->first;
    auto wake = std::move(first->second);
    sleepers_.erase(first);
    wake();
  }
}

std::uint64_t SeededRandom::next() {
  state_ += 0x9E3779B97F4A7C15ULL;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

}  // namespace muster::tests
