#include "tests/simulation/object_judge.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/simulation/judging.h"

namespace muster::simulation {

using simulators::Effect;
using simulators::FieldEffect;
using simulators::Happening;

namespace {

constexpr std::string_view kVendor = "vendor";

std::string_view word(Effect effect) {
  if (effect == Effect::created) return "created";
  return effect == Effect::removed ? "removed" : "updated";
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
  wire_ = &wire;
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
    if (last_by_muster_ && !site_.is_object(happening.entity)) {
      judge_other(happening);
    } else if (last_by_muster_) {
      judge(happening, last_cause_);
    }
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
  if (happening.effect != Effect::removed) return;
  moved_ = shadow_.members(site_.key_of_effect(happening), "agents");
  moved_.insert(site_.comparable(happening.entity, happening.name));
}

// Somebody whose removal is asked for may be sent away first.
void ObjectJudge::judge_other(const Happening& happening) {
  const std::string key = key_of("user", site_.comparable("user", happening.name));
  const std::size_t oldest = last_cause_ == nullptr ? history_.in_force() : last_cause_->oldest_state;
  const bool is_leaving = any(history_.documents_since(oldest, site_.system(), key),
                              [](const Document& document) { return document.absent; });
  if (!site_.is_allowed(happening, is_leaving)) findings_.fail("nobody asked for: " + text_of(happening));
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
    const bool is_set = site_.form_of(happening.entity, field.field) == FieldForm::set;
    if (!is_set || !std::ranges::includes(moved_, changed)) {
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

void ObjectJudge::judge_administrators(const Deed& deed) {
  const Administration rules = site_.administration();
  if (deed.happening.entity != rules.entity) return;
  const auto is_roles = [&](const FieldEffect& field) { return field.field == rules.field; };
  const auto roles = std::ranges::find_if(deed.happening.fields, is_roles);
  if (roles == deed.happening.fields.end()) return;
  if (deed.key == rules.own_account && rules.own_roles_fixed) {
    findings_.fail("roles of muster's own account: " + text_of(deed.happening));
  }
  const bool loses = site_.members(rules.field, roles->before).contains(rules.role) &&
                     !site_.members(rules.field, roles->after).contains(rules.role);
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

}  // namespace muster::simulation
