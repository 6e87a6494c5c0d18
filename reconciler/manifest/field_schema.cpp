#include "reconciler/manifest/field_schema.h"

#include <functional>

#include "reconciler/manifest/schema_parts.h"
#include "reconciler/manifest/words.h"

namespace muster::manifest {

namespace {

using core::JsonWriter;
using core::ValueType;

// Case does not matter to muster where values are closed; an editor is stricter.
void write_member_name(JsonWriter& json, const core::FieldRule& rule) {
  begin_typed(json, "string").key("minLength").number(1);
  if (!rule.suggestions.empty()) write_text_list(json, rule.closed.empty() ? "examples" : "enum", rule.suggestions);
  json.end_object();
}

void write_members(JsonWriter& json, const core::FieldRule& rule, bool may_expire) {
  begin_typed(json, "array", rule.one_member ? rule.help : std::string_view()).key("uniqueItems").boolean(true);
  if (rule.one_member) json.key("minItems").number(1).key("maxItems").number(1);
  json.key("items").begin_object().key("anyOf").begin_array();
  write_member_name(json, rule);
  begin_typed(json, "object").key("additionalProperties").boolean(false);
  write_text_list(json, "required", std::span(kMemberKeys).first(1));
  json.key("properties").begin_object().key("name");
  write_member_name(json, rule);
  if (may_expire) {
    json.key("validUntil");
    write_deadline_schema(json, "the member is asked for until then");
  }
  json.end_object().end_object();
  json.end_array().end_object().end_object();
}

using WriteList = std::function<void(std::string_view key)>;  // of the list behind a key; empty: the exact list

// A list is the exact set; a map must include or exclude at least one member.
void write_modes(JsonWriter& json, const core::FieldRule& rule, const WriteList& write_list) {
  json.begin_object().key("description").text(rule.help).key("anyOf").begin_array();
  write_list({});
  begin_typed(json, "object").key("additionalProperties").boolean(false).key("properties").begin_object();
  for (const auto key : kSetKeys) {
    json.key(key);
    write_list(key);
  }
  json.end_object().key("anyOf").begin_array();
  for (const auto key : kSetKeys) {
    json.begin_object().key("required").begin_array().text(key).end_array();
    json.key("properties").begin_object().key(key).begin_object().key("minItems").number(1);
    json.end_object().end_object().end_object();
  }
  json.end_array().end_object();
  if (rule.may_be_default()) json.begin_object().key("const").text("").end_object();
  json.end_array().end_object();
}

void write_set(JsonWriter& json, const core::FieldRule& rule) {
  const bool may_expire = !rule.one_member && (!rule.reference || rule.reference->removable);
  if (rule.one_member) return write_members(json, rule, may_expire);
  write_modes(json, rule,
              [&](std::string_view key) { write_members(json, rule, may_expire && key != kSetKeys.back()); });
}

void write_part(JsonWriter& json, const core::RecordPart& part, bool may_be_empty) {
  const auto type = part.type == ValueType::boolean   ? "boolean"
                    : part.type == ValueType::integer ? "integer"
                                                      : "string";
  if (part.has_default && part.type != ValueType::text) {
    json.begin_object().key("description").text(part.help).key("anyOf").begin_array();
    begin_typed(json, type).end_object();
    json.begin_object().key("const").text("").key("description").text("!default").end_object();
    json.end_array().end_object();
    return;
  }
  begin_typed(json, type, part.help);
  if (part.type == ValueType::text && !part.has_default && !may_be_empty) json.key("minLength").number(1);
  json.end_object();
}

void write_record_list(JsonWriter& json, const core::FieldRule& rule, bool only_keys, bool empty_is_default) {
  const auto& key = rule.parts.front();
  begin_typed(json, "array").key("uniqueItems").boolean(true).key("items");
  begin_typed(json, "object").key("additionalProperties").boolean(false).key("properties").begin_object();
  for (const auto& part : rule.parts) {
    const bool is_key = &part == &key;
    if (only_keys && !is_key) continue;
    json.key(part.name);
    write_part(json, part, !is_key && !empty_is_default);
  }
  json.end_object().key("required").begin_array().text(key.name).end_array();
  json.end_object().end_object();
}

void write_records(JsonWriter& json, const core::FieldRule& rule, bool empty_is_default) {
  write_modes(json, rule,
              [&](std::string_view key) { write_record_list(json, rule, key == kSetKeys.back(), empty_is_default); });
}

// An editor reads !default as an empty text.
void write_scalar(JsonWriter& json, std::string_view type, const core::FieldRule& rule) {
  if (!rule.may_be_default()) {
    begin_typed(json, type, rule.help).end_object();
    return;
  }
  json.begin_object().key("description").text(rule.help).key("anyOf").begin_array();
  begin_typed(json, type).end_object();
  json.begin_object().key("const").text("").key("description").text("!default").end_object();
  json.end_array().end_object();
}

}  // namespace

void write_field_schema(JsonWriter& json, const core::FieldRule& rule, bool empty_is_default) {
  switch (rule.type) {
    case ValueType::text:
      begin_typed(json, "string", rule.help);
      if (!rule.suggestions.empty()) write_text_list(json, "examples", rule.suggestions);
      if (empty_is_default && !rule.may_be_default()) json.key("minLength").number(1);
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
    case ValueType::records:
      return write_records(json, rule, empty_is_default);
  }
}

}  // namespace muster::manifest
