#include "providers/simulators/webex/people.h"

#include <algorithm>

#include "providers/simulators/webex/hydra.h"

namespace muster::simulators::webex {
namespace {

bool holds(const std::vector<std::string>& members, std::string_view member) {
  return std::find(members.begin(), members.end(), member) != members.end();
}

}  // namespace

bool Person::has_role(std::string_view tail) const { return holds(roles, tail); }

bool Person::has_licence(std::string_view tail) const { return holds(licences, tail); }

Person& People::add(Person person) {
  by_uuid_.insert_or_assign(person.uuid, slots_.size());
  by_email_.insert_or_assign(lower(person.email()), slots_.size());
  return slots_.emplace_back(std::move(person));
}

const Person* People::find(std::string_view uuid) const {
  const auto found = by_uuid_.find(lower(uuid));
  return found == by_uuid_.end() ? nullptr : &slots_[found->second];
}

const Person* People::find_email(std::string_view email) const {
  const auto found = by_email_.find(lower(email));
  return found == by_email_.end() ? nullptr : &slots_[found->second];
}

Person* People::find(std::string_view uuid) {
  const auto found = by_uuid_.find(lower(uuid));
  return found == by_uuid_.end() ? nullptr : &slots_[found->second];
}

Person* People::find_email(std::string_view email) {
  const auto found = by_email_.find(lower(email));
  return found == by_email_.end() ? nullptr : &slots_[found->second];
}

void People::remove(std::string_view uuid, engine::WallTime now) {
  Person* person = find(uuid);
  if (person == nullptr) return;
  by_email_.erase(lower(person->email()));
  by_uuid_.erase(person->uuid);
  person->removed = true;
  person->changed_at = now;
  ++removed_;
}

void People::reserve(std::size_t people) {
  slots_.reserve(people);
  by_uuid_.reserve(people);
  by_email_.reserve(people);
}

}  // namespace muster::simulators::webex
