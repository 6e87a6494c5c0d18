// The part of an observation that the pages tell.
#include <fmt/format.h>

#include <algorithm>

#include "providers/uccx/catalog.h"
#include "providers/uccx/cross_check.h"
#include "providers/uccx/observation.h"

namespace muster::uccx {

using engine::Task;
using Names = std::vector<std::string>;

namespace {

constexpr std::string_view kAgent = "Agent";
constexpr std::string_view kSupervisor = "Supervisor";

// Where REST and the pages spell the one user of that name differently: the spelling of REST to that of the pages.
std::map<std::string, std::string> spelled_otherwise(const std::map<std::string, UserRow>& rows, const People& people) {
  std::map<std::string, std::string> aliases;
  std::set<std::string> twice;
  for (const auto& [id, row] : rows) {
    const auto spelled = people.spelled(id);
    if (spelled == id) continue;
    if (rows.contains(spelled) || !aliases.emplace(spelled, id).second) twice.insert(spelled);
  }
  for (const auto& id : twice) aliases.erase(id);
  return aliases;
}

}  // namespace

std::optional<Names> settled_roles(const Person& person, const UserRow& row) {
  const bool differs =
      person.capabilities && holds(*person.capabilities, kSupervisor) != holds(row.capabilities, kSupervisor);
  if (differs) return std::nullopt;
  Names roles;
  for (const auto& name : row.capabilities) {
    if (!is_same(name, kAgent)) roles.push_back(name);
  }
  return roles;
}

Task<void> Observation::read_roles(std::shared_ptr<const engine::Scope> scope) {
  auto wanted = std::make_shared<Names>();
  wanted->push_back(username_);
  for (const auto& key : scope->names) {
    if (key.entity == "user") wanted->push_back(known_->people.spelled(key.name));
  }
  const auto list = co_await pages_->list(std::move(wanted));
  if (list) {
    take_roles(*list);
    co_return;
  }
  const auto why =
      fmt::format("the roles of the users of {} could not be read: {}", settings_->system, list.error().what);
  coverage_.notes.push_back(why);
  incomplete(kUser, why);
}

void Observation::take_roles(const UserList& list) {
  std::string unsettled;
  auto rows = list.rows;
  const auto aliases = spelled_otherwise(rows, known_->people);
  for (auto& person : people_) {
    auto found = rows.find(person.id);
    const auto alias = found == rows.end() ? aliases.find(person.id) : aliases.end();
    if (alias != aliases.end()) found = rows.find(alias->second);
    if (found == rows.end()) continue;
    if (!list.contradictory.contains(found->first)) person.roles = settled_roles(person, found->second);
    if (!person.roles && unsettled.empty()) unsettled = person.id;
    rows.erase(found);
  }
  for (const auto& [id, row] : rows) {
    Person person;
    person.id = id;
    if (!list.contradictory.contains(id)) person.roles = settled_roles(person, row);
    if (!person.roles && unsettled.empty()) unsettled = id;
    known_->people.add(id);
    people_.push_back(std::move(person));
  }
  if (!list.why_not.empty()) incomplete(kUser, list.why_not);
  const bool is_unclear =
      std::ranges::any_of(list.unclear, [&](const std::string& id) { return !is_same(id, username_); });
  if (is_unclear) incomplete(kUser, list.why_unclear);
  if (unsettled.empty()) return;
  coverage_.notes.push_back(
      fmt::format("the roles of {} in {} are left unknown: what shows them contradicts itself, as it does for a while "
                  "after a change",
                  unsettled, settings_->system));
}

// Whoever leads a team is there and may, though the list of resources, and perhaps the pages, do not show it.
void Observation::add_other_supervisors() {
  for (const auto& id : other_supervisors(people_, teams_)) {
    Person person;
    person.id = id;
    person.capabilities = Names{std::string(kSupervisor)};
    people_.push_back(std::move(person));
  }
}

}  // namespace muster::uccx
