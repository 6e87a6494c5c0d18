// Every field that muster changed, held against the documents.
#include <fmt/format.h>

#include <algorithm>

#include "tests/simulation/judging.h"
#include "tests/simulation/object_judge.h"

namespace muster::simulation {

using simulators::Effect;
using simulators::FieldEffect;

namespace {

constexpr engine::Duration kReadToWrite{30'000};  // a budget may hold back the write

bool is_anywhere_gone(const std::vector<const Document*>& documents) {
  return std::ranges::count(documents, nullptr) > 0;
}

const SetAsked* set_of(const Document& document, const std::string& field) {
  const auto at = document.sets.find(field);
  return document.absent || at == document.sets.end() ? nullptr : &at->second;
}

bool asks_for(const Document& document, const std::string& field, const std::string& member) {
  const SetAsked* set = set_of(document, field);
  return set != nullptr && set->members.contains(member);
}

bool asks_without(const Document& document, const std::string& field, const std::string& member, bool added) {
  if (document.absent) return true;  // emptied before it is removed
  const SetAsked* set = set_of(document, field);
  if (set == nullptr) return false;
  if (set->exact) return !set->members.contains(member);
  return set->excluded.contains(member) || (added && !set->members.contains(member));
}

bool names_element(const Document& document, const std::string& element) {
  const auto at = document.texts.lower_bound(element);
  return at != document.texts.end() && at->first.starts_with(element);
}

bool owns_whole(const Document& document, const std::string& element) {
  return std::ranges::any_of(document.whole, [&](const std::string& list) { return element.starts_with(list); });
}

}  // namespace

void ObjectJudge::judge_field(const Deed& deed, const FieldEffect& field) {
  const FieldForm form = site_.form_of(deed.happening.entity, field.field);
  if (form == FieldForm::echo) return;
  if (form == FieldForm::set || form == FieldForm::twin) return judge_members(deed, field);
  if (form == FieldForm::text || form == FieldForm::secret) return judge_text(deed, field);
  const bool is_new = deed.happening.effect == Effect::created;
  if (!is_new && !is_lost_update(deed, field.field)) findings_.fail("disturbed: " + text_of(deed.happening));
}

void ObjectJudge::judge_text(const Deed& deed, const FieldEffect& field) {
  count_part(deed, field);
  const auto comparable = [&](const std::string& text) { return site_.comparable_text(field.field, text); };
  if (!field.before.empty() && comparable(field.before) == comparable(field.after)) return;
  if (deed.happening.effect == Effect::created && site_.is_initial(field.field, field.after)) return;
  const bool asked = any(deed.asked, [&](const Document& document) { return asks_for_text(document, deed, field); }) ||
                     (is_anywhere_gone(deed.asked) && asks_for_element(Document(), deed, field));
  if (!asked && !is_lost_update(deed, field.field)) {
    findings_.fail(fmt::format("nobody asked for {}: {}", field.field, text_of(deed.happening)));
  }
}

void ObjectJudge::count_part(const Deed& deed, const FieldEffect& field) {
  const std::string part = site_.part_made_with(deed.happening, field);
  if (part.empty()) return;
  ++created_[part];
  ++findings_.counts.creates;
}

bool ObjectJudge::asks_for_text(const Document& document, const Deed& deed, const FieldEffect& field) const {
  if (document.absent) return field.after.empty();
  if (document.secrets.contains(field.field)) return true;
  for (const auto* asked : {&document.texts, &document.follows}) {
    const auto at = asked->find(field.field);
    if (at != asked->end() && at->second == site_.comparable_text(field.field, field.after)) return true;
  }
  return asks_for_element(document, deed, field);
}

// What one list for all places leaves open is for all of them what one of them had.
bool ObjectJudge::is_of_another_place(const Document& document, const Deed& deed, const FieldEffect& field) const {
  const auto list = std::ranges::find_if(
      document.one_list, [&](const std::string& name) { return field.field.find("." + name) != std::string::npos; });
  if (list == document.one_list.end()) return false;
  const std::string place = field.field.substr(0, field.field.find("." + *list) + 1);
  const std::string element = site_.element_of(field.field).substr(place.size());
  return std::ranges::any_of(deed.before->fields, [&](const auto& known) {
    const auto at = known.first.find("." + element);
    if (at == std::string::npos || known.first.starts_with(place)) return false;
    const std::string there = known.first.substr(0, at + 1) + field.field.substr(place.size());
    const auto same = deed.before->fields.find(there);
    return (same == deed.before->fields.end() ? "" : same->second) == field.after;
  });
}

// A new element has more than is asked for; one that muster put there goes with the wish for it.
bool ObjectJudge::asks_for_element(const Document& document, const Deed& deed, const FieldEffect& field) const {
  const std::string element = site_.element_of(field.field);
  if (element == field.field || deed.before == nullptr) return false;
  const bool is_named = names_element(document, element);
  if (is_named && !document.texts.contains(field.field) && is_of_another_place(document, deed, field)) return true;
  if (!field.after.empty()) {
    return is_named && !document.texts.contains(field.field) && !shadow_.has_element(*deed.before, element);
  }
  return !is_named && (document.gone.contains(element) || owns_whole(document, element) ||
                       deed.before->elements_by_muster.contains(element));
}

bool ObjectJudge::is_lost_update(const Deed& deed, const std::string& field) const {
  if (deed.before == nullptr || !site_.loses_updates(deed.happening.entity, field)) return false;
  const auto at = deed.before->touched_at.find(field);
  return at != deed.before->touched_at.end() && deed.happening.at - at->second < kReadToWrite + site_.longest_lag();
}

void ObjectJudge::judge_members(const Deed& deed, const FieldEffect& field) {
  if (is_lost_update(deed, field.field)) return;
  const std::string asked_as = site_.field_of(field.field);
  const auto before = site_.members(field.field, field.before);
  const auto after = site_.members(field.field, field.after);
  for (const std::string& member : without(after, before)) {
    const bool asked = any(deed.asked, [&](const Document& document) { return asks_for(document, asked_as, member); });
    if (!asked) findings_.fail(fmt::format("nobody asked for {} in {} of {}", member, field.field, deed.key));
  }
  for (const std::string& member : without(before, after)) {
    const auto by_field =
        deed.before == nullptr ? std::map<std::string, std::set<std::string>>() : deed.before->added_by_muster;
    const auto at = by_field.find(field.field);
    const bool added = at != by_field.end() && at->second.contains(member);
    const bool asked =
        any(deed.asked, [&](const Document& each) { return asks_without(each, asked_as, member, added); }) ||
        (added && is_anywhere_gone(deed.asked));
    if (!asked) findings_.fail(fmt::format("nobody asked to take {} out of {} of {}", member, field.field, deed.key));
  }
}

}  // namespace muster::simulation
