// What stands before the spec of every document.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

struct FormerName {
  std::string name;  // trimmed
  Node node;
};

struct Metadata {
  std::string system;
  std::optional<Node> system_node;
  std::string name;  // trimmed
  Node name_node;
  std::map<std::string, std::string, std::less<>> labels;
  bool protect = false;
  bool absent = false;
  bool urgent = false;
  std::vector<FormerName> previously;
};

// apiVersion, kind, and which keys there are. Gives the kind's word, or nothing after a problem that makes the rest
// unreadable.
[[nodiscard]] std::optional<std::string> read_kind(const Node& root, FileProblems& problems);

enum class MetadataOf { object, system, permission };  // permission: an Override

// Nothing when the document names no object.
[[nodiscard]] std::optional<Metadata> read_metadata(const Node& root, MetadataOf whose, FileProblems& problems);

}  // namespace muster::manifest
