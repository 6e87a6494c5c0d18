#include <fmt/format.h>

#include <algorithm>

#include "reconciler/engine/execution.h"

namespace muster::engine {

namespace {

// Each part of a change shows the fields that it writes; a removal shows all.
std::vector<core::FieldDifference> shown_fields(const Execution& execution, std::uint32_t step) {
  std::vector<core::FieldDifference> shown = execution.change(step).fields;
  if (execution.step(step).part == core::Part::whole && execution.step(step).wishes.empty()) return shown;
  std::erase_if(shown, [&](const core::FieldDifference& field) {
    return std::ranges::none_of(execution.step(step).wishes, [&](std::uint16_t index) {
      return execution.entity(step).fields[execution.change(step).wishes[index].field].path == field.path;
    });
  });
  return shown;
}

core::AuditRecord audit_of(const Execution& execution, std::uint32_t step, const StepEnd& end) {
  const core::Intent& intent = *execution.sent[step].intent;
  core::AuditRecord audit;
  audit.system = intent.entity.system;
  audit.at = execution.ports().clock->wall_now();
  audit.event = core::AuditEvent::write;
  audit.entity = intent.entity;
  audit.name = intent.name;
  audit.person = intent.person;
  audit.action = core::to_text(intent.action);
  audit.outcome = core::to_text(end.outcome);
  audit.sentence = end.sentence;
  audit.commit = intent.commit;
  audit.plan_id = intent.plan_id;
  audit.request_id = intent.id;
  audit.fields = shown_fields(execution, step);
  return audit;
}

}  // namespace

StepEnd succeeded(const Execution& execution, std::uint32_t step, core::Outcome outcome, const LastSeen& seen) {
  StepEnd end(outcome, execution.sent[step].disturbed);
  end.put = entry_after(execution, step, seen);
  end.forget = execution.change(step).intended == core::Action::remove;
  return end;
}

Task<void> close_intent(Execution* execution, std::uint32_t step, std::shared_ptr<const StepEnd> end) {
  if (!execution->sent[step].intent) co_return;
  auto closing = std::make_shared<core::Closing>();
  closing->intent_id = execution->sent[step].intent->id;
  closing->outcome = end->outcome;
  closing->put = end->put;
  closing->forget = end->forget;
  closing->partly_removed = end->partly_removed;
  closing->audit = audit_of(*execution, step, *end);
  std::shared_ptr<const core::Closing> constant = std::move(closing);
  auto closed = co_await execution->journal.close(std::move(constant));
  if (closed) {
    execution->sent[step].intent.reset();
  } else {
    execution->warnings.push_back(
        fmt::format("{}: the outcome could not be stored, so the write is settled again by a later pass: {}",
                    execution->change(step).name, closed.error().what));
  }
}

Task<void> end_step(Execution* execution, std::uint32_t step, StepEnd end) {
  const auto shared = std::make_shared<const StepEnd>(std::move(end));
  co_await close_intent(execution, step, shared);
  execution->states.finish(step, shared->outcome, shared->sentence);
}

Task<void> hand_over(Execution* execution, std::uint32_t step) {
  return close_intent(
      execution, step,
      std::make_shared<const StepEnd>(core::Outcome::lagging, "accepted; the next part of this change follows"));
}

}  // namespace muster::engine
