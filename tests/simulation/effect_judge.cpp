#include "tests/simulation/effect_judge.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/simulation/end_judge.h"

namespace muster::simulation {

namespace {

using gws::Effect;

std::string text_of(const gws::LogEntry& entry) {
  std::string text = fmt::format("{} {} {}", entry.actor, gws::to_text(entry.effect), entry.user_name);
  for (const auto& field : entry.fields)
    text += fmt::format(" {}: \"{}\" -> \"{}\"", field.field, field.before, field.after);
  return text;
}

template <typename Matches>
bool any(const std::vector<const Wish*>& wishes, Matches matches) {
  return std::ranges::any_of(wishes, [&](const Wish* wish) { return wish != nullptr && matches(*wish); });
}

bool is_role_gone_as_asked(const Wish& wish, const std::string& role, const ShadowPerson& person) {
  if (wish.absent || !wish.states_roles) return false;
  if (wish.exact_roles) return !wish.roles.contains(role);
  return wish.excluded.contains(role) || (person.added_by_muster.contains(role) && !wish.roles.contains(role));
}

}  // namespace

void EffectJudge::judge_new(const Wire& wire) {
  for (; judged_ < world_.log.size(); ++judged_) {
    const gws::LogEntry& entry = world_.log[judged_];
    findings_.note("vendor: " + text_of(entry));
    if (entry.actor != gws::kOther) judge(entry, wire.cause_of(judged_));
    shadow_.apply(entry);
  }
}

void EffectJudge::judge(const gws::LogEntry& entry, const Exchange* cause) {
  if (cause == nullptr) return findings_.fail("no request of muster explains: " + text_of(entry));
  const auto wishes = history_.wishes_since(cause->oldest_state, gws::fold_login(entry.user_name));
  const ShadowPerson* person = shadow_.find(entry.user_name);
  const ShadowPerson before = person == nullptr ? ShadowPerson() : *person;
  if (entry.effect == Effect::created) {
    judge_created(entry, wishes);
  } else if (entry.effect == Effect::removed) {
    judge_removed(entry, wishes);
  }
  for (const gws::FieldEffect& field : entry.fields) judge_field(entry, field, wishes);
  judge_protection(entry, cause->oldest_state);
  judge_administrators(entry, before, shadow_.administrators());
  judge_limits(entry, *cause, wishes);
}

void EffectJudge::judge_created(const gws::LogEntry& entry, const std::vector<const Wish*>& wishes) {
  ++created_[key_of("user", gws::fold_login(entry.user_name))];
  ++findings_.counts.creates;
  if (shadow_.find(entry.user_name) != nullptr) findings_.fail("doubled: " + text_of(entry));
  if (!any(wishes, [](const Wish& wish) { return !wish.absent && !wish.is_rights_only; })) {
    findings_.fail("nobody asked for: " + text_of(entry));
  }
}

void EffectJudge::judge_removed(const gws::LogEntry& entry, const std::vector<const Wish*>& wishes) {
  ++removed_[key_of("user", gws::fold_login(entry.user_name))];
  if (any(wishes, [](const Wish& wish) { return wish.absent; })) return;
  const bool by_absence = std::ranges::count(wishes, nullptr) > 0;
  const ShadowPerson* person = shadow_.find(entry.user_name);
  const std::string& action = history_.newest().manifests.gws.policy.unmanaged;
  if (by_absence && action == "delete" && person != nullptr && person->created_by_muster && !person->enabled) return;
  findings_.fail("nobody asked for: " + text_of(entry));
}

void EffectJudge::judge_field(const gws::LogEntry& entry, const gws::FieldEffect& field,
                              const std::vector<const Wish*>& wishes) {
  if (field.field == "roles") return judge_roles(entry, field, wishes);
  const bool asked = any(wishes, [&](const Wish& wish) {
    if (wish.absent) return false;
    if (field.field == "password") return wish.has_password;
    if (field.field == "devices") return wish.device == field.after;
    const auto at = wish.fields.find(field.field);
    return at != wish.fields.end() && at->second == field.after;
  });
  // Disabled before it is removed, or because its document is gone.
  const bool is_leaving = field.field == "enabled" && field.after == "false" &&
                          history_.newest().manifests.gws.policy.unmanaged != "report" &&
                          history_.ever_named(gws::fold_login(entry.user_name)) &&
                          std::ranges::count(wishes, nullptr) > 0;
  if (!asked && !is_leaving) findings_.fail("nobody asked for: " + text_of(entry));
}

void EffectJudge::judge_roles(const gws::LogEntry& entry, const gws::FieldEffect& field,
                              const std::vector<const Wish*>& wishes) {
  const auto before = words(field.before);
  const auto after = words(field.after);
  const ShadowPerson* person = shadow_.find(entry.user_name);
  for (const std::string& role : after) {
    if (before.contains(role)) continue;
    const bool asked = any(wishes, [&](const Wish& wish) { return !wish.absent && wish.roles.contains(role); });
    if (!asked) findings_.fail(fmt::format("nobody asked for {} of {}", role, entry.user_name));
  }
  for (const std::string& role : before) {
    if (after.contains(role)) continue;
    const bool asked = person != nullptr &&
                       (any(wishes, [&](const Wish& wish) { return is_role_gone_as_asked(wish, role, *person); }) ||
                        (std::ranges::count(wishes, nullptr) > 0 && person->added_by_muster.contains(role)));
    if (!asked) findings_.fail(fmt::format("nobody asked to take {} from {}", role, entry.user_name));
  }
}

void EffectJudge::judge_protection(const gws::LogEntry& entry, std::size_t oldest) {
  for (const std::string& login : {entry.user_name, entry.from}) {
    const auto wishes = history_.wishes_since(oldest, gws::fold_login(login));
    const bool always = !wishes.empty() &&
                        std::ranges::all_of(wishes, [](const Wish* wish) { return wish != nullptr && wish->protect; });
    if (!login.empty() && always) findings_.fail("protected: " + text_of(entry));
  }
}

void EffectJudge::judge_administrators(const gws::LogEntry& entry, const ShadowPerson& before,
                                       std::size_t administrators_before) {
  if (!is_administrator(before)) return;
  const auto lost = [&](const gws::FieldEffect& field) {
    return (field.field == "roles" && !words(field.after).contains("ROLE_ADMIN")) ||
           (field.field == "enabled" && field.after == "false");
  };
  if (entry.effect != Effect::removed && !std::ranges::any_of(entry.fields, lost)) return;
  const Policy& policy = history_.newest().manifests.gws.policy;
  if (administrators_before <= static_cast<std::size_t>(policy.min_admins)) {
    findings_.fail("fewer administrators than minAdmins: " + text_of(entry));
  }
  const std::string login = gws::fold_login(entry.user_name);
  if (login == "svc-muster") findings_.fail("muster's own account: " + text_of(entry));
  if (policy.required_admins.contains(login)) findings_.fail("a required administrator: " + text_of(entry));
}

// Limits are kept by kind. Of somebody without a document, muster knows what was applied and no kind.
bool EffectJudge::counts_as_rights(const std::vector<const Wish*>& wishes, const std::string& login) const {
  if (std::ranges::any_of(wishes, [](const Wish* wish) { return wish != nullptr; })) {
    return any(wishes, [](const Wish& wish) { return wish.is_rights_only; });
  }
  const Wish* last = history_.last_wish(login);
  return last != nullptr && last->fields.empty() && !last->has_password && last->device.empty();
}

void EffectJudge::judge_limits(const gws::LogEntry& entry, const Exchange& cause,
                               const std::vector<const Wish*>& wishes) {
  const Policy& policy = history_.newest().manifests.gws.policy;
  const bool rights_only = counts_as_rights(wishes, gws::fold_login(entry.user_name));
  const Sent sent{cause.muster_time, rights_only, 1};
  if (entry.effect == Effect::removed) count_sent(removals_, sent, policy.removals, "removals");
  if (entry.effect != Effect::updated || entry.fields.empty()) return;
  count_sent(updates_, sent, policy.updates, "updates");
  for (const gws::FieldEffect& field : entry.fields) {
    if (field.field != "roles") continue;
    const auto after = words(field.after);
    const auto before = words(field.before);
    const auto gone = std::ranges::count_if(before, [&](const std::string& role) { return !after.contains(role); });
    count_sent(member_removals_, {sent.at, rights_only, static_cast<std::size_t>(gone)}, policy.member_removals,
               "removed roles");
  }
}

void EffectJudge::count_sent(std::vector<Sent>& all, Sent sent, const GuardNumbers& limit, std::string_view what) {
  all.push_back(sent);
  std::size_t within = 0;
  for (const Sent& each : all) {
    if (each.rights_only == sent.rights_only && each.at > sent.at - std::chrono::hours(24)) within += each.weight;
  }
  if (sent.weight > 0 && within > static_cast<std::size_t>(limit.number)) {
    findings_.fail(fmt::format("{} {} within 24 hours, {} are allowed", within, what, limit.number));
  }
}

void EffectJudge::judge_end(const Reported& reported, const std::map<std::string, std::string>& secrets) {
  simulation::judge_end(End{world_, history_, shadow_, secrets.at("env:JOINER_PASSWORD")}, reported.status, findings_);
}

}  // namespace muster::simulation
