// What long work looks like on a terminal: one line a system, rewritten in place on stderr, gone at the end.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "daemon/console.h"
#include "reconciler/engine/clock.h"
#include "reconciler/engine/ports.h"

namespace muster::daemon {

class Progress final : public engine::Events {
 public:
  // Silent unless stderr is a terminal and `quiet` is false. Console and clock are not owned.
  Progress(Console& console, const engine::Clock& clock, bool quiet);

  // How many changes a system's bar counts to.
  void expect_changes(const std::string& system, std::size_t changes);
  // Takes the lines away, so that the answer starts on a clean screen.
  void finish();

  void observing(const std::string& system) override;
  void page_read(const std::string& system, std::size_t rows) override;
  void observed(const std::string& system, std::size_t rows) override;
  void step_ran(const std::string& system, const core::Change& change, core::Outcome outcome) override;
  // Every system: which one it is, the budget does not tell.
  void waiting_for_budget();
  void waiting(const std::string& system, const std::string& reason) override;

 private:
  struct Line {
    std::string system;
    std::string doing;
    std::string waiting;
    std::size_t pages = 0;
    std::size_t expected = 0;
    std::size_t done = 0;
    std::size_t failed = 0;
  };

  Line& line_of(const std::string& system);
  void draw(bool now);

  Console& console_;
  const engine::Clock& clock_;
  bool silent_;
  std::vector<Line> lines_;
  std::size_t drawn_ = 0;  // lines on the screen
  std::optional<engine::SteadyTime> drawn_at_;
};

}  // namespace muster::daemon
