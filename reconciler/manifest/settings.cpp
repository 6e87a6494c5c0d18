#include "reconciler/manifest/settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

using core::SettingValue;
using core::ValueType;

[[nodiscard]] std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    items.emplace_back(core::trim(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return items;
}

[[nodiscard]] SettingValue default_of(const core::SettingRule& rule) {
  switch (rule.type) {
    case ValueType::boolean:
      return rule.default_value == "true";
    case ValueType::integer: {
      std::int64_t number = 0;
      std::from_chars(rule.default_value.data(), rule.default_value.data() + rule.default_value.size(), number);
      return number;
    }
    case ValueType::text_set:
      return split(rule.default_value);
    default:
      return std::string(rule.default_value);
  }
}

[[nodiscard]] std::string duration_text(std::chrono::milliseconds duration) {
  const auto count = duration.count();
  return count % 1000 == 0 ? fmt::format("{}s", count / 1000) : fmt::format("{}ms", count);
}

[[nodiscard]] std::vector<Setting> common_settings(const core::Catalog& catalog) {
  std::vector<std::string> roles(catalog.admin_roles.begin(), catalog.admin_roles.end());
  return {{"basePath", ValueType::text, false, {}, std::string(catalog.base_path), "the path before every call"},
          {"visibilityDelay",
           ValueType::text,
           true,
           {},
           duration_text(catalog.visibility_delay),
           "how long the vendor may hide its own write"},
          {"adminRoles", ValueType::text_set, false, {}, std::move(roles), "the roles that make an administrator"},
          {"allowEmptyRoles", ValueType::boolean, false, {}, false, "whether a final set of roles may be empty"}};
}

[[nodiscard]] std::optional<SettingValue> read_text_setting(const Setting& setting, const Node& node,
                                                            std::string_view what, FileProblems& problems) {
  if (!setting.allowed.empty()) {
    const auto choice = read_choice(node, what, problems, setting.allowed);
    if (!choice) return std::nullopt;
    return std::string(setting.allowed[*choice]);
  }
  if (setting.duration && node.is_scalar() && !core::parse_duration(node.text())) {
    problems.error(node, "value", fmt::format("{} must be a duration such as 1s, 5m, 24h or 7d", what));
    return std::nullopt;
  }
  auto text = read_text(node, what, problems);
  if (!text) return std::nullopt;
  if (setting.name == "basePath" && !text->empty() && (!text->starts_with('/') || text->ends_with('/'))) {
    problems.error(node, "value", fmt::format("{} must begin with / and not end with it", what));
    return std::nullopt;
  }
  return *std::move(text);
}

[[nodiscard]] std::optional<SettingValue> read_list_setting(const Setting& setting, const Node& node,
                                                            std::string_view what, FileProblems& problems) {
  auto items = read_texts(node, what, problems);
  if (!items) return std::nullopt;
  for (const auto& item : *items) {
    if (setting.allowed.empty() || std::ranges::find(setting.allowed, item) != setting.allowed.end()) continue;
    problems.error(node, "value",
                   fmt::format("{} may hold {}, not {}{}", what, listed(setting.allowed), shown(item),
                               did_you_mean(item, setting.allowed)));
    return std::nullopt;
  }
  return *std::move(items);
}

[[nodiscard]] std::optional<SettingValue> read_setting(const Setting& setting, const Node& node,
                                                       FileProblems& problems) {
  const auto what = fmt::format("settings.{}", setting.name);
  if (setting.type == ValueType::boolean) {
    const auto flag = read_boolean(node, what, problems);
    return flag ? std::optional<SettingValue>(*flag) : std::nullopt;
  }
  if (setting.type == ValueType::integer) {
    const auto number = read_integer(node, what, problems, {.least = 0, .most = INT64_MAX});
    return number ? std::optional<SettingValue>(*number) : std::nullopt;
  }
  if (setting.type == ValueType::text_set) return read_list_setting(setting, node, what, problems);
  return read_text_setting(setting, node, what, problems);
}

}  // namespace

std::vector<Setting> settings_of(const core::Catalog& catalog) {
  std::vector<Setting> settings;
  for (const auto& rule : catalog.settings) {
    if (rule.name == "allowPlaintext") continue;  // beside url
    const bool duration = rule.name == "visibilityDelay";
    settings.push_back({rule.name, rule.type, duration, rule.allowed, default_of(rule), rule.help});
  }
  for (auto& common : common_settings(catalog)) {
    const bool known = std::ranges::find(settings, common.name, &Setting::name) != settings.end();
    if (!known) settings.push_back(std::move(common));
  }
  std::ranges::sort(settings, {}, &Setting::name);
  return settings;
}

void read_settings(const std::optional<Node>& node, const core::Catalog& catalog, core::SystemSpec& spec,
                   FileProblems& problems) {
  const auto settings = settings_of(catalog);
  std::vector<std::string_view> names;
  for (const auto& setting : settings) {
    names.push_back(setting.name);
    spec.settings.insert_or_assign(std::string(setting.name), setting.default_value);
  }
  if (!node || !expect_map(*node, "settings", problems)) return;
  for_each_entry(*node, [&](const Node& key, const Node& value) {
    const auto at = std::ranges::find(settings, key.text(), &Setting::name);
    if (key.text() == "allowPlaintext") {
      problems.error(key, "unknown-key", "allowPlaintext belongs beside url, not into settings");
    } else if (at == settings.end()) {
      report_unknown_key(key, fmt::format("settings of {}", catalog.provider), names, problems);
    } else if (auto read = read_setting(*at, value, problems)) {
      spec.settings.insert_or_assign(std::string(at->name), *std::move(read));
    }
  });
}

std::string to_text(const SettingValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* items = std::get_if<std::vector<std::string>>(&value))
    return fmt::format("{}", fmt::join(*items, ", "));
  return std::get<std::string>(value);
}

}  // namespace muster::manifest
