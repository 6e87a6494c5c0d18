#include "reconciler/manifest/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reconciler/core/selection.h"
#include "reconciler/manifest/live_document.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_text.h"

namespace muster::manifest {

namespace {

// The first team, in sorted order, of every object: the first row that refers to it.
class Teams {
 public:
  Teams(const core::Catalog& catalog, const core::Table& table) : catalog_(catalog) {
    for (const auto& row : table.rows()) {
      for (const auto& cell : table.cells(row)) add(row, cell);
    }
  }
  [[nodiscard]] std::string_view team_of(const core::Row& row) const {
    const auto at = team_of_.find(std::pair(row.entity, std::string(row.key.view())));
    if (at != team_of_.end()) return at->second;
    return std::ranges::find(holders_, row.entity) != holders_.end() ? row.name.view() : std::string_view();
  }

 private:
  void add(const core::Row& row, const core::Cell& cell) {
    const auto& reference = catalog_.entities[row.entity].fields[cell.field].reference;
    if (cell.kind != core::CellKind::member || !reference) return;
    const auto target = catalog_.find_entity(reference->entity);
    if (!target) return;
    holders_.push_back(row.entity);
    team_of_.try_emplace({*target, std::string(cell.element.view())}, row.name.view());
  }

  const core::Catalog& catalog_;
  std::vector<core::EntityIndex> holders_;
  std::map<std::pair<core::EntityIndex, std::string>, std::string_view, std::less<>> team_of_;
};

[[nodiscard]] bool is_worth_a_document(const core::Catalog& catalog, const core::Table& table, const core::Row& row) {
  if (!catalog.entities[row.entity].part_of.empty()) return false;
  if (core::is_worth_naming(catalog, table, row)) return true;
  const auto parts = catalog.parts_of(catalog.entities[row.entity].name);
  return std::ranges::any_of(parts, [&](core::EntityIndex part) { return !part_rows(table, row, part).empty(); });
}

[[nodiscard]] std::string file_name(std::string_view words) {
  std::string name;
  for (const char c : words) {
    const bool safe = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
    const bool upper = c >= 'A' && c <= 'Z';
    if (safe || upper) {
      name += upper ? static_cast<char>(c + ('a' - 'A')) : c;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  while (name.starts_with('.')) name.erase(0, 1);
  return name.empty() ? "team.yaml" : name + ".yaml";
}

}  // namespace

std::string export_document(const core::Catalog& catalog, const core::Table& table, const core::Row& row,
                            const ExportOptions& options) {
  const auto& entity = catalog.entities[row.entity];
  const auto* kind = catalog.kind_of(row.entity);
  const auto name = core::trim(row.name.view());
  if (kind == nullptr || entity.lookup_only || !entity.part_of.empty()) return {};
  if (!can_be_named(row.name.view())) {
    return fmt::format("# a {} was left out: its name cannot be written as a manifest\n", entity.name);
  }
  if (table.is_ambiguous(row.entity, row.key.view())) {
    return fmt::format("# {} {} was left out: two live objects have this name\n", entity.name, yaml_text(name));
  }
  return fmt::format("---\napiVersion: {}\nkind: {}\nmetadata:\n  system: {}\n  name: {}\n{}", kApiVersion, kind->name,
                     yaml_text(options.system), yaml_text(name),
                     LiveDocument(catalog, table, row, options.sets).spec(*kind));
}

std::vector<ExportedFile> export_manifests(const core::Catalog& catalog, const core::Table& table,
                                           const ExportOptions& options) {
  std::map<std::string, std::string> files;
  const Teams teams(catalog, table);
  for (const auto& row : table.rows()) {
    if (!is_worth_a_document(catalog, table, row)) continue;
    const auto team = options.split_by_team ? teams.team_of(row) : std::string_view();
    const auto file = team.empty() ? file_name(options.system) : "teams/" + file_name(team);
    files[file] += export_document(catalog, table, row, options);
  }
  std::vector<ExportedFile> exported;
  for (auto& [file, text] : files) exported.push_back({file, std::move(text)});
  return exported;
}

}  // namespace muster::manifest
