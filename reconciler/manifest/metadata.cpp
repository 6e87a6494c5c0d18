#include "reconciler/manifest/metadata.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/core/name.h"
#include "reconciler/manifest/scalar.h"
#include "reconciler/manifest/suggestion.h"
#include "reconciler/manifest/words.h"
#include "reconciler/manifest/yaml_syntax.h"

namespace muster::manifest {

namespace {

[[nodiscard]] std::optional<std::string> read_name(const Node& node, std::string_view what, FileProblems& problems) {
  const auto text = read_text(node, what, problems);
  if (!text) return std::nullopt;
  const auto name = core::trim(*text);
  if (is_line(name)) return std::string(name);
  problems.error(node, "value",
                 fmt::format("{} must be a name of 1 to {} bytes without control characters", what, kLongestLine));
  return std::nullopt;
}

[[nodiscard]] bool is_label_name(std::string_view name) {
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
  return name.size() <= 63 && name.find_first_not_of(kAllowed) == std::string_view::npos;
}

void read_labels(const Node& node, Metadata& metadata, FileProblems& problems) {
  if (!expect_map(node, "metadata.labels", problems)) return;
  for_each_entry(node, [&](const Node& key, const Node& value) {
    const auto text = read_text(value, fmt::format("metadata.labels.{}", key.text()), problems);
    if (text) metadata.labels.emplace(key.text(), *text);
  });
}

void read_previously(const Node& node, Metadata& metadata, FileProblems& problems) {
  if (!expect_sequence(node, "metadata.previously", problems)) return;
  for_each_item(node, [&](const Node& item) {
    auto name = read_name(item, "each item of metadata.previously", problems);
    if (name) metadata.previously.push_back({*std::move(name), item});
  });
}

void read_urgent(const Node& node, Metadata& metadata, FileProblems& problems) {
  metadata.urgent = read_boolean(node, "metadata.urgent", problems).value_or(false);
  if (!metadata.urgent || metadata.absent) return;
  problems.error(node, "urgent-present",
                 "urgent: true is for removals, which neither window nor pause holds back; it needs ensure: absent "
                 "beside it");
}

void read_optional(const Node& map, Metadata& metadata, FileProblems& problems) {
  if (const auto labels = map.find("labels")) read_labels(*labels, metadata, problems);
  if (const auto protect = map.find("protect")) {
    metadata.protect = read_boolean(*protect, "metadata.protect", problems).value_or(false);
  }
  if (const auto ensure = map.find("ensure")) {
    metadata.absent = read_choice(*ensure, "metadata.ensure", problems, kEnsure).value_or(0) == 1;
    if (metadata.absent && metadata.protect) {
      problems.error(*ensure, "absent-protected",
                     "ensure: absent contradicts protect: true; take out one of them, each in its own commit");
    }
  }
  if (const auto urgent = map.find("urgent")) read_urgent(*urgent, metadata, problems);
  if (const auto previously = map.find("previously")) read_previously(*previously, metadata, problems);
}

[[nodiscard]] bool read_system_name(const Node& map, Metadata& metadata, FileProblems& problems) {
  metadata.system_node = map.find("system");
  if (!metadata.system_node) {
    problems.error(map, "missing", "metadata.system is missing; it names the System document this object belongs to");
    return false;
  }
  auto name = read_name(*metadata.system_node, "metadata.system", problems);
  if (!name) return false;
  metadata.system = *std::move(name);
  return true;
}

}  // namespace

std::optional<std::string> read_kind(const Node& root, FileProblems& problems) {
  if (!expect_map(root, "a document", problems)) return std::nullopt;
  check_keys(root, "a document", kDocumentKeys, problems);
  const auto version = root.find("apiVersion");
  if (!version || version->text() != kApiVersion) {
    problems.error(version.value_or(root), "api-version", fmt::format("apiVersion must be {}", kApiVersion));
  }
  const auto kind = root.find("kind");
  if (!kind) {
    problems.error(root, "missing", fmt::format("kind is missing; it is {}", listed(kKinds, "or")));
    return std::nullopt;
  }
  const auto at = read_choice(*kind, "kind", problems, kKinds);
  if (!at) return std::nullopt;
  return std::string(kKinds[*at]);
}

std::optional<Metadata> read_metadata(const Node& root, MetadataOf whose, FileProblems& problems) {
  const bool is_object = whose == MetadataOf::object;
  const auto map = root.find("metadata");
  if (!map) {
    problems.error(root, "missing", "metadata is missing; it holds the name of the object");
    return std::nullopt;
  }
  if (!expect_map(*map, "metadata", problems)) return std::nullopt;
  if (is_object) {
    check_keys(*map, "metadata", kMetadataKeys, problems);
  } else {
    const bool is_system = whose == MetadataOf::system;
    check_keys(*map, is_system ? "metadata of a System" : "metadata of an Override", kSystemMetadataKeys, problems);
  }
  const auto name_node = map->find("name");
  if (!name_node) {
    problems.error(*map, "missing", "metadata.name is missing");
    return std::nullopt;
  }
  Metadata metadata{{}, {}, {}, *name_node, {}, false, false, false, {}};
  if (is_object) {
    read_optional(*map, metadata, problems);
  } else if (const auto labels = map->find("labels")) {
    read_labels(*labels, metadata, problems);
  }
  const bool has_system = !is_object || read_system_name(*map, metadata, problems);
  auto name = read_name(*name_node, "metadata.name", problems);
  if (!name || !has_system) return std::nullopt;
  if (whose == MetadataOf::system && !is_label_name(*name)) {
    problems.error(*name_node, "value", "the name of a System has letters, digits, '.', '_' and '-', at most 63");
    return std::nullopt;
  }
  metadata.name = *std::move(name);
  return metadata;
}

}  // namespace muster::manifest
