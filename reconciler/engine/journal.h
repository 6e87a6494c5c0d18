// The journal of writes: an intent is durable before its write, its outcome after it. What is ready together shares
// one commit of the store.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <vector>

#include "reconciler/engine/ports.h"

namespace muster::engine {

// While one commit is under way, others gather for the next. Intents and closings have queues of their own. A commit
// that fails fails its members and nobody else; members that do not fit each other are tried one by one. Not owned:
// the store, which outlives the journal, as the journal does its calls.
class Journal {
 public:
  Journal(Store* store, boost::asio::any_io_executor executor);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // conflict: an intent of the same object is open.
  [[nodiscard]] Task<core::Status> begin(std::shared_ptr<const core::Intent> intent);
  [[nodiscard]] Task<core::Status> close(std::shared_ptr<const core::Closing> closing);

 private:
  struct Queues;
  std::unique_ptr<Queues> queues_;
};

}  // namespace muster::engine
