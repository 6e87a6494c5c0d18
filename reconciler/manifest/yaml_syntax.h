// Looking at a scalar in its source text, and saying what is wrong with YAML in words that help.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace muster::manifest {

enum class ScalarStyle : std::uint8_t { plain, single_quoted, double_quoted, block };

struct SourceScalar {
  ScalarStyle style = ScalarStyle::plain;
  std::size_t offset = 0;       // of the text itself, behind tag and anchor
  bool has_properties = false;  // a tag or an anchor stands before it
};

// The scalar node that begins at `offset`.
[[nodiscard]] SourceScalar scalar_in_source(std::string_view text, std::size_t offset);

// Where a quoted text that begins at `offset` ends, behind its closing quote; npos when it is never closed.
[[nodiscard]] std::size_t quoted_end(std::string_view text, std::size_t offset);

// One sentence for a message of yaml-cpp about the place `offset`.
[[nodiscard]] std::string syntax_sentence(std::string_view message, std::string_view text, std::size_t offset);

// A word of the manifest in quotes: short, without line breaks or control characters.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace muster::manifest
