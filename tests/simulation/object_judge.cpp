#include "tests/simulation/object_judge.h"

#include <fmt/format.h>

#include <algorithm>

namespace muster::simulation {

using simulators::Effect;
using simulators::FieldEffect;
using simulators::Happening;

namespace {

constexpr std::string_view kVendor = "vendor";
constexpr engine::Duration kReadToWrite{30'000};  // a budget may hold back the write

std::string_view word(Effect effect) {
  if (effect == Effect::created) return "created";
  return effect == Effect::removed ? "removed" : "updated";
}

template <typename Matches>
bool any(const std::vector<const Document*>& documents, Matches matches) {
  return std::ranges::any_of(documents,
                             [&](const Document* document) { return document != nullptr && matches(*document); });
}

bool is_anywhere_gone(const std::vector<const Document*>& documents) {
  return std::ranges::count(documents, nullptr) > 0;
}

std::set<std::string> without(const std::set<std::string>& members, const std::set<std::string>& others) {
  std::set<std::string> rest;
  std::ranges::set_difference(members, others, std::inserter(rest, rest.end()));
  return rest;
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

}  // namespace

std::string text_of(const Happening& happening) {
  std::string text =
      fmt::format("{} {} {} {}", happening.actor, word(happening.effect), happening.entity, happening.name);
  for (const FieldEffect& field : happening.fields) {
    text += fmt::format(" {}: \"{}\" -> \"{}\"", field.field, field.before, field.after);
  }
  return text;
}

std::unique_ptr<SiteJudge> ObjectSite::judge(const History& history, Findings& findings) {
  return std::make_unique<ObjectJudge>(*this, history, findings);
}

void ObjectJudge::judge_new(const Wire& wire) {
  for (; judged_ < site_.log().size(); ++judged_) take(wire, site_.log()[judged_]);
  const std::string broken = site_.broken_invariant();
  if (!broken.empty()) findings_.fail(broken);
}

void ObjectJudge::take(const Wire& wire, const Happening& happening) {
  findings_.note(site_.system() + ": vendor: " + text_of(happening));
  if (happening.actor == kVendor) {
    judge_consequence(happening);
  } else {
    last_by_muster_ = happening.actor != simulators::kOtherAdministrator;
    remember_moved(happening);
    last_cause_ = last_by_muster_ ? wire.cause_of(judged_) : nullptr;
    if (last_by_muster_) judge(happening, last_cause_);
  }
  shadow_.apply(happening, last_by_muster_ && happening.actor != kVendor);
}

void ObjectJudge::remember_moved(const Happening& happening) {
  moved_.clear();
  for (const FieldEffect& field : happening.fields) {
    const auto before = site_.members(field.field, field.before);
    const auto after = site_.members(field.field, field.after);
    std::ranges::set_symmetric_difference(before, after, std::inserter(moved_, moved_.end()));
    if (field.field == "team") moved_.insert(site_.comparable(happening.entity, happening.name));
  }
  if (happening.effect == Effect::removed) moved_ = shadow_.members(site_.key_of_effect(happening), "agents");
}

void ObjectJudge::judge_consequence(const Happening& happening) {
  if (!last_by_muster_) return;
  if (last_cause_ == nullptr || happening.effect != Effect::updated) {
    return findings_.fail("disturbed: " + text_of(happening));
  }
  for (const FieldEffect& field : happening.fields) {
    const auto before = site_.members(field.field, field.before);
    const auto after = site_.members(field.field, field.after);
    std::set<std::string> changed;
    std::ranges::set_symmetric_difference(before, after, std::inserter(changed, changed.end()));
    if (field.field != "agents" || !std::ranges::includes(moved_, changed)) {
      findings_.fail("disturbed: " + text_of(happening));
    }
  }
  const auto asked =
      history_.documents_since(last_cause_->oldest_state, site_.system(), site_.key_of_effect(happening));
  const bool always = !asked.empty() && std::ranges::all_of(asked, [](const Document* document) {
    return document != nullptr && document->protect;
  });
  if (always) findings_.fail("protected: " + text_of(happening));
}

void ObjectJudge::judge(const Happening& happening, const Exchange* cause) {
  if (cause == nullptr) return findings_.fail("no request of muster explains: " + text_of(happening));
  const std::string key = site_.key_of_effect(happening);
  const Deed deed{happening, key, history_.documents_since(cause->oldest_state, site_.system(), key), shadow_.find(key),
                  cause->muster_time};
  if (happening.effect == Effect::created) {
    judge_created(deed);
  } else if (happening.effect == Effect::removed) {
    judge_removed(deed);
  }
  if (happening.effect != Effect::removed) {
    for (const FieldEffect& field : happening.fields) judge_field(deed, field);
  }
  const bool always = !deed.asked.empty() && std::ranges::all_of(deed.asked, [](const Document* document) {
    return document != nullptr && document->protect;
  });
  if (always) findings_.fail("protected: " + text_of(happening));
  judge_administrators(deed);
  judge_limits(deed);
}

void ObjectJudge::judge_created(const Deed& deed) {
  ++created_[deed.key];
  ++findings_.counts.creates;
  if (deed.before != nullptr) findings_.fail("doubled: " + text_of(deed.happening));
  if (!any(deed.asked, [](const Document& document) { return !document.absent; })) {
    findings_.fail("nobody asked for: " + text_of(deed.happening));
  }
}

void ObjectJudge::judge_removed(const Deed& deed) {
  ++removed_[deed.key];
  if (!any(deed.asked, [](const Document& document) { return document.absent; })) {
    findings_.fail("nobody asked for: " + text_of(deed.happening));
  }
}

void ObjectJudge::judge_field(const Deed& deed, const FieldEffect& field) {
  const FieldForm form = site_.form_of(deed.happening.entity, field.field);
  if (form == FieldForm::set) return judge_members(deed, field);
  if (form != FieldForm::text) {
    const bool is_new = deed.happening.effect == Effect::created;
    if (!is_new && !is_lost_update(deed, field.field)) findings_.fail("disturbed: " + text_of(deed.happening));
    return;
  }
  const bool asked = any(deed.asked, [&](const Document& document) {
    const auto at = document.texts.find(field.field);
    if (document.absent) return field.after.empty();
    return at != document.texts.end() && at->second == site_.comparable("", field.after);
  });
  if (!asked && !is_lost_update(deed, field.field)) findings_.fail("nobody asked for: " + text_of(deed.happening));
}

bool ObjectJudge::is_lost_update(const Deed& deed, const std::string& field) const {
  if (deed.before == nullptr || !site_.loses_updates(deed.happening.entity)) return false;
  const auto at = deed.before->touched_at.find(field);
  return at != deed.before->touched_at.end() && deed.happening.at - at->second < kReadToWrite + site_.longest_lag();
}

void ObjectJudge::judge_members(const Deed& deed, const FieldEffect& field) {
  if (is_lost_update(deed, field.field)) return;
  const auto before = site_.members(field.field, field.before);
  const auto after = site_.members(field.field, field.after);
  for (const std::string& member : without(after, before)) {
    const bool asked =
        any(deed.asked, [&](const Document& document) { return asks_for(document, field.field, member); });
    if (!asked) findings_.fail(fmt::format("nobody asked for {} in {} of {}", member, field.field, deed.key));
  }
  for (const std::string& member : without(before, after)) {
    const auto by_field =
        deed.before == nullptr ? std::map<std::string, std::set<std::string>>() : deed.before->added_by_muster;
    const auto at = by_field.find(field.field);
    const bool added = at != by_field.end() && at->second.contains(member);
    const bool asked =
        any(deed.asked, [&](const Document& each) { return asks_without(each, field.field, member, added); }) ||
        (added && is_anywhere_gone(deed.asked));
    if (!asked) findings_.fail(fmt::format("nobody asked to take {} out of {} of {}", member, field.field, deed.key));
  }
}

void ObjectJudge::judge_administrators(const Deed& deed) {
  const Administration rules = site_.administration();
  if (deed.happening.entity != rules.entity) return;
  const auto is_roles = [](const FieldEffect& field) { return field.field == "roles"; };
  const auto roles = std::ranges::find_if(deed.happening.fields, is_roles);
  if (roles == deed.happening.fields.end()) return;
  if (deed.key == rules.own_account && rules.own_roles_fixed) {
    findings_.fail("roles of muster's own account: " + text_of(deed.happening));
  }
  const bool loses = site_.members("roles", roles->before).contains(rules.role) &&
                     !site_.members("roles", roles->after).contains(rules.role);
  if (!loses) return;
  if (shadow_.administrators() <= static_cast<std::size_t>(policy().min_admins)) {
    findings_.fail("fewer administrators than minAdmins: " + text_of(deed.happening));
  }
  if (deed.key == rules.own_account) findings_.fail("muster's own account: " + text_of(deed.happening));
  for (const std::string& required : policy().required_admins) {
    if (deed.key == key_of(rules.entity, required)) {
      findings_.fail("a required administrator: " + text_of(deed.happening));
    }
  }
}

// Limits are kept by the name of the kind, whichever tier.
void ObjectJudge::judge_limits(const Deed& deed) {
  const std::string kind = deed.happening.entity.substr(0, deed.happening.entity.find('-'));
  if (deed.happening.effect == Effect::removed) {
    return count_sent(removals_, {deed.at, kind, 1}, policy().removals, "removals");
  }
  if (any(deed.asked, [](const Document& document) { return document.absent; })) return;  // a part of its removal
  for (const FieldEffect& field : deed.happening.fields) {
    if (site_.form_of(deed.happening.entity, field.field) != FieldForm::set) continue;
    const auto gone = without(site_.members(field.field, field.before), site_.members(field.field, field.after));
    count_sent(member_removals_, {deed.at, kind, gone.size()}, policy().member_removals, "removed members");
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
