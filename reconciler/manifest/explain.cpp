#include "reconciler/manifest/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/manifest/kind_fields.h"
#include "reconciler/manifest/settings.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/system_help.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

using core::FieldRule;
using core::ValueType;

[[nodiscard]] std::string_view type_text(ValueType type) {
  switch (type) {
    case ValueType::boolean:
      return "true or false";
    case ValueType::integer:
      return "a whole number";
    case ValueType::secret:
      return "a secret: {file: path}, {env: NAME}, {credential: name} or {exec: [argv]}";
    case ValueType::text_set:
      return "a set: a list is the exact set, {include: [...], exclude: [...]} owns only what it names; a member can "
             "be {name: ..., validUntil: 2026-12-24}, which holds through that day in UTC";
    default:
      return "a text";
  }
}

[[nodiscard]] std::string_view compare_text(core::Compare compare) {
  switch (compare) {
    case core::Compare::trimmed:
      return "exactly, spaces at both ends aside";
    case core::Compare::folded:
      return "without regard to case, Unicode form and spaces at both ends";
    case core::Compare::digits:
      return "by their digits";
    case core::Compare::folded_or_uuid:
      return "ids by their UUID, names without regard to case, Unicode form and spaces at both ends";
    default:
      return "exactly";
  }
}

[[nodiscard]] std::string_view written_text(const FieldRule& rule) {
  if (rule.owner == core::Owner::system) return "never; the vendor sets it";
  if (rule.owner == core::Owner::write_once) return "at create only";
  if (rule.on_change == core::OnChange::refuse) return "at create; the vendor refuses to change it";
  if (rule.on_change == core::OnChange::replace) {
    return "when it differs, always as the complete final set, from a read made just before";
  }
  return rule.readable == core::Readable::never ? "at create, and when the manifest's value changes"
                                                : "when it differs, alone";
}

[[nodiscard]] std::string states_text(const FieldRule& rule) {
  if (rule.owner == core::Owner::system) return "shown only; a manifest cannot set it";
  return rule.default_value ? "absent (left alone), !default, or a value" : "absent (left alone) or a value";
}

[[nodiscard]] std::string reference_text(const core::Reference& reference) {
  std::string text = reference.entity.empty() ? std::string("each member") : fmt::format("each a {}", reference.entity);
  if (reference.exclusive) text += ", belongs to one object at a time";
  if (reference.steals) text += ", the vendor moves it from its former owner by itself";
  if (!reference.removable) text += ", the vendor has no call that takes it out";
  if (!reference.needs_role.empty()) text += fmt::format(", needs {}", reference.needs_role);
  return text;
}

void add(std::string& text, std::string_view name, std::string_view value) {
  if (!value.empty()) text += fmt::format("  {:<11}{}\n", name, value);
}

[[nodiscard]] std::string field_text(const core::Catalog& catalog, const core::KindSpec& kind, const FieldRule& rule) {
  std::string text = fmt::format("{}.{} on {}\n", kind.name, rule.path, catalog.provider);
  add(text, "what", rule.help);
  add(text, "type", type_text(rule.type));
  add(text, "states", states_text(rule));
  if (rule.default_value) add(text, "default", rule.default_value->empty() ? "empty" : *rule.default_value);
  add(text, rule.closed.empty() ? "usual" : "one of", listed(rule.suggestions));
  if (rule.type == ValueType::text || rule.type == ValueType::text_set) {
    add(text, "compared", compare_text(rule.compare));
  }
  add(text, "written", written_text(rule));
  if (rule.readable == core::Readable::never) add(text, "read back", "never, so it is reported as unverifiable");
  if (rule.needed_at_create) add(text, "needed", "when the object is created");
  if (rule.privilege) add(text, "privilege", "its members are rights; plans name who gains or loses one");
  if (rule.reference) add(text, "members", reference_text(*rule.reference));
  return text;
}

[[nodiscard]] std::string kind_text(const core::Catalog& catalog, const core::KindSpec& kind) {
  const KindFields fields(catalog, kind);
  std::string text = fmt::format("{} on {}: {}\n", kind.name, catalog.provider, kind.help);
  text += fmt::format("  metadata.name is the {}, compared {}\n", kind.name_help,
                      compare_text(fields.entity().name_compare));
  if (!kind.variant_field.empty()) {
    text +=
        fmt::format("  {:<28}{}; part of what it is\n", kind.variant_field, listed(variants_of(catalog, kind), "or"));
  }
  if (!kind.needs_setting.empty()) {
    text += fmt::format("  {:<28}settings.{}: true in its System\n", "needs", kind.needs_setting);
  }
  for (const auto field : fields.writable()) {
    text += fmt::format("  {:<28}{}\n", fields.rule(field).path, fields.rule(field).help);
  }
  for (const auto& each : catalog.unsupported) {
    if (each.kind != kind.name) continue;
    const auto what = each.object.empty()
                          ? std::string(each.field)
                          : fmt::format("{}{} of {}", each.field, each.field.empty() ? "removal" : "", each.object);
    text += fmt::format("  {:<28}not possible: {}\n", what, each.how);
  }
  return text;
}

[[nodiscard]] std::string setting_text(const core::Catalog& catalog, const Setting& setting) {
  std::string text = fmt::format("System.settings.{} on {}\n", setting.name, catalog.provider);
  add(text, "what", setting.help);
  add(text, "type", setting.duration ? "a duration such as 5s" : type_text(setting.type));
  add(text, "allowed", listed(setting.allowed, "or"));
  add(text, "default", to_text(setting.default_value));
  return text;
}

[[nodiscard]] std::string words_text(std::string_view kind, std::span<const WordHelp> words, std::string_view path) {
  std::string text;
  for (const auto& word : words) {
    const bool within =
        word.path.starts_with(path) && (word.path.size() == path.size() || word.path[path.size()] == '.');
    if (!path.empty() && !within) continue;
    text += fmt::format("{}.{}\n", kind, word.path);
    add(text, "what", word.help);
    add(text, "type", word.type);
    add(text, "default", word.default_value);
  }
  return text;
}

[[nodiscard]] std::string system_text(core::Catalogs catalogs, std::string_view path) {
  std::string text = words_text("System", system_help(), path);
  for (const auto* catalog : catalogs) {
    for (const auto& setting : settings_of(*catalog)) {
      const auto name = fmt::format("settings.{}", setting.name);
      if (path == "settings" || path == name) text += setting_text(*catalog, setting);
    }
  }
  return text;
}

[[nodiscard]] std::string object_text(const core::Catalog& catalog, std::string_view kind_name,
                                      std::string_view field) {
  const auto* kind = catalog.find_kind(kind_name);
  if (kind == nullptr) {
    for (const auto& each : catalog.unsupported) {
      if (each.kind == kind_name && each.field == field) {
        return fmt::format("{} is not possible on {}: {}\n", kind_name, catalog.provider, each.how);
      }
    }
    return {};
  }
  if (field.empty()) return kind_text(catalog, *kind);
  const KindFields fields(catalog, *kind);
  const auto index = fields.entity().find(field);
  const auto writable = fields.writable();
  const bool shown_here = index && (std::ranges::find(writable, *index) != writable.end() || kind->fields.empty());
  if (shown_here) return field_text(catalog, *kind, fields.rule(*index));
  for (const auto& each : catalog.unsupported) {
    if (each.kind == kind_name && each.field == field) {
      return fmt::format("{}.{} is not possible on {}: {}\n", kind_name, field, catalog.provider, each.how);
    }
  }
  return {};
}

[[nodiscard]] std::vector<std::string> topics(core::Catalogs catalogs) {
  std::vector<std::string> all = {"System", "Override"};
  for (const auto& word : override_help()) all.push_back(fmt::format("Override.{}", word.path));
  for (const auto& word : system_help()) all.push_back(fmt::format("System.{}", word.path));
  for (const auto* catalog : catalogs) {
    for (const auto& setting : settings_of(*catalog)) all.push_back(fmt::format("System.settings.{}", setting.name));
    for (const auto& kind : catalog->kinds) {
      const KindFields fields(*catalog, kind);
      all.emplace_back(kind.name);
      for (const auto field : fields.writable())
        all.push_back(fmt::format("{}.{}", kind.name, fields.rule(field).path));
    }
  }
  return all;
}

[[nodiscard]] Explanation not_found(core::Catalogs catalogs, std::string_view topic) {
  const auto known = topics(catalogs);
  std::vector<std::string_view> words(known.begin(), known.end());
  std::vector<std::string_view> kinds;
  for (const auto word : words) {
    const bool is_kind = word.find('.') == std::string_view::npos;
    if (is_kind && std::ranges::find(kinds, word) == kinds.end()) kinds.push_back(word);
  }
  const auto hint = did_you_mean(topic, words);
  return {false, fmt::format("nothing is known about {}{} ask for {} or one of their fields", shown(topic),
                             hint.empty() ? ";" : hint, listed(kinds))};
}

}  // namespace

Explanation explain(core::Catalogs catalogs, std::string_view topic, std::optional<std::string_view> provider) {
  std::vector<const core::Catalog*> told;
  for (const auto* catalog : catalogs) {
    if (catalog->available && (!provider || catalog->provider == *provider)) told.push_back(catalog);
  }
  const auto dot = std::min(topic.find('.'), topic.size());
  const auto kind = topic.substr(0, dot);
  const auto field = dot == topic.size() ? std::string_view() : topic.substr(dot + 1);
  std::string text;
  if (kind == "System") {
    text = system_text(told, field);
  } else if (kind == "Override") {
    text = words_text(kind, override_help(), field);
  } else {
    for (const auto* catalog : told) text += object_text(*catalog, kind, field);
  }
  return text.empty() ? not_found(told, topic) : Explanation{true, std::move(text)};
}

std::string explain_origin(const Loaded& loaded, std::string_view topic) {
  std::string text;
  if (!loaded.desired) return text;
  for (const auto& origin : loaded.origins) {
    const auto name = fmt::format("{}.{}", origin.kind, origin.field);
    if (topic != origin.kind && topic != name) continue;
    text += fmt::format("{} of {}: from the defaults at {}\n", name, origin.system,
                        loaded.desired->place_text(origin.place));
  }
  return text;
}

}  // namespace muster::manifest
