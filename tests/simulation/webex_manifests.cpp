#include "tests/simulation/webex_manifests.h"

#include <iterator>

#include "providers/simulators/webex/hydra.h"
#include "providers/simulators/webex/organisation.h"

namespace muster::simulation {

namespace {

using simulators::Draw;

constexpr const char* kAssistTier = "customerAssist";

class Writer {
 public:
  Writer(SystemManifests& manifests, const webex::World& world, Draw& draw)
      : manifests_(manifests), world_(world), draw_(draw) {
    for (const webex::Person& person : world_.people.slots()) {
      if (!person.removed && person.email() != webex::kServiceAccount) people_.push_back(webex::lower(person.email()));
    }
  }

  void begin() {
    spell_places();
    for (const auto tier : {webex::Tier::basic, webex::Tier::customer_assist}) {
      for (const auto& [uuid, assignment] : world_.supervisors(tier)) {
        const std::string email = webex::lower(webex::name_of(world_, uuid));
        if (chance(60)) manifests_.put(chance(8) ? leaver(tier, email) : assignment_of(tier, email));
      }
    }
    for (auto left = draw_.below(4); left > 0; --left) add_supervisor();
    for (auto left = draw_.below(5); left > 0; --left) add_roles();
  }

  void edit() {
    for (auto edits = 1 + draw_.below(3); edits > 0; --edits) edit_one();
  }

 private:
  bool chance(std::uint64_t percent) { return draw_.below(100) < percent; }
  const std::string& anybody() { return people_[draw_.below(people_.size())]; }
  static std::string tier_name(webex::Tier tier) { return tier == webex::Tier::basic ? "basic" : kAssistTier; }

  // Every place in another spelling of its id.
  void spell_places() {
    for (const auto& [uuid, place] : world_.places) {
      const webex::IdForm form{chance(50) ? "us" : "eu", chance(50)};
      const std::string written = chance(30) ? webex::upper(uuid) : webex::hydra(form, place.type, uuid);
      if (chance(75)) manifests_.spellings[uuid] = written;
    }
  }

  std::string agent() {
    if (chance(85)) return anybody();
    auto at = world_.places.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(draw_.below(world_.places.size())));
    return at->first;
  }

  Document leaver(webex::Tier tier, const std::string& email) {
    Document document = supervisor(tier_name(tier), email, {});
    document.absent = true;
    document.sets.clear();
    return document;
  }

  Document assignment_of(webex::Tier tier, const std::string& email) {
    Document document = supervisor(tier_name(tier), email, {});
    SetAsked& agents = document.sets["agents"];
    agents.exact = chance(50);
    for (auto left = 1 + draw_.below(4); left > 0; --left) agents.members.insert(agent());
    if (!agents.exact && chance(50)) {
      agents.excluded.insert(agent());
      std::erase_if(agents.excluded, [&](const std::string& each) { return agents.members.contains(each); });
    }
    document.protect = chance(6);
    return document;
  }

  webex::Tier some_tier() { return chance(50) ? webex::Tier::basic : webex::Tier::customer_assist; }
  void add_supervisor() { manifests_.put(assignment_of(some_tier(), anybody())); }

  void add_roles() {
    const std::string& email = anybody();
    const webex::Person* person = world_.people.find_email(email);
    Document document = role_assignment("person", email, {});
    SetAsked& roles = document.sets["roles"];
    roles.exact = chance(50);
    const bool keeps_admin = person->has_role("id_full_admin") && chance(70);
    if (keeps_admin) roles.members.insert("full administrator");
    for (const char* role : {"read-only administrator", "user administrator", "device administrator"}) {
      if (chance(35)) {
        roles.members.insert(role);
      } else if (!roles.exact && chance(20)) {
        roles.excluded.insert(role);
      }
    }
    if (roles.members.empty()) roles.members.insert("support administrator");
    document.protect = chance(6);
    manifests_.put(std::move(document));
  }

  void edit_one() {
    const auto kind = draw_.below(10);
    if (kind < 2 || manifests_.objects.empty()) return add_supervisor();
    if (kind < 4) return add_roles();
    auto at = manifests_.objects.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(draw_.below(manifests_.objects.size())));
    if (kind == 4) return void(manifests_.objects.erase(at));
    change(at->second, kind == 5);
  }

  void change(Document& document, bool leaves) {
    if (document.entity == "person") return void(document.protect = !document.protect && chance(30));
    const auto tier = document.tier == kAssistTier ? webex::Tier::customer_assist : webex::Tier::basic;
    const bool was_protected = document.protect;
    document = leaves && !was_protected ? leaver(tier, document.name) : assignment_of(tier, document.name);
    document.protect = document.protect || (was_protected && chance(70));
  }

  SystemManifests& manifests_;
  const webex::World& world_;
  Draw& draw_;
  std::vector<std::string> people_;
};

}  // namespace

SystemManifests webex_system(const WebexSite& site) {
  SystemManifests manifests;
  manifests.provider = "webex";
  manifests.url = kWebexUrl;
  manifests.credentials =
      site.credentials().contains("token")
          ? "{token: {env: WEBEX_TOKEN}}"
          : "{clientId: sandbox-only-client, clientSecret: {env: WEBEX_SECRET}, refreshToken: {env: "
            "WEBEX_REFRESH}}";
  return manifests;
}

Document supervisor(const std::string& tier, const std::string& email, std::set<std::string> agents) {
  Document document;
  document.kind = "SupervisorAssignment";
  document.entity = tier == kAssistTier ? "supervisor-customer-assist" : "supervisor-basic";
  document.name = email;
  document.tier = tier;
  document.sets["agents"].members = std::move(agents);
  return document;
}

Document role_assignment(const std::string& entity, const std::string& name, std::set<std::string> roles) {
  Document document;
  document.kind = "RoleAssignment";
  document.entity = entity;
  document.name = name;
  document.sets["roles"].members = std::move(roles);
  return document;
}

void draw_webex_objects(SystemManifests& manifests, const webex::World& world, Draw& draw) {
  Writer(manifests, world, draw).begin();
}

void edit_webex_objects(SystemManifests& manifests, const webex::World& world, Draw& draw) {
  Writer(manifests, world, draw).edit();
}

}  // namespace muster::simulation
