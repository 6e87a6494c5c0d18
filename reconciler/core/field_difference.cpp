#include "reconciler/core/field_difference.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "reconciler/core/record.h"
#include "reconciler/core/wish.h"

namespace muster::core {

namespace {

std::optional<AppliedField> applied_field(const FieldInputs& inputs) {
  return inputs.applied == nullptr ? std::nullopt : inputs.applied->applied.find(inputs.rule.path);
}

bool was_applied(const FieldInputs& inputs) {
  const std::optional<AppliedField> applied = applied_field(inputs);
  const std::string wish = canonical_text(inputs.wish, inputs.rule);
  return applied && applied->wish.substr(0, applied->wish.find(kSeenAfter)) == wish;
}

// What the default reads as is known from the last time it was asked for.
bool is_at_blind_default(const FieldInputs& inputs) {
  if (!inputs.rule.blind_default || inputs.wish.kind != WishKind::at_default || inputs.live.empty()) return false;
  const std::optional<AppliedField> applied = applied_field(inputs);
  return applied && applied->wish == seen_text(inputs.wish, inputs.live, inputs.rule);
}

FieldDifference titled(const FieldInputs& inputs) {
  FieldDifference difference;
  difference.path = inputs.rule.path;
  difference.drift = inputs.exists && was_applied(inputs);
  difference.unverifiable = inputs.rule.readable == Readable::never;
  return difference;
}

std::string shown(const FieldWish& wish, const FieldRule& rule) {
  if (wish.kind == WishKind::secret) return "(secret)";
  return wish.kind == WishKind::at_default ? std::string(rule.default_value.value_or("(default)")) : wish.value;
}

// What muster added to a set and the manifest no longer names goes out again; what was there before stays.
std::vector<std::string> own_leftovers(const FieldInputs& inputs) {
  const std::optional<AppliedField> applied = applied_field(inputs);
  std::vector<std::string> leftovers;
  if (!applied || inputs.wish.set.exact) return leftovers;
  for (const std::string& member : applied->added) {
    const auto is_same = [&](const std::string& name) { return same_member(name, member, inputs.rule); };
    if (std::ranges::none_of(inputs.wish.set.include, is_same)) leftovers.push_back(member);
  }
  return leftovers;
}

// "include\x1fa\x1fb\x1eexclude..." -> a, b.
std::vector<std::string> included_before(const AppliedField& applied) {
  std::vector<std::string> members;
  std::string_view text = std::string_view(applied.wish).substr(0, applied.wish.find('\x1e'));
  while (text.find('\x1f') != std::string_view::npos) {
    text.remove_prefix(text.find('\x1f') + 1);
    members.emplace_back(text.substr(0, text.find('\x1f')));
  }
  return members;
}

std::string still_granted(const FieldInputs& inputs, const SetOutcome& outcome) {
  const std::optional<AppliedField> applied = applied_field(inputs);
  if (!applied) return {};
  std::vector<std::string> granted;
  for (const std::string& before : included_before(*applied)) {
    const auto is_same = [&](const std::string& name) { return same_member(name, before, inputs.rule); };
    const auto kept = std::ranges::find_if(outcome.kept, is_same);
    if (kept != outcome.kept.end()) granted.push_back(shown_member(*kept, inputs.rule));
  }
  return granted.empty() ? std::string()
                         : fmt::format("no longer managed, still granted: {}", fmt::join(granted, ", "));
}

BlockReason nothing_left(const FieldInputs& inputs) {
  if (!inputs.rule.privilege) {
    return {"unmetNeed", fmt::format("{} would be empty, and without a member there is no such object: name one that "
                                     "stays, or write ensure: absent",
                                     inputs.rule.path)};
  }
  return {"emptyRoles", fmt::format("{} would be empty: name one that stays, or say settings.allowEmptyRoles: true",
                                    inputs.rule.path)};
}

// A record that the vendor could not take.
std::optional<BlockReason> lacking(const FieldInputs& inputs, const SetOutcome& outcome) {
  if (inputs.rule.type != ValueType::records) return std::nullopt;
  for (const std::string& member : outcome.added) {
    const std::string parts = lacking_parts(member, inputs.rule);
    if (parts.empty()) continue;
    return BlockReason{"unmetNeed", fmt::format("{} has no {} yet, and making it needs {}: add it to the manifest",
                                                inputs.rule.path, shown_member(member, inputs.rule), parts)};
  }
  return std::nullopt;
}

std::vector<std::string> shown_members(std::vector<std::string> members, const FieldRule& rule) {
  for (std::string& member : members) member = shown_member(member, rule);
  return members;
}

ComparedField compare_set(const PlanningContext& context, const FieldInputs& inputs) {
  ComparedField result;
  if (inputs.exists && !is_known(inputs.live)) {
    result.blocked = BlockReason{
        "presence", fmt::format("the live value of {} could not be read, so the whole set cannot be sent safely",
                                inputs.rule.path)};
    return result;
  }
  FieldWish wish = inputs.wish;
  for (std::string& leftover : own_leftovers(inputs)) wish.set.exclude.push_back(std::move(leftover));
  SetOutcome outcome = apply_wish(wish.set, inputs.live, inputs.rule);
  std::string note = still_granted(inputs, outcome);
  const bool differs = !outcome.added.empty() || !outcome.removed.empty() || !inputs.exists;
  if (!differs) {
    if (!note.empty()) result.note = fmt::format("{}: {}", inputs.rule.path, note);
    return result;
  }
  wish.may_be_empty =
      inputs.rule.may_be_empty || (inputs.rule.privilege && context.desired.spec.flag("allowEmptyRoles"));
  if (outcome.final_members.empty() && !wish.may_be_empty) result.blocked = nothing_left(inputs);
  if (!result.blocked) result.blocked = lacking(inputs, outcome);
  FieldDifference difference = titled(inputs);
  difference.is_set = true;
  difference.exact = wish.set.exact;
  difference.added = shown_members(std::move(outcome.added), inputs.rule);
  difference.removed = shown_members(std::move(outcome.removed), inputs.rule);
  difference.kept = shown_members(std::move(outcome.kept), inputs.rule);
  difference.note = std::move(note);
  result.wish = std::move(wish);
  result.difference = std::move(difference);
  return result;
}

ComparedField write_field(const FieldInputs& inputs) {
  ComparedField result;
  FieldDifference difference = titled(inputs);
  if (inputs.exists && inputs.rule.readable != Readable::never)
    difference.before = live_scalar(inputs.live, inputs.rule);
  difference.after = shown(inputs.wish, inputs.rule);
  result.wish = inputs.wish;
  result.difference = std::move(difference);
  return result;
}

ComparedField write_secret(const FieldInputs& inputs, std::string why) {
  ComparedField changed = write_field(inputs);
  changed.difference->drift = false;
  changed.difference->note = std::move(why);
  return changed;
}

// A secret is written at create, where --set-secrets asks for it, and again when its version is another than the one
// last written. Where none is recorded, the present version is recorded and nothing is written.
ComparedField compare_secret(const PlanningContext& context, const FieldInputs& inputs) {
  if (!inputs.exists) return write_field(inputs);
  if (inputs.forced) return write_secret(inputs, "asked for with --set-secrets");
  const auto version = context.secret_versions.find(inputs.wish.value);
  if (version == context.secret_versions.end()) {
    ComparedField unknown;
    unknown.note = fmt::format("{}: whether {} changed is not known: it could not be read, or there is no state yet",
                               inputs.rule.path, as_stated(inputs.wish.value));
    return unknown;
  }
  const std::optional<AppliedField> applied = applied_field(inputs);
  if (!applied || applied->secret_version.empty() || applied->secret_version == version->second) return {};
  return write_secret(inputs, "the secret has a new version");
}

}  // namespace

ComparedField compare_field(const PlanningContext& context, const FieldInputs& inputs) {
  if (inputs.wish.kind == WishKind::secret) return compare_secret(context, inputs);
  if (inputs.wish.kind == WishKind::set) return compare_set(context, inputs);
  if (!inputs.exists) {
    if (inputs.wish.kind == WishKind::at_default) return {};  // a new object starts at its defaults
    return write_field(inputs);
  }
  if (is_fulfilled(inputs.wish, inputs.live, inputs.rule) || is_at_blind_default(inputs)) return {};
  // Not readable: written when the manifest asks for something else than what was last written.
  if (!is_known(inputs.live) && was_applied(inputs)) return {};
  ComparedField result = write_field(inputs);
  if (!is_known(inputs.live)) result.difference->unverifiable = true;
  return result;
}

}  // namespace muster::core
