#include "tests/support/virtual_clock.h"

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/error.hpp>
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
  const SleeperId id{now_ + duration, ++last_sleeper_};
  auto start = [this, id](auto handler) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    sleepers_.emplace(id, [shared, this](bool cancelled) {
      const auto error = cancelled ? make_error_code(asio::error::operation_aborted) : boost::system::error_code();
      asio::post(context_, [shared, error] { std::move (*shared)(error); });
    });
    if (slot.is_connected()) slot.assign([this, id](asio::cancellation_type) { wake(id, true); });
  };
  co_await asio::async_initiate<decltype(asio::use_awaitable), void(boost::system::error_code)>(start,
                                                                                                asio::use_awaitable);
}

void VirtualClock::wake(SleeperId id, bool cancelled) {
  const auto at = sleepers_.find(id);
  if (at == sleepers_.end()) return;
  const auto wake_up = std::move(at->second);
  sleepers_.erase(at);
  wake_up(cancelled);
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
    const SleeperId first = sleepers_.begin()->first;
    if (now_ < first.first) now_ = first.first;
    wake(first, false);
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
