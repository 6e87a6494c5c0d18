#include "daemon/config_schema.h"

#include <fmt/format.h>

#include "daemon/config_words.h"
#include "reconciler/core/json_writer.h"
#include "reconciler/manifest/schema_parts.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/system_schema.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::daemon {

namespace {

using core::JsonWriter;
using manifest::begin_typed;

[[nodiscard]] std::string_view help(std::string_view path) { return manifest::help_of(config_help(), path); }

// Open at its properties.
void begin_closed(JsonWriter& json) {
  begin_typed(json, "object").key("additionalProperties").boolean(false).key("properties").begin_object();
}

void write_text(JsonWriter& json, std::string_view key, std::string_view path, std::string_view pattern = {}) {
  json.key(key);
  begin_typed(json, "string", help(path));
  pattern.empty() ? json.key("minLength").number(1) : json.key("pattern").text(pattern);
  json.end_object();
}

void write_words(JsonWriter& json, std::string_view key, std::span<const std::string_view> words,
                 std::string_view path) {
  json.key(key).begin_object().key("description").text(help(path));
  manifest::write_text_list(json, "enum", words);
  json.end_object();
}

void write_texts(JsonWriter& json, std::string_view key, std::string_view path) {
  json.key(key);
  begin_typed(json, "array", help(path)).key("uniqueItems").boolean(true).key("items");
  begin_typed(json, "string").end_object().end_object();
}

void write_places(JsonWriter& json) {
  json.key("source");
  begin_closed(json);
  write_text(json, "directory", "source.directory");
  json.end_object();
  manifest::write_text_list(json, "required", std::span(kSourceKeys).first(1));
  json.end_object();
  write_text(json, "interval", "interval", "^[0-9]+(ms|s|m|h|d)$");
  write_words(json, "mode", kModes, "mode");
  json.key("listen");
  begin_closed(json);
  write_text(json, "socket", "listen.socket");
  write_text(json, "address", "listen.address",
             "^(none|localhost:[0-9]{1,5}|127(\\.[0-9]{1,3}){3}:[0-9]{1,5}|\\[::1\\]:[0-9]{1,5})$");
  write_texts(json, "hosts", "listen.hosts");
  json.end_object().end_object();
}

void write_tokens(JsonWriter& json) {
  json.key("tokens");
  begin_typed(json, "array", "who may ask the daemon for what").key("items");
  begin_closed(json);
  write_text(json, "name", "tokens.name");
  write_words(json, "role", kTokenRoles, "tokens.role");
  write_text(json, "sha256", "tokens.sha256", "^[0-9A-Fa-f]{64}$");
  json.end_object();
  manifest::write_text_list(json, "required", kTokenKeys);
  json.end_object().end_object();
}

void write_secrets(JsonWriter& json) {
  write_text(json, "state", "state");
  json.key("stateKey");
  manifest::write_secret_schema(json, help("stateKey"));
  json.key("secrets");
  begin_closed(json);
  write_texts(json, "folders", "secrets.folders");
  write_text(json, "directory", "secrets.directory");
  json.key("exec");
  begin_typed(json, "boolean", help("secrets.exec")).end_object();
  json.end_object().end_object();
}

void write_spec(JsonWriter& json) {
  begin_closed(json);
  write_places(json);
  write_tokens(json);
  write_secrets(json);
  json.key("limits");
  manifest::write_guards_schema(json);
  write_words(json, "logLevel", kLogLevels, "logLevel");
  write_words(json, "logFormat", kLogFormats, "logFormat");
  json.end_object();
  manifest::write_text_list(json, "required", std::span(kConfigKeys).first(1));
  json.end_object();
}

[[nodiscard]] bool is_within(std::string_view path, std::string_view topic) {
  return path.starts_with(topic) && (topic.empty() || path.size() == topic.size() || path[topic.size()] == '.');
}

}  // namespace

manifest::SchemaFile config_schema() {
  constexpr std::string_view kFile = "musterd.schema.json";
  JsonWriter json;
  json.begin_object().key("$schema").text("https://json-schema.org/draft/2020-12/schema").key("$id").text(kFile);
  json.key("title").text("muster: the configuration of musterd");
  json.key("type").text("object").key("additionalProperties").boolean(false).key("properties").begin_object();
  json.key("apiVersion").begin_object().key("const").text(manifest::kApiVersion).end_object();
  json.key("kind").begin_object().key("const").text(kConfigKind).end_object().key("spec");
  write_spec(json);
  json.end_object();
  manifest::write_text_list(json, "required", kConfigDocumentKeys);
  json.end_object();
  return {std::string(kFile), std::move(json).finish()};
}

manifest::Explanation explain_config(std::string_view topic) {
  const auto field = topic == kConfigKind ? std::string_view() : topic.substr(kConfigKind.size() + 1);
  std::string text;
  std::vector<std::string_view> known;
  for (const auto& word : config_help()) {
    known.push_back(word.path);
    if (!is_within(word.path, field)) continue;
    text +=
        fmt::format("{}.{}\n  {:<11}{}\n  {:<11}{}\n", kConfigKind, word.path, "what", word.help, "type", word.type);
    if (!word.default_value.empty()) text += fmt::format("  {:<11}{}\n", "default", word.default_value);
  }
  if (!text.empty()) return {true, std::move(text)};
  const auto hint = manifest::did_you_mean(field, known);
  return {false, fmt::format("nothing is known about {}{} ask for Daemon or one of its keys", manifest::shown(topic),
                             hint.empty() ? ";" : hint)};
}

}  // namespace muster::daemon
