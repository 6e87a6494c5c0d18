// What muster sent within a day, held against the numbers of the guards.
#include <fmt/format.h>

#include <algorithm>

#include "tests/simulation/judging.h"
#include "tests/simulation/object_judge.h"

namespace muster::simulation {

using simulators::Effect;
using simulators::FieldEffect;

// Limits are kept by the name of the kind, whichever tier.
void ObjectJudge::judge_limits(const Deed& deed) {
  const std::string kind = deed.happening.entity.substr(0, deed.happening.entity.find('-'));
  if (deed.happening.effect == Effect::removed) {
    return count_sent(removals_, {deed.at, kind, 1}, policy().removals, "removals");
  }
  if (any(deed.asked, [](const Document& document) { return document.absent; })) return;  // a part of its removal
  judge_updates(deed);
  for (const FieldEffect& field : deed.happening.fields) {
    if (site_.form_of(deed.happening.entity, field.field) != FieldForm::set) continue;
    const auto gone = without(site_.members(field.field, field.before), site_.members(field.field, field.after));
    count_sent(member_removals_, {deed.at, kind, gone.size()}, policy().member_removals, "removed members");
  }
}

// One object counts once here, however many of its changes muster counts. What belongs to a create is no update.
void ObjectJudge::judge_updates(const Deed& deed) {
  const bool is_new = deed.happening.effect == Effect::created || deed.before == nullptr ||
                      deed.before->created_by_muster || deed.happening.fields.empty();
  const bool makes_part = std::ranges::any_of(deed.happening.fields, [&](const FieldEffect& field) {
    return !site_.part_made_with(deed.happening, field).empty();
  });
  if (is_new || makes_part) return;
  const std::string kind = deed.happening.entity.substr(0, deed.happening.entity.find('-'));
  updates_.push_back({deed.at, kind, deed.key});
  std::set<std::string> within;
  for (const Updated& each : updates_) {
    if (each.entity == kind && each.at > deed.at - std::chrono::hours(24)) within.insert(each.key);
  }
  if (within.size() > static_cast<std::size_t>(policy().updates.number)) {
    findings_.fail(fmt::format("{} updates within 24 hours, {} are allowed", within.size(), policy().updates.number));
  }
}

void ObjectJudge::count_sent(std::vector<Sent>& all, Sent sent, const GuardNumbers& limit, std::string_view what) {
  all.push_back(sent);
  std::size_t within = 0;
  for (const Sent& each : all) {
    if (each.kind == sent.kind && each.at > sent.at - std::chrono::hours(24)) within += each.weight;
  }
  if (sent.weight > 0 && within > static_cast<std::size_t>(limit.number)) {
    findings_.fail(fmt::format("{} {} within 24 hours, {} are allowed", within, what, limit.number));
  }
}

}  // namespace muster::simulation
