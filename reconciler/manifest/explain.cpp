#include "reconciler/manifest/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/manifest/explain_object.h"
#include "reconciler/manifest/field_help.h"
#include "reconciler/manifest/kind_fields.h"
#include "reconciler/manifest/settings.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/system_help.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

[[nodiscard]] std::string setting_text(const core::Catalog& catalog, const Setting& setting) {
  std::string text = fmt::format("System.settings.{} on {}\n", setting.name, catalog.provider);
  add_line(text, "what", setting.help);
  add_line(text, "type", setting.duration ? "a duration such as 5s" : type_text(setting.type));
  add_line(text, "allowed", listed(setting.allowed, "or"));
  add_line(text, "default", to_text(setting.default_value));
  return text;
}

[[nodiscard]] std::string words_text(std::string_view kind, std::span<const WordHelp> words, std::string_view path) {
  std::string text;
  for (const auto& word : words) {
    const bool within =
        word.path.starts_with(path) && (word.path.size() == path.size() || word.path[path.size()] == '.');
    if (!path.empty() && !within) continue;
    text += fmt::format("{}.{}\n", kind, word.path);
    add_line(text, "what", word.help);
    add_line(text, "type", word.type);
    add_line(text, "default", word.default_value);
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

[[nodiscard]] std::vector<std::string> topics(core::Catalogs catalogs) {
  std::vector<std::string> all = {"System", "Override"};
  for (const auto& word : override_help()) all.push_back(fmt::format("Override.{}", word.path));
  for (const auto& word : system_help()) all.push_back(fmt::format("System.{}", word.path));
  for (const auto* catalog : catalogs) {
    for (const auto& setting : settings_of(*catalog)) all.push_back(fmt::format("System.settings.{}", setting.name));
    for (const auto& kind : catalog->kinds) {
      if (catalog->find_kind(kind.name) != &kind) continue;
      all.emplace_back(kind.name);
      for (const auto& path : paths_of(KindFields(*catalog, kind)))
        all.push_back(fmt::format("{}.{}", kind.name, path));
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
    if (!provider || catalog->provider == *provider) told.push_back(catalog);
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
    for (const auto* catalog : told) text += explain_object(*catalog, kind, field);
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
