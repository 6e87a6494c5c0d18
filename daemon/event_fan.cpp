#include "daemon/event_fan.h"

namespace muster::daemon {

void EventFan::observing(const std::string& system) {
  for (engine::Events* each : listeners_) each->observing(system);
}
void EventFan::page_read(const std::string& system, std::size_t rows) {
  for (engine::Events* each : listeners_) each->page_read(system, rows);
}
void EventFan::observed(const std::string& system, std::size_t rows) {
  for (engine::Events* each : listeners_) each->observed(system, rows);
}
void EventFan::step_ran(const std::string& system, const core::Change& change, core::Outcome outcome) {
  for (engine::Events* each : listeners_) each->step_ran(system, change, outcome);
}

void EventFan::step_finished(const std::string& system, const core::Change& change, core::Outcome outcome) {
  for (engine::Events* each : listeners_) each->step_finished(system, change, outcome);
}
void EventFan::waiting(const std::string& system, const std::string& reason) {
  for (engine::Events* each : listeners_) each->waiting(system, reason);
}
void EventFan::settled(const std::string& system, const core::Closing& closing) {
  for (engine::Events* each : listeners_) each->settled(system, closing);
}
void EventFan::source_changed(const engine::SourceUpdate& update) {
  for (engine::Events* each : listeners_) each->source_changed(update);
}
void EventFan::pass_started(const std::string& system, engine::PassKind kind) {
  for (engine::Events* each : listeners_) each->pass_started(system, kind);
}
void EventFan::pass_finished(const engine::PassSummary& pass) {
  for (engine::Events* each : listeners_) each->pass_finished(pass);
}
void EventFan::circuit_changed(const std::string& system, bool open) {
  for (engine::Events* each : listeners_) each->circuit_changed(system, open);
}
void EventFan::warned(const std::string& system, const std::string& sentence) {
  for (engine::Events* each : listeners_) each->warned(system, sentence);
}

}  // namespace muster::daemon
