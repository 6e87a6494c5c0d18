// The braces of C++ text, as far as they can be told apart without a compiler. All functions take blanked text
// (code_only), in which every brace is one.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace muster::architecture {

// What stands before a '{'.
enum class BlockKind { function, lambda, capturing_lambda, catching, control, type, initialiser, plain };

struct Block {
  std::size_t open = 0;     // of its '{'
  std::string_view header;  // from the end of the statement before it to the '{'
  BlockKind kind = BlockKind::plain;
};

[[nodiscard]] Block block_at(std::string_view code, std::size_t open);
// The block around `at`, not one that begins there.
[[nodiscard]] std::optional<Block> enclosing_block(std::string_view code, std::size_t at);
// Where the bracket at `open` is closed, or npos.
[[nodiscard]] std::size_t closing_bracket(std::string_view code, std::size_t open);
// Where the nearest bracket that is still open at `at` was opened, or npos.
[[nodiscard]] std::size_t opening_bracket(std::string_view code, std::size_t at);

[[nodiscard]] std::string_view without_space(std::string_view text);
// The identifier that ends at the end of `text`, or nothing.
[[nodiscard]] std::string_view last_word(std::string_view text);

}  // namespace muster::architecture
