#include "reconciler/engine/turnstile.h"

#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <deque>

#include "reconciler/engine/task_group.h"

namespace muster::engine {

namespace asio = boost::asio;

namespace {

struct Waiter {
  explicit Waiter(const asio::any_io_executor& executor) : signal(executor) {}
  Signal signal;
  bool admitted = false;
};

}  // namespace

struct Turnstile::State {
  std::size_t free = 0;
  std::deque<std::shared_ptr<Waiter>> waiting;
};

Turnstile::Turnstile(std::size_t places) : state_(std::make_shared<State>()) { state_->free = places; }

Turnstile::Place& Turnstile::Place::operator=(Place&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

Turnstile::Place::~Place() {
  if (state_) leave(*state_);
}

void Turnstile::leave(State& state) {
  if (state.waiting.empty()) {
    ++state.free;
    return;
  }
  const auto next = state.waiting.front();
  state.waiting.pop_front();
  next->admitted = true;
  next->signal.notify();
}

Task<Turnstile::Place> Turnstile::enter() {
  const auto state = state_;
  if (state->free > 0) {
    --state->free;
    co_return Place(state);
  }
  const auto executor = co_await asio::this_coro::executor;
  const auto waiter = std::make_shared<Waiter>(executor);
  state->waiting.push_back(waiter);
  co_await waiter->signal.wait();
  if (!waiter->admitted) {
    std::erase(state->waiting, waiter);
    throw boost::system::system_error(asio::error::operation_aborted);
  }
  co_return Place(state);
}

}  // namespace muster::engine
