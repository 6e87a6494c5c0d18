// The command line: commands, options, help and completion. Definitions only; nothing here does anything.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "daemon/options.h"

namespace muster::daemon {

// The command line is answered by a text alone: help, version, completion.
struct Answer {
  std::string text;
};

// The command line makes no sense; one sentence that says what would.
struct Misuse {
  std::string sentence;
  bool json = false;  // the answer was asked for as JSON
};

using CommandLine = std::variant<Options, Answer, Misuse>;

// `arguments` without the program's name.
[[nodiscard]] CommandLine parse_command_line(const std::vector<std::string>& arguments);

// One command as completion and man pages need it.
struct OptionSummary {
  std::string name;  // "--output"
  std::string help;
  bool takes_value = false;
  bool takes_path = false;
  std::vector<std::string> values;  // allowed words; empty: free
};
struct CommandSummary {
  std::string name;
  std::string help;
  std::vector<OptionSummary> options;
};
[[nodiscard]] std::vector<CommandSummary> command_summaries();

}  // namespace muster::daemon
