#include "reconciler/core/rebase.h"

#include <fmt/format.h>

#include <algorithm>

#include "reconciler/core/fingerprint.h"
#include "reconciler/core/record.h"
#include "reconciler/core/wish.h"

namespace muster::core {

namespace {

std::span<const Cell> live_of(const Fresh* fresh, FieldIndex field) {
  if (fresh == nullptr || fresh->row() == nullptr) return {};
  return cells_of(fresh->table->cells(*fresh->row()), field);
}

// A releasing step only takes members out; the acquiring step adds the rest.
SetWish wish_of_part(const SetWish& wish, Part part, std::span<const Cell> live, const FieldRule& rule) {
  if (part != Part::release) return wish;
  SetWish release = wish;
  std::erase_if(release.include, [&](const std::string& member) {
    return std::ranges::none_of(live, [&](const Cell& cell) {
      return cell.kind == CellKind::member && same_member(cell.value.view(), member, rule);
    });
  });
  return release;
}

// A vendor that shows a documented value in another case need not take it back that way: the documented spelling goes
// on the wire, and the live one of values that nobody documented.
std::vector<std::string> spelled(std::vector<std::string> members, const FieldRule& rule) {
  for (std::string& member : members) {
    const auto documented = std::ranges::find_if(
        rule.suggestions, [&](std::string_view value) { return same(value, member, rule.compare); });
    if (documented != rule.suggestions.end()) member = *documented;
  }
  return members;
}

FieldWrite write_of(const FieldWish& wish, Part part, const FieldRule& rule, std::span<const Cell> live) {
  FieldWrite write;
  write.field = wish.field;
  write.kind = wish.kind;
  write.value = wish.kind == WishKind::at_default ? std::string(rule.default_value.value_or("")) : wish.value;
  if (wish.kind == WishKind::set) {
    SetOutcome outcome = apply_wish(wish_of_part(wish.set, part, live, rule), live, rule);
    write.members = spelled(std::move(outcome.final_members), rule);
    write.added = spelled(std::move(outcome.added), rule);
    write.removed = spelled(std::move(outcome.removed), rule);
  }
  return write;
}

WriteAction action_of(const Change& change) {
  switch (change.intended) {
    case Action::create:
    case Action::restore:
      return WriteAction::create;
    case Action::remove:
      return WriteAction::remove;
    default:
      return WriteAction::update;
  }
}

Write titled(const Change& change, std::shared_ptr<const Fresh> fresh) {
  Write write;
  write.entity = change.entity;
  write.action = action_of(change);
  write.kind = change.kind;
  const Row* row = fresh ? fresh->row() : nullptr;
  write.name = row != nullptr ? std::string(row->name.view()) : change.name;
  if (row != nullptr) write.id = RemoteId(std::string(row->remote_id.view()));
  write.fresh = std::move(fresh);
  return write;
}

bool exists(const Fresh* fresh) { return fresh != nullptr && fresh->row() != nullptr; }

// The same id under another name is another object: somebody renamed it at the vendor.
bool has_other_name(const Fresh& fresh, const Change& change) { return fresh.row()->key.view() != change.entity.name; }

Rebased rebase_removal(const Step& step, const Change& change, std::shared_ptr<const Fresh> fresh,
                       const EntitySpec& entity) {
  if (!exists(fresh.get())) return Unchanged{};
  const bool changed = removal_fingerprint(entity, *fresh->table, fresh->row()) != step.fingerprint;
  if (changed || has_other_name(*fresh, change)) {
    return Stale{fmt::format("{} is no longer as the plan showed it, so it was not removed: plan again", change.name)};
  }
  return titled(change, std::move(fresh));
}

Rebased rebase_create(const Step& step, const Change& change, std::shared_ptr<const Fresh> fresh,
                      const EntitySpec& entity) {
  if (exists(fresh.get())) return Stale{fmt::format("{} exists by now: plan again", change.name)};
  Write write = titled(change, nullptr);
  for (const std::uint16_t index : step.wishes) {
    const FieldWish& wish = change.wishes[index];
    write.fields.push_back(write_of(wish, step.part, entity.fields[wish.field], {}));
  }
  return write;
}

}  // namespace

Rebased rebase(const Step& step, const Change& change, std::shared_ptr<const Fresh> fresh, const EntitySpec& entity) {
  if (change.intended == Action::remove) return rebase_removal(step, change, std::move(fresh), entity);
  if (is_create(change) && step.part != Part::acquire) return rebase_create(step, change, std::move(fresh), entity);
  if (!exists(fresh.get()) || has_other_name(*fresh, change)) {
    return Stale{fmt::format("{} is gone: plan again", change.name)};
  }
  std::vector<FieldWish> wishes;
  for (const std::uint16_t index : step.wishes) wishes.push_back(change.wishes[index]);
  const auto is_as_asked = [&](const FieldWish& wish) {
    return is_fulfilled(wish, live_of(fresh.get(), wish.field), entity.fields[wish.field]);
  };
  if (step.part == Part::whole && std::ranges::all_of(wishes, is_as_asked)) return Unchanged{};
  const bool is_checked = !step.fingerprint.empty();
  if (is_checked && fingerprint(entity, *fresh->table, fresh->row(), wishes) != step.fingerprint) {
    return Stale{fmt::format("{} was changed since the plan was made: plan again", change.name)};
  }
  Write write = titled(change, fresh);
  const auto empties = [&](const FieldWish& wish) {
    const auto live = live_of(fresh.get(), wish.field);
    return wish.kind == WishKind::set && !wish.may_be_empty &&
           apply_wish(wish.set, live, entity.fields[wish.field]).final_members.empty();
  };
  if (std::ranges::any_of(wishes, empties)) {
    return Stale{
        fmt::format("{} was changed since the plan was made, and nothing would be left: plan again", change.name)};
  }
  for (const FieldWish& wish : wishes) {
    write.fields.push_back(write_of(wish, step.part, entity.fields[wish.field], live_of(fresh.get(), wish.field)));
  }
  return write;
}

bool holds(const Step& step, const Change& change, const Table& table, const Row& row, const EntitySpec& entity,
           std::string& which) {
  for (const std::uint16_t index : step.wishes) {
    FieldWish wish = change.wishes[index];
    const FieldRule& rule = entity.fields[wish.field];
    const auto live = cells_of(table.cells(row), wish.field);
    if (wish.kind == WishKind::set) wish.set = wish_of_part(wish.set, step.part, live, rule);
    if (rule.privilege && !is_known(live)) {  // a right is not verified by an answer that leaves it out
      which = rule.path;
      return false;
    }
    const bool is_blind = wish.kind == WishKind::at_default && rule.blind_default;
    const bool verifiable =
        wish.kind != WishKind::secret && !is_blind && rule.readable != Readable::never && is_known(live);
    if (!verifiable || is_fulfilled(wish, live, rule)) continue;
    which = rule.path;
    return false;
  }
  return true;
}

}  // namespace muster::core
