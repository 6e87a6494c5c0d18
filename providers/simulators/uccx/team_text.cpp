#include "providers/simulators/uccx/team_text.h"

#include <fmt/core.h>

#include "providers/simulators/draw.h"
#include "providers/simulators/uccx/references.h"

namespace muster::simulators::uccx {
namespace {

Tree number(const Quirks& quirks, int value) {
  return quirks.numbers_as_text ? Tree(fmt::format("{}", value)) : Tree(value);
}

void add_list(Tree& tree, const char* name, std::optional<Tree> list) {
  if (list) tree[name] = std::move(*list);
}

std::vector<Tree> references_to(const World& world, const std::vector<std::string>& ids) {
  std::vector<Tree> items;
  items.reserve(ids.size());
  for (const auto& id : ids) items.push_back(reference_to_user(world, id));
  return items;
}

std::optional<Tree> csqs_of(const World& world, const Team& team) {
  std::vector<Tree> items;
  for (const int id : team.csqs) {
    const auto csq = world.csqs.find(id);
    items.push_back(reference(world.quirks, "csq", id, csq == world.csqs.end() ? "" : csq->second));
  }
  return list_of(world.quirks, "csq", std::move(items));
}

std::optional<Tree> skills_of(const World& world, const User& user) {
  std::vector<Tree> items;
  for (const auto& skill : user.skills) {
    items.push_back({{"competencelevel", skill.level},
                     {"skillNameUriPair", reference(world.quirks, "skill", skill.skill_id, skill.name)}});
  }
  return list_of(world.quirks, "skillCompetency", std::move(items));
}

using Teams = std::multimap<std::string, const Team*, std::less<>>;

std::optional<Tree> teams_of(const World& world, const Teams& teams, const User& user) {
  std::vector<Tree> items;
  const auto [first, last] = teams.equal_range(user.id);
  for (auto team = first; team != last; ++team) items.push_back(reference_to_team(world, *team->second));
  return list_of(world.quirks, "supervisorOfTeamName", std::move(items));
}

void add_team(const World& world, Tree& tree, int team_id) {
  const auto team = world.teams.find(team_id);
  if (team == world.teams.end()) return;
  if (world.quirks.team_form == TeamForm::name) {
    tree["team"] = team->second.name;
  } else {
    tree["team"] = reference_to_team(world, team->second);
  }
}

void add_busy_flags(const World& world, Tree& tree, const Team& team) {
  if (world.quirks.version < Version::v12_5_su1) return;
  tree["acdBusyOnNonAcdBusy"] = team.busy_on_non_acd;
  tree["nonAcdBusyOverride"] = team.non_acd_override;
}

}  // namespace

Tree team_summary(const World& world, const Team& team) {
  return {{"self", link_to(world.quirks, "team", fmt::format("{}", team.id))},
          {"teamId", number(world.quirks, team.id)},
          {"teamname", team.name}};
}

Tree team_tree(const World& world, const Team& team) {
  Tree tree = team_summary(world, team);
  if (!team.primary.empty()) tree["primarySupervisor"] = reference_to_user(world, team.primary);
  add_list(tree, "secondarySupervisors",
           list_of(world.quirks, "secondrySupervisor", references_to(world, team.secondaries)));
  add_list(tree, "resources", list_of(world.quirks, "resource", references_to(world, team.members)));
  add_list(tree, "csqs", csqs_of(world, team));
  add_busy_flags(world, tree, team);
  for (const auto& [name, json] : team.extras) tree[name] = Tree::parse(json);
  return tree;
}

Supervision::Supervision(const World& world, engine::WallTime now) {
  for (const auto& [id, newest] : world.teams) {
    const Team* team = visible(world, newest, now);
    if (team == nullptr) continue;
    if (!team->primary.empty()) primary.emplace(team->primary, team);
    for (const auto& user_id : team->secondaries) secondary.emplace(user_id, team);
  }
}

Tree resource_tree(const Call& call, const User& user, const Supervision& supervision) {
  const World& world = call.world;
  Tree tree{{"self", link_to(world.quirks, "resource", user.id)},
            {"userID", user.id},
            {"firstName", user.first_name},
            {"lastName", user.last_name},
            {"extension", user.extension}};
  if (!user.alias.empty()) tree["alias"] = user.alias;
  if (!user.resource_group.empty())
    tree["resourceGroup"] = reference(world.quirks, "resourceGroup", 1, user.resource_group);
  add_list(tree, "skillMap", skills_of(world, user));
  tree["autoAvailable"] = user.auto_available;
  tree["type"] = number(world.quirks, shown_as_supervisor(world, user, call.now) ? 2 : 1);
  add_team(world, tree, user.team);
  add_list(tree, "primarySupervisorOf", teams_of(world, supervision.primary, user));
  add_list(tree, "secondarySupervisorOf", teams_of(world, supervision.secondary, user));
  if (world.quirks.extra_fields) tree["consolidatedView"] = Tree{{"since", "release"}};
  return tree;
}

Tree root_list(const World& world, std::string_view item, std::vector<Tree> items) {
  if (world.quirks.shuffled_lists) {
    Draw draw(world.seed, world.api_answers);
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[draw.below(i)]);
  }
  Tree tree{{"@type", fmt::format("{}List", item)}};
  const auto list = list_of(world.quirks, item, std::move(items));
  if (list && list->contains(item)) tree[std::string(item)] = (*list)[std::string(item)];
  return tree;
}

}  // namespace muster::simulators::uccx
