#include "reconciler/manifest/yaml_tree.h"

#include <fmt/format.h>

#include <algorithm>

namespace muster::manifest {

namespace {

void write_map(std::string& out, const YamlMap& map, std::size_t indent);

void write_items(std::string& out, const YamlEntry& entry, std::size_t indent) {
  for (const auto& text : entry.texts) out += fmt::format("{:{}}- {}\n", "", indent, text);
  for (const auto& item : entry.items) {
    const auto start = out.size();
    write_map(out, item, indent + 2);
    if (out.size() > start) out[start + indent] = '-';  // instead of the first line's indentation
  }
}

void write_entry(std::string& out, const YamlEntry& entry, std::size_t indent) {
  if (entry.key.empty()) {
    out += fmt::format("{:{}}# {}\n", "", indent, entry.scalar);
    return;
  }
  out += fmt::format("{:{}}{}:", "", indent, entry.key);
  if (!entry.scalar.empty()) out += fmt::format(" {}", entry.scalar);
  out += '\n';
  write_map(out, entry.map, indent + 2);
  write_items(out, entry, indent + 2);
}

void write_map(std::string& out, const YamlMap& map, std::size_t indent) {
  for (const auto& entry : map) write_entry(out, entry, indent);
}

}  // namespace

YamlEntry scalar_entry(std::string_view key, std::string_view scalar) {
  return {std::string(key), std::string(scalar), {}, {}, {}};
}

YamlEntry comment(std::string text) { return {{}, std::move(text), {}, {}, {}}; }

void add_at(YamlMap& map, std::string_view path, YamlEntry entry) {
  const auto dot = path.find('.');
  if (dot == std::string_view::npos) {
    entry.key = std::string(path);
    map.push_back(std::move(entry));
    return;
  }
  const auto key = path.substr(0, dot);
  auto at = std::ranges::find(map, key, &YamlEntry::key);
  if (at == map.end()) at = map.insert(map.end(), scalar_entry(key, {}));
  add_at(at->map, path.substr(dot + 1), std::move(entry));
}

bool says_something(const YamlMap& map) {
  return std::ranges::any_of(map, [](const YamlEntry& entry) { return !entry.key.empty(); });
}

std::string written(const YamlMap& map, std::size_t indent) {
  std::string out;
  write_map(out, map, indent);
  return out;
}

}  // namespace muster::manifest
