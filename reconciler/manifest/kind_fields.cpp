#include "reconciler/manifest/kind_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

std::vector<std::string_view> kind_names(const core::Catalog& catalog) {
  std::vector<std::string_view> names;
  for (const auto& kind : catalog.kinds) {
    if (catalog.find_kind(kind.name) == &kind) names.push_back(kind.name);
  }
  return names;
}

std::vector<std::string_view> variants_of(const core::Catalog& catalog, const core::KindSpec& kind) {
  std::vector<std::string_view> variants;
  for (const auto& each : catalog.kinds) {
    if (each.name == kind.name) variants.push_back(each.variant);
  }
  return variants;
}

std::string joined(std::string_view map, std::string_view key) {
  return fmt::format("{}{}{}", map, map.empty() || key.empty() ? "" : ".", key);
}

const core::KindSpec& part_kind(const core::Catalog& catalog, core::EntityIndex entity) {
  const auto* kind = catalog.kind_of(entity);
  assert(kind != nullptr);
  return *kind;
}

KindFields::KindFields(const core::Catalog& catalog, const core::KindSpec& kind, std::string list)
    : catalog_(catalog),
      kind_(kind),
      list_(std::move(list)),
      entity_index_(catalog.find_entity(kind.entity).value_or(0)),
      entity_(catalog.entities[entity_index_]) {}

bool KindFields::belongs(const core::FieldRule& rule) const {
  return kind_.fields.empty() || std::ranges::find(kind_.fields, rule.path) != kind_.fields.end();
}

std::vector<core::FieldIndex> KindFields::writable() const {
  std::vector<core::FieldIndex> fields;
  for (std::size_t i = 0; i < entity_.fields.size(); ++i) {
    const auto& rule = entity_.fields[i];
    if (belongs(rule) && rule.owner != core::Owner::system) fields.push_back(static_cast<core::FieldIndex>(i));
  }
  return fields;
}

std::optional<core::FieldIndex> KindFields::find(std::string_view path) const {
  const auto field = entity_.find(path);
  if (field && belongs(rule(*field)) && rule(*field).owner != core::Owner::system) return field;
  return std::nullopt;
}

bool KindFields::is_map(std::string_view path) const {
  const auto prefix = fmt::format("{}.", path);
  return std::ranges::any_of(writable(), [&](core::FieldIndex field) { return rule(field).path.starts_with(prefix); });
}

// A kind that sets only some fields has no parts.
std::vector<core::EntityIndex> KindFields::parts() const {
  return kind_.fields.empty() ? catalog_.parts_of(entity_.name) : std::vector<core::EntityIndex>();
}

std::optional<core::EntityIndex> KindFields::find_part(std::string_view list) const {
  for (const auto part : parts()) {
    if (catalog_.entities[part].list == list) return part;
  }
  return std::nullopt;
}

std::string_view KindFields::own_key() const { return list_.empty() ? kind_.variant_field : entity_.item_key; }

std::vector<std::string_view> KindFields::keys_of(std::string_view map) const {
  std::vector<std::string_view> keys;
  const auto add = [&](std::string_view key) {
    if (!key.empty() && std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
  };
  if (map.empty() && !list_.empty()) add(own_key());
  const auto prefix = map.empty() ? std::string() : fmt::format("{}.", map);
  for (const auto field : writable()) {
    auto path = rule(field).path;
    if (!path.starts_with(prefix)) continue;
    path.remove_prefix(prefix.size());
    add(path.substr(0, path.find('.')));
  }
  if (!map.empty()) return keys;
  for (const auto part : parts()) add(catalog_.entities[part].list);
  return keys;
}

std::string KindFields::place_of(std::string_view map) const {
  const auto whole =
      list_.empty() ? fmt::format("a {} of {}", kind_.name, catalog_.provider) : fmt::format("an item of {}", list_);
  return map.empty() ? whole : fmt::format("{} of {}", map, whole);
}

// The nearest of the keys that may stand there; else the map where this key belongs.
void KindFields::report_unknown(const Node& key, std::string_view path, FileProblems& problems) const {
  auto map = path.substr(0, path.size() - key.text().size());
  if (map.ends_with('.')) map.remove_suffix(1);
  const auto keys = keys_of(map);
  const auto suffix = fmt::format(".{}", key.text());
  const auto fields = writable();
  const auto meant = std::ranges::find_if(fields, [&](core::FieldIndex field) {
    const auto known = rule(field).path;
    return known.find('.') != std::string_view::npos && (known.ends_with(suffix) || known == key.text());
  });
  if (meant == fields.end() || key.text().empty() || !did_you_mean(key.text(), keys).empty()) {
    return report_unknown_key(key, place_of(map), keys, problems);
  }
  const auto known = rule(*meant).path;
  const auto dot = known.rfind('.');
  problems.error(key, "unknown-key",
                 fmt::format("{} is not known in {}; did you mean {} in the map {}?", shown(key.text()), place_of(map),
                             known.substr(dot + 1), known.substr(0, dot)));
}

void KindFields::report(const Node& key, std::string_view path, FileProblems& problems) const {
  const auto full = joined(list_, path);
  const auto unsupported = std::ranges::find_if(catalog_.unsupported, [&](const core::Unsupported& each) {
    return each.kind == kind_.name && !each.field.empty() && each.field == full && each.object.empty();
  });
  if (unsupported != catalog_.unsupported.end()) {
    return problems.error(
        key, "unsupported",
        fmt::format("{} of a {} cannot be set on {}: {}", full, kind_.name, catalog_.provider, unsupported->how));
  }
  const bool dotted = key.text().find('.') != std::string_view::npos;
  const auto field = dotted ? std::nullopt : entity_.find(path);
  if (field && !belongs(rule(*field))) {
    return problems.error(
        key, "unsupported",
        fmt::format("a {} sets only {}; {} is not among them", kind_.name, listed(kind_.fields), path));
  }
  if (field) {
    return problems.error(key, "unsupported",
                          fmt::format("{} is read only on {}; leave it out", path, catalog_.provider));
  }
  report_unknown(key, path, problems);
}

}  // namespace muster::manifest
