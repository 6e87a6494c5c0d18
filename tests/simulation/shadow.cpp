#include "tests/simulation/shadow.h"

#include <algorithm>
#include <sstream>

namespace muster::simulation {

namespace {

ShadowPerson seen(const gws::User& user) {
  ShadowPerson person;
  person.roles = {user.roles.begin(), user.roles.end()};
  person.enabled = user.enabled;
  person.texts = {{"firstName", user.first_name}, {"lastName", user.last_name}, {"emailAddress", user.email_address}};
  return person;
}

bool are_same(const ShadowPerson& one, const ShadowPerson& other) {
  return one.roles == other.roles && one.enabled == other.enabled && one.texts == other.texts;
}

}  // namespace

std::set<std::string> words(const std::string& text) {
  std::set<std::string> result;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) result.insert(word);
  return result;
}

bool is_administrator(const ShadowPerson& person) { return person.enabled && person.roles.contains("ROLE_ADMIN"); }

Shadow::Shadow(const gws::World& world) {
  for (const gws::User& user : world.users.slots()) {
    if (!user.removed) people_[gws::fold_login(user.user_name)] = seen(user);
  }
}

void Shadow::apply(const gws::LogEntry& entry) {
  const std::string login = gws::fold_login(entry.user_name);
  const bool by_muster = entry.actor != gws::kOther;
  if (entry.effect == gws::Effect::removed) return void(people_.erase(login));
  ShadowPerson& person = people_[login];
  if (entry.effect == gws::Effect::created) {
    person = ShadowPerson();
    person.texts = {{"firstName", ""}, {"lastName", ""}, {"emailAddress", ""}};
    person.created_by_muster = by_muster;
  }
  for (const gws::FieldEffect& field : entry.fields) apply_field(person, field, by_muster);
}

void Shadow::apply_field(ShadowPerson& person, const gws::FieldEffect& field, bool by_muster) {
  if (by_muster) {
    person.touched_by_others.erase(field.field);
  } else {
    person.touched_by_others.insert(field.field);
  }
  if (person.texts.contains(field.field)) person.texts[field.field] = field.after;
  if (field.field == "enabled") person.enabled = field.after == "true";
  if (field.field != "roles") return;
  const auto before = words(field.before);
  person.roles = words(field.after);
  std::erase_if(person.added_by_muster, [&](const std::string& role) { return !person.roles.contains(role); });
  if (!by_muster) return;
  std::ranges::copy_if(person.roles, std::inserter(person.added_by_muster, person.added_by_muster.end()),
                       [&](const std::string& role) { return !before.contains(role); });
}

const ShadowPerson* Shadow::find(const std::string& login) const {
  const auto at = people_.find(gws::fold_login(login));
  return at == people_.end() ? nullptr : &at->second;
}

std::size_t Shadow::administrators() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(people_, [](const auto& at) { return is_administrator(at.second); }));
}

std::string Shadow::compare(const gws::World& world) const {
  const Shadow live(world);
  for (const auto& [login, person] : live.people_) {
    const auto at = people_.find(login);
    if (at == people_.end() || !are_same(at->second, person)) return login + " is not what the vendor's log says";
  }
  if (live.people_.size() != people_.size()) return "somebody is gone of whom the vendor's log says nothing";
  return {};
}

}  // namespace muster::simulation
