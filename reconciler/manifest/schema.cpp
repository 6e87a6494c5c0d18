#include "reconciler/manifest/schema.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/core/override.h"
#include "reconciler/manifest/object_schema.h"
#include "reconciler/manifest/schema_parts.h"
#include "reconciler/manifest/system_help.h"
#include "reconciler/manifest/system_schema.h"
#include "reconciler/manifest/words.h"

namespace muster::manifest {

namespace {

using core::JsonWriter;

constexpr std::string_view kDraft = "https://json-schema.org/draft/2020-12/schema";

constexpr std::string_view kOverride = "Override";
constexpr std::string_view kOverrideFile = "muster.Override.schema.json";

// The kinds of objects that some vendor has.
[[nodiscard]] std::vector<std::string_view> object_kinds(core::Catalogs catalogs) {
  std::vector<std::string_view> kinds;
  for (const auto kind : kKinds) {
    const auto has = [&](const core::Catalog* each) { return each->find_kind(kind) != nullptr; };
    if (std::ranges::any_of(catalogs, has)) kinds.push_back(kind);
  }
  return kinds;
}

// apiVersion and kind, which every document begins with; `properties` stays open.
void begin_document(JsonWriter& json, std::string_view kind) {
  json.key("type").text("object").key("additionalProperties").boolean(false);
  json.key("properties").begin_object();
  json.key("apiVersion").begin_object().key("const").text(kApiVersion).end_object();
  json.key("kind").begin_object().key("const").text(kind).end_object();
}

void end_document(JsonWriter& json, std::span<const std::string_view> required) {
  json.end_object();
  write_text_list(json, "required", required);
}

void write_system_document(JsonWriter& json, const core::Catalog& catalog) {
  begin_document(json, "System");
  json.key("metadata");
  begin_typed(json, "object").key("additionalProperties").boolean(false);
  write_text_list(json, "required", std::span(kSystemMetadataKeys).first(1));
  json.key("properties").begin_object().key("name");
  begin_typed(json, "string", "what objects call this system").key("pattern").text("^[A-Za-z0-9._-]{1,63}$");
  json.end_object().key("labels");
  begin_typed(json, "object").key("additionalProperties").begin_object().key("type").text("string");
  json.end_object().end_object().end_object().end_object();
  json.key("spec");
  write_system_spec_schema(json, catalog);
  end_document(json, kDocumentKeys);
}

void write_override_spec(JsonWriter& json, core::Catalogs catalogs) {
  const auto help = [](std::string_view word) { return help_of(override_help(), word); };
  begin_typed(json, "object").key("additionalProperties").boolean(false);
  write_text_list(json, "required", kNeededOverrideKeys);
  json.key("properties").begin_object().key("guard").begin_object().key("description").text(help("guard"));
  write_text_list(json, "enum", core::kOverridableGuards);
  json.end_object().key("system");
  begin_typed(json, "string", help("system")).key("minLength").number(1).end_object();
  json.key("kind").begin_object().key("description").text(help("kind"));
  write_text_list(json, "enum", object_kinds(catalogs));
  json.end_object().key("objects");
  begin_typed(json, "array", help("objects")).key("uniqueItems").boolean(true).key("minItems").number(1).key("items");
  begin_typed(json, "string").key("minLength").number(1).end_object().end_object().key("expires");
  write_deadline_schema(json, help("expires"));
  json.key("reason");
  begin_typed(json, "string", help("reason")).key("minLength").number(1).end_object().end_object();
  json.key("dependentRequired").begin_object().key("objects").begin_array().text("kind").end_array().end_object();
  json.end_object();
}

void write_override_document(JsonWriter& json, core::Catalogs catalogs) {
  begin_document(json, kOverride);
  json.key("metadata");
  begin_typed(json, "object").key("additionalProperties").boolean(false);
  write_text_list(json, "required", std::span(kSystemMetadataKeys).first(1));
  json.key("properties").begin_object().key("name");
  begin_typed(json, "string", "what plans call it").key("minLength").number(1).end_object().key("labels");
  begin_typed(json, "object").key("additionalProperties").begin_object().key("type").text("string");
  json.end_object().end_object().end_object().end_object();
  json.key("spec");
  write_override_spec(json, catalogs);
  end_document(json, kDocumentKeys);
}

void write_object_document(JsonWriter& json, const core::Catalog& catalog, const core::KindSpec& kind) {
  const bool needs_spec = (!kind.creates && !kind.fields.empty()) || !kind.variant_field.empty();
  begin_document(json, kind.name);
  json.key("metadata");
  write_metadata_schema(json, kind);
  json.key("spec");
  write_spec_schema(json, catalog, kind, Parts::written);
  end_document(json, std::span(kDocumentKeys).first(needs_spec ? 4 : 3));
}

void write_document(JsonWriter& json, const core::Catalog& catalog, std::string_view kind) {
  const auto* spec = catalog.find_kind(kind);
  spec == nullptr ? write_system_document(json, catalog) : write_object_document(json, catalog, *spec);
}

[[nodiscard]] bool serves(const core::Catalog& catalog, std::string_view kind) {
  return kind == "System" || catalog.find_kind(kind) != nullptr;
}

void begin_schema(JsonWriter& json, std::string_view file, std::string_view title) {
  json.begin_object().key("$schema").text(kDraft).key("$id").text(file).key("title").text(title);
}

[[nodiscard]] SchemaFile override_schema(core::Catalogs catalogs) {
  JsonWriter json;
  begin_schema(json, kOverrideFile, "muster: Override");
  write_override_document(json, catalogs);
  json.end_object();
  return {std::string(kOverrideFile), std::move(json).finish()};
}

[[nodiscard]] SchemaFile kind_schema(const core::Catalog& catalog, std::string_view kind) {
  const auto file = fmt::format("{}.{}.schema.json", catalog.provider, kind);
  JsonWriter json;
  begin_schema(json, file, fmt::format("muster: {} on {}", kind, catalog.title));
  write_document(json, catalog, kind);
  json.end_object();
  return {file, std::move(json).finish()};
}

// Chosen by the document's kind, so that an editor complains about the right fields.
void write_choice(JsonWriter& json, core::Catalogs catalogs, std::string_view kind) {
  json.begin_object().key("if").begin_object().key("properties").begin_object().key("kind").begin_object();
  json.key("const").text(kind).end_object().end_object().end_object();
  json.key("then").begin_object().key("anyOf").begin_array();
  for (const auto* catalog : catalogs) {
    if (!serves(*catalog, kind)) continue;
    json.begin_object().key("$ref").text(fmt::format("{}.{}.schema.json", catalog->provider, kind)).end_object();
  }
  if (kind == kOverride) json.begin_object().key("$ref").text(kOverrideFile).end_object();
  json.end_array().end_object().end_object();
}

void write_definitions(JsonWriter& json, core::Catalogs catalogs) {
  json.key("$defs").begin_object();
  for (const auto* catalog : catalogs) {
    for (const auto kind : kKinds) {
      if (!serves(*catalog, kind)) continue;
      const auto file = fmt::format("{}.{}.schema.json", catalog->provider, kind);
      json.key(fmt::format("{}.{}", catalog->provider, kind)).begin_object().key("$id").text(file);
      write_document(json, *catalog, kind);
      json.end_object();
    }
  }
  json.key(kOverride).begin_object().key("$id").text(kOverrideFile);
  write_override_document(json, catalogs);
  json.end_object().end_object();
}

[[nodiscard]] SchemaFile any_document(core::Catalogs catalogs) {
  std::vector<std::string_view> kinds;
  for (const auto kind : kKinds) {
    const auto offered = [&](const core::Catalog* catalog) { return serves(*catalog, kind); };
    if (kind == kOverride || std::ranges::any_of(catalogs, offered)) kinds.push_back(kind);
  }
  JsonWriter json;
  begin_schema(json, "muster.schema.json", "muster: any document of a manifest");
  json.key("type").text("object").key("properties").begin_object().key("kind").begin_object();
  write_text_list(json, "enum", kinds);
  json.end_object().end_object();
  write_text_list(json, "required", std::span(kDocumentKeys).first(2));
  json.key("allOf").begin_array();
  for (const auto kind : kinds) write_choice(json, catalogs, kind);
  json.end_array();
  write_definitions(json, catalogs);
  json.end_object();
  return {"muster.schema.json", std::move(json).finish()};
}

}  // namespace

std::vector<SchemaFile> generate_schemas(core::Catalogs catalogs) {
  std::vector<SchemaFile> files = {any_document(catalogs), override_schema(catalogs)};
  for (const auto* catalog : catalogs) {
    for (const auto kind : kKinds) {
      if (serves(*catalog, kind)) files.push_back(kind_schema(*catalog, kind));
    }
  }
  std::ranges::sort(files, {}, &SchemaFile::file);
  return files;
}

}  // namespace muster::manifest
