#include "providers/uccx/team_body.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "providers/kit/percent.h"
#include "providers/uccx/catalog.h"
#include "providers/uccx/convert.h"
#include "reconciler/core/name.h"

namespace muster::uccx {

using core::FieldWrite;
using core::Write;
using nlohmann::json;

namespace {

// A list of users within a team; both spellings are the vendor's.
struct ListPart {
  const char* list;
  const char* item;
};
constexpr ListPart kSecondaries{"secondarySupervisors", "secondrySupervisor"};
constexpr ListPart kAgents{"resources", "resource"};
constexpr const char* kPrimary = "primarySupervisor";

const FieldWrite* asked(const Write& write, core::FieldIndex field) {
  const auto found = std::ranges::find(write.fields, field, &FieldWrite::field);
  return found == write.fields.end() ? nullptr : &*found;
}

std::string primary_asked(const FieldWrite& field) {
  return field.kind == core::WishKind::at_default ? std::string() : std::string(core::trim(field.value));
}

json reference_to(const std::string& user, const Wording& wording) {
  const std::string id = wording.people->spelled(user);
  return {{"@name", id}, {"refURL", wording.resources_url + kit::percent_encode(id)}};
}

// The reference as it was read, where the user was named already.
json kept_or_new(const std::vector<json>& before, const std::string& user, const Wording& wording) {
  for (const json& reference : before) {
    const auto named = user_in(reference, *wording.people);
    if (named && is_same(*named, user)) return reference;
  }
  return reference_to(user, wording);
}

std::vector<json> references_in(const json& team, const ListPart& part) {
  std::vector<json> references;
  const auto items = items_of(team, part.list, part.item);
  if (!items) return references;
  for (const json* item : *items) references.push_back(*item);
  return references;
}

void put_primary(json& team, const std::string& user, const Wording& wording) {
  std::vector<json> before;
  if (team.contains(kPrimary)) before.push_back(team[kPrimary]);
  team.erase(kPrimary);
  if (!user.empty()) team[kPrimary] = kept_or_new(before, user, wording);
  if (user.empty() && wording.primary == EmptyForm::other) team[kPrimary] = json::object();
}

void put_list(json& team, const ListPart& part, const FieldWrite& field, const Wording& wording) {
  const EmptyForm form = field.field == team::agents ? wording.agents : wording.secondaries;
  const auto before = references_in(team, part);
  team.erase(part.list);
  json members = json::array();
  for (const auto& user : field.members) members.push_back(kept_or_new(before, user, wording));
  if (!members.empty()) {
    team[part.list] = json::object();
    team[part.list][part.item] = std::move(members);
  } else if (form == EmptyForm::likely) {
    team[part.list] = json::object();
  }
}

}  // namespace

json create_body(const Write& write, const Wording& wording) {
  json team = {{"teamname", std::string(core::trim(write.name))}};
  const auto* primary = asked(write, team::primary_supervisor);
  if (primary != nullptr && !primary_asked(*primary).empty()) put_primary(team, primary_asked(*primary), wording);
  for (const auto& [index, part] :
       {std::pair(team::secondary_supervisors, kSecondaries), std::pair(team::agents, kAgents)}) {
    const auto* field = asked(write, index);
    if (field != nullptr && !field->members.empty()) put_list(team, part, *field, wording);
  }
  return team;
}

json update_body(const Write& write, json team, const Wording& wording) {
  const auto* primary = asked(write, team::primary_supervisor);
  if (primary != nullptr) put_primary(team, primary_asked(*primary), wording);
  const auto* secondaries = asked(write, team::secondary_supervisors);
  if (secondaries != nullptr) put_list(team, kSecondaries, *secondaries, wording);
  const auto* agents = asked(write, team::agents);
  if (agents != nullptr) put_list(team, kAgents, *agents, wording);
  return team;
}

std::string resources_url(std::string_view self, std::string_view otherwise) {
  const auto team = self.rfind("/team/");
  const bool usable = team != std::string_view::npos && self.find("://") < team;
  return std::string(usable ? self.substr(0, team) : otherwise) + "/resource/";
}

std::vector<core::FieldIndex> still_there(const Write& write, const json& team) {
  std::vector<core::FieldIndex> fields;
  const auto now = read_team(team, People());
  if (!now) return fields;
  const auto empties = [&](core::FieldIndex index) {
    const auto* field = asked(write, index);
    if (field == nullptr) return false;
    return index == team::primary_supervisor ? primary_asked(*field).empty() : field->members.empty();
  };
  if (empties(team::primary_supervisor) && !now->primary.empty()) fields.push_back(team::primary_supervisor);
  if (empties(team::secondary_supervisors) && !now->secondaries.empty()) fields.push_back(team::secondary_supervisors);
  if (empties(team::agents) && !now->agents.empty()) fields.push_back(team::agents);
  return fields;
}

}  // namespace muster::uccx
