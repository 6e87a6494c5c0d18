// One stream of events to several listeners.
#pragma once

#include <vector>

#include "reconciler/engine/ports.h"

namespace muster::daemon {

// Tells each listener in turn, in the order given. Not owned; all outlive the fan.
class EventFan final : public engine::Events {
 public:
  explicit EventFan(std::vector<engine::Events*> listeners) : listeners_(std::move(listeners)) {}

  void observing(const std::string& system) override;
  void page_read(const std::string& system, std::size_t rows) override;
  void observed(const std::string& system, std::size_t rows) override;
  void step_ran(const std::string& system, const core::Change& change, core::Outcome outcome) override;
  void step_finished(const std::string& system, const core::Change& change, core::Outcome outcome) override;
  void waiting(const std::string& system, const std::string& reason) override;
  void settled(const std::string& system, const core::Closing& closing) override;
  void source_changed(const engine::SourceUpdate& update) override;
  void pass_started(const std::string& system, engine::PassKind kind) override;
  void pass_finished(const engine::PassSummary& pass) override;
  void circuit_changed(const std::string& system, bool open) override;
  void warned(const std::string& system, const std::string& sentence) override;

 private:
  std::vector<engine::Events*> listeners_;
};

}  // namespace muster::daemon
