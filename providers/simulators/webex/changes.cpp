#include "providers/simulators/webex/changes.h"

#include <algorithm>
#include <set>

#include "providers/simulators/webex/person_fields.h"

namespace muster::simulators::webex {
namespace {

engine::Duration longest_lag(const World& world) {
  return std::max(world.quirks.visibility_lag, world.quirks.read_lag);
}

// Keeps the present version for answers that lag, and starts a new one.
template <typename Object>
void remember(const World& world, Object& object, engine::WallTime now) {
  const auto lag = longest_lag(world);
  if (lag.count() > 0) {
    auto before = std::make_shared<Object>(object);
    const bool old = before->changed_at == engine::WallTime::min() || before->changed_at + lag <= now;
    if (old) before->before = nullptr;
    object.before = std::move(before);
  }
  object.changed_at = now;
}

std::vector<std::string> without_duplicates(const std::vector<std::string>& members) {
  std::vector<std::string> unique;
  std::set<std::string_view> seen;
  for (const auto& member : members) {
    if (seen.insert(member).second) unique.push_back(member);
  }
  return unique;
}

Effect effect_of(bool was, bool is) {
  if (was == is) return Effect::updated;
  return is ? Effect::created : Effect::removed;
}

Happening happening(const Actor& actor, Effect effect, const Person& person) {
  return {actor.now, actor.name, effect, "person", person.email(), person.uuid, {}};
}

std::vector<FieldEffect> effects_between(const World& world, const Person& before, const Person& after) {
  std::vector<FieldEffect> effects;
  const auto was = fields_of(world, before);
  auto is = fields_of(world, after);
  for (const auto& [field, value] : was) {
    if (is[field] != value) effects.push_back({field, value, is[field]});
    is.erase(field);
  }
  for (const auto& [field, value] : is) {
    if (!value.empty()) effects.push_back({field, "", value});
  }
  return effects;
}

void store(Person& person, const Person& wanted) {
  person.display_name = wanted.display_name;
  person.first_name = wanted.first_name;
  person.last_name = wanted.last_name;
  person.roles = without_duplicates(wanted.roles);
  person.licences = without_duplicates(wanted.licences);
  person.location = wanted.location;
  person.login_enabled = wanted.login_enabled;
  person.details = wanted.details;
}

// Takes the person out of every set, in either place.
void drop_assignments(World& world, engine::WallTime now, const std::string& uuid) {
  const Actor vendor{std::string(kVendor), now};
  for (const auto tier : {Tier::basic, Tier::customer_assist}) {
    if (world.supervisor(tier, uuid) != nullptr) set_agents(world, vendor, {tier, uuid}, {});
    std::vector<std::string> managers;
    for (const auto& [supervisor, assignment] : world.supervisors(tier)) {
      if (assignment.has(uuid)) managers.push_back(supervisor);
    }
    for (const auto& supervisor : managers) {
      auto agents = world.supervisor(tier, supervisor)->agents;
      std::erase(agents, uuid);
      set_agents(world, vendor, {tier, supervisor}, std::move(agents));
    }
  }
}

}  // namespace

void set_agents(World& world, const Actor& actor, const Supervised& which, std::vector<std::string> agents) {
  Assignment& assignment = world.supervisors(which.tier)[which.supervisor];
  agents = without_duplicates(agents);
  Happening logged{actor.now,
                   actor.name,
                   effect_of(!assignment.agents.empty(), !agents.empty()),
                   std::string(entity_of(which.tier)),
                   name_of(world, which.supervisor),
                   which.supervisor,
                   {}};
  const auto before = names_of(world, assignment.agents);
  const auto after = names_of(world, agents);
  if (before != after) logged.fields.push_back({"agents", before, after});
  remember(world, assignment, actor.now);
  assignment.agents = std::move(agents);
  world.log.push_back(std::move(logged));
  if (assignment.agents.empty() && longest_lag(world).count() == 0) {
    world.supervisors(which.tier).erase(which.supervisor);
  }
}

void update_person(World& world, const Actor& actor, Person& person, const Person& wanted) {
  const Person before = person;
  const bool could_call = may_call(world, person);
  remember(world, person, actor.now);
  store(person, wanted);
  person.last_modified = actor.now;
  auto logged = happening(actor, Effect::updated, person);
  logged.fields = effects_between(world, before, person);
  world.log.push_back(std::move(logged));
  const bool other_roles =
      std::set(before.roles.begin(), before.roles.end()) != std::set(person.roles.begin(), person.roles.end());
  if (other_roles && world.quirks.role_change_ends_tokens) end_tokens(world, person.uuid);
  if (could_call && !may_call(world, person)) drop_assignments(world, actor.now, person.uuid);
}

void set_roles(World& world, const Actor& actor, Person& person, std::vector<std::string> tails) {
  Person wanted = person;
  wanted.roles = std::move(tails);
  update_person(world, actor, person, wanted);
}

Person& create_person(World& world, const Actor& actor, Person person) {
  if (person.uuid.empty()) person.uuid = world.new_uuid();
  person.created = person.last_modified = person.changed_at = actor.now;
  auto logged = happening(actor, Effect::created, person);
  logged.fields = effects_between(world, Person{}, person);
  world.log.push_back(std::move(logged));
  return world.people.add(std::move(person));
}

void remove_person(World& world, const Actor& actor, std::string uuid) {
  Person* person = world.people.find(uuid);
  if (person == nullptr) return;
  world.log.push_back(happening(actor, Effect::removed, *person));
  drop_assignments(world, actor.now, uuid);
  end_tokens(world, uuid);
  remember(world, *person, actor.now);
  world.people.remove(uuid, actor.now);
}

void end_tokens(World& world, std::string_view person) {
  std::erase_if(world.tokens, [&](const auto& token) { return token.second.person == person; });
  std::erase_if(world.refresh_tokens, [&](const auto& token) { return token.second.person == person; });
}

const Person* visible(const Person& person, engine::WallTime now, engine::Duration lag) {
  const Person* version = version_at(person, now, lag);
  return version == nullptr || version->removed ? nullptr : version;
}

const Assignment* visible(const Assignment& assignment, engine::WallTime now, engine::Duration lag) {
  const Assignment* version = version_at(assignment, now, lag);
  return version == nullptr || version->agents.empty() ? nullptr : version;
}

}  // namespace muster::simulators::webex
