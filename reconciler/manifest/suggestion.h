// Did you mean: the nearest allowed word, and lists of words for messages.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster::manifest {

// Edits (insert, remove, replace, swap of neighbours) between two words, ASCII case ignored.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

// The nearest of `allowed` when it is near enough to be meant, else empty. Ties go to the first.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string_view> allowed);

// `; did you mean "roles"?` or empty.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string_view> allowed);

// "a, b and c"
[[nodiscard]] std::string listed(std::span<const std::string_view> words, std::string_view last = "and");

}  // namespace muster::manifest
