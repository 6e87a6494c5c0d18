#include "reconciler/core/selection.h"

#include <algorithm>

namespace muster::core {

bool is_selected(const Selection& selection, const Catalog& catalog, const DesiredObject& object) {
  const auto is_kind = [&](const std::string& kind) { return kind == catalog.kinds[object.kind].name; };
  if (!selection.kinds.empty() && std::ranges::none_of(selection.kinds, is_kind)) return false;
  return std::ranges::all_of(selection.labels, [&](const auto& label) {
    const auto at = object.labels.find(label.first);
    return at != object.labels.end() && at->second == label.second;
  });
}

bool is_selected(const Selection& selection, std::string_view system) {
  return selection.systems.empty() || std::ranges::find(selection.systems, system) != selection.systems.end();
}

bool is_whole(const Selection& selection) {
  return selection.kinds.empty() && selection.labels.empty() && !selection.only;
}

bool is_worth_naming(const Catalog& catalog, const Table& table, const Row& live) {
  const EntitySpec& entity = catalog.entities[live.entity];
  if (entity.lookup_only) return false;
  const auto creates = [&](const KindSpec& kind) { return kind.entity == entity.name && kind.creates; };
  if (std::ranges::any_of(catalog.kinds, creates)) return true;
  return std::ranges::any_of(table.cells(live), [&](const Cell& cell) {
    return entity.fields[cell.field].owner == Owner::manifest &&
           (cell.kind == CellKind::member || cell.kind < CellKind::set);
  });
}

bool is_unmanaged(const PlanningContext& context, const Row& live) {
  if (context.desired.find(live.entity, live.key.view()) != nullptr) return false;
  if (context.catalog.by_name || !context.catalog.entities[live.entity].part_of.empty()) return false;
  if (!is_worth_naming(context.catalog, *context.observed.table, live)) return false;
  const auto& own = context.observed.coverage.own_account;
  if (own && live.entity == 0 && own->key == live.key.view()) return false;
  return std::ranges::none_of(context.desired.spec.unmanaged_except,
                              [&](const std::string& pattern) { return matches_glob(pattern, live.key.view()); });
}

bool matches_glob(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t mark = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p, ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace muster::core
