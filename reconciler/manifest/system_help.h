// What the words of System and Override documents and of metadata mean, for explain and the schemas.
#pragma once

#include <span>
#include <string_view>

namespace muster::manifest {

struct WordHelp {
  std::string_view path;           // "budget.share"
  std::string_view type;           // "a share such as 60%"
  std::string_view default_value;  // empty: none
  std::string_view help;
};

[[nodiscard]] std::span<const WordHelp> system_help();
[[nodiscard]] std::span<const WordHelp> override_help();
[[nodiscard]] std::span<const WordHelp> metadata_help();

// The help of one path; empty when it has none.
[[nodiscard]] std::string_view help_of(std::span<const WordHelp> words, std::string_view path);

}  // namespace muster::manifest
