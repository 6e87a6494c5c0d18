// The definition of each command: its options, its help and an example.
#pragma once

#include <CLI/CLI.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/options.h"

namespace muster::daemon {

// What CLI11 fills in; parse_command_line turns it into Options.
struct RawOptions {
  Options options;
  std::vector<std::string> selectors;  // "team=billing"
  std::vector<std::string> ports;      // "genesys-gws=8080"
  std::string sets = "exact";
};

struct CommandDefinition {
  Command command;
  std::string_view name;
  std::string_view help;
  std::string_view example;
  void (*define)(CLI::App& app, RawOptions& raw);
};

// In the order in which help lists them.
[[nodiscard]] std::span<const CommandDefinition> command_definitions();

}  // namespace muster::daemon
