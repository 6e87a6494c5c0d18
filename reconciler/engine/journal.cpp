#include "reconciler/engine/journal.h"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <optional>

#include "reconciler/engine/task_group.h"

namespace muster::engine {

namespace asio = boost::asio;

namespace {

template <typename T>
struct Entry {
  Entry(const asio::any_io_executor& executor, std::shared_ptr<const T> value)
      : item(std::move(value)), wake(executor) {}
  std::shared_ptr<const T> item;
  std::optional<core::Status> result;
  Signal wake;  // there is a result, or it is this entry's turn to commit
};

template <typename T>
using Entries = std::vector<std::shared_ptr<Entry<T>>>;

template <typename T>
struct Queue {
  Entries<T> waiting;
  bool committing = false;
};

Task<core::Status> commit(Store* store, std::vector<core::Intent> items) { return store->begin(std::move(items)); }
Task<core::Status> commit(Store* store, std::vector<core::Closing> items) { return store->close(std::move(items)); }

template <typename T>
Task<core::Status> commit_entries(Store* store, Entries<T> batch) {
  std::vector<T> items;
  for (const auto& entry : batch) items.push_back(*entry->item);
  auto result = co_await commit(store, std::move(items));
  co_return result;
}

// The disk is well and one of them does not fit: it must not take the others along.
bool blames_a_member(const core::Status& result) {
  return !result &&
         (result.error().kind == core::ErrorKind::conflict || result.error().kind == core::ErrorKind::invalid);
}

template <typename T>
Task<void> commit_batch(Store* store, Entries<T> batch) {
  auto result = co_await commit_entries<T>(store, batch);
  const bool one_by_one = batch.size() > 1 && blames_a_member(result);
  for (const auto& entry : batch) {
    if (one_by_one) {
      Entries<T> alone;
      alone.push_back(entry);
      auto own = co_await commit_entries<T>(store, std::move(alone));
      entry->result = std::move(own);
    } else {
      entry->result = result;
    }
  }
}

// Ends a commit however it ends: its members have their results, and one of those that gathered commits next.
template <typename T>
class Commit {
 public:
  explicit Commit(Queue<T>& queue) : queue_(queue), batch_(std::exchange(queue.waiting, {})) {
    queue_.committing = true;
  }
  Commit(const Commit&) = delete;
  Commit& operator=(const Commit&) = delete;
  ~Commit() {
    queue_.committing = false;
    for (const auto& member : batch_) {
      if (!member->result) member->result = interrupted();
      member->wake.notify();
    }
    if (!queue_.waiting.empty()) queue_.waiting.front()->wake.notify();
  }
  [[nodiscard]] const Entries<T>& batch() const { return batch_; }

 private:
  static core::Status interrupted() {
    return std::unexpected(
        core::Error(core::ErrorKind::unavailable, "writing the journal was interrupted, so nothing was sent"));
  }

  Queue<T>& queue_;
  Entries<T> batch_;
};

template <typename T>
Task<core::Status> pass_through(Store* store, Queue<T>* queue, std::shared_ptr<Entry<T>> entry,
                                asio::any_io_executor executor) {
  queue->waiting.push_back(entry);
  co_await asio::post(executor, asio::use_awaitable);  // what is ready at this moment joins the first commit too
  while (!entry->result) {
    if (queue->committing) {
      co_await entry->wake.wait();
      continue;
    }
    const Commit<T> commit(*queue);
    co_await commit_batch<T>(store, commit.batch());
  }
  co_return *entry->result;
}

}  // namespace

struct Journal::Queues {
  Store* store = nullptr;
  asio::any_io_executor executor;
  Queue<core::Intent> intents;
  Queue<core::Closing> closings;
};

Journal::Journal(Store* store, asio::any_io_executor executor) : queues_(std::make_unique<Queues>()) {
  queues_->store = store;
  queues_->executor = std::move(executor);
}
Journal::~Journal() = default;

Task<core::Status> Journal::begin(std::shared_ptr<const core::Intent> intent) {
  auto entry = std::make_shared<Entry<core::Intent>>(queues_->executor, std::move(intent));
  return pass_through<core::Intent>(queues_->store, &queues_->intents, std::move(entry), queues_->executor);
}

Task<core::Status> Journal::close(std::shared_ptr<const core::Closing> closing) {
  auto entry = std::make_shared<Entry<core::Closing>>(queues_->executor, std::move(closing));
  return pass_through<core::Closing>(queues_->store, &queues_->closings, std::move(entry), queues_->executor);
}

}  // namespace muster::engine
