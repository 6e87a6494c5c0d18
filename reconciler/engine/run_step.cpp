#include <fmt/format.h>

#include "reconciler/core/secret.h"
#include "reconciler/engine/execution.h"
#include "reconciler/engine/wanted_fields.h"

namespace muster::engine {

namespace {

using core::Delivery;
using core::ErrorKind;
using core::Outcome;

// No row: the object does not exist.
Task<core::Result<std::shared_ptr<const core::Fresh>>> read_fresh(Execution* execution, std::uint32_t step) {
  const core::Change& change = execution->change(step);
  if (core::is_create(change) && execution->step(step).part != core::Part::acquire) {
    co_return std::shared_ptr<const core::Fresh>();
  }
  WantedFields fields = fields_of(change);
  auto fresh =
      co_await execution->request->system.provider->read(change.entity, id_of(*execution, step), std::move(fields));
  if (fresh) co_return std::make_shared<const core::Fresh>(std::move(*fresh));
  if (fresh.error().kind == ErrorKind::not_found) co_return std::make_shared<const core::Fresh>();
  co_return std::unexpected(core::within("reading it before the change", fresh.error()));
}

Task<core::Status> resolve_secrets(Execution* execution, std::uint32_t step, core::Write* write) {
  Secrets* secrets = execution->request->ports.secrets;
  for (core::FieldWrite& field : write->fields) {
    if (field.kind != core::WishKind::secret) continue;
    core::SecretReference reference = core::parse_secret_reference(field.value);
    auto secret = co_await secrets->resolve(reference);
    if (!secret) co_return std::unexpected(secret.error());
    field.secret = std::move(*secret);
    auto version = co_await secrets->version(reference);
    if (version) execution->sent[step].secret_versions[field.value] = std::move(*version);
  }
  co_return core::Status();
}

void keep_what_was_sent(Execution& execution, std::uint32_t step, const core::Write& write) {
  SentStep& sent = execution.sent[step];
  sent.id = write.id;
  sent.before = write.fresh;
  for (const core::FieldWrite& field : write.fields) {
    core::FieldWrite shown = field.copy();
    shown.secret = core::Secret();
    sent.fields.push_back(std::move(shown));
  }
}

// The write left, or may have: what became of it is for the read-back to say.
void take_receipt(Execution& execution, std::uint32_t step, const core::Receipt& receipt) {
  if (!receipt.id.empty()) execution.sent[step].id = receipt.id;
  bool in_doubt = false;
  for (const core::ElementResult& element : receipt.elements) {
    if (!element.error) continue;
    std::string sentence = fmt::format("{} {}: {}", element.path, element.element, element.error->what);
    if (element.error->delivery == Delivery::maybe_applied) {
      in_doubt = true;
      execution.warnings.push_back(fmt::format("{}: {}", execution.change(step).name, sentence));
    } else {
      execution.sent[step].element_failure = std::move(sentence);
    }
  }
  if (in_doubt) execution.sent[step].element_failure.clear();  // what is in doubt decides nothing yet
  execution.states.accept(step, in_doubt);
}

Task<void> settle_answer(Execution* execution, std::uint32_t step, core::Result<core::Receipt> answer) {
  execution->sent[step].answered = execution->ports().clock->now();
  if (answer) {
    take_receipt(*execution, step, *answer);
  } else if (answer.error().delivery == Delivery::maybe_applied) {
    execution->warnings.push_back(fmt::format("{}: {}", execution->change(step).name, answer.error().what));
    execution->states.accept(step, true);
  } else {
    co_await end_step(execution, step, StepEnd(Outcome::failed, answer.error().what));
  }
}

// Both clocks: a machine that slept does not count the time on the steady one.
bool is_too_late(const Execution& execution, std::uint32_t step) {
  const SentStep& sent = execution.sent[step];
  const Clock& clock = *execution.ports().clock;
  return clock.now() > sent.begun + sent.intent->deadline ||
         clock.wall_now() > sent.intent->begun_at + sent.intent->deadline;
}

Task<void> send(Execution* execution, std::uint32_t step, std::shared_ptr<core::Write> write) {
  keep_what_was_sent(*execution, step, *write);
  write->request_id = execution->sent[step].intent->id;
  std::vector<core::Write> writes;
  writes.push_back(std::move(*write));
  auto answers = co_await execution->request->system.provider->write(std::move(writes));
  co_await settle_answer(execution, step, std::move(answers.front()));
}

// Whether this attempt ended the step; if not, nothing was sent, and it may begin anew: its time was up, or the vendor
// does not show yet what an earlier part of the same change wrote.
enum class Attempt { ended, too_late, too_early };

Task<Attempt> check_and_send(Execution* execution, std::uint32_t step, std::shared_ptr<core::Write> write) {
  auto resolved = co_await resolve_secrets(execution, step, write.get());
  std::string why_not = execution->why_not();
  if (!resolved) {
    co_await end_step(execution, step, StepEnd(Outcome::failed, resolved.error().what));
  } else if (!why_not.empty()) {
    co_await end_step(execution, step, StepEnd(Outcome::not_tried, std::move(why_not)));
  } else if (is_too_late(*execution, step)) {
    co_return Attempt::too_late;
  } else {
    co_await send(execution, step, std::move(write));
  }
  co_return Attempt::ended;
}

// The plan approved the removal of one object, not of whatever bears its name by now.
bool is_another_object(const Execution& execution, std::uint32_t step, const core::Write& write) {
  return write.action == core::WriteAction::remove && write.id != execution.sent[step].intent->remote_id;
}

Task<Attempt> write_rebased(Execution* execution, std::uint32_t step, std::shared_ptr<const core::Fresh> fresh) {
  core::Rebased rebased = core::rebase(execution->step(step), execution->change(step), fresh, execution->entity(step));
  auto* write = std::get_if<core::Write>(&rebased);
  if (write != nullptr && is_another_object(*execution, step, *write)) {
    rebased = core::Stale{
        fmt::format("{} is another object by now, so it was not removed: plan again", execution->change(step).name)};
    write = nullptr;
  }
  if (auto* stale = std::get_if<core::Stale>(&rebased)) {
    co_await end_step(execution, step, StepEnd(Outcome::stale, std::move(stale->sentence)));
  } else if (write != nullptr) {
    auto owned = std::make_shared<core::Write>(std::move(*write));
    const auto attempt = co_await check_and_send(execution, step, std::move(owned));
    co_return attempt;
  } else {
    const LastSeen seen(fresh ? fresh->table.get() : nullptr, fresh ? fresh->row() : nullptr);
    StepEnd end = succeeded(*execution, step, Outcome::unchanged, seen);
    co_await end_step(execution, step, std::move(end));
  }
  co_return Attempt::ended;
}

// A vendor may hide for a while what it accepted. A part that was rebased onto what was before would undo the part
// before it, where a write carries the whole object.
bool shows_earlier_parts(const Execution& execution, std::uint32_t step, const core::Fresh* fresh) {
  for (std::uint32_t before = 0; before < step; ++before) {
    const bool is_part = execution.step(before).change == execution.step(step).change;
    if (!is_part || execution.sent[before].answered == SteadyTime{}) continue;
    if (fresh == nullptr || fresh->row() == nullptr) return false;
    std::string which;
    const bool is_shown = core::holds(execution.step(before), execution.change(step), *fresh->table, *fresh->row(),
                                      execution.entity(step), which);
    if (!is_shown) return false;
  }
  return true;
}

// Without an intent nothing is written. A disk that is full does not heal by itself, so the rest is not tried either.
void give_up_without_intent(Execution& execution, std::uint32_t step, const core::Error& error) {
  if (error.kind == ErrorKind::conflict) {
    return execution.states.finish(step, Outcome::blocked, "an earlier write to it is not settled yet: " + error.what);
  }
  std::string sentence = "nothing is sent that cannot be journalled: " + error.what;
  execution.halted = sentence;
  execution.states.finish(step, Outcome::failed, std::move(sentence));
}

Task<bool> begin_intent(Execution* execution, std::uint32_t step, int attempt) {
  for (std::uint32_t before = 0; before < step; ++before) {
    if (execution->step(before).change == execution->step(step).change) co_await hand_over(execution, before);
  }
  auto intent = make_intent(*execution, step, attempt);
  execution->sent[step].begun = execution->ports().clock->now();
  auto begun = co_await execution->journal.begin(intent);
  if (begun) {
    execution->sent[step].intent = std::move(intent);
  } else {
    give_up_without_intent(*execution, step, begun.error());
  }
  co_return begun.has_value();
}

Task<Attempt> attempt_step(Execution* execution, std::uint32_t step, int attempt) {
  if (std::string why_not = execution->why_not(); !why_not.empty()) {
    execution->states.finish(step, Outcome::not_tried, std::move(why_not));
    co_return Attempt::ended;
  }
  const bool begun = co_await begin_intent(execution, step, attempt);
  if (!begun) co_return Attempt::ended;
  auto fresh = co_await read_fresh(execution, step);
  if (!fresh) {
    co_await end_step(execution, step, StepEnd(Outcome::failed, fresh.error().what));
    co_return Attempt::ended;
  }
  if (!shows_earlier_parts(*execution, step, fresh->get())) co_return Attempt::too_early;
  const auto attempted = co_await write_rebased(execution, step, std::move(*fresh));
  co_return attempted;
}

// A vendor that made muster wait once may do so again, but hardly each time.
constexpr int kAttempts = 3;

StepEnd not_sent(Attempt attempted) {
  return StepEnd(Outcome::not_tried, attempted == Attempt::too_late
                                         ? "it could not be sent within its time"
                                         : "the vendor does not show yet what the first part of this change wrote");
}

}  // namespace

Task<void> run_step(Execution* execution, std::uint32_t step) {
  const Duration delay = execution->desired.spec.duration("visibilityDelay");
  for (int attempt = 1; attempt <= kAttempts; ++attempt) {
    const Attempt attempted = co_await attempt_step(execution, step, attempt);
    if (attempted == Attempt::ended) co_return;
    const bool is_last = attempt == kAttempts || (attempted == Attempt::too_early && delay > kLongestLag);
    if (is_last) {
      co_await end_step(execution, step, not_sent(attempted));
      co_return;
    }
    co_await close_intent(execution, step, std::make_shared<const StepEnd>(not_sent(attempted)));
    if (attempted == Attempt::too_early) co_await execution->ports().clock->sleep(delay);
  }
}

}  // namespace muster::engine
