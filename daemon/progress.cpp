#include "daemon/progress.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/core/display_text.h"

namespace muster::daemon {
namespace {

constexpr engine::Duration kRedrawInterval{80};
constexpr std::size_t kBarWidth = 20;
constexpr std::size_t kNarrowest = 40;

std::string_view plural(std::size_t count) { return count == 1 ? "" : "s"; }

std::string bar(std::size_t done, std::size_t expected) {
  const std::size_t filled = expected == 0 ? 0 : std::min(kBarWidth, done * kBarWidth / expected);
  return "[" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "]";
}

}  // namespace

Progress::Progress(Console& console, const engine::Clock& clock, bool quiet)
    : console_(console), clock_(clock), silent_(quiet || !console.facts().err_is_terminal) {}

Progress::Line& Progress::line_of(const std::string& system) {
  const auto at = std::ranges::find(lines_, system, &Line::system);
  if (at != lines_.end()) return *at;
  lines_.push_back(Line{system, {}, {}});
  return lines_.back();
}

void Progress::expect_changes(const std::string& system, std::size_t changes) {
  Line& line = line_of(system);
  line.expected = changes;
  line.doing = fmt::format("{} 0/{} changes", bar(0, changes), changes);
  draw(true);
}

void Progress::observing(const std::string& system) {
  line_of(system).doing = "signing in";
  draw(true);
}

void Progress::page_read(const std::string& system, std::size_t rows) {
  Line& line = line_of(system);
  ++line.pages;
  line.waiting.clear();
  line.doing = fmt::format("reading: {} object{} in {} page{}", rows, plural(rows), line.pages, plural(line.pages));
  draw(false);
}

void Progress::observed(const std::string& system, std::size_t rows) {
  Line& line = line_of(system);
  line.waiting.clear();
  line.doing = fmt::format("read {} object{}", rows, plural(rows));
  draw(true);
}

void Progress::step_ran(const std::string& system, const core::Change& change, core::Outcome outcome) {
  Line& line = line_of(system);
  ++line.done;
  // Not tried yet: sent, and read back with the others at the end.
  const bool failed =
      outcome != core::Outcome::verified && outcome != core::Outcome::unchanged && outcome != core::Outcome::not_tried;
  if (failed) ++line.failed;
  line.expected = std::max(line.expected, line.done);
  line.waiting.clear();
  line.doing = fmt::format("{} {}/{} changes{}  {}", bar(line.done, line.expected), line.done, line.expected,
                           line.failed == 0 ? "" : fmt::format(", {} not verified", line.failed), change.name);
  draw(line.done == line.expected);
}

void Progress::waiting(const std::string& system, const std::string& reason) {
  line_of(system).waiting = reason;
  draw(true);
}

void Progress::waiting_for_budget() {
  for (Line& line : lines_) line.waiting = "the budget of requests";
  draw(false);
}

void Progress::draw(bool now) {
  if (silent_) return;
  const engine::SteadyTime time = clock_.now();
  if (!now && drawn_at_ && time - *drawn_at_ < kRedrawInterval) return;
  drawn_at_ = time;
  const std::size_t width = std::max(kNarrowest, console_.facts().columns == 0 ? 80 : console_.facts().columns) - 1;
  std::string text = drawn_ > 0 ? fmt::format("\x1b[{}A", drawn_) : "";
  for (const Line& line : lines_) {
    const std::string wait = line.waiting.empty() ? "" : "  waiting: " + line.waiting;
    const std::string shown = core::printable(fmt::format("  {}  {}{}", line.system, line.doing, wait));
    text += "\r\x1b[2K" + core::shorten(shown, width) + "\n";
  }
  drawn_ = lines_.size();
  console_.err(text);
}

void Progress::finish() {
  if (drawn_ > 0) {
    std::string text = fmt::format("\x1b[{}A\x1b[J", drawn_);
    console_.err(text);
  }
  drawn_ = 0;
  lines_.clear();
}

}  // namespace muster::daemon
