#include "reconciler/engine/alarm.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <memory>

namespace muster::engine {

namespace asio = boost::asio;

namespace {

// Kept by the sleeper's handler as well, which may be dropped together with the whole context.
struct Nap {
  asio::cancellation_signal cancel;
  bool is_over = false;
};

}  // namespace

Alarm::Alarm(const asio::any_io_executor& executor, Clock& clock)
    : executor_(executor), clock_(&clock), signal_(executor) {}

void Alarm::ring() {
  rung_ = true;
  signal_.notify();
}

Task<void> Alarm::wait(Duration at_most) {
  const auto nap = std::make_shared<Nap>();
  auto sleeping = clock_->sleep(at_most);
  asio::co_spawn(executor_, std::move(sleeping),
                 asio::bind_cancellation_slot(nap->cancel.slot(), [nap, this](const std::exception_ptr&) {
                   nap->is_over = true;
                   signal_.notify();
                 }));
  while (!nap->is_over && !rung_) co_await signal_.wait();
  rung_ = false;
  if (nap->is_over) co_return;
  nap->cancel.emit(asio::cancellation_type::terminal);
  while (!nap->is_over) co_await signal_.wait();
}

}  // namespace muster::engine
