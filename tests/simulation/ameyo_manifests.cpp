#include "tests/simulation/ameyo_manifests.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "providers/simulators/ameyo/organisation.h"
#include "tests/simulation/folding.h"

namespace muster::simulation {

namespace {

using simulators::Draw;

constexpr int kMostJoiners = 8;

class Writer {
 public:
  Writer(SystemManifests& manifests, const ameyo::World& world, Draw& draw)
      : manifests_(manifests), world_(world), draw_(draw) {
    for (const auto& [number, user] : world_.users) {
      if (!user.removed && user.id != ameyo::kServiceAccount) people_.push_back(lower(user.id));
    }
  }

  void begin() {
    for (const std::string& id : people_) {
      if (chance(45)) put_person(id);
    }
    for (auto left = draw_.below(4); left > 0; --left) add_joiner();
    for (const auto& [number, live] : world_.groups) {
      if (!live.removed && chance(60)) manifests_.put(chance(8) ? leaving_group(live.name) : group_of(live.name));
    }
    for (auto left = draw_.below(3); left > 0; --left) add_group();
    for (auto left = draw_.below(3); left > 0; --left) send_away(anybody());
  }

  void edit() {
    for (auto edits = 1 + draw_.below(3); edits > 0; --edits) edit_one();
  }

 private:
  bool chance(std::uint64_t percent) { return draw_.below(100) < percent; }
  const std::string& anybody() { return people_[draw_.below(people_.size())]; }

  const ameyo::User* live(const std::string& id) const {
    const auto is_it = [&](const auto& user) { return !user.second.removed && lower(user.second.id) == id; };
    const auto at = std::ranges::find_if(world_.users, is_it);
    return at == world_.users.end() ? nullptr : &at->second;
  }

  const Document* document_of(const std::string& id) const {
    const auto at = manifests_.objects.find(key_of("user", id));
    return at == manifests_.objects.end() ? nullptr : &at->second;
  }

  bool is_going(const std::string& id) const {
    const Document* document = document_of(id);
    return document != nullptr && document->absent;
  }

  // At the vendor, or by any manifest.
  bool manages(const std::string& id) const {
    const ameyo::User* user = live(id);
    const bool live_one = user != nullptr && std::ranges::any_of(world_.groups, [&](const auto& group) {
                            return !group.second.removed && group.second.managers.contains(user->cc_user_id);
                          });
    return live_one || std::ranges::any_of(manifests_.objects, [&](const auto& at) {
             const auto set = at.second.sets.find("supervisors");
             return set != at.second.sets.end() && set->second.members.contains(id);
           });
  }

  std::string some_role(const std::string& id) {
    if (manages(id)) return chance(70) ? "supervisor" : "group manager";
    const ameyo::User* user = live(id);
    if (user != nullptr && user->type == ameyo::kAdministrator && chance(70)) return "administrator";
    constexpr const char* kRoles[] = {"executive", "executive", "professional-agent", "supervisor", "analyst"};
    return kRoles[draw_.below(std::size(kRoles))];
  }

  void add_fields(Document& document) {
    if (chance(25)) document.texts["defaultReady"] = chance(50) ? "true" : "false";
    if (chance(20)) document.texts["loginPolicy"] = chance(50) ? "verify.before.force.login" : "disallow.after.limit";
    if (chance(25)) document.texts["maxAllowedLogins"] = fmt::format("{}", 1 + draw_.below(4));
    if (chance(25)) document.texts["mappingUserId"] = fmt::format("{}@acme.example", chance(50) ? "desk" : "line");
    // Where an update takes away what it leaves out, nobody can keep a remark that no answer shows.
    const bool keeps_remarks = world_.quirks.omitted == ameyo::Omitted::kept;
    if (keeps_remarks && chance(30)) document.texts["description"] = chance(50) ? "Early shift" : "Late shift";
  }

  void put_person(const std::string& id) {
    const Document* old = document_of(id);
    const bool was_protected = old != nullptr && old->protect;
    Document document;
    document.kind = "User";
    document.entity = "user";
    document.name = id;
    if (chance(50)) document.texts["userName"] = chance(50) ? "Robin Vale" : "Kim Reyes";
    if (chance(45) || document.texts.empty()) document.sets["roles"].members = {some_role(id)};
    if (chance(15)) document.secrets["password"] = "JOINER_PASSWORD";
    add_fields(document);
    document.protect = chance(6) || (was_protected && chance(70));
    manifests_.put(std::move(document));
  }

  void add_joiner() {
    const std::string id = fmt::format("joiner.{:02}", draw_.below(kMostJoiners));
    Document document = contact_center_user(id, manages(id) ? "supervisor" : chance(70) ? "executive" : "supervisor");
    add_fields(document);
    manifests_.put(std::move(document));
  }

  // Nobody may be asked for who is to go, and no group may be left without anybody to manage it.
  void send_away(const std::string& id) {
    const Document* old = document_of(id);
    if (manages(id) || (old != nullptr && old->protect)) return;
    for (auto& [key, document] : manifests_.objects) {
      for (auto& [field, set] : document.sets) {
        if (field != "roles") set.members.erase(id), set.excluded.erase(id);
      }
      drop_empty_wishes(document);
    }
    Document leaver;
    leaver.kind = "User";
    leaver.entity = "user";
    leaver.name = id;
    leaver.absent = true;
    manifests_.put(std::move(leaver));
  }

  // An empty map asks for nothing and is none.
  static void drop_empty_wishes(Document& document) {
    std::erase_if(document.sets, [](const auto& at) {
      return !at.second.exact && at.second.members.empty() && at.second.excluded.empty();
    });
  }

  // Has the role, or a document gives it.
  std::string leader() {
    std::vector<std::string> all;
    for (const std::string& id : people_) {
      const Document* document = document_of(id);
      const bool says = document != nullptr && (document->absent || document->sets.contains("roles"));
      const bool gets = says && !document->absent && document->sets.at("roles").members.contains("supervisor");
      const ameyo::User* user = live(id);
      if (gets || (!says && user != nullptr && user->type == ameyo::kSupervisor)) all.push_back(id);
    }
    if (all.empty() || chance(15)) return promoted();
    return all[draw_.below(all.size())];
  }

  std::string promoted() {
    std::string id = anybody();
    while (is_going(id)) id = anybody();
    const ameyo::User* user = live(id);
    if (user != nullptr && user->type == ameyo::kAdministrator) return people_.back();  // manages a group already
    Document document = document_of(id) == nullptr ? Document() : *document_of(id);
    document.kind = "User";
    document.entity = "user";
    document.name = id;
    document.sets["roles"].members = {"supervisor"};
    manifests_.put(std::move(document));
    return id;
  }

  static Document leaving_group(const std::string& name) {
    Document document = user_group(name, "", {});
    document.absent = true;
    document.sets.clear();
    return document;
  }

  std::set<std::string> some_agents(const std::string& name) {
    std::set<std::string> agents;
    const ameyo::Group* group = world_.find_group(name);
    for (const int id : group == nullptr ? std::set<int>() : group->members) {
      const std::string member = lower(world_.users.at(id).id);
      if (chance(80) && !is_going(member)) agents.insert(member);
    }
    for (auto left = draw_.below(4); left > 0; --left) {
      if (const std::string& id = anybody(); !is_going(id)) agents.insert(id);
    }
    return agents;
  }

  Document group_of(const std::string& name) {
    Document document = user_group(name, leader(), some_agents(name));
    if (chance(30)) document.sets["supervisors"].members.insert(leader());
    document.sets["supervisors"].exact = chance(60);
    SetAsked& agents = document.sets["agents"];
    agents.exact = chance(60);
    if (!agents.exact && chance(40)) {
      if (const std::string& id = anybody(); !agents.members.contains(id)) agents.excluded.insert(id);
    }
    drop_empty_wishes(document);
    const bool is_there = world_.find_group(name) != nullptr;
    if (is_there && chance(35)) document.sets.erase("supervisors");
    if (is_there && document.sets.size() > 1 && chance(20)) document.sets.erase("agents");
    if (chance(35)) document.texts["description"] = chance(50) ? "Desk of the north" : "Desk of the south";
    document.protect = chance(6);
    return document;
  }

  void add_group() { manifests_.put(group_of(fmt::format("Crew {:02}", draw_.below(5)))); }

  void edit_one() {
    const auto kind = draw_.below(12);
    if (kind < 2 || manifests_.objects.empty()) return add_joiner();
    if (kind == 2) return add_group();
    if (kind < 5) return is_going(anybody()) ? void() : put_person(still_here());
    if (kind == 5) return send_away(anybody());
    auto at = manifests_.objects.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(draw_.below(manifests_.objects.size())));
    if (kind == 6) return void(manifests_.objects.erase(at));
    change(at->second, kind == 7);
  }

  std::string still_here() {
    std::string id = anybody();
    while (is_going(id)) id = anybody();
    return id;
  }

  void change(const Document& old, bool leaves) {
    const std::string name = old.name;
    if (old.entity == "user") return name.starts_with("joiner.") || old.absent ? add_joiner() : put_person(name);
    const bool was_protected = old.protect;
    Document changed = leaves && !was_protected ? leaving_group(name) : group_of(name);
    changed.protect = !changed.absent && (changed.protect || (was_protected && chance(70)));
    manifests_.put(std::move(changed));
  }

  SystemManifests& manifests_;
  const ameyo::World& world_;
  Draw& draw_;
  std::vector<std::string> people_;
};

}  // namespace

SystemManifests ameyo_system() {
  SystemManifests manifests;
  manifests.provider = "ameyo";
  manifests.url = "http://127.0.0.1:4";
  manifests.credentials = "{username: svc-muster, password: {env: AMEYO_PASSWORD}}";
  manifests.plain = {"defaultReady", "maxAllowedLogins"};
  manifests.spellings = {{"executive", "Executive"},   {"professional-agent", "Professional-Agent"},
                         {"supervisor", "Supervisor"}, {"group manager", "Group Manager"},
                         {"analyst", "Analyst"},       {"administrator", "Administrator"}};
  return manifests;
}

Document contact_center_user(const std::string& id, const std::string& role) {
  Document document;
  document.kind = "User";
  document.entity = "user";
  document.name = id;
  document.texts["userName"] = "Robin Vale";
  document.sets["roles"].members = {role};
  document.secrets["password"] = "JOINER_PASSWORD";
  return document;
}

Document user_group(const std::string& name, const std::string& leader, std::set<std::string> agents) {
  Document document;
  document.kind = "Team";
  document.entity = "group";
  document.name = name;
  document.sets["supervisors"].members = {leader};
  document.sets["agents"].members = std::move(agents);
  return document;
}

void draw_ameyo_objects(SystemManifests& manifests, const ameyo::World& world, Draw& draw) {
  Writer(manifests, world, draw).begin();
}

void edit_ameyo_objects(SystemManifests& manifests, const ameyo::World& world, Draw& draw) {
  Writer(manifests, world, draw).edit();
}

}  // namespace muster::simulation
