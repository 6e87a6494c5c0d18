#include "reconciler/core/render_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ranges>

#include "reconciler/core/display_text.h"
#include "reconciler/core/render_change.h"
#include "reconciler/core/time_text.h"

namespace muster::core {
namespace {

std::string_view plural(std::size_t count) { return count == 1 ? "" : "s"; }

void write_title(StyledText& text, const PlanDocument& plan) {
  text.begin(0).add("Plan ", Tone::strong).add(plan.id.substr(0, 12), Tone::strong);
  text.add("  of ", Tone::quiet).add(plan.commit).add("  ").add(plan.made_at, Tone::quiet).end();
}

void write_missing(StyledText& text, const PlanDocument& plan) {
  if (!plan.partial()) return;
  text.blank();
  text.begin(0).add("INCOMPLETE: what could not be read is left out of this plan.", Tone::warning).end();
  for (const Missing& missing : plan.missing) {
    text.begin(2).add(missing.system, Tone::strong).add(": ").add(missing.sentence).end();
  }
}

void write_warnings(StyledText& text, const std::vector<std::string>& warnings, std::size_t indent) {
  for (const std::string& warning : warnings) text.begin(indent).add("warning: ", Tone::warning).add(warning).end();
}

std::size_t reason_column(const KindView& kind) {
  std::size_t widest = 0;
  for (const ChangeView& change : kind.changes)
    widest = std::max(widest, display_width(printable(shown_name(change.name, change.variant))));
  return 6 + std::min<std::size_t>(widest, 40) + 1;
}

void write_kind(StyledText& text, const KindView& kind, bool folded) {
  text.blank();
  text.begin(2).add(kind.kind, Tone::strong).add(": ").add(counts_text(kind.counts)).end();
  const std::size_t column = reason_column(kind);
  if (!folded) {
    for (const ChangeView& change : kind.changes) write_change(text, change, column);
    return;
  }
  for (const ChangeGroup& group : fold(kind.changes)) write_group(text, group, column);
}

void write_consequences(StyledText& text, const SystemView& system) {
  if (system.consequences.empty()) return;
  text.blank();
  text.begin(2).add("What it means", Tone::strong).end();
  for (const std::string& each : system.consequences) text.begin(4).add("* ").add(each).end();
}

void write_ownership(StyledText& text, const SystemView& system) {
  if (system.adopted.empty() && system.unmanaged.empty()) return;
  text.blank();
  if (const auto count = system.adopted.size(); count > 0) {
    text.begin(2)
        .add(fmt::format("{} object{} already as asked and named for the first time; applying takes {} over.", count,
                         plural(count), count == 1 ? "it" : "them"),
             Tone::quiet)
        .end();
  }
  if (const auto count = system.unmanaged.size(); count > 0) {
    text.begin(2)
        .add(fmt::format("{} live object{} without a manifest, left alone; `muster unmanaged` lists them.", count,
                         plural(count)),
             Tone::quiet)
        .end();
  }
}

void write_system(StyledText& text, const SystemView& system, const TextStyle& style) {
  text.blank();
  text.begin(0).add(system.name, Tone::strong);
  if (!system.title.empty()) text.add("  ").add(system.title);
  if (!system.url.empty()) text.add("  ").add(system.url, Tone::quiet);
  text.end();
  text.begin(2)
      .add(fmt::format("{} managed, {} live, {} already as asked", system.managed, system.live, system.in_sync),
           Tone::quiet)
      .end();
  if (system.refused) {
    text.begin(2).add(fmt::format("REFUSED by {}: ", system.refused->guard), Tone::warning);
    text.add(system.refused->sentence).end();
  }
  write_warnings(text, system.warnings, 2);
  const std::size_t changes = system.counts.actionable() + system.counts.blocked;
  for (const KindView& kind : system.kinds) write_kind(text, kind, changes > style.fold_above);
  write_consequences(text, system);
  write_ownership(text, system);
}

constexpr std::size_t kPeopleShown = 20;

// Who changes on more than one system, so that a joiner or a leaver is read in one place.
void write_people(StyledText& text, const PlanDocument& plan) {
  if (plan.people.empty()) return;
  text.blank();
  text.begin(0).add("People on more than one system", Tone::strong).end();
  for (const PersonView& person : plan.people | std::views::take(kPeopleShown)) {
    text.begin(2).add(person.person, Tone::strong).end();
    for (const PersonView::Part& part : person.parts) {
      text.begin(4).add(part.system).add(": ").add(part.title);
      if (part.action == Action::blocked) text.add(" (blocked)", Tone::warning);
      text.end();
    }
  }
  if (plan.people.size() <= kPeopleShown) return;
  text.begin(2).add(fmt::format("and {} more", plan.people.size() - kPeopleShown), Tone::quiet).end();
}

std::string nothing_text(const PlanDocument& plan) {
  return plan.partial() ? "No changes to what could be read." : "No changes: everything is as the manifests ask.";
}

int slowest_budget(const PlanDocument& plan) {
  const auto slowest = std::ranges::find(plan.systems, plan.seconds, &SystemView::seconds);
  return slowest == plan.systems.end() ? 0 : slowest->requests_per_minute;
}

void write_totals(StyledText& text, const PlanDocument& plan) {
  text.blank();
  if (plan.counts == ActionCounts{}) {
    text.begin(0).add(nothing_text(plan), plan.partial() ? Tone::warning : Tone::create).end();
    return;
  }
  text.begin(0).add("Plan: ", Tone::strong).add(counts_text(plan.counts)).add(".").end();
  if (plan.requests == 0) return;
  text.begin(0).add(fmt::format("{} request{}, {}", plan.requests, plural(static_cast<std::size_t>(plan.requests)),
                                rough_duration(std::chrono::seconds(plan.seconds))),
                    Tone::quiet);
  if (const int rate = slowest_budget(plan); rate > 0) {
    text.add(fmt::format(" at the budget of {} requests a minute", rate), Tone::quiet);
  }
  text.add(".", Tone::quiet).end();
}

}  // namespace

std::string counts_text(const ActionCounts& counts) {
  std::string text;
  const auto add = [&](std::size_t count, std::string_view what) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, what);
  };
  add(counts.create, "to create");
  add(counts.restore, "to restore");
  add(counts.rename, "to rename");
  add(counts.update, "to update");
  add(counts.remove, "to remove");
  add(counts.blocked, "blocked");
  return text.empty() ? "nothing to change" : text;
}

std::string render_text(const PlanDocument& plan, const TextStyle& style) {
  StyledText text(style);
  write_title(text, plan);
  write_missing(text, plan);
  if (!plan.warnings.empty()) text.blank();
  write_warnings(text, plan.warnings, 0);
  for (const SystemView& system : plan.systems) write_system(text, system, style);
  write_people(text, plan);
  write_totals(text, plan);
  return text.take();
}

}  // namespace muster::core
