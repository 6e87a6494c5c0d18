#include "reconciler/core/evidence.h"

#include <algorithm>

#include "reconciler/core/name.h"
#include "reconciler/core/rebase.h"
#include "reconciler/core/wish.h"

namespace muster::core {

namespace {

bool is_verifiable(const IntentField& field, FieldIndex index, const LiveObject& live) {
  const FieldRule& rule = live.entity.fields[index];
  const bool is_blind = field.kind == WishKind::at_default && rule.blind_default;
  return field.kind != WishKind::secret && !is_blind && rule.readable != Readable::never &&
         is_known(cells_of(live.table.cells(live.row), index));
}

bool is_as_wished(const IntentField& field, FieldIndex index, Part part, const LiveObject& live) {
  Change change;
  change.wishes.push_back({index, field.kind, field.value, field.set, true});
  Step step;
  step.part = part;
  step.wishes = {0};
  std::string which;
  return holds(step, change, live.table, live.row, live.entity, which);
}

std::size_t count_there(const std::vector<std::string>& members, FieldIndex index, const LiveObject& live) {
  const Compare compare = live.entity.fields[index].compare;
  const auto cells = cells_of(live.table.cells(live.row), index);
  return static_cast<std::size_t>(std::ranges::count_if(members, [&](const std::string& member) {
    return std::ranges::any_of(cells, [&](const Cell& cell) {
      return cell.kind == CellKind::member && same(cell.value.view(), member, compare);
    });
  }));
}

}  // namespace

std::optional<std::size_t> Evidence::partly_removed() const {
  const bool is_part = !missing.empty() && (hold > 0 || came > 0 || gone > 0);
  return is_part ? std::optional(gone) : std::nullopt;
}

Evidence evidence_of(const Intent& intent, const LiveObject& live) {
  Evidence evidence;
  for (const IntentField& field : intent.fields) {
    const auto index = live.entity.find(field.path);
    if (!index || !is_verifiable(field, *index, live)) {
      evidence.unverifiable.push_back(field.path);
      continue;
    }
    evidence.gone += field.removed.size() - count_there(field.removed, *index, live);
    if (is_as_wished(field, *index, intent.part, live)) {
      ++evidence.hold;
    } else {
      evidence.missing.push_back(field.path);
      evidence.came += count_there(field.added, *index, live);
    }
  }
  return evidence;
}

}  // namespace muster::core
