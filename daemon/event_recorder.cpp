#include "daemon/event_recorder.h"

#include <fmt/format.h>

#include "daemon/pass_facts.h"

namespace muster::daemon {
namespace {

std::string text(std::string_view view) { return std::string(view); }

Severity severity_of(core::Outcome outcome) {
  if (is_trouble(outcome)) return Severity::error;
  return is_done(outcome) ? Severity::info : Severity::warning;
}

Severity severity_of(PassResult result) {
  if (result == PassResult::failed) return Severity::error;
  return result == PassResult::blocked || result == PassResult::incomplete ? Severity::warning : Severity::info;
}

std::string list_of(const GuardCounts& guards) {
  std::string list;
  for (const auto& [guard, count] : guards) list += fmt::format("{}{}:{}", list.empty() ? "" : ",", guard, count);
  return list;
}

}  // namespace

std::string_view to_text(Severity severity) {
  switch (severity) {
    case Severity::debug:
      return "debug";
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::error:
      break;
  }
  return "error";
}

void EventRecorder::tell(Severity severity, std::string event, const std::string& system, Fields fields) {
  sink_(EventRecord{clock_->wall_now(), severity, std::move(event), system, std::move(fields)});
}

void EventRecorder::observing(const std::string& system) { tell(Severity::debug, "observing", system, {}); }

void EventRecorder::page_read(const std::string& system, std::size_t rows) {
  tell(Severity::debug, "page_read", system, {{"rows", std::to_string(rows)}});
}

void EventRecorder::observed(const std::string& system, std::size_t rows) {
  tell(Severity::debug, "observed", system, {{"rows", std::to_string(rows)}});
}

void EventRecorder::step_finished(const std::string& system, const core::Change& change, core::Outcome outcome) {
  tell(severity_of(outcome), "step_finished", system,
       {{"object", change.entity.entity},
        {"name", change.name},
        {"action", text(core::to_text(change.intended))},
        {"outcome", text(core::to_text(outcome))}});
}

void EventRecorder::waiting(const std::string& system, const std::string& reason) {
  tell(Severity::debug, "waiting", system, {{"reason", reason}});
}

void EventRecorder::settled(const std::string& system, const core::Closing& closing) {
  tell(severity_of(closing.outcome), "settled", system,
       {{"object", closing.audit.entity.entity},
        {"name", closing.audit.name},
        {"action", closing.audit.action},
        {"outcome", text(core::to_text(closing.outcome))},
        {"request", closing.intent_id},
        {"sentence", closing.audit.sentence}});
}

void EventRecorder::source_changed(const engine::SourceUpdate& update) {
  Fields fields{{"commit", update.commit}};
  for (const std::string& warning : update.warnings) {
    tell(Severity::warning, "source_warning", "", {{"commit", update.commit}, {"sentence", warning}});
  }
  for (const std::string& problem : update.problems) {
    tell(Severity::error, "source_problem", "", {{"commit", update.commit}, {"sentence", problem}});
  }
  const bool usable = update.desired != nullptr;
  if (!usable) fields.emplace_back("problems", std::to_string(update.problems.size()));
  tell(usable ? Severity::info : Severity::error, usable ? "source_accepted" : "source_refused", "", std::move(fields));
}

void EventRecorder::pass_started(const std::string& system, engine::PassKind kind) {
  tell(Severity::debug, "pass_started", system, {{"pass", text(to_text(kind))}});
}

void EventRecorder::pass_finished(const engine::PassSummary& pass) {
  const PassResult result = result_of(pass);
  Fields fields{{"pass", text(to_text(pass.kind))},
                {"result", text(to_text(result))},
                {"milliseconds", std::to_string(pass.duration.count())}};
  if (pass.plan) {
    const core::ActionCounts left = remaining(*pass.plan, pass.report.get());
    fields.emplace_back("commit", pass.plan->commit);
    fields.emplace_back("plan", pass.plan->id.substr(0, 12));
    fields.emplace_back("remaining", std::to_string(left.actionable()));
    fields.emplace_back("blocked", std::to_string(left.blocked));
    if (const auto guards = guards_of(*pass.plan); !guards.empty()) fields.emplace_back("guards", list_of(guards));
    for (const core::Missing& missing : pass.plan->missing) fields.emplace_back("missing", missing.sentence);
  }
  if (pass.failure) {
    fields.emplace_back("kind", text(core::to_text(pass.failure->kind)));
    fields.emplace_back("sentence", pass.failure->what);
  }
  tell(severity_of(result), "pass_finished", pass.system, std::move(fields));
}

void EventRecorder::circuit_changed(const std::string& system, bool open) {
  tell(open ? Severity::warning : Severity::info, open ? "circuit_opened" : "circuit_closed", system, {});
}

void EventRecorder::warned(const std::string& system, const std::string& sentence) {
  tell(Severity::warning, "warned", system, {{"sentence", sentence}});
}

}  // namespace muster::daemon
