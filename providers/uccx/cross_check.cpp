#include "providers/uccx/cross_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "providers/uccx/catalog.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

namespace {

using Keys = std::set<std::string>;

std::string key_of(std::string_view id) { return core::comparable(id, core::Compare::folded); }

class TeamIndex {
 public:
  explicit TeamIndex(const std::vector<Team>& teams) {
    for (const auto& team : teams) {
      by_id_.emplace(team.id, &team);
      by_name_.emplace(team.name, &team);
    }
  }
  // Null: it is not in the list.
  [[nodiscard]] const Team* find(const TeamName& named) const {
    if (const auto found = by_id_.find(named.id); found != by_id_.end()) return found->second;
    const auto found = named.id.empty() ? by_name_.find(named.name) : by_name_.end();
    return found == by_name_.end() ? nullptr : found->second;
  }

 private:
  std::map<std::string, const Team*> by_id_;
  std::map<std::string, const Team*> by_name_;
};

// What people say of one team.
struct Said {
  Keys agents;
  Keys primaries;
  Keys secondaries;
};

struct Sayings {
  std::map<std::string, Said> of_team;  // by id
  Keys agents_with_team;                // whose team was told
  Keys people;
  bool tells_supervisors = false;
};

Sayings sayings_of(const std::vector<Person>& people, const TeamIndex& teams) {
  Sayings sayings;
  for (const auto& person : people) {
    const auto key = key_of(person.id);
    sayings.people.insert(key);
    if (person.team) sayings.agents_with_team.insert(key);
    const Team* team = person.team ? teams.find(*person.team) : nullptr;
    if (team != nullptr) sayings.of_team[team->id].agents.insert(key);
    for (const auto& named : person.primary_of) {
      if (const Team* led = teams.find(named)) sayings.of_team[led->id].primaries.insert(key);
    }
    for (const auto& named : person.secondary_of) {
      if (const Team* led = teams.find(named)) sayings.of_team[led->id].secondaries.insert(key);
    }
    sayings.tells_supervisors |= !person.primary_of.empty() || !person.secondary_of.empty();
  }
  return sayings;
}

Keys keys_of(const std::vector<std::string>& ids, const Keys& among) {
  Keys keys;
  for (const auto& id : ids) {
    if (auto key = key_of(id); among.contains(key)) keys.insert(std::move(key));
  }
  return keys;
}

bool disagrees(const Team& team, const Sayings& sayings) {
  const auto found = sayings.of_team.find(team.id);
  const Said said = found == sayings.of_team.end() ? Said() : found->second;
  if (!is_default(team.name) && keys_of(team.agents, sayings.agents_with_team) != said.agents) return true;
  if (!sayings.tells_supervisors) return false;
  return keys_of({team.primary}, sayings.people) != said.primaries ||
         keys_of(team.secondaries, sayings.people) != said.secondaries;
}

// Not every server lists the team of those who are in no other.
bool may_be_default(const TeamName& named) {
  return named.name.empty() ? named.id == kDefaultTeamId : is_default(named.name);
}

std::string sentence(std::string_view what) {
  return fmt::format("{}: muster sees a part only, as a supervisor would; use an administrator's account", what);
}

}  // namespace

std::vector<std::string> doubtful_teams(const std::vector<Person>& people, const std::vector<Team>& teams) {
  const auto sayings = sayings_of(people, TeamIndex(teams));
  const bool are_summaries = std::ranges::all_of(teams, &Team::is_bare);
  std::vector<std::string> doubtful;
  for (const auto& team : teams) {
    if (are_summaries || disagrees(team, sayings)) doubtful.push_back(team.id);
  }
  return doubtful;
}

std::vector<std::string> strangers(const std::vector<Person>& people, const std::vector<Team>& teams) {
  Keys known;
  for (const auto& person : people) known.insert(key_of(person.id));
  std::vector<std::string> found;
  for (const auto& team : teams) {
    for (const auto& agent : team.agents) {
      if (known.insert(key_of(agent)).second) found.push_back(agent);
    }
  }
  return found;
}

std::string why_partial(const std::vector<Person>& people, const std::vector<Team>& teams,
                        const std::set<std::string>& gone) {
  const TeamIndex index(teams);
  Keys known;
  for (const auto& person : people) {
    known.insert(key_of(person.id));
    const auto unlisted = [&](const TeamName& named) { return index.find(named) == nullptr; };
    const bool hidden = person.team && unlisted(*person.team) && !may_be_default(*person.team);
    if (hidden || std::ranges::any_of(person.primary_of, unlisted) ||
        std::ranges::any_of(person.secondary_of, unlisted)) {
      return sentence(fmt::format("resource {} names a team that the list of teams lacks", person.id));
    }
  }
  for (const auto& team : teams) {
    const auto stranger = std::ranges::find_if(
        team.agents, [&](const auto& agent) { return !known.contains(key_of(agent)) && !gone.contains(agent); });
    if (stranger != team.agents.end()) {
      return sentence(fmt::format("team {} names {}, whom the list of resources lacks", team.name, *stranger));
    }
  }
  return {};
}

std::vector<std::string> other_supervisors(const std::vector<Person>& people, const std::vector<Team>& teams) {
  Keys known;
  for (const auto& person : people) known.insert(key_of(person.id));
  std::vector<std::string> others;
  const auto add = [&](const std::string& id) {
    if (!id.empty() && known.insert(key_of(id)).second) others.push_back(id);
  };
  for (const auto& team : teams) {
    add(team.primary);
    for (const auto& id : team.secondaries) add(id);
  }
  return others;
}

}  // namespace muster::uccx
