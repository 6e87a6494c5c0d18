#include "reconciler/manifest/kind_fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/suggestion.h"

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

KindFields::KindFields(const core::Catalog& catalog, const core::KindSpec& kind)
    : catalog_(catalog),
      kind_(kind),
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

std::optional<core::FieldIndex> KindFields::find(const Node& key, FileProblems& problems) const {
  const auto field = entity_.find(key.text());
  if (field && belongs(rule(*field)) && rule(*field).owner != core::Owner::system) return field;
  report(key, problems);
  return std::nullopt;
}

void KindFields::report(const Node& key, FileProblems& problems) const {
  const auto unsupported = std::ranges::find_if(catalog_.unsupported, [&](const core::Unsupported& each) {
    return each.kind == kind_.name && !each.field.empty() && each.field == key.text() && each.object.empty();
  });
  if (unsupported != catalog_.unsupported.end()) {
    return problems.error(
        key, "unsupported",
        fmt::format("{} of a {} cannot be set on {}: {}", key.text(), kind_.name, catalog_.provider, unsupported->how));
  }
  const auto field = entity_.find(key.text());
  if (field && !belongs(rule(*field))) {
    return problems.error(
        key, "unsupported",
        fmt::format("a {} sets only {}; {} is not among them", kind_.name, listed(kind_.fields), key.text()));
  }
  if (field) {
    return problems.error(key, "unsupported",
                          fmt::format("{} is read only on {}; leave it out", key.text(), catalog_.provider));
  }
  std::vector<std::string_view> paths;
  for (const auto index : writable()) paths.push_back(rule(index).path);
  report_unknown_key(key, fmt::format("a {} of {}", kind_.name, catalog_.provider), paths, problems);
}

}  // namespace muster::manifest
