#include "tests/simulation/installation.h"

#include <fmt/format.h>

#include "providers/simulators/ameyo/organisation.h"
#include "tests/simulation/ameyo_manifests.h"
#include "tests/simulation/streams.h"
#include "tests/simulation/uccx_manifests.h"
#include "tests/simulation/uds_manifests.h"
#include "tests/simulation/webex_manifests.h"

namespace muster::simulation {

Installation::Installation(std::uint64_t seed, simulators::Draw& policies)
    : seed_(seed), draw_(policies), edits_(stream(seed, 2)) {}

std::string Installation::add(Vendor vendor, Setting& setting) {
  if (vendor == Vendor::genesys_gws) return add_gws(setting);
  if (vendor == Vendor::webex) return add_webex(setting);
  if (vendor == Vendor::uccx) return add_uccx(setting);
  return vendor == Vendor::ameyo ? add_ameyo(setting) : add_uds(setting);
}

Policy Installation::draw_policy(const std::vector<std::string>& administrators) {
  Policy policy;
  policy.corrects_drift = chance(70);
  if (chance(25)) policy.removals.number = static_cast<int>(draw_.below(3));
  if (chance(15)) policy.updates.number = static_cast<int>(1 + draw_.below(12));
  if (chance(20)) policy.member_removals.number = static_cast<int>(1 + draw_.below(6));
  policy.min_admins = static_cast<int>(1 + draw_.below(3));
  if (chance(40) && !administrators.empty()) policy.required_admins.insert(administrators.front());
  constexpr int kRates[] = {120, 300, 600, 6'000};
  policy.requests_per_minute = kRates[draw_.below(4)];
  policy.share = chance(50) ? 100 : 60;
  policy.concurrency = static_cast<int>(1 + draw_.below(6));
  return policy;
}

std::string Installation::add_gws(Setting& setting) {
  gws::World world = draw_gws_world(seed_);
  std::vector<std::string> administrators;
  for (const gws::User& user : world.users.slots()) {
    if (user.has_role("ROLE_ADMIN") && user.user_name != "svc-muster") administrators.push_back(user.user_name);
  }
  setting.manifests.gws = first_manifests(world, edits_, draw_policy(administrators));
  setting.sites.push_back(std::make_unique<GwsSite>(std::move(world)));
  return kGws;
}

std::string Installation::add_webex(Setting& setting) {
  webex::World world = draw_webex_world(seed_);
  std::vector<std::string> administrators;
  for (const webex::Person& person : world.people.slots()) {
    if (person.has_role("id_full_admin")) administrators.push_back(person.email());
  }
  auto site = std::make_unique<WebexSite>(std::move(world), chance(40));
  SystemManifests& manifests = setting.manifests.systems[kWebex] = webex_system(*site);
  manifests.policy = draw_policy({administrators.back()});
  constexpr const char* kRoleWrites[] = {"auto", "auto", "people"};
  manifests.settings = fmt::format("roleWrites: {}", kRoleWrites[draw_.below(3)]);
  if (chance(30)) manifests.settings += ", pageSize: 7";
  if (chance(30)) manifests.settings += ", agentBatch: 2";
  draw_webex_objects(manifests, site->world(), edits_);
  setting.sites.push_back(std::move(site));
  return kWebex;
}

std::string Installation::add_uccx(Setting& setting) {
  auto site = std::make_unique<UccxSite>(draw_uccx_world(seed_));
  SystemManifests& manifests = setting.manifests.systems[kUccx] = uccx_system();
  manifests.policy = draw_policy({});
  draw_uccx_objects(manifests, site->world(), edits_);
  setting.sites.push_back(std::move(site));
  return kUccx;
}

std::string Installation::add_ameyo(Setting& setting) {
  ameyo::World world = draw_ameyo_world(seed_);
  std::vector<std::string> administrators;
  for (const auto& [id, user] : world.users) {
    if (user.type == ameyo::kAdministrator && user.id != ameyo::kServiceAccount) administrators.push_back(user.id);
  }
  SessionRights rights;
  rights.forces_login = chance(25);
  rights.ends_sessions = chance(40);
  if (chance(25)) {  // whoever is killed leaves a session behind that is in the way of the next one
    world.quirks.service_logins = 1;
    world.quirks.session_timeout = engine::Duration(60'000);
  }
  if (chance(20)) world.quirks.update_id = ameyo::UpdateId::user_id;
  SystemManifests& manifests = setting.manifests.systems[kAmeyo] = ameyo_system();
  manifests.settings = fmt::format("forceLogin: {}, endSessions: {}, login: {}, updateId: {}", rights.forces_login,
                                   rights.ends_sessions, world.quirks.secure_mode || chance(30) ? "ui" : "userLogin",
                                   world.quirks.update_id == ameyo::UpdateId::user_id ? "userId" : "ccUserId");
  manifests.policy = draw_policy(administrators);
  // What a server carries out in part counts for no limit, so that it must not refuse a part.
  if (manifests.policy.member_removals.number < 100) world.quirks.managers_need_role = false;
  draw_ameyo_objects(manifests, world, edits_);
  setting.sites.push_back(std::make_unique<AmeyoSite>(std::move(world), rights));
  return kAmeyo;
}

std::string Installation::add_uds(Setting& setting) {
  auto site = std::make_unique<UdsSite>(draw_uds_world(seed_));
  SystemManifests& manifests = setting.manifests.systems[kUds] = uds_system();
  manifests.policy = draw_policy({});
  draw_uds_objects(manifests, site->world(), edits_);
  setting.sites.push_back(std::move(site));
  return kUds;
}

void Installation::edit(Manifests& manifests, const std::string& system, Play& play) {
  if (system == kGws) return edit_manifests(manifests.gws, gws_world(play), edits_);
  if (system == kWebex) return edit_webex_objects(manifests.systems.at(kWebex), webex_world(play), edits_);
  if (system == kUccx) return edit_uccx_objects(manifests.systems.at(kUccx), uccx_world(play), edits_);
  if (system == kAmeyo) return edit_ameyo_objects(manifests.systems.at(kAmeyo), ameyo_world(play), edits_);
  edit_uds_objects(manifests.systems.at(kUds), uds_world(play), edits_);
}

}  // namespace muster::simulation
