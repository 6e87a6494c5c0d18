#include "reconciler/core/wish.h"

#include <algorithm>

namespace muster::core {

namespace {

bool contains(const std::vector<std::string>& members, std::string_view name, Compare compare) {
  return std::ranges::any_of(members, [&](const std::string& member) { return same(member, name, compare); });
}

bool is_live(std::span<const Cell> live, std::string_view name, Compare compare) {
  return std::ranges::any_of(
      live, [&](const Cell& cell) { return cell.kind == CellKind::member && same(cell.value.view(), name, compare); });
}

SetWish read_set(std::span<const Cell> desired, const Expiry& expiry) {
  SetWish wish;
  wish.exact = desired.front().kind == CellKind::set;
  for (const Cell& cell : desired.subspan(1)) {
    if (cell.kind == CellKind::member && expiry.has_passed(cell.field, cell.element.view())) continue;
    auto& side = cell.kind == CellKind::excluded ? wish.exclude : wish.include;
    side.emplace_back(cell.value.view());
  }
  return wish;
}

void append_members(std::string& text, std::string_view title, std::vector<std::string> members) {
  std::ranges::sort(members);
  text += title;
  for (const std::string& member : members) {
    text += '\x1f';
    text += member;
  }
}

}  // namespace

std::optional<FieldWish> read_wish(FieldIndex field, std::span<const Cell> desired, const Expiry& expiry) {
  if (desired.empty()) return std::nullopt;
  const Cell& first = desired.front();
  FieldWish wish;
  wish.field = field;
  if (first.state == CellState::at_default) {
    wish.kind = WishKind::at_default;
  } else if (first.kind == CellKind::set || first.kind == CellKind::partial) {
    wish.kind = WishKind::set;
    wish.set = read_set(desired, expiry);
  } else {
    wish.kind = first.kind == CellKind::secret ? WishKind::secret : WishKind::value;
    wish.value = first.value.view();
  }
  return wish;
}

std::string canonical_text(const FieldWish& wish) {
  std::string text;
  switch (wish.kind) {
    case WishKind::value:
      return "=" + wish.value;
    case WishKind::at_default:
      return "default";
    case WishKind::secret:
      return "secret " + std::string(as_stated(wish.value));
    case WishKind::set:
      break;
  }
  append_members(text, wish.set.exact ? "exact" : "include", wish.set.include);
  if (!wish.set.exclude.empty())
    append_members(text,
                   "\x1e"
                   "exclude",
                   wish.set.exclude);
  return text;
}

std::string canonical_text(const FieldWish& wish, const FieldRule& rule) {
  FieldWish plain = wish;
  if (wish.kind == WishKind::value) plain.value = comparable(wish.value, rule.compare);
  for (auto* side : {&plain.set.include, &plain.set.exclude}) {
    for (std::string& member : *side) member = comparable(member, rule.compare);
  }
  return canonical_text(plain);
}

SetOutcome apply_wish(const SetWish& wish, std::span<const Cell> live, Compare compare) {
  SetOutcome outcome;
  for (const Cell& cell : live) {
    if (cell.kind != CellKind::member) continue;
    const std::string member(cell.value.view());
    const bool included = contains(wish.include, member, compare);
    const bool removed = wish.exact ? !included : contains(wish.exclude, member, compare);
    (removed ? outcome.removed : outcome.final_members).push_back(member);
    if (!removed && !included) outcome.kept.push_back(member);
  }
  for (const std::string& member : wish.include) {
    if (is_live(live, member, compare)) continue;
    outcome.added.push_back(member);
    outcome.final_members.push_back(member);
  }
  return outcome;
}

std::optional<std::string> live_scalar(std::span<const Cell> live, const FieldRule& rule) {
  if (live.empty()) return std::nullopt;
  if (live.front().state == CellState::at_default) return std::string(rule.default_value.value_or(""));
  return std::string(live.front().value.view());
}

bool is_known(std::span<const Cell> live) { return !live.empty(); }

bool is_fulfilled(const FieldWish& wish, std::span<const Cell> live, const FieldRule& rule) {
  if (!is_known(live)) return false;
  switch (wish.kind) {
    case WishKind::secret:
      return false;
    case WishKind::set: {
      const SetOutcome outcome = apply_wish(wish.set, live, rule.compare);
      return outcome.added.empty() && outcome.removed.empty();
    }
    case WishKind::at_default:
      if (live.front().state == CellState::at_default) return true;
      return same(live.front().value.view(), rule.default_value.value_or(""), rule.compare);
    case WishKind::value:
      if (live.front().state == CellState::at_default && !rule.default_value) return false;
      return same(live_scalar(live, rule).value_or(""), wish.value, rule.compare);
  }
  return false;
}

}  // namespace muster::core
