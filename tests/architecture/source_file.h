// The project's own files as values, and the ways of looking at them that the rules of this folder need.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace muster::architecture {

struct SourceFile {
  std::string path;  // from the project root, "reconciler/core/diff.cpp"
  std::string text;
};

// Something that a rule does not allow. Line 0 is the file as a whole.
struct Finding {
  std::string path;
  std::size_t line = 0;
  std::string sentence;

  bool operator==(const Finding&) const = default;
};

// Every *.h and *.cpp below reconciler, providers, daemon and tests, sorted by path.
[[nodiscard]] std::vector<SourceFile> read_sources();
// Throws std::runtime_error where it cannot be read.
[[nodiscard]] std::string read_project_file(const std::string& path);

// The text with comments and the insides of literals blanked out; every character keeps its place.
[[nodiscard]] std::string code_only(std::string_view text);
// 1 for the first line.
[[nodiscard]] std::size_t line_of(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t count_lines(std::string_view text);
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

[[nodiscard]] bool is_header(const SourceFile& file);
[[nodiscard]] bool is_test(const SourceFile& file);
// "reconciler/core" of "reconciler/core/diff.cpp".
[[nodiscard]] std::string folder_of(std::string_view path);

// One finding a line, for a failure's message.
[[nodiscard]] std::string to_text(const std::vector<Finding>& findings);

}  // namespace muster::architecture
