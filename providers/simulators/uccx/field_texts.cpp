#include "providers/simulators/uccx/field_texts.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace muster::simulators::uccx {
namespace {

std::string text(bool value) { return value ? "true" : "false"; }

std::string roles_of(const User& user) {
  std::vector<std::string> roles(user.roles.begin(), user.roles.end());
  std::erase(roles, kAgent);
  return sorted_text(std::move(roles));
}

std::string skills_of(const User& user) {
  std::vector<std::string> skills;
  for (const auto& skill : user.skills) skills.push_back(fmt::format("{}:{}", skill.name, skill.level));
  return sorted_text(std::move(skills));
}

void add_profile(FieldTexts& texts, const Profile& profile) {
  texts["email"] = profile.email;
  texts["title"] = profile.title;
  texts["managerId"] = profile.manager_id;
  texts["dept"] = profile.department;
  texts["spokenLanguage"] = profile.spoken_language;
  texts["writtenLanguage"] = profile.written_language;
  texts["primaryExtn"] = profile.primary_extension;
  texts["notes"] = profile.notes;
  texts["view"] = profile.view;
  texts["notified"] = text(profile.notified);
}

}  // namespace

std::string sorted_text(std::vector<std::string> members) {
  std::ranges::sort(members);
  return fmt::format("{}", fmt::join(members, " "));
}

FieldTexts field_texts(const Team& team) {
  FieldTexts texts{{"teamname", team.name},
                   {"primarySupervisor", team.primary},
                   {"secondarySupervisors", sorted_text(team.secondaries)},
                   {"agents", sorted_text(team.members)},
                   {"csqs", fmt::format("{}", fmt::join(team.csqs, " "))},
                   {"acdBusyOnNonAcdBusy", text(team.busy_on_non_acd)},
                   {"nonAcdBusyOverride", text(team.non_acd_override)}};
  for (const auto& [name, json] : team.extras) texts[name] = json;
  return texts;
}

FieldTexts field_texts(const World& world, const User& user) {
  FieldTexts texts{{"firstName", user.first_name},
                   {"lastName", user.last_name},
                   {"extension", user.extension},
                   {"roles", roles_of(user)},
                   {"agent", text(user.has_role(kAgent))},
                   {"alias", user.alias},
                   {"resourceGroup", user.resource_group},
                   {"autoAvailable", text(user.auto_available)},
                   {"skills", skills_of(user)}};
  const Team* team = world.find_team(user.team);
  texts["team"] = team == nullptr ? "" : team->name;
  add_profile(texts, user.profile);
  return texts;
}

}  // namespace muster::simulators::uccx
