#include "tests/simulation/uccx_manifests.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "providers/simulators/uccx/organisation.h"
#include "tests/simulation/webex_manifests.h"

namespace muster::simulation {

namespace {

using simulators::Draw;

class Writer {
 public:
  Writer(SystemManifests& manifests, const uccx::World& world, Draw& draw)
      : manifests_(manifests), world_(world), draw_(draw) {
    for (const auto& [id, user] : world_.users) {
      if (user.is_resource()) agents_.push_back(id);
    }
  }

  void begin() {
    for (const auto& [number, live] : world_.teams) {
      if (number != uccx::kDefaultTeam && chance(60))
        manifests_.put(chance(8) ? leaver(live.name) : team_of(live.name));
    }
    for (auto left = draw_.below(3); left > 0; --left) add_team();
    for (auto left = draw_.below(4); left > 0; --left) add_roles(anybody());
  }

  void edit() {
    for (auto edits = 1 + draw_.below(3); edits > 0; --edits) edit_one();
  }

 private:
  bool chance(std::uint64_t percent) { return draw_.below(100) < percent; }
  const std::string& anybody() { return agents_[draw_.below(agents_.size())]; }

  // No other team asks for them.
  bool is_free(const std::string& agent, const std::string& team) const {
    return std::ranges::none_of(manifests_.objects, [&](const auto& at) {
      const auto set = at.second.sets.find("agents");
      return at.second.name != team && set != at.second.sets.end() && set->second.members.contains(agent);
    });
  }

  std::set<std::string> live_members(const std::string& name) const {
    const uccx::Team* live = world_.find_team(name);
    if (live == nullptr) return {};
    return {live->members.begin(), live->members.end()};
  }

  // Mostly those who are in it, and somebody from elsewhere.
  std::set<std::string> some_agents(const std::string& name) {
    std::set<std::string> agents;
    for (const std::string& member : live_members(name)) {
      if (chance(85) && is_free(member, name)) agents.insert(member);
    }
    for (auto left = draw_.below(3); left > 0; --left) {
      if (const std::string& agent = anybody(); is_free(agent, name)) agents.insert(agent);
    }
    return agents;
  }

  // Holds the role, or a document gives it.
  std::string leader() {
    std::vector<std::string> all;
    for (const auto& [id, user] : world_.users) {
      const auto at = manifests_.objects.find(key_of("user", id));
      const bool gets = at != manifests_.objects.end() && at->second.sets.at("roles").members.contains("supervisor");
      const bool loses = at != manifests_.objects.end() && !gets;
      if (gets || (user.has_role(uccx::kSupervisor) && !loses)) all.push_back(id);
    }
    if (all.empty() || chance(10)) return promoted();
    return all[draw_.below(all.size())];
  }

  std::string promoted() {
    const std::string id = anybody();
    Document document = role_assignment("user", id, {"supervisor"});
    document.sets["roles"].exact = chance(50);
    manifests_.put(std::move(document));
    return id;
  }

  static Document leaver(const std::string& name) {
    Document document = team(name, {});
    document.absent = true;
    document.sets.clear();
    return document;
  }

  Document team_of(const std::string& name) {
    Document document = team(name, some_agents(name));
    SetAsked& agents = document.sets["agents"];
    agents.exact = chance(60);
    if (!agents.exact && agents.members.empty()) document.sets.erase("agents");
    if (chance(60)) document.texts["primarySupervisor"] = chance(90) ? leader() : "";
    const bool has_primary =
        document.texts.contains("primarySupervisor") && !document.texts["primarySupervisor"].empty();
    if (has_primary && chance(40)) {
      SetAsked& secondaries = document.sets["secondarySupervisors"];
      secondaries.members.insert(leader());
      secondaries.exact = chance(50);
    }
    document.protect = chance(6);
    return document;
  }

  void add_team() { manifests_.put(team_of(fmt::format("Crew {:02}", draw_.below(6)))); }

  void add_roles(const std::string& id) {
    Document document = role_assignment("user", id, {});
    SetAsked& roles = document.sets["roles"];
    if (chance(50)) roles.members.insert("supervisor");
    if (roles.members.empty() || chance(40)) roles.members.insert("reporting");
    roles.exact = chance(50);
    if (!roles.exact && !roles.members.contains("supervisor") && chance(40)) roles.excluded.insert("supervisor");
    document.protect = chance(6);
    manifests_.put(std::move(document));
  }

  void edit_one() {
    const auto kind = draw_.below(10);
    if (kind < 2 || manifests_.objects.empty()) return add_team();
    if (kind == 2) return add_roles(anybody());
    auto at = manifests_.objects.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(draw_.below(manifests_.objects.size())));
    if (kind == 3) return void(manifests_.objects.erase(at));
    if (kind < 6) return move_somebody();
    const std::string name = at->second.name;
    if (at->second.entity == "user") return add_roles(name);
    const bool was_protected = at->second.protect;
    Document changed = kind == 6 && !was_protected ? leaver(name) : team_of(name);
    changed.protect = changed.protect || (was_protected && chance(70));
    manifests_.put(std::move(changed));
  }

  // From one team that says who is in it to another.
  void move_somebody() {
    std::vector<Document*> teams;
    for (auto& [key, document] : manifests_.objects) {
      if (document.sets.contains("agents")) teams.push_back(&document);
    }
    if (teams.size() < 2) return add_team();
    SetAsked& from = teams[draw_.below(teams.size())]->sets["agents"];
    SetAsked& to = teams[draw_.below(teams.size())]->sets["agents"];
    if (from.members.size() < (from.exact ? 1U : 2U)) return;
    const std::string mover =
        *std::next(from.members.begin(), static_cast<std::ptrdiff_t>(draw_.below(from.members.size())));
    from.members.erase(mover);
    to.members.insert(mover);
  }

  SystemManifests& manifests_;
  const uccx::World& world_;
  Draw& draw_;
  std::vector<std::string> agents_;
};

}  // namespace

SystemManifests uccx_system() {
  SystemManifests manifests;
  manifests.provider = "uccx";
  manifests.url = "http://127.0.0.1:3";
  manifests.credentials = "{username: svc-muster, password: {env: UCCX_PASSWORD}}";
  manifests.settings = "appadminRoles: true";
  return manifests;
}

Document team(const std::string& name, std::set<std::string> agents) {
  Document document;
  document.kind = "Team";
  document.entity = "team";
  document.name = name;
  document.sets["agents"].members = std::move(agents);
  return document;
}

void draw_uccx_objects(SystemManifests& manifests, const uccx::World& world, Draw& draw) {
  Writer(manifests, world, draw).begin();
}

void edit_uccx_objects(SystemManifests& manifests, const uccx::World& world, Draw& draw) {
  Writer(manifests, world, draw).edit();
}

}  // namespace muster::simulation
