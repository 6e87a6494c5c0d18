// A step that failed, and of which a part was carried out all the same.
#include <algorithm>

#include "reconciler/engine/execution.h"

namespace muster::engine {

namespace {

// Paths of the step's fields that are not as asked.
std::vector<std::string_view> unfulfilled(const Execution& execution, std::uint32_t step,
                                          const core::LiveObject& live) {
  std::vector<std::string_view> paths;
  core::Step alone = execution.step(step);
  for (const std::uint16_t index : execution.step(step).wishes) {
    std::string which;
    alone.wishes = {index};
    const bool as_asked = core::holds(alone, execution.change(step), live.table, live.row, live.entity, which);
    if (!as_asked) paths.push_back(live.entity.fields[execution.change(step).wishes[index].field].path);
  }
  return paths;
}

// What is as asked is remembered, the rest as it was before.
std::optional<core::InventoryEntry> entry_of_part(const Execution& execution, std::uint32_t step,
                                                  const core::LiveObject& live) {
  auto entry = entry_after(execution, step, LastSeen(&live.table, &live.row));
  if (!entry) return entry;
  std::vector<core::AppliedField> applied = entry->applied.list();
  const core::InventoryEntry* before = execution.inventory.find(execution.change(step).entity);
  for (const std::string_view path : unfulfilled(execution, step, live)) {
    std::erase_if(applied, [&](const core::AppliedField& field) { return field.path == path; });
    auto known = before == nullptr ? std::nullopt : before->applied.find(path);
    if (known) applied.push_back(std::move(*known));
  }
  std::ranges::sort(applied, {}, &core::AppliedField::path);
  entry->applied = core::AppliedFields(applied);
  return entry;
}

}  // namespace

// A create arrived where the object is there, and a write of several requests where only one member was refused.
void note_part(const Execution& execution, std::uint32_t step, const core::LiveObject& live, StepEnd& end) {
  const SentStep& sent = execution.sent[step];
  const core::Change& change = execution.change(step);
  if (change.intended == core::Action::remove) return;
  if (core::is_create(change) || !sent.element_failure.empty()) end.put = entry_of_part(execution, step, live);
  const bool is_update = sent.intent && sent.intent->action == core::Action::update;
  if (end.outcome != core::Outcome::failed || !is_update) return;
  end.partly_removed = core::evidence_of(*sent.intent, live).partly_removed();
}

}  // namespace muster::engine
