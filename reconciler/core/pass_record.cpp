#include "reconciler/core/pass_record.h"

#include <algorithm>

#include "reconciler/core/absence.h"
#include "reconciler/core/binding.h"
#include "reconciler/core/held_back.h"
#include "reconciler/core/selection.h"

namespace muster::core {

namespace {

std::optional<EnforcedRecord> enforced_now(const PlanningContext& context) {
  const Desired& desired = *context.inputs.desired;
  const auto& current = context.memory.enforced.current;
  if (!is_whole(context.inputs.selection) || (current && current->commit == desired.commit)) return std::nullopt;
  return advance(context.memory.enforced, policy_of(desired, context.desired, context.catalog));
}

}  // namespace

std::shared_ptr<const PassRecord> make_pass_record(const PlanningContext& context, const std::vector<Change>& changes,
                                                   std::vector<AbsenceMark> marks) {
  PassRecord record;
  record.system = context.desired.spec.name;
  record.binding = new_binding(context);
  record.enforced = enforced_now(context);
  record.marks = std::move(marks);
  for (AbsenceMark& mark : cleared_marks(context)) record.marks.push_back(std::move(mark));
  std::erase_if(record.marks, [&](const AbsenceMark& mark) { return is_settling(context, mark.entity); });
  std::ranges::sort(record.marks, {}, &AbsenceMark::entity);
  for (const Change& change : changes) {
    if (is_settling(context, change.entity)) continue;
    if (auto entry = entry_with_contended(context, change)) record.put.push_back(std::move(*entry));
  }
  if (record.empty()) return nullptr;
  return std::make_shared<const PassRecord>(std::move(record));
}

}  // namespace muster::core
