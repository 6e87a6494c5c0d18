#include <fmt/format.h>

#include "reconciler/core/secret.h"
#include "reconciler/engine/execution.h"

namespace muster::engine {

namespace {

using core::Delivery;
using core::ErrorKind;
using core::Outcome;

core::RemoteId id_of(const Execution& execution, std::uint32_t step) {
  const core::Change& change = execution.change(step);
  if (!change.id.empty()) return change.id;
  for (std::uint32_t before = 0; before < step; ++before) {
    if (execution.step(before).change == execution.step(step).change) return execution.sent[before].id;
  }
  return {};
}

// No row: the object does not exist.
Task<core::Result<std::shared_ptr<const core::Fresh>>> read_fresh(Execution* execution, std::uint32_t step) {
  const core::Change& change = execution->change(step);
  if (core::is_create(change) && execution->step(step).part != core::Part::acquire) {
    co_return std::shared_ptr<const core::Fresh>();
  }
  auto fresh = co_await execution->request->system.provider->read(change.entity, id_of(*execution, step));
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

void fail(Execution& execution, std::uint32_t step, const core::Error& error) {
  execution.states.finish(step, Outcome::failed, error.what);
}

void settle_answer(Execution& execution, std::uint32_t step, core::Result<core::Receipt> answer) {
  if (!answer) {
    if (answer.error().delivery != Delivery::maybe_applied) return fail(execution, step, answer.error());
    execution.warnings.push_back(fmt::format("{}: {}", execution.change(step).name, answer.error().what));
    return execution.states.accept(step, true);
  }
  if (!answer->id.empty()) execution.sent[step].id = answer->id;
  for (const core::ElementResult& element : answer->elements) {
    if (!element.error) continue;
    execution.sent[step].element_failure = fmt::format("{} {}: {}", element.path, element.element, element.error->what);
  }
  execution.states.accept(step, false);
}

Task<void> send(Execution* execution, std::uint32_t step, core::Write* write) {
  auto resolved = co_await resolve_secrets(execution, step, write);
  if (!resolved) {
    fail(*execution, step, resolved.error());
    co_return;
  }
  if (execution->is_stopping()) {
    execution->states.finish(step, Outcome::not_tried, "muster was asked to stop");
    co_return;
  }
  keep_what_was_sent(*execution, step, *write);
  std::vector<core::Write> writes;
  writes.push_back(std::move(*write));
  auto answers = co_await execution->request->system.provider->write(std::move(writes));
  settle_answer(*execution, step, std::move(answers.front()));
}

}  // namespace

Task<void> run_step(Execution* execution, std::uint32_t step) {
  auto fresh = co_await read_fresh(execution, step);
  if (!fresh) {
    fail(*execution, step, fresh.error());
    co_return;
  }
  core::Rebased rebased = core::rebase(execution->step(step), execution->change(step), *fresh, execution->entity(step));
  if (auto* stale = std::get_if<core::Stale>(&rebased)) {
    execution->states.finish(step, Outcome::stale, std::move(stale->sentence));
  } else if (auto* write = std::get_if<core::Write>(&rebased)) {
    co_await send(execution, step, write);
  } else {
    const core::Row* row = *fresh ? (*fresh)->row() : nullptr;
    record_step(*execution, step, row);
    execution->states.finish(step, Outcome::unchanged, {});
  }
}

}  // namespace muster::engine
