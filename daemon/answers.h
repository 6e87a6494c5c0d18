// How commands say things: answers to stdout, diagnostics to stderr, and one JSON document whatever happens.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/console.h"
#include "daemon/options.h"
#include "reconciler/core/error.h"
#include "reconciler/core/exit_code.h"
#include "reconciler/core/styled_text.h"
#include "reconciler/manifest/problem.h"

namespace muster::daemon {

struct Config;

// What a command is given. Nothing is owned.
struct CommandContext {
  const Options& options;
  Console& console;
  const Config* config = nullptr;  // of --config

  [[nodiscard]] bool json() const { return options.output == OutputFormat::json; }
};

// How answers on stdout, and diagnostics on stderr, are to look.
[[nodiscard]] core::TextStyle answer_style(const CommandContext& context);
[[nodiscard]] core::TextStyle diagnostic_style(const CommandContext& context);

// The command has no other answer: one sentence on stderr, or a JSON document on stdout. Always ExitCode::error.
core::ExitCode fail(const CommandContext& context, std::string_view sentence);
core::ExitCode fail(const CommandContext& context, const core::Error& error);
core::ExitCode not_available(const CommandContext& context, std::string_view what);

// A remark on stderr; nothing with --quiet.
void remark(const CommandContext& context, std::string_view sentence);
// A warning on stderr.
void warn(const CommandContext& context, std::string_view sentence);

// "users.yaml:3:5: error: ...", by place.
[[nodiscard]] std::string problems_text(const std::vector<manifest::Problem>& errors,
                                        const std::vector<manifest::Problem>& warnings, const core::TextStyle& style);
[[nodiscard]] std::string problems_json(const std::vector<manifest::Problem>& errors,
                                        const std::vector<manifest::Problem>& warnings);

}  // namespace muster::daemon
