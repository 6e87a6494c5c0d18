#include "providers/cucm_uds/observation.h"

#include "reconciler/engine/task_group.h"

namespace muster::cucm_uds {

using core::Coverage;
using core::Error;
using core::ErrorKind;
using core::Result;
using engine::PageSink;
using engine::Scope;
using engine::Task;

namespace {

// So many users who do not reach the server, and nobody who does, are enough.
constexpr std::size_t kEnough = 3;

// Whatever it is, it is the server and not the user.
bool is_of_server(const Error& error) {
  return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::timeout ||
         error.kind == ErrorKind::rate_limited;
}

}  // namespace

bool Observation::is_down() const {
  return reached_ == 0 && unreached_ > 0 && (unreached_ >= kEnough || unreached_ == wanted_.size());
}

Task<Result<Coverage>> Observation::read(std::shared_ptr<const Scope> scope, PageSink& sink) {
  coverage_.entities.assign(catalog().entities.size(), {true, {}});
  wanted_ = wanted_users(*scope);
  co_await read_users(scope, sink);
  if (is_down()) co_return std::unexpected(*failure_);
  if (reached_ > 0) co_await read_options(std::move(scope), &sink);
  co_return std::move(coverage_);
}

Task<void> Observation::read_users(std::shared_ptr<const Scope> scope, PageSink& sink) {
  const auto executor = co_await boost::asio::this_coro::executor;
  engine::TaskGroup group(executor);
  for (const WantedUser& user : wanted_) {
    while (group.running() >= api_->settings().concurrency) co_await group.wait_for_any();
    if (is_down()) break;
    group.spawn(read_one(scope, std::make_shared<const WantedUser>(user), &sink));
  }
  co_await group.join();
}

Task<void> Observation::read_one(std::shared_ptr<const Scope> scope, std::shared_ptr<const WantedUser> wanted,
                                 PageSink* sink) {
  if (!wanted->spelling.empty()) {
    known_->named[wanted->key] = wanted->spelling;
    api_->sessions().spell(wanted->key, wanted->spelling);
  }
  const auto session = api_->sessions().session(wanted->key);
  const auto looked = co_await session->refresh();
  if (!looked) {
    for (auto& key : wanted->keys(api_->settings().system)) {
      Error one = looked.error();
      one.where = std::move(key);
      coverage_.unreadable.push_back(std::move(one));
    }
    ++reached_;  // nothing was asked, so nothing speaks against the server
    co_return;
  }
  UserReading reading(*api_, *known_, std::move(scope), *wanted);
  co_await reading.read();
  take(reading, *sink);
}

void Observation::take(const UserReading& reading, PageSink& sink) {
  const bool is_unreached =
      reading.items().empty() && !reading.unreadable().empty() && is_of_server(reading.unreadable().front());
  ++(is_unreached ? unreached_ : reached_);
  if (is_unreached && !failure_) {
    failure_ = reading.unreadable().front();
    failure_->where.reset();
  }
  for (const Item& item : reading.items()) add_row(item, sink.rows());
  coverage_.unreadable.insert(coverage_.unreadable.end(), reading.unreadable().begin(), reading.unreadable().end());
  rows_ += reading.items().size();
  sink.page_read("user", rows_);
}

Task<void> Observation::read_options(std::shared_ptr<const Scope> scope, PageSink* sink) {
  for (core::EntityIndex entity = kLocale; entity <= kIdlePreference; ++entity) {
    if (!wants_options(*scope, entity)) continue;
    const auto options = co_await options_->read(entity);
    if (options) {
      add_rows(entity, **options, sink->rows());
    } else {
      coverage_.entities[entity] = {false, options.error().what};
    }
  }
}

}  // namespace muster::cucm_uds
