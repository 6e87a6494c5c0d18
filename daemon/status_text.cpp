#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "daemon/status_view.h"
#include "reconciler/core/display_text.h"

namespace muster::daemon {
namespace {

using core::StyledText;
using core::Tone;
using Cells = std::array<std::string, 7>;

std::string short_commit(const std::string& commit) {
  if (commit.empty()) return "-";
  const bool hash = commit.size() == 40 && commit.find_first_not_of("0123456789abcdef") == std::string::npos;
  return hash ? commit.substr(0, 12) : commit;
}

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

Cells cells_of(const SystemStatusView& system) {
  return {system.name,
          system.state,
          fmt::format("{}/{}", system.in_sync, system.managed),
          std::to_string(system.changes),
          std::to_string(system.blocked),
          or_dash(system.last_success),
          short_commit(system.applied_commit)};
}

Tone tone_of(std::string_view state) {
  if (state == "converged") return Tone::create;
  if (state == "failing") return Tone::remove;
  return state == "blocked" || state == "incomplete" ? Tone::warning : Tone::change;
}

std::array<std::size_t, 7> columns_of(const std::vector<Cells>& rows) {
  std::array<std::size_t, 7> columns{};
  for (std::size_t cell = 0, column = 0; cell < columns.size(); ++cell) {
    columns[cell] = column;
    std::size_t widest = 0;
    for (const Cells& row : rows) widest = std::max(widest, core::display_width(core::printable(row[cell])));
    column += widest + 2;
  }
  return columns;
}

void remark(StyledText& text, std::string_view what, std::string_view sentence, Tone tone = Tone::plain) {
  text.begin(4).add(what, tone).add(": ").add(sentence).end();
}

std::string pause_text(const PauseView& pause) {
  const std::string until = pause.until.empty() ? "until somebody resumes it" : "until " + pause.until;
  return pause.reason.empty() ? until : fmt::format("{} ({})", until, pause.reason);
}

// What a person has to know beyond the numbers.
void add_remarks(StyledText& text, const SystemStatusView& system) {
  if (!system.error.empty()) remark(text, "error", system.error, Tone::remove);
  if (system.circuit_open)
    remark(text, "circuit open", "it kept failing and is only read until a pass succeeds", Tone::warning);
  if (system.pause) remark(text, "paused", pause_text(*system.pause), Tone::warning);
  if (!system.lease_holder.empty()) remark(text, "written by another", system.lease_holder, Tone::warning);
  for (const GuardView& each : system.guards) {
    remark(text, fmt::format("{} ({})", each.guard, each.changes), each.sentence, Tone::warning);
  }
  for (const std::string& each : system.missing) remark(text, "not read", each, Tone::warning);
  if (!system.unconverged_since.empty()) remark(text, "not converged since", system.unconverged_since);
  if (system.unmanaged != 0) {
    remark(text, "unmanaged",
           fmt::format("{} live {} in no manifest", system.unmanaged,
                       system.unmanaged == 1 ? "object is" : "objects are"));
  }
}

void add_head(StyledText& text, const StatusView& status) {
  text.begin(0).add("musterd " + status.version, Tone::strong);
  text.add(status.mode == "enforce" ? ", enforcing" : ", only observing");
  text.add(status.commit.empty() ? ", no manifests yet" : ", commit " + short_commit(status.commit));
  if (!status.ready) text.add(", starting");
  text.end();
  if (status.problems.empty()) return;
  text.begin(0).add("The manifests", Tone::remove);
  if (!status.broken_commit.empty()) text.add(" of commit " + short_commit(status.broken_commit));
  text.add(" cannot be used, so the last good ones stay in force:").end();
  for (const std::string& problem : status.problems) text.begin(2).add(problem).end();
}

}  // namespace

std::string status_text(const StatusView& status, const core::TextStyle& style) {
  StyledText text(style);
  add_head(text, status);
  if (status.systems.empty()) return text.take();
  text.blank();
  std::vector<Cells> rows{{"SYSTEM", "STATE", "IN SYNC", "CHANGES", "BLOCKED", "LAST SUCCESS", "COMMIT"}};
  for (const SystemStatusView& system : status.systems) rows.push_back(cells_of(system));
  const auto columns = columns_of(rows);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    text.begin(0).add(rows[row][0], row == 0 ? Tone::quiet : Tone::strong);
    for (std::size_t cell = 1; cell < columns.size(); ++cell) {
      const Tone tone = row == 0 ? Tone::quiet : cell == 1 ? tone_of(rows[row][1]) : Tone::plain;
      text.pad_to(columns[cell]).add(rows[row][cell], tone);
    }
    text.end();
    if (row > 0) add_remarks(text, status.systems[row - 1]);
  }
  return text.take();
}

}  // namespace muster::daemon
