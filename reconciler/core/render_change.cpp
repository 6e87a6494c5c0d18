#include "reconciler/core/render_change.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "reconciler/core/display_text.h"

namespace muster::core {
namespace {

constexpr std::size_t kHead = 4;  // column of a change's symbol
constexpr std::size_t kBody = 8;  // column of its lines
constexpr std::size_t kValueWidth = 160;
constexpr std::size_t kMembersShown = 20;
constexpr std::size_t kWaitsShown = 3;
constexpr std::size_t kNamesShown = 8;

std::string scalar_text(const std::optional<std::string>& value) {
  if (!value) return "(not set)";
  const bool needs_quotes = value->empty() || value->front() == ' ' || value->back() == ' ';
  const std::string shown = shorten(printable(*value), kValueWidth);
  return needs_quotes ? "\"" + shown + "\"" : shown;
}

void add_members(StyledText& text, const std::vector<std::string>& members, std::string_view sign, Tone tone) {
  for (std::size_t i = 0; i < members.size() && i < kMembersShown; ++i) {
    text.add(" ").add(fmt::format("{}{}", sign, shorten(printable(members[i]), kValueWidth)), tone);
  }
  if (members.size() > kMembersShown) {
    text.add(fmt::format(" and {} more {}", members.size() - kMembersShown, sign == "+" ? "added" : "removed"), tone);
  }
}

void add_set(StyledText& text, const FieldDifference& field) {
  add_members(text, field.added, "+", Tone::create);
  add_members(text, field.removed, "-", Tone::remove);
  if (field.added.empty() && field.removed.empty()) text.add(field.kept.empty() ? " (empty)" : " (no difference)");
  if (!field.kept.empty()) text.add(fmt::format(" (kept: {} left alone)", field.kept.size()), Tone::quiet);
}

void add_scalar(StyledText& text, const FieldDifference& field, Action action) {
  text.add(" ");
  if (action == Action::create && !field.before) {
    text.add(scalar_text(field.after), Tone::create);
    return;
  }
  text.add(scalar_text(field.before), Tone::remove).add(" -> ").add(scalar_text(field.after), Tone::create);
}

void write_field(StyledText& text, const FieldDifference& field, const ChangeView& change, std::size_t column) {
  text.begin(kBody).hang(column).add(field.path).pad_to(column - 1);
  if (field.is_set) {
    add_set(text, field);
  } else {
    add_scalar(text, field, change.intended);
  }
  if (field.unverifiable) text.add(" (unverifiable: cannot be read back)", Tone::quiet);
  if (field.drift && !change.why.drift) text.add(" (drift)", Tone::warning);
  text.end();
  if (!field.note.empty()) text.begin(column).add(field.note, Tone::warning).end();
}

void write_labelled(StyledText& text, std::string_view label, std::string_view sentence, Tone tone) {
  text.begin(kBody).add(label, tone).add(" ").add(sentence).end();
}

void write_waits(StyledText& text, const ChangeView& change) {
  for (std::size_t i = 0; i < change.waits.size() && i < kWaitsShown; ++i) {
    const WaitView& wait = change.waits[i];
    const std::string_view until = wait.until == Until::verified ? " (until it is verified)" : "";
    write_labelled(text, "waits for:", fmt::format("{}{}", wait.sentence, until), Tone::quiet);
  }
  if (change.waits.size() > kWaitsShown) {
    write_labelled(text, "waits for:", fmt::format("{} more changes", change.waits.size() - kWaitsShown), Tone::quiet);
  }
}

std::string why_text(const ChangeView& change) {
  const std::string& place = change.why.place;
  if (change.why.drift) {
    return place.empty() ? "drift: changed on the system" : "drift: changed on the system, not in " + place;
  }
  return place.empty() ? "no document names it any more" : place;
}

// "remove", "restore" and "rename" are spelled out because a symbol alone does not tell them apart.
std::string_view verb_of(const ChangeView& change) {
  const bool spelled = change.action != Action::create && change.action != Action::update;
  return spelled && change.action != Action::blocked ? to_text(change.action) : std::string_view{};
}

void write_head(StyledText& text, const ChangeView& change, std::size_t column) {
  const auto [symbol, tone] = symbol_of(change.action);
  text.begin(kHead).hang(kBody).add(symbol, tone).add(" ").add(shown_name(change.name, change.variant), Tone::strong);
  text.pad_to(column).add(" ");
  if (const auto verb = verb_of(change); !verb.empty()) text.add(verb, tone).add(", ");
  text.add(why_text(change), change.why.drift ? Tone::warning : Tone::quiet).end();
}

void write_left_out(StyledText& text, const LeftOut& left, const ChangeView& change, std::size_t column) {
  write_field(text, left.field, change, column);
  text.begin(column).add(fmt::format("left out by {}:", left.reason.guard), Tone::warning);
  text.add(" ").add(left.reason.sentence).end();
}

std::size_t value_column(const ChangeView& change) {
  std::size_t widest = 0;
  for (const LeftOut& left : change.left_out) widest = std::max(widest, display_width(left.field.path));
  for (const FieldDifference& field : change.fields) widest = std::max(widest, display_width(field.path));
  return kBody + std::min<std::size_t>(widest, 32) + 2;
}

}  // namespace

Symbol symbol_of(Action action) {
  switch (action) {
    case Action::create:
    case Action::restore:
      return {"+", Tone::create};
    case Action::update:
    case Action::rename:
      return {"~", Tone::change};
    case Action::remove:
      return {"-", Tone::remove};
    case Action::blocked:
      return {"!", Tone::warning};
  }
  return {};
}

void write_change(StyledText& text, const ChangeView& change, std::size_t column) {
  write_head(text, change, column);
  for (const BlockReason& reason : change.blocked) {
    write_labelled(text, fmt::format("{} blocked by {}:", to_text(change.intended), reason.guard), reason.sentence,
                   Tone::warning);
  }
  const std::size_t values = value_column(change);
  for (const FieldDifference& field : change.fields) write_field(text, field, change, values);
  for (const LeftOut& left : change.left_out) write_left_out(text, left, change, values);
  for (const std::string& note : change.notes) write_labelled(text, "note:", note, Tone::quiet);
  write_waits(text, change);
}

void write_group(StyledText& text, const ChangeGroup& group, std::size_t column) {
  write_change(text, *group.front(), column);
  if (group.size() == 1) return;
  text.begin(kBody).add(fmt::format("and {} more like it:", group.size() - 1), Tone::strong);
  for (std::size_t i = 1; i < group.size() && i <= kNamesShown; ++i) {
    text.add(i == 1 ? " " : ", ").add(group[i]->name);
  }
  if (group.size() - 1 > kNamesShown) text.add(" ...");
  text.end();
}

}  // namespace muster::core
