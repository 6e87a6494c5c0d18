// A file before any YAML is read: what can be refused by looking at bytes, and where its documents begin.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster::manifest {

inline constexpr std::size_t kMostFileBytes = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t kMostDocuments = 65'536;

// A mistake at a byte offset of the file; the loader turns it into a Problem.
struct Finding {
  std::size_t offset = 0;
  std::string what;
  std::string code;
};

struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

// 1-based; the column counts code points.
[[nodiscard]] LineColumn position_of(std::string_view text, std::size_t offset);

// The column of `word` in a line; of the line's first character when the word is not there.
[[nodiscard]] std::uint32_t column_of_word(std::string_view text, std::uint32_t line, std::string_view word);

// True when every byte belongs to well-formed UTF-8.
[[nodiscard]] bool is_utf8(std::string_view text);

// The first reason to refuse the whole file: too large, not UTF-8, a control character, a lone carriage return.
[[nodiscard]] std::optional<Finding> check_source(std::string_view text);

// A document's text within the file, from its `---` line (or the file's start) to the next one.
struct Chunk {
  std::size_t offset = 0;
  std::size_t size = 0;
  std::uint32_t line = 0;  // lines before it
};

// Splits at `---` lines, which no YAML construct can hide. A byte order mark and empty first chunk are left
// out. Stops when there are more than kMostDocuments.
[[nodiscard]] std::vector<Chunk> split_documents(std::string_view text);

}  // namespace muster::manifest
