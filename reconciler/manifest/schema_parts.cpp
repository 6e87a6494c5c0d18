#include "reconciler/manifest/schema_parts.h"

#include "reconciler/manifest/kind_fields.h"
#include "reconciler/manifest/system_help.h"
#include "reconciler/manifest/words.h"

namespace muster::manifest {

namespace {

using core::JsonWriter;
using core::ValueType;

void write_members(JsonWriter& json, const core::FieldRule& rule, bool at_least_one) {
  begin_typed(json, "array").key("uniqueItems").boolean(true);
  if (at_least_one) json.key("minItems").number(1);
  json.key("items").begin_object().key("anyOf").begin_array();
  begin_typed(json, "string").key("minLength").number(1);
  if (!rule.suggestions.empty()) write_text_list(json, "examples", rule.suggestions);
  json.end_object();
  begin_typed(json, "object").key("additionalProperties").boolean(false);
  write_text_list(json, "required", std::span(kMemberKeys).first(1));
  json.key("properties").begin_object().key("name");
  begin_typed(json, "string").key("minLength").number(1).end_object();
  json.end_object().end_object();
  json.end_array().end_object().end_object();
}

// A list is the exact set; a map must include or exclude at least one member.
void write_set(JsonWriter& json, const core::FieldRule& rule) {
  json.begin_object().key("description").text(rule.help).key("anyOf").begin_array();
  write_members(json, rule, false);
  begin_typed(json, "object").key("additionalProperties").boolean(false).key("properties").begin_object();
  for (const auto key : kSetKeys) {
    json.key(key);
    write_members(json, rule, false);
  }
  json.end_object().key("anyOf").begin_array();
  for (const auto key : kSetKeys) {
    json.begin_object().key("required").begin_array().text(key).end_array();
    json.key("properties").begin_object().key(key).begin_object().key("minItems").number(1);
    json.end_object().end_object().end_object();
  }
  json.end_array().end_object();
  if (rule.default_value) json.begin_object().key("const").text("").end_object();
  json.end_array().end_object();
}

// An editor reads !default as an empty text.
void write_scalar(JsonWriter& json, std::string_view type, const core::FieldRule& rule) {
  if (!rule.default_value) {
    begin_typed(json, type, rule.help).end_object();
    return;
  }
  json.begin_object().key("description").text(rule.help).key("anyOf").begin_array();
  begin_typed(json, type).end_object();
  json.begin_object().key("const").text("").key("description").text("!default").end_object();
  json.end_array().end_object();
}

void write_absence_rule(JsonWriter& json) {
  json.key("not").begin_object();
  json.key("required").begin_array().text("protect").text("ensure").end_array();
  json.key("properties").begin_object();
  json.key("protect").begin_object().key("const").boolean(true).end_object();
  json.key("ensure").begin_object().key("const").text("absent").end_object();
  json.end_object().end_object();
}

}  // namespace

void write_text_list(JsonWriter& json, std::string_view key, std::span<const std::string_view> words) {
  json.key(key).begin_array();
  for (const auto word : words) json.text(word);
  json.end_array();
}

JsonWriter& begin_typed(JsonWriter& json, std::string_view type, std::string_view help) {
  json.begin_object();
  if (!help.empty()) json.key("description").text(help);
  return json.key("type").text(type);
}

void write_secret_schema(JsonWriter& json, std::string_view help) {
  begin_typed(json, "object", help).key("additionalProperties").boolean(false);
  json.key("minProperties").number(1).key("maxProperties").number(1).key("properties").begin_object();
  json.key("file");
  begin_typed(json, "string", "path; a relative one counts from the manifest's folder").key("minLength").number(1);
  json.end_object().key("env");
  begin_typed(json, "string", "name of an environment variable").key("pattern").text("^[A-Za-z_][A-Za-z0-9_]*$");
  json.end_object().end_object().end_object();
}

void write_field_schema(JsonWriter& json, const core::FieldRule& rule) {
  switch (rule.type) {
    case ValueType::text:
      begin_typed(json, "string", rule.help);
      if (!rule.suggestions.empty()) write_text_list(json, "examples", rule.suggestions);
      json.end_object();
      break;
    case ValueType::boolean:
      return write_scalar(json, "boolean", rule);
    case ValueType::integer:
      return write_scalar(json, "integer", rule);
    case ValueType::secret:
      return write_secret_schema(json, rule.help);
    case ValueType::text_set:
      return write_set(json, rule);
  }
}

void write_metadata_schema(JsonWriter& json, const core::KindSpec& kind) {
  const auto help = [](std::string_view word) { return help_of(metadata_help(), word); };
  begin_typed(json, "object").key("additionalProperties").boolean(false);
  write_text_list(json, "required", std::span(kMetadataKeys).first(2));
  json.key("properties").begin_object().key("system");
  begin_typed(json, "string", help("system")).key("minLength").number(1).end_object().key("name");
  begin_typed(json, "string", kind.name_help).key("minLength").number(1).end_object().key("labels");
  begin_typed(json, "object", help("labels")).key("additionalProperties").begin_object().key("type").text("string");
  json.end_object().end_object().key("protect");
  begin_typed(json, "boolean", help("protect")).end_object().key("ensure");
  json.begin_object().key("description").text(help("ensure"));
  write_text_list(json, "enum", kEnsure);
  json.end_object().key("previously");
  begin_typed(json, "array", help("previously")).key("uniqueItems").boolean(true).key("items");
  begin_typed(json, "string").key("minLength").number(1).end_object();
  json.end_object().end_object();
  write_absence_rule(json);
  json.end_object();
}

void write_fields_schema(JsonWriter& json, const core::Catalog& catalog, const core::KindSpec& kind) {
  const KindFields fields(catalog, kind);
  begin_typed(json, "object", kind.help).key("additionalProperties").boolean(false);
  json.key("properties").begin_object();
  for (const auto field : fields.writable()) {
    json.key(fields.rule(field).path);
    write_field_schema(json, fields.rule(field));
  }
  json.end_object();
  if (!kind.creates && !kind.fields.empty()) json.key("minProperties").number(1);
  json.end_object();
}

}  // namespace muster::manifest
