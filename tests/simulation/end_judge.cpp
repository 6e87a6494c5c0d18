#include "tests/simulation/end_judge.h"

#include <fmt/format.h>

#include <algorithm>

namespace muster::simulation {

namespace {

// What somebody else changed and the manifests say only to report.
bool is_excused(const ShadowPerson* person, const std::string& field, bool corrects_drift) {
  return !corrects_drift && person != nullptr && person->touched_by_others.contains(field);
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

const core::Change* blocked_change(const engine::Status& status, const std::string& login) {
  for (const engine::SystemStatus& system : status.systems) {
    if (!system.plan) continue;
    for (const core::SystemPlan& plan : system.plan->systems) {
      for (const core::Change& change : plan.changes) {
        if (change.entity.name == login && core::is_blocked(change)) return &change;
      }
    }
  }
  return nullptr;
}

}  // namespace

std::string unmet(const gws::World& world, const std::string& login, const Wish& wish, const Shadow& shadow,
                  bool corrects_drift) {
  const gws::User* user = world.users.find_login(login);
  const ShadowPerson* person = shadow.find(login);
  if (wish.absent) return user == nullptr ? "" : "is still there";
  if (user == nullptr) return "is not there";
  if (!are_roles_met(*user, wish) && !is_excused(person, "roles", corrects_drift)) return "has other roles";
  for (const auto& [field, value] : wish.fields) {
    if (live_text(*user, field) != value && !is_excused(person, field, corrects_drift)) return field + " is another";
  }
  if (!wish.device.empty() && !has_device(world, *user, wish.device)) return "lacks device " + wish.device;
  return {};
}

void judge_end(const gws::World& world, const History& history, const engine::Status& status, const Shadow& shadow,
               Findings& findings) {
  const Manifests& asked = history.states()[history.in_force()].manifests;
  for (const auto& [login, wish] : asked.people) {
    const std::string why = unmet(world, login, wish, shadow, asked.policy.corrects_drift);
    if (why.empty()) continue;
    const core::Change* change = blocked_change(status, login);
    if (change == nullptr) {
      findings.fail(fmt::format("not as asked, and nothing reported: {} {}", login, why));
      continue;
    }
    ++findings.counts.blocked;
    findings.note(fmt::format("held back: {} {}: {}", login, why, change->blocked.front().guard));
    if (change->blocked.front().guard == "settling") findings.fail(login + " is in doubt to the end");
  }
  const std::string difference = shadow.compare(world);
  if (!difference.empty()) findings.fail(difference);
}

}  // namespace muster::simulation
