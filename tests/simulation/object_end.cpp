// At the end of a site that is judged by documents: is everything as asked, and is what is not held back by a guard and
// reported so?
#include <fmt/format.h>

#include <algorithm>

#include "tests/simulation/held_back.h"
#include "tests/simulation/object_judge.h"

namespace muster::simulation {

namespace {

bool is_met(const SetAsked& asked, const std::set<std::string>& live) {
  if (asked.exact) return live == asked.members;
  return std::ranges::includes(live, asked.members) &&
         std::ranges::none_of(asked.excluded, [&](const std::string& member) { return live.contains(member); });
}

// What somebody else changed and the manifests say only to report.
bool is_excused(const ShadowObject& object, const std::string& field, const Policy& policy) {
  return !policy.corrects_drift && object.touched_by_others.contains(field);
}

}  // namespace

std::string ObjectJudge::unmet(const std::string& key, const Document& document) const {
  const ShadowObject* object = shadow_.find(key);
  if (document.absent) return object == nullptr ? "" : "is still there";
  if (object == nullptr) return "is not there";
  for (const auto& [field, asked] : document.sets) {
    if (!is_met(asked, shadow_.members(key, field)) && !is_excused(*object, field, policy())) {
      return "has others in " + field;
    }
  }
  for (const auto& [field, asked] : document.texts) {
    const auto at = object->fields.find(field);
    const std::string live = at == object->fields.end() ? "" : site_.comparable("", at->second);
    if (live != asked && !is_excused(*object, field, policy())) return field + " is another";
  }
  return {};
}

void ObjectJudge::judge_end(const Reported& reported, const std::map<std::string, std::string>&) {
  const std::string difference = shadow_.compare();
  if (!difference.empty()) findings_.fail(difference);
  const auto& asked = history_.states()[history_.in_force()].manifests.systems.at(site_.system());
  for (const auto& [key, document] : asked.objects) {
    const std::string why = unmet(key, document);
    if (why.empty()) continue;
    const core::EntityKey object(site_.system(), document.entity, document.name);
    const core::Change* change = blocked_change(reported.status, object);
    const std::string refusal = reported.refusals.of(object);
    if (change == nullptr && !refusal.empty()) {
      ++findings_.counts.refused;
      findings_.note(fmt::format("refused: {} {}: {}", key, why, refusal));
      continue;
    }
    if (change == nullptr) {
      findings_.fail(fmt::format("not as asked, and nothing reported: {} {}", key, why));
      continue;
    }
    ++findings_.counts.blocked;
    findings_.note(fmt::format("held back: {} {}: {}", key, why, reason_of(*change).guard));
    if (reason_of(*change).guard == "settling") findings_.fail(key + " is in doubt to the end");
  }
}

}  // namespace muster::simulation
