// Reading single values, strictly: a text is a text, true is true, and null is a mistake.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "reconciler/manifest/file_problems.h"

namespace muster::manifest {

// Each reports one problem at the node and returns nothing when the value is not as wanted. `what` names the value in
// messages: "metadata.name".
[[nodiscard]] std::optional<std::string> read_text(const Node& node, std::string_view what, FileProblems& problems);
// Any scalar as it stands there, quoted or not, for values that cannot be taken for something else; `wanted` says what
// it must be: "a duration such as 7d".
[[nodiscard]] std::optional<std::string> read_scalar(const Node& node, std::string_view what, std::string_view wanted,
                                                     FileProblems& problems);
// A text on one line that is neither empty nor too long; spaces at both ends do not count.
[[nodiscard]] std::optional<std::string> read_line(const Node& node, std::string_view what, FileProblems& problems);
[[nodiscard]] bool is_line(std::string_view text);
[[nodiscard]] std::optional<bool> read_boolean(const Node& node, std::string_view what, FileProblems& problems);

struct Bounds {
  std::int64_t least = INT64_MIN;
  std::int64_t most = INT64_MAX;
};
[[nodiscard]] std::optional<std::int64_t> read_integer(const Node& node, std::string_view what, FileProblems& problems,
                                                       Bounds bounds = {});
// "60%": the number before the sign.
[[nodiscard]] std::optional<int> read_percent(const Node& node, std::string_view what, FileProblems& problems);
// One of a few words; gives its index.
[[nodiscard]] std::optional<std::size_t> read_choice(const Node& node, std::string_view what, FileProblems& problems,
                                                     std::span<const std::string_view> choices);
[[nodiscard]] std::optional<std::vector<std::string>> read_texts(const Node& node, std::string_view what,
                                                                 FileProblems& problems);

// False, with a problem, when the node is not a map, or not a sequence.
[[nodiscard]] bool expect_map(const Node& node, std::string_view what, FileProblems& problems);
[[nodiscard]] bool expect_sequence(const Node& node, std::string_view what, FileProblems& problems);

// Reports the keys of a map that are not allowed, each with the nearest allowed one.
void check_keys(const Node& map, std::string_view what, std::span<const std::string_view> allowed,
                FileProblems& problems);
void report_unknown_key(const Node& key, std::string_view what, std::span<const std::string_view> allowed,
                        FileProblems& problems);

}  // namespace muster::manifest
