// Virtual time of a whole installation: vendor, network and people go on while processes of muster come and go.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "reconciler/engine/clock.h"

namespace muster::simulation {

class Timeline {
 public:
  // In order of time, then of their making.
  using EventId = std::pair<engine::SteadyTime, std::uint64_t>;

  [[nodiscard]] engine::SteadyTime now() const { return now_; }
  [[nodiscard]] engine::Duration elapsed() const { return now_ - kStart; }
  // What a clock shows that is right: the vendor's, always; muster's until somebody sets it.
  [[nodiscard]] engine::WallTime right_time() const;

  EventId at(engine::SteadyTime when, std::function<void()> happens);
  EventId after(engine::Duration wait, std::function<void()> happens) { return at(now_ + wait, std::move(happens)); }
  // False when it has happened.
  bool cancel(EventId event);
  [[nodiscard]] std::optional<engine::SteadyTime> next() const;
  // Goes to the next event and lets it happen. Precondition: there is one.
  void step();
  // Precondition: nothing happens before.
  void go_to(engine::SteadyTime then) { now_ = then; }

 private:
  static constexpr engine::SteadyTime kStart{std::chrono::hours(1)};

  engine::SteadyTime now_ = kStart;
  std::map<EventId, std::function<void()>> events_;
  std::uint64_t made_ = 0;
};

}  // namespace muster::simulation
