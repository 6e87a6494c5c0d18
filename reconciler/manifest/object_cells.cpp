#include "reconciler/manifest/object_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace muster::manifest {

void ObjectCells::read(core::FieldIndex field, const Node& value) {
  stated_.push_back(field);
  read_field(fields_.rule(field), field, value, context_, cells_);
  check_members(field, value);
}

void ObjectCells::add_default(core::FieldIndex field, const std::vector<DraftCell>& cells) {
  if (states(field)) return;
  stated_.push_back(field);
  cells_.insert(cells_.end(), cells.begin(), cells.end());
}

bool ObjectCells::states(core::FieldIndex field) const { return std::ranges::find(stated_, field) != stated_.end(); }

// Without a member there is no such object, and without a name nobody is named.
void ObjectCells::check_members(core::FieldIndex field, const Node& value) const {
  const auto& rule = fields_.rule(field);
  if (rule.path == fields_.entity().exists_while && value.is_sequence() && value.size() == 0) {
    context_.problems.error(value, "empty-set",
                            fmt::format("a {} without {} does not exist on {}; write ensure: absent",
                                        fields_.entity().name, rule.path, context_.provider));
  }
  const bool names_nobody = rule.type == core::ValueType::text && rule.reference && !cells_.empty() &&
                            cells_.back().field == field && cells_.back().state == core::CellState::value &&
                            core::trim(cells_.back().value).empty();
  if (!names_nobody) return;
  context_.problems.error(value, "value",
                          fmt::format("{} is empty; name somebody{}", rule.path,
                                      rule.may_be_default() ? ", or write !default for nobody" : ""));
}

std::vector<core::ExpiringMember> ObjectCells::expiring() const {
  std::vector<core::ExpiringMember> members;
  for (const auto& cell : cells_) {
    if (cell.until) members.push_back({cell.field, cell.element, *cell.until});
  }
  std::ranges::sort(members, {}, [](const core::ExpiringMember& each) { return std::tie(each.field, each.member); });
  return members;
}

}  // namespace muster::manifest
