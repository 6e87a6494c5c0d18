#include "reconciler/manifest/secret_reading.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/words.h"

namespace muster::manifest {

namespace {

[[nodiscard]] bool is_variable_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && !(name.front() >= '0' && name.front() <= '9') && std::ranges::all_of(name, allowed);
}

[[nodiscard]] std::optional<core::SecretReference> reference_of(const Node& key, const Node& value,
                                                                std::string_view what, FileProblems& problems) {
  if (key.text() == "credential" || key.text() == "exec") {
    problems.error(key, "later", fmt::format("{}: {} {}; use file or env", what, key.text(), kLater));
    return std::nullopt;
  }
  if (key.text() != "file" && key.text() != "env") {
    report_unknown_key(key, what, kSecretKeys, problems);
    return std::nullopt;
  }
  core::SecretReference reference;
  reference.source = key.text() == "env" ? core::SecretSource::env : core::SecretSource::file;
  const auto argument = read_text(value, fmt::format("{}.{}", what, key.text()), problems);
  if (!argument) return std::nullopt;
  reference.argument = *argument;
  return reference;
}

}  // namespace

std::optional<core::SecretReference> read_secret(const Node& node, std::string_view what, std::string_view folder,
                                                 FileProblems& problems) {
  if (!node.is_map() || node.size() != 1) {
    problems.error(node, "secret",
                   fmt::format("{} must be a reference such as {{file: path}} or {{env: NAME}}; a manifest never holds "
                               "the secret itself",
                               what));
    return std::nullopt;
  }
  const auto key = node.first();
  const auto value = key->next();
  auto reference = reference_of(*key, *value, what, problems);
  if (!reference) return std::nullopt;
  if (reference->argument.empty()) {
    problems.error(*value, "value", fmt::format("{}.{} is empty", what, key->text()));
    return std::nullopt;
  }
  if (reference->source == core::SecretSource::env && !is_variable_name(reference->argument)) {
    problems.error(*value, "value", fmt::format("{}.env must be the name of an environment variable", what));
    return std::nullopt;
  }
  if (reference->source == core::SecretSource::file) reference->base = folder;
  return reference;
}

}  // namespace muster::manifest
