// A request target taken apart: path segments and query, percent-decoded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muster::simulators {

struct Target {
  std::vector<std::string> segments;                            // "/users/42" -> users, 42
  std::vector<std::pair<std::string, std::string>> parameters;  // in the order they came

  [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
  // A parameter that is a number; nothing where it is absent or is none.
  [[nodiscard]] std::optional<std::size_t> number(std::string_view name) const;
};

// `target` without its base, e.g. "/users?limit=100".
[[nodiscard]] Target parse_target(std::string_view target);

// The target with that parameter set, or taken out when `value` is empty.
[[nodiscard]] std::string with_parameter(std::string_view target, std::string_view name, std::string_view value);

[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);

}  // namespace muster::simulators
