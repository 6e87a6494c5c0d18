#include <fmt/format.h>

#include <algorithm>

#include "reconciler/core/display_text.h"
#include "reconciler/core/render_change.h"
#include "reconciler/core/render_text.h"

namespace muster::core {
namespace {

bool is_success(Outcome outcome) { return outcome == Outcome::verified || outcome == Outcome::unchanged; }

std::string_view words_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::lagging:
      return "lagging: accepted, not visible yet";
    case Outcome::unchanged:
      return "already as asked";
    case Outcome::in_doubt:
      return "in doubt";
    case Outcome::not_tried:
      return "not tried";
    default:
      return to_text(outcome);
  }
}

Tone tone_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::verified:
    case Outcome::unchanged:
      return Tone::create;
    case Outcome::failed:
    case Outcome::diverged:
    case Outcome::in_doubt:
    case Outcome::stale:
      return Tone::remove;
    default:
      return Tone::warning;
  }
}

void write_result(StyledText& text, const ResultView& result, std::size_t column) {
  const auto [symbol, tone] = symbol_of(result.action);
  text.begin(2)
      .hang(8)
      .add(symbol, tone)
      .add(" ")
      .add(result.kind)
      .add(" ")
      .add(shown_name(result.name, result.variant), Tone::strong);
  text.pad_to(column).add(" ").add(words_of(result.outcome), tone_of(result.outcome));
  if (!result.sentence.empty()) text.add(": ").add(result.sentence);
  text.end();
}

std::size_t outcome_column(const SystemReport& system) {
  std::size_t widest = 0;
  for (const ResultView& each : system.results) {
    widest =
        std::max(widest, display_width(each.kind) + 1 + display_width(printable(shown_name(each.name, each.variant))));
  }
  return 4 + std::min<std::size_t>(widest, 56) + 1;
}

void write_system(StyledText& text, const SystemReport& system, const TextStyle& style) {
  text.blank();
  text.begin(0).add(system.system, Tone::strong).end();
  const bool folded = system.results.size() > style.fold_above;
  std::size_t left_out = 0;
  const std::size_t column = outcome_column(system);
  for (const ResultView& result : system.results) {
    if (folded && is_success(result.outcome)) {
      ++left_out;
    } else {
      write_result(text, result, column);
    }
  }
  if (left_out > 0) text.begin(2).add(fmt::format("{} changes verified", left_out), Tone::create).end();
}

void write_totals(StyledText& text, const ReportDocument& report) {
  text.blank();
  text.begin(0).add("Applied: ", Tone::strong);
  bool first = true;
  for (const Outcome outcome : kOutcomes) {
    const std::size_t count = report.count(outcome);
    if (count == 0) continue;
    const std::string_view words = outcome == Outcome::lagging ? to_text(outcome) : words_of(outcome);
    text.add(first ? "" : ", ").add(fmt::format("{} {}", count, words), tone_of(outcome));
    first = false;
  }
  text.add(first ? "nothing." : ".").end();
}

}  // namespace

std::string render_text(const ReportDocument& report, const TextStyle& style) {
  StyledText text(style);
  for (const SystemReport& system : report.systems) write_system(text, system, style);
  if (!report.warnings.empty()) text.blank();
  for (const std::string& warning : report.warnings) {
    text.begin(0).add("warning: ", Tone::warning).add(warning).end();
  }
  write_totals(text, report);
  return text.take();
}

}  // namespace muster::core
