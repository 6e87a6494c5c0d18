#include "daemon/answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "reconciler/core/render_json.h"

namespace muster::daemon {
namespace {

using core::Tone;
using manifest::Problem;

bool wants_color(const Options& options, bool terminal, bool no_color) {
  if (options.color == ColorMode::automatic) return terminal && !no_color;
  return options.color == ColorMode::always;
}

void say(const CommandContext& context, std::string_view label, Tone tone, std::string_view sentence) {
  core::StyledText text(diagnostic_style(context));
  text.begin(0).add(label, tone).add(sentence).end();
  context.console.err(text.take());
}

core::MessageView view_of(const Problem& problem) {
  return core::MessageView{problem.what, problem.file, problem.line, problem.column, problem.code};
}

std::string place_of(const Problem& problem) {
  if (problem.file.empty()) return "";
  if (problem.line == 0) return problem.file + ": ";
  return fmt::format("{}:{}:{}: ", problem.file, problem.line, problem.column);
}

struct Line {
  const Problem* problem;
  bool warning;
};

std::vector<Line> lines_of(const std::vector<Problem>& errors, const std::vector<Problem>& warnings) {
  std::vector<Line> lines;
  for (const Problem& each : errors) lines.push_back({&each, false});
  for (const Problem& each : warnings) lines.push_back({&each, true});
  std::ranges::stable_sort(lines, {}, [](const Line& line) {
    return std::tie(line.problem->file, line.problem->line, line.problem->column);
  });
  return lines;
}

}  // namespace

core::TextStyle answer_style(const CommandContext& context) {
  const ConsoleFacts& facts = context.console.facts();
  core::TextStyle style;
  style.color = wants_color(context.options, facts.out_is_terminal, facts.no_color);
  style.width = facts.out_is_terminal ? facts.columns : 0;
  return style;
}

core::TextStyle diagnostic_style(const CommandContext& context) {
  const ConsoleFacts& facts = context.console.facts();
  core::TextStyle style;
  style.color = wants_color(context.options, facts.err_is_terminal, facts.no_color);
  return style;
}

core::ExitCode fail(const CommandContext& context, std::string_view sentence) {
  if (context.json()) {
    core::ErrorDocument document;
    document.errors.push_back(core::MessageView{std::string(sentence), {}, 0, 0, {}});
    context.console.out(core::render_json(document));
  } else {
    say(context, "error: ", Tone::remove, sentence);
  }
  return core::ExitCode::error;
}

core::ExitCode fail(const CommandContext& context, const core::Error& error) { return fail(context, error.what); }

core::ExitCode not_available(const CommandContext& context, std::string_view what) {
  return fail(context, fmt::format("{}: not available in this version", what));
}

void remark(const CommandContext& context, std::string_view sentence) {
  if (!context.options.quiet) say(context, "", Tone::plain, sentence);
}

void warn(const CommandContext& context, std::string_view sentence) {
  say(context, "warning: ", Tone::warning, sentence);
}

std::string problems_text(const std::vector<Problem>& errors, const std::vector<Problem>& warnings,
                          const core::TextStyle& style) {
  core::StyledText text(core::TextStyle{.color = style.color});
  for (const Line& line : lines_of(errors, warnings)) {
    text.begin(0).add(place_of(*line.problem), Tone::strong);
    text.add(line.warning ? "warning: " : "error: ", line.warning ? Tone::warning : Tone::remove);
    text.add(line.problem->what).end();
  }
  return text.take();
}

std::string problems_json(const std::vector<Problem>& errors, const std::vector<Problem>& warnings) {
  core::ErrorDocument document;
  std::ranges::transform(errors, std::back_inserter(document.errors), view_of);
  std::ranges::transform(warnings, std::back_inserter(document.warnings), view_of);
  return core::render_json(document);
}

}  // namespace muster::daemon
