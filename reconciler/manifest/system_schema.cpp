#include "reconciler/manifest/system_schema.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/manifest/object_schema.h"
#include "reconciler/manifest/schema_parts.h"
#include "reconciler/manifest/settings.h"
#include "reconciler/manifest/system_help.h"
#include "reconciler/manifest/words.h"

namespace muster::manifest {

namespace {

using core::JsonWriter;
using core::ValueType;

constexpr std::string_view kShare = "^(100|[1-9]?[0-9])%$";
constexpr std::string_view kOrigin = "^[Hh][Tt][Tt][Pp][Ss]?://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?/?$";
constexpr std::string_view kPlainOrigin = "^[Hh][Tt][Tt][Pp]://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?/?$";

constexpr std::string_view kTimeOfDay = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";

[[nodiscard]] std::string_view help(std::string_view path) { return help_of(system_help(), path); }

void write_typed(JsonWriter& json, std::string_view key, std::string_view type, std::string_view path) {
  json.key(key);
  begin_typed(json, type, help(path)).end_object();
}

void write_pattern(JsonWriter& json, std::string_view key, std::string_view pattern, std::string_view path) {
  json.key(key);
  begin_typed(json, "string", help(path)).key("pattern").text(pattern).end_object();
}

void write_range(JsonWriter& json, std::string_view key, std::int64_t least, std::int64_t most, std::string_view path) {
  json.key(key);
  begin_typed(json, "integer", help(path)).key("minimum").number(least).key("maximum").number(most).end_object();
}

void write_words(JsonWriter& json, std::string_view key, std::span<const std::string_view> words,
                 std::string_view path) {
  json.key(key).begin_object().key("description").text(help(path));
  write_text_list(json, "enum", words);
  json.end_object();
}

void write_texts(JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key);
  begin_typed(json, "array", text).key("uniqueItems").boolean(true).key("items");
  begin_typed(json, "string").end_object().end_object();
}

JsonWriter& begin_closed(JsonWriter& json) {
  return begin_typed(json, "object").key("additionalProperties").boolean(false).key("properties").begin_object();
}

void write_limit(JsonWriter& json, std::string_view key, std::string_view path) {
  json.key(key).begin_object().key("description").text(help(path)).key("anyOf").begin_array();
  begin_typed(json, "string").key("pattern").text(kShare).end_object();
  begin_typed(json, "integer").key("minimum").number(0).key("maximum").number(kMostObjects).end_object();
  begin_closed(json);
  write_pattern(json, "share", kShare, path);
  write_range(json, "number", 0, kMostObjects, path);
  json.end_object();
  write_text_list(json, "required", kLimitKeys);
  json.end_object().end_array().end_object();
}

void write_policies(JsonWriter& json) {
  json.key("budget");
  begin_closed(json);
  write_range(json, "requestsPerMinute", 1, kMostRequestsPerMinute, "budget.requestsPerMinute");
  write_pattern(json, "share", "^(100|[1-9][0-9]?)%$", "budget.share");
  write_range(json, "concurrency", 1, kMostConcurrency, "budget.concurrency");
  json.end_object().end_object().key("guards");
  write_guards_schema(json);
  write_words(json, "onDrift", kOnDrift, "onDrift");
  json.key("unmanaged");
  begin_closed(json);
  write_words(json, "action", kUnmanagedActions, "unmanaged.action");
  write_texts(json, "except", help("unmanaged.except"));
  json.end_object().end_object();
}

void write_days(JsonWriter& json) {
  constexpr std::string_view kDay = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
  const std::string range = fmt::format("^{0}(-{0})?$", kDay);
  json.key("days").begin_object().key("description").text(help("windows.days")).key("anyOf").begin_array();
  json.begin_object().key("const").text(kDaily).end_object();
  begin_typed(json, "string").key("pattern").text(range).end_object();
  begin_typed(json, "array").key("uniqueItems").boolean(true).key("minItems").number(1).key("items");
  begin_typed(json, "string").key("pattern").text(range).end_object().end_object();
  json.end_array().end_object();
}

void write_windows(JsonWriter& json) {
  json.key("windows");
  begin_typed(json, "array").key("minItems").number(1).key("maxItems").number(static_cast<int>(kMostWindows));
  json.key("items");
  begin_closed(json);
  write_days(json);
  write_pattern(json, "from", kTimeOfDay, "windows.from");
  write_pattern(json, "to", kTimeOfDay, "windows.to");
  write_typed(json, "timeZone", "string", "windows.timeZone");
  json.end_object();
  write_text_list(json, "required", std::span(kWindowKeys).first(3));
  json.end_object().end_object();
}

void write_schedule(JsonWriter& json) {
  write_windows(json);
  json.key("pause");
  begin_closed(json).key("until");
  write_deadline_schema(json, help("pause.until"));
  json.key("reason");
  begin_typed(json, "string", help("pause.reason")).key("minLength").number(1).end_object().end_object();
  json.key("required").begin_array().text("reason").end_array().end_object();
  write_pattern(json, "deleteAfter", "^[0-9]+(ms|s|m|h|d)$", "deleteAfter");
}

// Each user signs in: the account is the user's own, and so is the secret.
void write_own_credential(JsonWriter& json, const core::CredentialRule& rule) {
  json.begin_object().key("description").text(rule.help);
  if (!rule.secret) {
    json.key("const").text("{name}").end_object();
    return;
  }
  json.key("type").text("object").key("additionalProperties").boolean(false).key("properties").begin_object();
  json.key("file");
  begin_typed(json, "string", "path; {name} stands for the user").key("pattern").text("[{]name[}]").end_object();
  json.end_object().key("required").begin_array().text("file").end_array().end_object();
}

void write_credentials(JsonWriter& json, const core::Catalog& catalog) {
  std::vector<std::string_view> required;
  json.key("credentials");
  begin_closed(json);
  for (const auto& rule : catalog.credentials) {
    if (rule.required) required.push_back(rule.name);
    json.key(rule.name);
    if (catalog.by_name) {
      write_own_credential(json, rule);
    } else if (rule.secret) {
      write_secret_schema(json, rule.help);
    } else {
      begin_typed(json, "string", rule.help).end_object();
    }
  }
  json.end_object();
  write_text_list(json, "required", required);
  json.end_object();
}

void write_text_setting(JsonWriter& json, const Setting& setting) {
  begin_typed(json, "string", setting.help);
  if (!setting.allowed.empty()) write_text_list(json, "enum", setting.allowed);
  if (setting.duration) json.key("pattern").text("^[0-9]+(ms|s|m|h|d)$");
  if (setting.name == "basePath") json.key("pattern").text("^(/.*[^/])?$");
  json.end_object();
}

void write_setting(JsonWriter& json, const Setting& setting) {
  switch (setting.type) {
    case ValueType::boolean:
      json.key(setting.name);
      begin_typed(json, "boolean", setting.help).end_object();
      break;
    case ValueType::integer:
      json.key(setting.name);
      begin_typed(json, "integer", setting.help).key("minimum").number(0).end_object();
      break;
    case ValueType::text_set:
      write_texts(json, setting.name, setting.help);
      break;
    default:
      json.key(setting.name);
      write_text_setting(json, setting);
  }
}

void write_settings(JsonWriter& json, const core::Catalog& catalog) {
  json.key("settings");
  begin_closed(json);
  for (const auto& setting : settings_of(catalog)) write_setting(json, setting);
  json.end_object().end_object();
}

void write_defaults(JsonWriter& json, const core::Catalog& catalog) {
  json.key("defaults");
  begin_closed(json);
  for (const auto& kind : catalog.kinds) {
    if (catalog.find_kind(kind.name) != &kind) continue;
    auto any_field = kind;
    any_field.creates = true;  // nothing is needed here
    any_field.variant_field = {};
    json.key(kind.name);
    write_spec_schema(json, catalog, any_field, Parts::left_out);
  }
  json.end_object().end_object();
}

}  // namespace

void write_guards_schema(JsonWriter& json) {
  begin_closed(json);
  write_limit(json, "maxRemovals", "guards.maxRemovals");
  write_limit(json, "maxUpdates", "guards.maxUpdates");
  write_limit(json, "maxMemberRemovals", "guards.maxMemberRemovals");
  write_range(json, "minAdmins", 1, kMostObjects, "guards.minAdmins");
  write_texts(json, "requiredAdmins", help("guards.requiredAdmins"));
  json.end_object().end_object();
}

void write_system_spec_schema(JsonWriter& json, const core::Catalog& catalog) {
  const bool needs_credentials = std::ranges::any_of(catalog.credentials, &core::CredentialRule::required);
  begin_closed(json);
  json.key("provider").begin_object().key("description").text(catalog.title).key("const").text(catalog.provider);
  json.end_object();
  write_pattern(json, "url", kOrigin, "url");
  write_typed(json, "allowPlaintext", "boolean", "allowPlaintext");
  write_credentials(json, catalog);
  json.key("tls");
  begin_closed(json);
  write_typed(json, "caFile", "string", "tls.caFile");
  json.end_object().end_object();
  write_pattern(json, "proxy", kPlainOrigin, "proxy");
  write_policies(json);
  write_schedule(json);
  write_defaults(json, catalog);
  write_settings(json, catalog);
  json.end_object().key("required").begin_array().text("provider").text("url");
  if (needs_credentials) json.text("credentials");
  json.end_array().end_object();
}

}  // namespace muster::manifest
