// Turns what the engine tells into records for whoever keeps or shows them.
#pragma once

#include <functional>

#include "daemon/event_record.h"
#include "reconciler/engine/ports.h"

namespace muster::daemon {

class EventRecorder final : public engine::Events {
 public:
  using Sink = std::function<void(const EventRecord&)>;

  // The clock is not owned; `sink` must not block.
  EventRecorder(const engine::Clock& clock, Sink sink) : clock_(&clock), sink_(std::move(sink)) {}

  void observing(const std::string& system) override;
  void page_read(const std::string& system, std::size_t rows) override;
  void observed(const std::string& system, std::size_t rows) override;
  void step_finished(const std::string& system, const core::Change& change, core::Outcome outcome) override;
  void waiting(const std::string& system, const std::string& reason) override;
  void settled(const std::string& system, const core::Closing& closing) override;
  void source_changed(const engine::SourceUpdate& update) override;
  void pass_started(const std::string& system, engine::PassKind kind) override;
  void pass_finished(const engine::PassSummary& pass) override;
  void circuit_changed(const std::string& system, bool open) override;
  void warned(const std::string& system, const std::string& sentence) override;

 private:
  using Fields = std::vector<std::pair<std::string, std::string>>;
  void tell(Severity severity, std::string event, const std::string& system, Fields fields);

  const engine::Clock* clock_;
  Sink sink_;
};

}  // namespace muster::daemon
