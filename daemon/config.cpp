#include "daemon/config.h"

#include <fmt/format.h>

#include <filesystem>

#include "daemon/config_reader.h"
#include "daemon/config_words.h"
#include "daemon/stable_file.h"
#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/source_text.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::daemon {

namespace {

using manifest::Document;
using manifest::FileProblems;
using manifest::Node;

constexpr std::size_t kMostBytes = std::size_t{1024} * 1024;

[[nodiscard]] bool is_word(const std::optional<Node>& node, std::string_view word) {
  return node && node->is_scalar() && node->text() == word;
}

[[nodiscard]] std::optional<Config> read_document(const Node& root, const std::string& folder, FileProblems& problems) {
  if (!manifest::expect_map(root, "the configuration", problems)) return std::nullopt;
  manifest::check_keys(root, "the configuration", kConfigDocumentKeys, problems);
  const auto version = root.find("apiVersion");
  if (!is_word(version, manifest::kApiVersion)) {
    problems.error(version.value_or(root), "api-version", fmt::format("apiVersion must be {}", manifest::kApiVersion));
  }
  const auto kind = root.find("kind");
  if (!is_word(kind, kConfigKind)) {
    problems.error(kind.value_or(root), "value", fmt::format("kind must be {} in this file", kConfigKind));
  }
  const auto spec = root.find("spec");
  if (!spec) {
    problems.error(root, "missing", "spec is missing; it holds at least source");
    return std::nullopt;
  }
  if (!manifest::expect_map(*spec, "spec", problems)) return std::nullopt;
  return read_config_spec(*spec, folder, problems);
}

[[nodiscard]] std::optional<Config> read_text(const std::string& text, const std::string& folder,
                                              FileProblems& problems) {
  if (const auto finding = manifest::check_source(text)) {
    problems.error(finding->offset, finding->code, finding->what);
    return std::nullopt;
  }
  const auto chunks = manifest::split_documents(text);
  if (chunks.size() > 1) problems.error(chunks[1].offset, "documents", "the configuration is one document");
  Document document;
  const bool readable = !chunks.empty() && document.parse(text, chunks.front());
  for (const auto& finding : document.findings()) problems.error(finding.offset, finding.code, finding.what);
  if (readable && document.root()) return read_document(*document.root(), folder, problems);
  if (document.findings().empty()) problems.error(0, "empty", "the file is empty; it holds one document, kind: Daemon");
  return std::nullopt;
}

}  // namespace

LoadedConfig read_config(const std::string& name, const std::string& text, const std::string& folder) {
  FileProblems problems(0, name, text);
  LoadedConfig loaded;
  loaded.config = read_text(text, folder, problems);
  loaded.problems = problems.errors();
  manifest::sort_problems(loaded.problems);
  if (!loaded.problems.empty()) loaded.config.reset();
  return loaded;
}

LoadedConfig load_config(const std::string& path) {
  const auto text = read_stable_file(path, kMostBytes);
  if (!text || text->size() > kMostBytes) {
    const std::string what = text ? "the file is larger than 1 MiB; name the configuration" : text.error().what;
    return {std::nullopt, {manifest::Problem{path, 0, 0, what, "unreadable"}}};
  }
  std::error_code error;
  const auto folder = std::filesystem::absolute(path, error).parent_path().lexically_normal();
  return read_config(path, *text, folder.string());
}

}  // namespace muster::daemon
