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

}  // namespace

bool ObjectJudge::is_excused(const ShadowObject& object, const std::string& field) const {
  if (policy().corrects_drift) return false;
  const std::string setting = site_.setting_of(field);
  return std::ranges::any_of(object.touched_by_others,
                             [&](const std::string& touched) { return site_.setting_of(touched) == setting; });
}

std::string ObjectJudge::unmet(const std::string& key, const Document& document) const {
  const ShadowObject* object = shadow_.find(key);
  if (document.absent) return object == nullptr ? "" : "is still there";
  if (object == nullptr) return "is not there";
  for (const std::string& why : {unmet_sets(*object, document), unmet_texts(*object, document),
                                 unmet_lists(*object, document), unmet_secrets(key, *object, document)}) {
    if (!why.empty()) return why;
  }
  return {};
}

std::string ObjectJudge::unmet_sets(const ShadowObject& object, const Document& document) const {
  for (const auto& [field, asked] : document.sets) {
    bool is_told = false;
    for (const auto& [logged, text] : object.fields) {
      if (site_.field_of(logged) != field || site_.form_of(document.entity, logged) != FieldForm::set) continue;
      is_told = true;
      if (!is_met(asked, site_.members(logged, text)) && !is_excused(object, logged)) return "has others in " + field;
    }
    if (!is_told && !is_met(asked, {}) && !is_excused(object, field)) return "has nobody in " + field;
  }
  return {};
}

std::string ObjectJudge::unmet_texts(const ShadowObject& object, const Document& document) const {
  for (const auto& [field, asked] : document.texts) {
    const auto at = object.fields.find(field);
    const std::string live = at == object.fields.end() ? "" : site_.comparable_text(field, at->second);
    if (live != asked && !is_excused(object, field)) {
      return fmt::format("{} is \"{}\" and not \"{}\"", field, live, asked);
    }
  }
  return {};
}

std::string ObjectJudge::unmet_lists(const ShadowObject& object, const Document& document) const {
  for (const auto& [field, text] : object.fields) {
    const std::string element = site_.element_of(field);
    if (text.empty() || element == field || is_excused(object, field)) continue;
    if (document.gone.contains(element)) return element + " is still there";
    const auto named = document.texts.lower_bound(element);
    const bool is_named = named != document.texts.end() && named->first.starts_with(element);
    const auto is_of = [&](const std::string& list) { return element.starts_with(list); };
    if (!is_named && std::ranges::any_of(document.whole, is_of)) return element + " is there besides";
  }
  return {};
}

// Nobody can read it: what was there before muster, and what somebody else changed, stays.
std::string ObjectJudge::unmet_secrets(const std::string& key, const ShadowObject& object,
                                       const Document& document) const {
  for (const auto& [field, variable] : document.secrets) {
    const bool is_musters = object.created_by_muster || object.written_by_muster.contains(field);
    if (!is_musters || object.touched_by_others.contains(field)) continue;
    if (site_.live_secret(key, field) != secrets_->at("env:" + variable)) return field + " is another";
  }
  return {};
}

bool ObjectJudge::is_out_of_reach(const std::string& key, const core::EntityKey& object,
                                  const Reported& reported) const {
  const ShadowObject* there = shadow_.find(key);
  return there != nullptr && there->touched_by_others.contains(site_.key_to_it()) &&
         is_said_to_be_unknown(reported.status, object);
}

void ObjectJudge::judge_end(const Reported& reported, const std::map<std::string, std::string>& secrets) {
  secrets_ = &secrets;
  const std::string wrong = wire_ == nullptr ? "" : site_.sent_wrongly(wire_->exchanges());
  if (!wrong.empty()) findings_.fail(wrong);
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
    if (change == nullptr && is_out_of_reach(key, object, reported)) {
      ++findings_.counts.blocked;
      findings_.note(fmt::format("out of reach: {} {}: somebody else changed its password", key, why));
      continue;
    }
    if (change == nullptr) {
      findings_.fail(fmt::format("not as asked, and nothing reported: {} {}", key, why));
      continue;
    }
    ++findings_.counts.blocked;
    findings_.note(fmt::format("held back: {} {}: {}", key, why, reason_of(*change).guard));
    const std::string guard = reason_of(*change).guard;
    if (guard == "settling") findings_.fail(key + " is in doubt to the end");
    if (guard == "presence") findings_.fail(key + " is said to be unknown when all can be read: " + why);
  }
}

}  // namespace muster::simulation
