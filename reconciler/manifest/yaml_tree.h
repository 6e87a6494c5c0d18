// A small document on its way to YAML: maps in the order in which they were filled, lists of texts, lists of maps.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muster::manifest {

struct YamlEntry;
using YamlMap = std::vector<YamlEntry>;

// A key with one of these behind it. Without a key: a comment.
struct YamlEntry {
  std::string key;
  std::string scalar;  // as it is written, with its quotes; the words of a comment
  YamlMap map;
  std::vector<std::string> texts;  // as they are written
  std::vector<YamlMap> items;
};

[[nodiscard]] YamlEntry scalar_entry(std::string_view key, std::string_view scalar);
[[nodiscard]] YamlEntry comment(std::string text);

// Adds the entry, whose key is a path, in the maps that the path goes through.
void add_at(YamlMap& map, std::string_view path, YamlEntry entry);

// Whether there is anything but comments.
[[nodiscard]] bool says_something(const YamlMap& map);

// Lines, each with its line break.
[[nodiscard]] std::string written(const YamlMap& map, std::size_t indent);

}  // namespace muster::manifest
