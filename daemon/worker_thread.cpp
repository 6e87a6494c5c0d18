#include "daemon/worker_thread.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <memory>
#include <utility>

namespace muster::daemon {
namespace {

namespace asio = boost::asio;

std::exception_ptr attempt(std::function<void()> work) {
  try {
    work();
  } catch (...) {
    return std::current_exception();
  }
  return nullptr;
}

}  // namespace

WorkerThread::~WorkerThread() { thread_.join(); }

engine::Task<void> WorkerThread::run(std::function<void()> work) {
  auto start = [this](auto handler, std::function<void()> job) {
    const auto executor = asio::get_associated_executor(handler);
    // The io context must not run out of work while the answer is on its way.
    auto guard = asio::make_work_guard(executor);
    asio::post(thread_, [handler = std::move(handler), job = std::move(job), guard = std::move(guard)]() mutable {
      const auto failure = attempt(std::move(job));
      const auto home = guard.get_executor();
      asio::post(home, [handler = std::move(handler), guard = std::move(guard), failure]() mutable {
        std::move(handler)(failure);
      });
    });
  };
  co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr)>(start, asio::use_awaitable,
                                                                                         std::move(work));
}

engine::Task<void> InlineWorker::run(std::function<void()> work) {
  work();
  co_return;
}

}  // namespace muster::daemon
