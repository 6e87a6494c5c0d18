#include "tests/simulation/process_clock.h"

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

namespace muster::simulation {

namespace asio = boost::asio;

engine::Task<void> ProcessClock::sleep(engine::Duration duration) { return wait(duration); }

engine::Task<void> ProcessClock::end() { return wait(std::nullopt); }

engine::Task<void> ProcessClock::wait(std::optional<engine::Duration> duration) {
  const std::uint64_t id = ++fallen_asleep_;
  auto start = [this, id, duration](auto handler) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    Sleeper& sleeper = sleepers_[id];
    sleeper.waking = [shared, this](bool cancelled) {
      const auto error = cancelled ? make_error_code(asio::error::operation_aborted) : boost::system::error_code();
      asio::post(context_, [shared, error] { std::move (*shared)(error); });
    };
    if (duration) sleeper.event = timeline_.after(*duration, [this, id] { wake(id, false); });
    if (slot.is_connected()) slot.assign([this, id](asio::cancellation_type) { wake(id, true); });
  };
  co_await asio::async_initiate<decltype(asio::use_awaitable), void(boost::system::error_code)>(start,
                                                                                                asio::use_awaitable);
}

void ProcessClock::wake(std::uint64_t sleeper, bool cancelled) {
  const auto at = sleepers_.extract(sleeper);
  if (at.empty()) return;
  if (at.mapped().event) timeline_.cancel(*at.mapped().event);
  at.mapped().waking(cancelled);
}

void ProcessClock::drop() {
  while (!sleepers_.empty()) {
    const auto at = sleepers_.extract(sleepers_.begin());
    if (at.mapped().event) timeline_.cancel(*at.mapped().event);
  }
  context_.drop();
}

}  // namespace muster::simulation
