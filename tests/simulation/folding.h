// Names as most vendors compare them.
#pragma once

#include <algorithm>
#include <string>

namespace muster::simulation {

// Of ASCII letters.
[[nodiscard]] inline std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

}  // namespace muster::simulation
