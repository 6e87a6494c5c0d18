#include "providers/uccx/convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "providers/uccx/catalog.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

using core::Result;
using nlohmann::json;
using Names = std::vector<std::string>;

namespace {

core::Error protocol(std::string sentence) { return core::Error(core::ErrorKind::protocol, std::move(sentence)); }

std::optional<Names> capabilities_of(const json& resource) {
  const auto type = text_in(resource, "type");
  if (!type) return std::nullopt;
  if (core::trim(*type) == "1") return Names{"Agent"};
  if (core::trim(*type) == "2") return Names{"Agent", "Supervisor"};
  return std::nullopt;
}

std::optional<TeamName> team_named(const json& reference) {
  if (reference.is_string()) return TeamName{"", std::string(core::trim(reference.get_ref<const std::string&>()))};
  const auto url = text_in(reference, "refURL");
  TeamName team{url ? id_in(*url) : "", std::string(core::trim(text_in(reference, "@name").value_or("")))};
  if (team.id.empty() && team.name.empty()) return std::nullopt;
  return team;
}

// Nothing but a check depends on it: a form that is not understood says nothing.
std::vector<TeamName> teams_in(const json& resource, std::string_view list) {
  const auto items = items_of(resource, list, "supervisorOfTeamName");
  std::vector<TeamName> teams;
  if (!items) return teams;
  for (const json* item : *items) {
    if (auto team = team_named(*item)) teams.push_back(std::move(*team));
  }
  return teams;
}

Result<Names> users_in(const json& team, std::string_view list, std::string_view item, const People& people) {
  const auto items = items_of(team, list, item);
  if (!items) return std::unexpected(items.error());
  Names users;
  for (const json* reference : *items) {
    auto user = user_in(*reference, people);
    if (!user) return std::unexpected(protocol(fmt::format("a member of {} names nobody", list)));
    users.push_back(std::move(*user));
  }
  return users;
}

Result<std::string> primary_of(const json& team, const People& people) {
  const auto found = team.find("primarySupervisor");
  const bool nobody = found == team.end() || found->is_null() || found->empty() || *found == "";
  if (nobody || text_in(*found, "refURL") == "") return std::string();
  auto user = user_in(*found, people);
  if (!user) return std::unexpected(protocol("primarySupervisor names nobody"));
  return std::move(*user);
}

bool is_bare(const json& team) {
  constexpr std::array kParts = {"primarySupervisor",   "secondarySupervisors", "resources", "csqs",
                                 "acdBusyOnNonAcdBusy", "nonAcdBusyOverride"};
  return std::ranges::none_of(kParts, [&](const char* part) { return team.contains(part); });
}

Result<Team> identity_of(const json& team) {
  if (!team.is_object()) return std::unexpected(protocol("a team is not an object"));
  Team record;
  record.self = text_in(team, "self").value_or("");
  record.id = std::string(core::trim(text_in(team, "teamId").value_or(id_in(record.self))));
  record.name = std::string(core::trim(text_in(team, "teamname").value_or("")));
  if (record.id.empty() || record.id.find('/') != std::string::npos) {
    return std::unexpected(protocol("a team has no teamId"));
  }
  if (record.name.empty()) return std::unexpected(protocol(fmt::format("team {} has no teamname", record.id)));
  return record;
}

}  // namespace

Result<Person> read_person(const json& resource) {
  const json& object = unwrapped(resource, "resource");
  Person person;
  person.id = text_in(object, "userID").value_or("");
  if (core::trim(person.id).empty()) return std::unexpected(protocol("a resource has no userID"));
  person.self = text_in(object, "self").value_or("");
  person.extension = text_in(object, "extension").value_or("");
  person.capabilities = capabilities_of(object);
  const auto team = object.find("team");
  if (team != object.end()) person.team = team_named(*team);
  person.primary_of = teams_in(object, "primarySupervisorOf");
  person.secondary_of = teams_in(object, "secondarySupervisorOf");
  return person;
}

Result<Team> read_team(const json& answer, const People& people) {
  const json& team = unwrapped(answer, "team");
  auto record = identity_of(team);
  if (!record) return record;
  auto primary = primary_of(team, people);
  if (!primary) return std::unexpected(primary.error());
  auto secondaries = users_in(team, "secondarySupervisors", "secondrySupervisor", people);
  if (!secondaries) return std::unexpected(secondaries.error());
  auto agents = users_in(team, "resources", "resource", people);
  if (!agents) return std::unexpected(agents.error());
  record->primary = std::move(*primary);
  record->secondaries = std::move(*secondaries);
  record->agents = std::move(*agents);
  record->is_bare = is_bare(team);
  return record;
}

Result<std::vector<const json*>> listed(const json& answer, std::string_view item) {
  const bool names_it = answer.is_object() && answer.contains(item);
  const bool is_empty = answer.is_object() && (answer.empty() || (answer.size() == 1 && answer.contains("@type")));
  if (!names_it && !is_empty) return std::unexpected(protocol(fmt::format("the answer has no list of {}s", item)));
  return items_in(answer, item);
}

bool is_default(std::string_view team_name) { return core::trim(team_name) == kDefaultTeam; }

bool is_same(std::string_view one, std::string_view other) { return core::same(one, other, core::Compare::folded); }

}  // namespace muster::uccx
