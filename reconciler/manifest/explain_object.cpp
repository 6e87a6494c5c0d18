#include "reconciler/manifest/explain_object.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/manifest/field_help.h"
#include "reconciler/manifest/suggestion.h"

namespace muster::manifest {

namespace {

void add_topic(std::string& text, std::string_view topic, std::string_view help) {
  constexpr std::size_t kWidth = 27;
  if (topic.size() > kWidth) text += fmt::format("  {}\n", topic);
  text += fmt::format("  {:<{}} {}\n", topic.size() > kWidth ? std::string_view() : topic, kWidth, help);
}

[[nodiscard]] KindFields inner_fields(const KindFields& fields, core::EntityIndex part) {
  const auto& catalog = fields.catalog();
  return {catalog, part_kind(catalog, part), joined(fields.list(), catalog.entities[part].list)};
}

// The fields of a document or of an item, and the lists of parts in it.
void add_fields(std::string& text, const KindFields& fields) {
  for (const auto field : fields.writable()) {
    add_topic(text, joined(fields.list(), fields.rule(field).path), fields.rule(field).help);
  }
  for (const auto part : fields.parts()) {
    const auto inner = inner_fields(fields, part);
    const auto& entity = inner.entity();
    add_topic(text, inner.list(), fmt::format("a list of {}, which owns only those that it names", entity.plural));
    add_topic(text, joined(inner.list(), entity.item_key), entity.item_key_help);
    add_fields(text, inner);
  }
}

[[nodiscard]] std::string kind_text(const core::Catalog& catalog, const core::KindSpec& kind) {
  const KindFields fields(catalog, kind);
  std::string text = fmt::format("{} on {}: {}\n", kind.name, catalog.provider, kind.help);
  text += fmt::format("  metadata.name is the {}, compared {}\n", kind.name_help,
                      compare_text(fields.entity().name_compare));
  if (!kind.variant_field.empty()) {
    add_topic(text, kind.variant_field,
              fmt::format("{}; part of what it is", listed(variants_of(catalog, kind), "or")));
  }
  if (!kind.needs_setting.empty()) {
    add_topic(text, "needs", fmt::format("settings.{}: true in its System", kind.needs_setting));
  }
  add_fields(text, fields);
  for (const auto& each : catalog.unsupported) {
    if (each.kind != kind.name) continue;
    const auto what = each.object.empty()
                          ? std::string(each.field)
                          : fmt::format("{}{} of {}", each.field, each.field.empty() ? "removal" : "", each.object);
    add_topic(text, what, fmt::format("not possible: {}", each.how));
  }
  return text;
}

[[nodiscard]] std::string unsupported_text(const core::Catalog& catalog, std::string_view kind,
                                           std::string_view field) {
  for (const auto& each : catalog.unsupported) {
    if (each.kind != kind || each.field != field) continue;
    return fmt::format("{} is not possible on {}: {}\n", joined(kind, field), catalog.provider, each.how);
  }
  return {};
}

[[nodiscard]] std::string map_text(const KindFields& fields, std::string_view path) {
  std::string text;
  const auto prefix = fmt::format("{}.", path);
  for (const auto field : fields.writable()) {
    const auto& rule = fields.rule(field);
    if (rule.path.starts_with(prefix)) add_topic(text, rule.path.substr(prefix.size()), rule.help);
  }
  return text;
}

[[nodiscard]] std::string record_text(const KindFields& fields, std::string_view path) {
  const auto dot = path.rfind('.');
  const auto field = dot == std::string_view::npos ? std::nullopt : fields.find(path.substr(0, dot));
  if (!field) return {};
  const auto& rule = fields.rule(*field);
  const auto part = std::ranges::find(rule.parts, path.substr(dot + 1), &core::RecordPart::name);
  return part == rule.parts.end() ? std::string() : record_part_text(rule, *part);
}

[[nodiscard]] std::string path_text(const KindFields& fields, std::string_view path);

// "devices.extensions.label" of a document is "extensions.label" of a device.
[[nodiscard]] std::string inner_text(const KindFields& fields, std::string_view path) {
  const auto dot = std::min(path.find('.'), path.size());
  const auto part = fields.find_part(path.substr(0, dot));
  if (!part) return {};
  const auto inner = inner_fields(fields, *part);
  if (dot != path.size()) return path_text(inner, path.substr(dot + 1));
  std::string text;
  add_line(text, "what", fmt::format("a list of {}, which owns only those that it names", inner.entity().plural));
  add_topic(text, joined(inner.list(), inner.entity().item_key), inner.entity().item_key_help);
  add_fields(text, inner);
  return text;
}

[[nodiscard]] std::string key_text(const KindFields& fields) {
  std::string text;
  add_line(text, "what", fields.entity().item_key_help);
  add_line(text, "type", type_text(core::ValueType::text));
  add_line(text, "states", "a value; it tells one item from another");
  add_line(text, "compared", compare_text(fields.entity().name_compare));
  return text;
}

std::string path_text(const KindFields& fields, std::string_view path) {
  const auto index = fields.entity().find(path);
  if (index && (fields.find(path) || fields.kind().fields.empty())) return field_text(fields.rule(*index));
  if (fields.is_map(path)) return map_text(fields, path);
  if (!fields.list().empty() && path == fields.entity().item_key) return key_text(fields);
  const auto text = record_text(fields, path);
  return text.empty() ? inner_text(fields, path) : text;
}

}  // namespace

std::string explain_object(const core::Catalog& catalog, std::string_view kind_name, std::string_view path) {
  const auto* kind = catalog.find_kind(kind_name);
  if (kind == nullptr) return unsupported_text(catalog, kind_name, path);
  if (path.empty()) return kind_text(catalog, *kind);
  const auto text = path_text(KindFields(catalog, *kind), path);
  if (text.empty()) return unsupported_text(catalog, kind_name, path);
  return fmt::format("{}.{} on {}\n{}", kind_name, path, catalog.provider, text);
}

std::vector<std::string> paths_of(const KindFields& fields) {
  std::vector<std::string> paths;
  for (const auto field : fields.writable()) {
    const auto& rule = fields.rule(field);
    const auto path = joined(fields.list(), rule.path);
    paths.push_back(path);
    for (const auto& part : rule.parts) paths.push_back(joined(path, part.name));
  }
  for (const auto part : fields.parts()) {
    const auto inner = inner_fields(fields, part);
    paths.push_back(inner.list());
    paths.push_back(joined(inner.list(), inner.entity().item_key));
    for (auto& path : paths_of(inner)) paths.push_back(std::move(path));
  }
  return paths;
}

}  // namespace muster::manifest
