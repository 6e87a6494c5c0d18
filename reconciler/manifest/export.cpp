#include "reconciler/manifest/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reconciler/core/selection.h"
#include "reconciler/manifest/kind_fields.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_text.h"

namespace muster::manifest {

namespace {

constexpr std::size_t kLongestName = 1024;

// The kind that owns most of the entity: one that can create it, else the first.
[[nodiscard]] const core::KindSpec* kind_for(const core::Catalog& catalog, std::string_view entity) {
  const core::KindSpec* best = nullptr;
  for (const auto& kind : catalog.kinds) {
    if (kind.entity != entity) continue;
    if (best == nullptr || (kind.creates && !best->creates)) best = &kind;
  }
  return best;
}

[[nodiscard]] bool can_be_named(std::string_view name) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  const auto trimmed = core::trim(name);
  return !trimmed.empty() && trimmed.size() <= kLongestName && can_be_written(name) &&
         std::ranges::none_of(trimmed, control);
}

class DocumentWriter {
 public:
  DocumentWriter(const core::Catalog& catalog, const core::KindSpec& kind, SetStyle sets)
      : catalog_(catalog), kind_(kind), fields_(catalog, kind), sets_(sets) {}

  [[nodiscard]] std::string spec(std::span<const core::Cell> cells, std::string_view name);

 private:
  [[nodiscard]] bool can_be_set(const core::FieldRule& rule, std::string_view name) const;
  void scalar(const core::FieldRule& rule, const core::Cell& cell);
  void set(const core::FieldRule& rule, std::span<const core::Cell> cells);
  void left_out(const core::FieldRule& rule) {
    out_ += fmt::format("  # {} left out: the live value cannot be written as a manifest\n", rule.path);
  }

  const core::Catalog& catalog_;
  const core::KindSpec& kind_;
  KindFields fields_;
  SetStyle sets_;
  std::string out_;
  bool has_fields_ = false;
};

[[nodiscard]] bool is_exported(const core::FieldRule& rule) {
  return rule.owner == core::Owner::manifest && rule.type != core::ValueType::secret &&
         rule.readable != core::Readable::never;
}

void DocumentWriter::scalar(const core::FieldRule& rule, const core::Cell& cell) {
  const auto value = cell.value.view();
  const bool is_default = rule.default_value && core::same(value, *rule.default_value, rule.compare);
  if (is_default || cell.state == core::CellState::at_default) return;
  if (!can_be_written(value)) return left_out(rule);
  has_fields_ = true;
  const bool text = cell.kind == core::CellKind::text;
  out_ += fmt::format("  {}: {}\n", rule.path, text ? yaml_text(value) : std::string(value));
}

void DocumentWriter::set(const core::FieldRule& rule, std::span<const core::Cell> cells) {
  std::vector<std::string_view> members;
  for (const auto& cell : cells) {
    if (cell.kind == core::CellKind::member) members.push_back(cell.value.view());
  }
  const bool empty_default = rule.default_value && rule.default_value->empty();
  if (members.empty() && (sets_ == SetStyle::include || empty_default)) return;
  if (!std::ranges::all_of(members, can_be_written)) return left_out(rule);
  has_fields_ = true;
  if (members.empty()) {
    out_ += fmt::format("  {}: []\n", rule.path);
    return;
  }
  out_ += fmt::format("  {}:\n", rule.path);
  const std::string_view indent = sets_ == SetStyle::include ? "      " : "    ";
  if (sets_ == SetStyle::include) out_ += "    include:\n";
  for (const auto member : members) out_ += fmt::format("{}- {}\n", indent, yaml_text(member));
}

bool DocumentWriter::can_be_set(const core::FieldRule& rule, std::string_view name) const {
  return std::ranges::none_of(catalog_.unsupported, [&](const core::Unsupported& each) {
    return each.kind == kind_.name && each.field == rule.path && !each.object.empty() &&
           core::same(each.object, name, fields_.entity().name_compare);
  });
}

std::string DocumentWriter::spec(std::span<const core::Cell> cells, std::string_view name) {
  if (!kind_.variant_field.empty()) {
    has_fields_ = true;
    out_ += fmt::format("  {}: {}\n", kind_.variant_field, kind_.variant);
  }
  for (const auto field : fields_.writable()) {
    const auto& rule = fields_.rule(field);
    const auto own = core::cells_of(cells, field);
    if (own.empty() || !is_exported(rule) || !can_be_set(rule, name)) continue;
    rule.type == core::ValueType::text_set ? set(rule, own) : scalar(rule, own.front());
  }
  if (!has_fields_) return "spec: {}\n" + out_;
  return "spec:\n" + out_;
}

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
  const auto* kind = kind_for(catalog, entity.name);
  const auto name = core::trim(row.name.view());
  if (kind == nullptr || entity.lookup_only) return {};
  if (!can_be_named(row.name.view())) {
    return fmt::format("# a {} was left out: its name cannot be written as a manifest\n", entity.name);
  }
  if (table.is_ambiguous(row.entity, row.key.view())) {
    return fmt::format("# {} {} was left out: two live objects have this name\n", entity.name, yaml_text(name));
  }
  return fmt::format("---\napiVersion: {}\nkind: {}\nmetadata:\n  system: {}\n  name: {}\n{}", kApiVersion, kind->name,
                     yaml_text(options.system), yaml_text(name),
                     DocumentWriter(catalog, *kind, options.sets).spec(table.cells(row), name));
}

std::vector<ExportedFile> export_manifests(const core::Catalog& catalog, const core::Table& table,
                                           const ExportOptions& options) {
  std::map<std::string, std::string> files;
  const Teams teams(catalog, table);
  for (const auto& row : table.rows()) {
    if (!core::is_worth_naming(catalog, table, row)) continue;
    const auto team = options.split_by_team ? teams.team_of(row) : std::string_view();
    const auto file = team.empty() ? file_name(options.system) : "teams/" + file_name(team);
    files[file] += export_document(catalog, table, row, options);
  }
  std::vector<ExportedFile> exported;
  for (auto& [file, text] : files) exported.push_back({file, std::move(text)});
  return exported;
}

}  // namespace muster::manifest
