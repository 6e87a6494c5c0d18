// The clocks and the io thread of one process of muster, which may be killed at any instant.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <map>

#include "tests/simulation/timeline.h"

namespace muster::simulation {

// An io thread that can be cut off: whatever waits in it is dropped while what it refers to still lives.
class KillableContext : public boost::asio::io_context {
 public:
  void drop() { shutdown(); }
};

class ProcessClock final : public engine::Clock {
 public:
  // `wall_error`: by how much the machine's wall clock is wrong; somebody may change it at any time.
  ProcessClock(Timeline& timeline, const engine::Duration& wall_error) : timeline_(timeline), wall_error_(wall_error) {}
  ProcessClock(const ProcessClock&) = delete;
  ProcessClock& operator=(const ProcessClock&) = delete;
  ~ProcessClock() override { drop(); }

  [[nodiscard]] engine::SteadyTime now() const override { return timeline_.now(); }
  [[nodiscard]] engine::WallTime wall_now() const override { return timeline_.right_time() + wall_error_; }
  [[nodiscard]] engine::Task<void> sleep(engine::Duration duration) override;
  // For ever: the process ended here.
  [[nodiscard]] engine::Task<void> end();

  [[nodiscard]] KillableContext& context() { return context_; }
  // Everything that waits is gone.
  void drop();

 private:
  using Waking = std::function<void(bool cancelled)>;

  [[nodiscard]] engine::Task<void> wait(std::optional<engine::Duration> duration);
  void wake(std::uint64_t sleeper, bool cancelled);

  struct Sleeper {
    std::optional<Timeline::EventId> event;
    Waking waking;
  };

  KillableContext context_;
  Timeline& timeline_;
  const engine::Duration& wall_error_;
  std::map<std::uint64_t, Sleeper> sleepers_;
  std::uint64_t fallen_asleep_ = 0;
};

}  // namespace muster::simulation
