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

// systemd keeps credentials as files of one folder.
[[nodiscard]] bool is_credential_name(std::string_view name) {
  return !name.empty() && name.size() <= 255 && name != "." && name != ".." &&
         name.find_first_of(std::string_view("/\0", 2)) == std::string_view::npos;
}

// What is wrong with the one text that a file, a variable or a credential is named by; empty: nothing.
[[nodiscard]] std::string_view fault_of(const core::SecretReference& reference) {
  if (reference.argument.empty()) return "is empty";
  if (reference.source == core::SecretSource::env && !is_variable_name(reference.argument)) {
    return "must be the name of an environment variable";
  }
  if (reference.source == core::SecretSource::credential && !is_credential_name(reference.argument)) {
    return "must be the name of a systemd credential, without '/'";
  }
  if (reference.argument.find('\0') != std::string::npos) return "must be a path";
  return {};
}

[[nodiscard]] bool read_argument(const Node& value, const std::string& what, core::SecretReference& reference,
                                 FileProblems& problems) {
  const auto argument = read_text(value, what, problems);
  if (!argument) return false;
  reference.argument = *argument;
  const auto fault = fault_of(reference);
  if (!fault.empty()) problems.error(value, "value", fmt::format("{} {}", what, fault));
  return fault.empty();
}

// Arguments may repeat, so this is no set of texts.
[[nodiscard]] bool read_command(const Node& value, const std::string& what, core::SecretReference& reference,
                                FileProblems& problems) {
  if (!expect_sequence(value, what, problems)) return false;
  bool good = true;
  for_each_item(value, [&](const Node& item) {
    auto text = read_text(item, fmt::format("each item of {}", what), problems);
    good = good && text && text->find('\0') == std::string::npos;
    if (text) reference.argv.push_back(*std::move(text));
  });
  if (!good) return false;
  if (!reference.argv.empty() && reference.argv.front().starts_with('/')) return true;
  problems.error(value, "value",
                 fmt::format("{} must begin with the absolute path of a program, and no shell is started; write "
                             "[/usr/bin/pass, show, gws]",
                             what));
  return false;
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
  const auto source = std::ranges::find(kSecretKeys, key->text());
  if (source == kSecretKeys.end()) {
    report_unknown_key(*key, what, kSecretKeys, problems);
    return std::nullopt;
  }
  core::SecretReference reference;
  reference.source = static_cast<core::SecretSource>(source - kSecretKeys.begin());
  const auto part = fmt::format("{}.{}", what, key->text());
  const bool good = reference.source == core::SecretSource::exec ? read_command(*value, part, reference, problems)
                                                                 : read_argument(*value, part, reference, problems);
  if (!good) return std::nullopt;
  if (reference.source == core::SecretSource::file) reference.base = folder;
  return reference;
}

}  // namespace muster::manifest
