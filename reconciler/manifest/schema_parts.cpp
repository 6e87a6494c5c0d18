#include "reconciler/manifest/schema_parts.h"

#include "reconciler/manifest/system_help.h"
#include "reconciler/manifest/words.h"

namespace muster::manifest {

namespace {

using core::JsonWriter;

void write_const_true(JsonWriter& json, std::string_view key) {
  json.key("properties").begin_object().key(key).begin_object().key("const").boolean(true).end_object().end_object();
}

void write_const_absent(JsonWriter& json) {
  json.key("required").begin_array().text("ensure").end_array();
  json.key("properties").begin_object().key("ensure").begin_object().key("const").text("absent").end_object();
  json.end_object();
}

// Nothing is both absent and protected, and nothing urgent that is not absent.
void write_absence_rules(JsonWriter& json) {
  json.key("allOf").begin_array();
  json.begin_object().key("not").begin_object().key("allOf").begin_array();
  json.begin_object().key("required").begin_array().text("protect").end_array();
  write_const_true(json, "protect");
  json.end_object().begin_object();
  write_const_absent(json);
  json.end_object().end_array().end_object().end_object();
  json.begin_object().key("if").begin_object().key("required").begin_array().text("urgent").end_array();
  write_const_true(json, "urgent");
  json.end_object().key("then").begin_object();
  write_const_absent(json);
  json.end_object().end_object();
  json.end_array();
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

void write_deadline_schema(JsonWriter& json, std::string_view help) {
  constexpr std::string_view kPattern =
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2}))?$";
  begin_typed(json, "string", help).key("pattern").text(kPattern).end_object();
}

void write_secret_schema(JsonWriter& json, std::string_view help) {
  begin_typed(json, "object", help).key("additionalProperties").boolean(false);
  json.key("minProperties").number(1).key("maxProperties").number(1).key("properties").begin_object();
  json.key("file");
  begin_typed(json, "string", "path; a relative one counts from the manifest's folder").key("minLength").number(1);
  json.end_object().key("env");
  begin_typed(json, "string", "name of an environment variable").key("pattern").text("^[A-Za-z_][A-Za-z0-9_]*$");
  json.end_object().key("credential");
  begin_typed(json, "string", "name of a systemd credential").key("pattern").text("^[^/]{1,255}$");
  json.end_object().key("exec");
  begin_typed(json, "array", "a command that prints the secret, where musterd.yaml allows it")
      .key("minItems")
      .number(1);
  json.key("prefixItems").begin_array();
  begin_typed(json, "string").key("pattern").text("^/").end_object().end_array();
  json.key("items").begin_object().key("type").text("string").end_object();
  json.end_object().end_object().end_object();
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
  json.end_object().key("urgent");
  begin_typed(json, "boolean", help("urgent")).end_object().key("previously");
  begin_typed(json, "array", help("previously")).key("uniqueItems").boolean(true).key("items");
  begin_typed(json, "string").key("minLength").number(1).end_object();
  json.end_object().end_object();
  write_absence_rules(json);
  json.end_object();
}

}  // namespace muster::manifest
