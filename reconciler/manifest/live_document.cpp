#include "reconciler/manifest/live_document.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/yaml_text.h"

namespace muster::manifest {

bool can_be_named(std::string_view name) { return can_be_written(name) && is_line(core::trim(name)); }

std::span<const core::Row> part_rows(const core::Table& table, const core::Row& whole, core::EntityIndex part) {
  const auto prefix = fmt::format("{}/", whole.key.view());
  const auto rows = table.rows(part);
  const auto key = [](const core::Row& row) { return row.key.view(); };
  const auto first = std::ranges::lower_bound(rows, std::string_view(prefix), {}, key);
  const auto last = std::find_if_not(first, rows.end(), [&](const auto& row) { return key(row).starts_with(prefix); });
  return {first, last};
}

LiveDocument::LiveDocument(const core::Catalog& catalog, const core::Table& table, const core::Row& row, SetStyle sets)
    : catalog_(catalog), table_(table), row_(row), style_{sets, catalog.by_name} {
  collect(row);
}

void LiveDocument::collect(const core::Row& whole) {
  for (const auto part : catalog_.parts_of(catalog_.entities[whole.entity].name)) {
    for (const auto& row : part_rows(table_, whole, part)) {
      below_.push_back(&row);
      collect(row);
    }
  }
}

bool LiveDocument::can_be_set(const KindFields& fields, const core::FieldRule& rule, std::string_view name) const {
  return std::ranges::none_of(catalog_.unsupported, [&](const core::Unsupported& each) {
    return each.kind == fields.kind().name && each.field == rule.path && !each.object.empty() &&
           core::same(each.object, name, fields.entity().name_compare);
  });
}

// What a manifest would overwrite if it said this of all parts at once; empty: nothing.
std::string_view LiveDocument::parts_that_differ(const core::FieldRule& rule, std::span<const core::Cell> own) const {
  for (const auto* row : below_) {
    const auto& entity = catalog_.entities[row->entity];
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
      const auto& narrow = entity.fields[i];
      const auto cells = core::cells_of(table_.cells(*row), static_cast<core::FieldIndex>(i));
      if (narrow.wide == rule.path && is_exported(narrow) && differ(rule, own, cells)) return entity.plural;
    }
  }
  return {};
}

bool LiveDocument::field(YamlMap& out, const core::FieldRule& rule, std::span<const core::Cell> cells) {
  auto value = live_value(rule, cells, style_);
  if (!value.left_out.empty()) out.push_back(comment(fmt::format("{} left out: {}", rule.path, value.left_out)));
  if (!value.entry) return false;
  if (const auto parts = parts_that_differ(rule, cells); !parts.empty()) {
    out.push_back(comment(fmt::format("{} left out: {} differ", rule.path, parts)));
    return false;
  }
  if (!value.note.empty()) out.push_back(comment(std::move(value.note)));
  add_at(out, rule.path, *std::move(value.entry));
  return true;
}

void LiveDocument::fields_of(YamlMap& out, const KindFields& fields, const core::Row& row) {
  const auto name = core::trim(row.name.view());
  for (const auto index : fields.writable()) {
    const auto& rule = fields.rule(index);
    const auto cells = core::cells_of(table_.cells(row), index);
    const bool is_said = std::ranges::find(wide_written_, rule.wide) != wide_written_.end();
    if (cells.empty() || is_said || !is_exported(rule) || !can_be_set(fields, rule, name)) continue;
    if (field(out, rule, cells) && &row == &row_) wide_written_.push_back(rule.path);
  }
}

void LiveDocument::item(YamlEntry& list, const KindFields& fields, const core::Row& row, YamlMap& comments) {
  const auto& entity = fields.entity();
  const auto name = row.name.view();
  const auto spelled = core::trim(name.substr(name.rfind('/') + 1));
  const auto key = row.key.view();
  const bool is_named =
      can_be_named(spelled) && core::comparable(spelled, entity.name_compare) == key.substr(key.rfind('/') + 1);
  if (!is_named || table_.is_ambiguous(row.entity, key)) {
    return comments.push_back(comment(
        is_named ? fmt::format("{} {} was left out: two live ones have this name", entity.name, yaml_text(spelled))
                 : fmt::format("a {} was left out: its name cannot be written as a "
                               "manifest",
                               entity.name)));
  }
  YamlMap map = {scalar_entry(entity.item_key, yaml_text(spelled))};
  fields_of(map, fields, row);
  parts_of(map, fields, row);
  if (map.size() > 1 || fields.kind().creates) list.items.push_back(std::move(map));
}

void LiveDocument::parts_of(YamlMap& out, const KindFields& fields, const core::Row& row) {
  for (const auto part : fields.parts()) {
    const auto& entity = catalog_.entities[part];
    const KindFields inner(catalog_, part_kind(catalog_, part), joined(fields.list(), entity.list));
    YamlEntry list;
    for (const auto& each : part_rows(table_, row, part)) item(list, inner, each, out);
    if (!list.items.empty()) add_at(out, entity.list, std::move(list));
  }
}

std::string LiveDocument::spec(const core::KindSpec& kind) {
  const KindFields fields(catalog_, kind);
  YamlMap map;
  if (!kind.variant_field.empty()) map.push_back(scalar_entry(kind.variant_field, kind.variant));
  fields_of(map, fields, row_);
  parts_of(map, fields, row_);
  return fmt::format("spec:{}\n{}", says_something(map) ? "" : " {}", written(map, 2));
}

}  // namespace muster::manifest
