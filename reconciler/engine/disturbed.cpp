#include <algorithm>

#include "reconciler/engine/execution.h"

namespace muster::engine {

namespace {

// One setting that is made for a whole object or for a part of it shows in both.
bool shows_elsewhere(const core::Catalog& catalog, const core::FieldRule& rule) {
  if (!rule.wide.empty()) return true;
  return std::ranges::any_of(catalog.entities, [&](const core::EntitySpec& entity) {
    return std::ranges::find(entity.fields, rule.path, &core::FieldRule::wide) != entity.fields.end();
  });
}

// A member is the same however it is spelled; a record also has parts.
bool is_same(const core::FieldRule& rule, const core::Cell& a, const core::Cell& b) {
  const bool by_name = !a.element.empty() && rule.type != core::ValueType::records;
  return a.element == b.element && (by_name || a.value == b.value);
}

}  // namespace

std::vector<std::string> disturbed_fields(const Execution& execution, std::uint32_t step, const LastSeen& seen) {
  std::vector<std::string> disturbed;
  const SentStep& sent = execution.sent[step];
  const core::EntitySpec& entity = execution.entity(step);
  if (!sent.before || sent.before->row() == nullptr || seen.row == nullptr) return disturbed;
  for (core::FieldIndex field = 0; field < entity.fields.size(); ++field) {
    const core::FieldRule& rule = entity.fields[field];
    if (std::ranges::find(sent.fields, field, &core::FieldWrite::field) != sent.fields.end()) continue;
    if (rule.path == entity.rights_shown_by) continue;  // it shows what was written
    const auto before = core::cells_of(sent.before->table->cells(*sent.before->row()), field);
    const auto after = core::cells_of(seen.cells, field);
    if (before.empty() || after.empty() || shows_elsewhere(execution.catalog, rule)) continue;
    const auto same = [&](const core::Cell& a, const core::Cell& b) { return is_same(rule, a, b); };
    if (!std::ranges::equal(before, after, same)) disturbed.emplace_back(rule.path);
  }
  return disturbed;
}

}  // namespace muster::engine
