// Writing YAML that every reader takes for the same thing.
#pragma once

#include <string>
#include <string_view>

namespace muster::manifest {

// Whether the loader can read this text back: UTF-8, no NUL, at most 64 KiB.
[[nodiscard]] bool can_be_written(std::string_view text);

// The text as a scalar on one line: without quotes where nothing can go wrong, else in double quotes.
[[nodiscard]] std::string yaml_text(std::string_view text);

}  // namespace muster::manifest
