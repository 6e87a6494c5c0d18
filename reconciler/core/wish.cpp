#include "reconciler/core/wish.h"

#include <algorithm>

#include "reconciler/core/record.h"

namespace muster::core {

namespace {

bool contains(const std::vector<std::string>& members, std::string_view name, const FieldRule& rule) {
  return std::ranges::any_of(members, [&](const std::string& member) { return same_member(member, name, rule); });
}

// The live member of that name; none: empty.
std::string_view find_live(std::span<const Cell> live, std::string_view name, const FieldRule& rule) {
  for (const Cell& cell : live) {
    if (cell.kind == CellKind::member && same_member(cell.value.view(), name, rule)) return cell.value.view();
  }
  return {};
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
    if (rule.type == ValueType::records) continue;
    for (std::string& member : *side) member = comparable(member, rule.compare);
  }
  return canonical_text(plain);
}

std::string seen_text(const FieldWish& wish, std::span<const Cell> live, const FieldRule& rule) {
  std::string text = canonical_text(wish, rule);
  if (wish.kind != WishKind::at_default || !rule.blind_default || live.empty()) return text;
  if (live.front().state == CellState::at_default) return text;  // for once it can be read
  return text + kSeenAfter + live_scalar(live, rule).value_or("");
}

SetOutcome apply_wish(const SetWish& wish, std::span<const Cell> live, const FieldRule& rule) {
  SetOutcome outcome;
  const bool records = rule.type == ValueType::records;
  for (const Cell& cell : live) {
    if (cell.kind != CellKind::member) continue;
    const std::string member(cell.value.view());
    const auto included =
        std::ranges::find_if(wish.include, [&](const std::string& name) { return same_member(name, member, rule); });
    const bool is_included = included != wish.include.end();
    const bool stays = !is_included || !records || completed_record(*included, member, rule) == member;
    const bool removed = wish.exact ? !is_included : contains(wish.exclude, member, rule);
    (removed || !stays ? outcome.removed : outcome.final_members).push_back(member);
    if (!removed && !is_included) outcome.kept.push_back(member);
  }
  for (const std::string& member : wish.include) {
    const std::string_view before = find_live(live, member, rule);
    if (!before.empty() && !records) continue;
    std::string after = records ? completed_record(member, before, rule) : member;
    if (after == before) continue;
    outcome.added.push_back(after);
    outcome.final_members.push_back(std::move(after));
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
      const SetOutcome outcome = apply_wish(wish.set, live, rule);
      return outcome.added.empty() && outcome.removed.empty();
    }
    case WishKind::at_default:
      if (live.front().state == CellState::at_default) return true;
      if (rule.blind_default) return false;
      return same(live.front().value.view(), rule.default_value.value_or(""), rule.compare);
    case WishKind::value:
      if (live.front().state == CellState::at_default && !rule.default_value) {
        const bool says_nothing = rule.type == ValueType::text && live.front().value.view().empty();
        return says_nothing && wish.value.empty();  // an empty text is what a text that is not set reads as
      }
      if (!live.front().element.empty() && same(live.front().element.view(), wish.value, rule.compare)) return true;
      return same(live_scalar(live, rule).value_or(""), wish.value, rule.compare);
  }
  return false;
}

}  // namespace muster::core
