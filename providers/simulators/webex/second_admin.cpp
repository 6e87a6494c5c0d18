#include "providers/simulators/webex/second_admin.h"

#include <algorithm>

#include "providers/simulators/webex/changes.h"
#include "providers/simulators/webex/hydra.h"
#include "providers/simulators/webex/tier.h"

namespace muster::simulators::webex {
namespace {

Actor other(engine::WallTime now) { return {std::string(kOtherAdministrator), now}; }

bool holds(const std::vector<std::string>& members, std::string_view member) {
  return std::any_of(members.begin(), members.end(), [&](const auto& each) { return lower(each) == lower(member); });
}

bool may_touch(const EditSettings& settings, const Person& person) {
  const bool named = settings.emails.empty() || holds(settings.emails, person.email());
  return named && !person.removed && !holds(settings.spared, person.email());
}

const Person* pick_person(const World& world, Draw& draw, const EditSettings& settings) {
  const auto& slots = world.people.slots();
  if (slots.empty()) return nullptr;
  const Person* person = settings.emails.empty()
                             ? &slots[draw.below(slots.size())]
                             : world.people.find_email(settings.emails[draw.below(settings.emails.size())]);
  return person == nullptr || !may_touch(settings, *person) ? nullptr : person;
}

// One of the present supervisors, in either tier.
std::optional<Supervised> pick_supervisor(const World& world, Draw& draw, const EditSettings& settings) {
  std::vector<Supervised> all;
  for (const auto tier : {Tier::basic, Tier::customer_assist}) {
    for (const auto& [uuid, assignment] : world.supervisors(tier)) {
      const Person* person = world.people.find(uuid);
      const bool there = person != nullptr && !assignment.agents.empty();
      if (there && may_touch(settings, *person)) all.push_back({tier, uuid});
    }
  }
  if (all.empty()) return std::nullopt;
  return all[draw.below(all.size())];
}

bool edit_role(World& world, engine::WallTime now, Draw& draw, const EditSettings& settings, bool grant) {
  const Person* person = pick_person(world, draw, settings);
  if (person == nullptr || settings.roles.empty()) return false;
  const Named* role = world.role_named(settings.roles[draw.below(settings.roles.size())]);
  if (role == nullptr || person->has_role(role->tail) == grant) return false;
  auto roles = person->roles;
  std::erase(roles, role->tail);
  if (grant) roles.push_back(role->tail);
  set_roles(world, other(now), *world.people.find(person->uuid), std::move(roles));
  return true;
}

bool add_agent(World& world, engine::WallTime now, Draw& draw, const Supervised& which) {
  const auto& slots = world.people.slots();
  const Person& person = slots[draw.below(slots.size())];
  auto agents = world.supervisor(which.tier, which.supervisor)->agents;
  const bool fits = !person.removed && is_available(world, which.tier, person.uuid);
  if (!fits || std::find(agents.begin(), agents.end(), person.uuid) != agents.end()) return false;
  agents.push_back(person.uuid);
  set_agents(world, other(now), which, std::move(agents));
  return true;
}

bool drop_agent(World& world, engine::WallTime now, Draw& draw, const Supervised& which) {
  auto agents = world.supervisor(which.tier, which.supervisor)->agents;
  agents.erase(agents.begin() + static_cast<std::ptrdiff_t>(draw.below(agents.size())));
  set_agents(world, other(now), which, std::move(agents));
  return true;
}

bool edit_supervisor(World& world, engine::WallTime now, Draw& draw, const EditSettings& settings, Edit edit) {
  const auto which = pick_supervisor(world, draw, settings);
  if (!which) return false;
  if (edit == Edit::add_agent) return add_agent(world, now, draw, *which);
  if (edit == Edit::drop_agent) return drop_agent(world, now, draw, *which);
  set_agents(world, other(now), *which, {});
  return true;
}

// The uuids of e-mails and places; nothing when one of them is not there.
std::optional<std::vector<std::string>> uuids_of(const World& world, const std::vector<std::string>& names) {
  std::vector<std::string> uuids;
  for (const auto& name : names) {
    const Person* person = world.people.find_email(name);
    const auto place = world.places.find(lower(name));
    if (person == nullptr && place == world.places.end()) return std::nullopt;
    uuids.push_back(person != nullptr ? person->uuid : place->first);
  }
  return uuids;
}

}  // namespace

bool edit_at_random(World& world, engine::WallTime now, Draw& draw, const EditSettings& settings) {
  if (settings.edits.empty()) return false;
  const auto edit = settings.edits[draw.below(settings.edits.size())];
  switch (edit) {
    case Edit::grant_role:
    case Edit::revoke_role:
      return edit_role(world, now, draw, settings, edit == Edit::grant_role);
    case Edit::add_agent:
    case Edit::drop_agent:
    case Edit::remove_supervisor:
      return edit_supervisor(world, now, draw, settings, edit);
    case Edit::remove_person:
      break;
  }
  const Person* person = pick_person(world, draw, settings);
  if (person != nullptr) remove_person(world, other(now), person->uuid);
  return person != nullptr;
}

bool other_sets_roles(World& world, engine::WallTime now, std::string_view email,
                      const std::vector<std::string>& roles) {
  Person* person = world.people.find_email(email);
  std::vector<std::string> tails;
  for (const auto& name : roles) {
    const Named* role = world.role_named(name);
    if (role == nullptr) return false;
    tails.push_back(role->tail);
  }
  if (person != nullptr) set_roles(world, other(now), *person, std::move(tails));
  return person != nullptr;
}

bool other_assigns(World& world, engine::WallTime now, const OtherAssignment& wanted) {
  const Person* supervisor = world.people.find_email(wanted.supervisor);
  auto agents = uuids_of(world, wanted.agents);
  if (supervisor == nullptr || !agents) return false;
  if (agents->empty() && world.supervisor(wanted.tier, supervisor->uuid) == nullptr) return false;
  set_agents(world, other(now), {wanted.tier, supervisor->uuid}, *std::move(agents));
  return true;
}

bool other_removes_supervisor(World& world, engine::WallTime now, Tier tier, std::string_view email) {
  return other_assigns(world, now, {tier, std::string(email), {}});
}

bool other_removes_person(World& world, engine::WallTime now, std::string_view email) {
  const Person* person = world.people.find_email(email);
  if (person != nullptr) remove_person(world, other(now), person->uuid);
  return person != nullptr;
}

bool other_creates_person(World& world, engine::WallTime now, std::string_view email) {
  if (world.people.find_email(email) != nullptr) return false;
  Person person;
  person.emails = {std::string(email)};
  person.first_name = "Walk";
  person.last_name = "In";
  person.display_name = "Walk In";
  person.licences = {world.licence_named(kCallingLicence)->tail};
  create_person(world, other(now), std::move(person));
  return true;
}

}  // namespace muster::simulators::webex
