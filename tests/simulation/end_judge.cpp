#include "tests/simulation/end_judge.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/simulation/held_back.h"

namespace muster::simulation {

namespace {

// What somebody else changed and the manifests say only to report, or the vendor does not tell: a site that leaves
// defaults out never shows that somebody is enabled again.
bool is_excused(const gws::World& world, const ShadowPerson* person, const std::string& field, bool corrects_drift) {
  const bool is_told = field != "enabled" || !world.quirks.omits_defaults;
  return (!corrects_drift || !is_told) && person != nullptr && person->touched_by_others.contains(field);
}

bool are_roles_met(const gws::User& user, const Wish& wish) {
  const std::set<std::string> live(user.roles.begin(), user.roles.end());
  if (!wish.states_roles) return true;
  if (wish.exact_roles) return live == wish.roles;
  return std::ranges::includes(live, wish.roles) &&
         std::ranges::none_of(wish.excluded, [&](const std::string& role) { return live.contains(role); });
}

std::string live_text(const gws::User& user, const std::string& field) {
  if (field == "firstName") return user.first_name;
  if (field == "lastName") return user.last_name;
  if (field == "emailAddress") return user.email_address;
  return user.enabled ? "true" : "false";
}

bool has_device(const gws::World& world, const gws::User& user, const std::string& number) {
  const auto at = world.device_by_number.find(number);
  return at != world.device_by_number.end() && world.devices.find(at->second)->second.owner_id == user.id;
}

}  // namespace

std::string unmet(const End& end, const std::string& login, const Wish& wish, bool corrects_drift) {
  const gws::World& world = end.world;
  const gws::User* user = world.users.find_login(login);
  const ShadowPerson* person = end.shadow.find(login);
  if (wish.absent) return user == nullptr ? "" : "is still there";
  if (user == nullptr) return "is not there";
  if (!are_roles_met(*user, wish) && !is_excused(world, person, "roles", corrects_drift)) return "has other roles";
  for (const auto& [field, value] : wish.fields) {
    if (live_text(*user, field) != value && !is_excused(world, person, field, corrects_drift))
      return field + " is another";
  }
  if (!wish.device.empty() && !has_device(world, *user, wish.device)) return "lacks device " + wish.device;
  const bool has_created = person != nullptr && person->created_by_muster;
  if (wish.has_password && has_created && user->password != end.password) return "has another password";
  return {};
}

void judge_end(const End& end, const engine::Status& status, Findings& findings) {
  const GwsManifests& asked = end.history.states()[end.history.in_force()].manifests.gws;
  for (const auto& [login, wish] : asked.people) {
    const std::string why = unmet(end, login, wish, asked.policy.corrects_drift);
    if (why.empty()) continue;
    const core::Change* change = blocked_change(status, {kGws, "user", login});
    if (change == nullptr) {
      findings.fail(fmt::format("not as asked, and nothing reported: {} {}", login, why));
      continue;
    }
    ++findings.counts.blocked;
    const core::BlockReason& reason = reason_of(*change);
    findings.note(fmt::format("held back: {} {}: {}", login, why, reason.guard));
    if (reason.guard == "settling") findings.fail(login + " is in doubt to the end");
    if (reason.guard == "presence") findings.fail(login + " is said to be unknown when all can be read: " + why);
  }
  const std::string difference = end.shadow.compare(end.world);
  if (!difference.empty()) findings.fail(difference);
}

}  // namespace muster::simulation
