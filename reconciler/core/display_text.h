// Text from live systems and manifests, made safe and measurable for terminals.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace muster::core {

// `text` with everything visible that could move the cursor, hide or reorder what is shown: control characters,
// terminal escapes, line breaks, bidirectional and invisible marks become \n, \x1b or \u{202e}; bytes that are not
// UTF-8 become \xNN. Idempotent on its own result; ordinary text of any script is unchanged.
[[nodiscard]] std::string printable(std::string_view text);

// Columns that printable text takes on a terminal (wide characters count 2, combining ones 0).
[[nodiscard]] std::size_t display_width(std::string_view text);

// Printable text cut to at most `columns` columns, the last of which is then an ellipsis.
[[nodiscard]] std::string shorten(std::string text, std::size_t columns);

}  // namespace muster::core
