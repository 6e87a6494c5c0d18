#include "daemon/worker_thread.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <stdexcept>
#include <thread>

#include "daemon/sqlite_store.h"
#include "tests/support/journal_samples.h"
#include "tests/support/run_task.h"
#include "tests/support/temp_folder.h"

namespace muster::daemon {
namespace {

constexpr auto kRethrow = [](const std::exception_ptr& failure) {
  if (failure) std::rethrow_exception(failure);
};

struct Seen {
  std::thread::id worked;
  std::thread::id resumed;
};

engine::Task<bool> run_once(engine::Worker* worker, Seen* seen) {
  std::function<void()> work = [seen] { seen->worked = std::this_thread::get_id(); };
  co_await worker->run(std::move(work));
  seen->resumed = std::this_thread::get_id();
  co_return true;
}

TEST(WorkerThread, WorksElsewhereAndResumesHere) {
  boost::asio::io_context context;
  WorkerThread worker;
  Seen seen;
  ASSERT_TRUE(support::run_task(context, run_once(&worker, &seen)));
  EXPECT_NE(seen.worked, std::this_thread::get_id());
  EXPECT_NE(seen.worked, std::thread::id());
  EXPECT_EQ(seen.resumed, std::this_thread::get_id());
}

TEST(WorkerThread, InlineWorksHere) {
  boost::asio::io_context context;
  InlineWorker worker;
  Seen seen;
  ASSERT_TRUE(support::run_task(context, run_once(&worker, &seen)));
  EXPECT_EQ(seen.worked, std::this_thread::get_id());
}

engine::Task<bool> fail_once(engine::Worker* worker) {
  std::function<void()> work = [] { throw std::runtime_error("the work failed"); };
  co_await worker->run(std::move(work));
  co_return true;
}

TEST(WorkerThread, ThrowsWhatTheWorkThrewWhereItIsAwaited) {
  boost::asio::io_context context;
  WorkerThread worker;
  InlineWorker here;
  EXPECT_THROW((void)support::run_task(context, fail_once(&worker)), std::runtime_error);
  EXPECT_THROW((void)support::run_task(context, fail_once(&here)), std::runtime_error);
}

engine::Task<void> append(engine::Worker* worker, std::vector<int>* order, int number) {
  std::function<void()> work = [order, number] { order->push_back(number); };
  co_await worker->run(std::move(work));
}

TEST(WorkerThread, KeepsTheOrderInWhichItWasAsked) {
  boost::asio::io_context context;
  WorkerThread worker;
  std::vector<int> order;
  for (int i = 0; i < 200; ++i) {
    boost::asio::co_spawn(context, append(&worker, &order, i), kRethrow);
  }
  context.run();
  ASSERT_EQ(order.size(), 200u);
  EXPECT_TRUE(std::ranges::is_sorted(order));
}

TEST(WorkerThread, FinishesWhatWasAskedForBeforeItGoes) {
  std::vector<int> order;
  boost::asio::io_context context;
  {
    WorkerThread worker;
    for (int i = 0; i < 20; ++i) {
      boost::asio::co_spawn(context, append(&worker, &order, i), kRethrow);
    }
    context.poll_one();
    while (context.poll_one() > 0) {
    }
  }
  EXPECT_EQ(order.size(), 20u);
}

TEST(WorkerThread, CarriesAStore) {
  support::TempFolder folder;
  boost::asio::io_context context;
  WorkerThread worker;
  StoreChoices choices;
  choices.worker = &worker;
  std::thread::id told;
  choices.on_audit = [&](const std::vector<AuditHead>&) { told = std::this_thread::get_id(); };
  auto store = SqliteStore::open(folder / "state.db", StoreAccess::read_write, std::move(choices));
  ASSERT_TRUE(store);
  const core::Intent intent = support::sample_intent("1", "ada");
  ASSERT_TRUE(support::run_task(context, (*store)->begin({intent})));
  ASSERT_TRUE(support::run_task(context, (*store)->close({support::sample_closing(intent, core::Outcome::verified)})));
  const auto memory = support::run_task(context, (*store)->load("gws", support::at_second(1000)));
  EXPECT_EQ(memory->history.size(), 1u);
  EXPECT_NE(told, std::thread::id());
  EXPECT_NE(told, std::this_thread::get_id());
}

}  // namespace
}  // namespace muster::daemon
