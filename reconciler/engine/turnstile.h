// A bounded number of tasks at a time, first come, first served.
#pragma once

#include <cstddef>
#include <memory>

#include "reconciler/engine/task.h"

namespace muster::engine {

class Turnstile {
  struct State;

 public:
  // A place inside; leaving is its destruction. May outlive the turnstile.
  class Place {
   public:
    Place(Place&&) noexcept = default;
    Place& operator=(Place&& other) noexcept;
    ~Place();

   private:
    friend class Turnstile;
    explicit Place(std::shared_ptr<State> state) : state_(std::move(state)) {}
    std::shared_ptr<State> state_;
  };

  explicit Turnstile(std::size_t places);

  // Waits for a place. When the task is cancelled it leaves the queue (system_error, operation_aborted).
  [[nodiscard]] Task<Place> enter();

 private:
  static void leave(State& state);
  std::shared_ptr<State> state_;
};

}  // namespace muster::engine
