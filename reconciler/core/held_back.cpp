#include "reconciler/core/held_back.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/core/override_force.h"
#include "reconciler/core/sent_history.h"
#include "reconciler/core/wish.h"

namespace muster::core {

namespace {

constexpr std::size_t kCorrections = 3;
constexpr std::string_view kContended = "contended";
constexpr std::string_view kOnDrift = "onDrift";

bool reports_drift(const PlanningContext& context) {
  return context.inputs.reports_drift && context.desired.spec.on_drift == OnDrift::report;
}

std::optional<AppliedField> known_field(const FieldInputs& inputs) {
  return inputs.applied == nullptr ? std::nullopt : inputs.applied->applied.find(inputs.rule.path);
}

bool is_contended(const PlanningContext& context, const FieldInputs& inputs, const Change& change) {
  if (inputs.wish.kind == WishKind::secret) return false;
  const std::string wish = canonical_text(inputs.wish, inputs.rule);
  const std::optional<AppliedField> known = known_field(inputs);
  if (known && known->contended && known->wish == wish) return true;
  return times_written(context, change.entity, {std::string(inputs.rule.path), wish}) >= kCorrections;
}

// What the inventory has to remember so that it stays so after the day is over.
void remember(const FieldInputs& inputs, Change& change) {
  const std::string wish = canonical_text(inputs.wish, inputs.rule);
  AppliedField field = known_field(inputs).value_or(AppliedField());
  if (field.contended && field.wish == wish) return;
  field.path = inputs.rule.path;
  field.wish = wish;
  field.contended = true;
  change.contended.push_back(std::move(field));
}

std::optional<BlockReason> contended_reason(const PlanningContext& context, const FieldInputs& inputs, Change& change) {
  if (!is_contended(context, inputs, change)) return std::nullopt;
  if (const Override* passes = find_override(context, kContended, change)) {
    change.notes.push_back(fmt::format("{} {}", inputs.rule.path, override_note(*passes)));
    return std::nullopt;
  }
  remember(inputs, change);
  return BlockReason{std::string(kContended),
                     fmt::format("{} was written three times in 24 hours and did not stay: find out who changes it; it "
                                 "is left alone until its manifest changes",
                                 inputs.rule.path)};
}

std::optional<BlockReason> drift_reason(const PlanningContext& context, const ComparedField& compared) {
  if (!reports_drift(context) || !compared.difference->drift) return std::nullopt;
  return BlockReason{
      std::string(kOnDrift),
      fmt::format("{} was changed on the system and drift is only reported: set onDrift: correct, or run "
                  "`muster apply`",
                  compared.difference->path)};
}

}  // namespace

void add_field(const PlanningContext& context, const FieldInputs& inputs, ComparedField compared, Change& change) {
  if (!compared.note.empty()) change.notes.push_back(std::move(compared.note));
  if (compared.wish && inputs.exists) {
    auto reason = contended_reason(context, inputs, change);
    if (!reason) reason = drift_reason(context, compared);
    if (reason) {
      change.left_out.push_back({std::move(*compared.wish), std::move(*compared.difference), std::move(*reason)});
      return;
    }
  }
  if (compared.wish) change.wishes.push_back(std::move(*compared.wish));
  if (compared.difference) change.fields.push_back(std::move(*compared.difference));
  if (compared.blocked) block(change, std::move(compared.blocked->guard), std::move(compared.blocked->sentence));
}

void block_if_all_is_left_out(Change& change) {
  if (change.left_out.empty() || !change.wishes.empty()) return;
  for (LeftOut& each : change.left_out) {
    change.wishes.push_back(std::move(each.wish));
    change.fields.push_back(std::move(each.field));
    block(change, std::move(each.reason.guard), std::move(each.reason.sentence));
  }
  change.left_out.clear();
}

void hold_restore(const PlanningContext& context, Change& change) {
  if (change.intended != Action::restore || !reports_drift(context)) return;
  change.by_drift = true;
  block(
      change, std::string(kOnDrift),
      fmt::format("{} is gone from the system and drift is only reported: set onDrift: correct, or run `muster apply`",
                  change.name));
}

std::optional<InventoryEntry> entry_with_contended(const PlanningContext& context, const Change& change) {
  if (change.contended.empty()) return std::nullopt;
  InventoryEntry entry;
  if (const InventoryEntry* known = context.inventory.find(change.entity)) entry = *known;
  entry.key = change.entity;
  if (entry.id.empty()) entry.id = change.id;
  std::vector<AppliedField> fields = entry.applied.list();
  for (const AppliedField& field : change.contended) {
    std::erase_if(fields, [&](const AppliedField& known) { return known.path == field.path; });
    fields.push_back(field);
  }
  std::ranges::sort(fields, {}, &AppliedField::path);
  entry.applied = AppliedFields(fields);
  return entry;
}

}  // namespace muster::core
