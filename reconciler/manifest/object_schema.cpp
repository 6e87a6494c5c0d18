#include "reconciler/manifest/object_schema.h"

#include "reconciler/manifest/field_schema.h"
#include "reconciler/manifest/kind_fields.h"
#include "reconciler/manifest/schema_parts.h"

namespace muster::manifest {

namespace {

using core::JsonWriter;

void write_keys(JsonWriter& json, const KindFields& fields, std::string_view map, Parts parts);

void write_list(JsonWriter& json, const KindFields& whole, core::EntityIndex part) {
  const auto& catalog = whole.catalog();
  const auto& entity = catalog.entities[part];
  const KindFields fields(catalog, part_kind(catalog, part), joined(whole.list(), entity.list));
  begin_typed(json, "array").key("uniqueItems").boolean(true).key("items");
  begin_typed(json, "object").key("additionalProperties").boolean(false).key("properties").begin_object();
  write_keys(json, fields, {}, Parts::written);
  json.end_object().key("required").begin_array().text(entity.item_key).end_array();
  json.end_object().end_object();
}

void write_key(JsonWriter& json, const KindFields& fields, const std::string& path, Parts parts) {
  if (const auto field = fields.find(path)) {
    return write_field_schema(json, fields.rule(*field), fields.catalog().by_name);
  }
  if (fields.is_map(path)) {
    begin_typed(json, "object").key("additionalProperties").boolean(false).key("properties").begin_object();
    write_keys(json, fields, path, parts);
    json.end_object().end_object();
  } else if (const auto part = fields.find_part(path)) {
    write_list(json, fields, *part);
  } else {
    begin_typed(json, "string", fields.entity().item_key_help).key("minLength").number(1).end_object();
  }
}

void write_keys(JsonWriter& json, const KindFields& fields, std::string_view map, Parts parts) {
  for (const auto key : fields.keys_of(map)) {
    const bool is_part = map.empty() && fields.find_part(key) && !fields.find(key);
    if (is_part && parts == Parts::left_out) continue;
    json.key(key);
    write_key(json, fields, joined(map, key), parts);
  }
}

}  // namespace

void write_spec_schema(JsonWriter& json, const core::Catalog& catalog, const core::KindSpec& kind, Parts parts) {
  begin_typed(json, "object", kind.help).key("additionalProperties").boolean(false);
  json.key("properties").begin_object();
  if (!kind.variant_field.empty()) {
    json.key(kind.variant_field).begin_object();
    write_text_list(json, "enum", variants_of(catalog, kind));
    json.end_object();
  }
  write_keys(json, KindFields(catalog, kind), {}, parts);
  json.end_object();
  if (!kind.variant_field.empty()) {
    json.key("required").begin_array().text(kind.variant_field).end_array();
  } else if (!kind.creates && !kind.fields.empty())
    json.key("minProperties").number(1);
  json.end_object();
}

}  // namespace muster::manifest
