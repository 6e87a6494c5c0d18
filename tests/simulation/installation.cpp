#include "tests/simulation/installation.h"

#include <fmt/format.h>

#include "tests/simulation/streams.h"
#include "tests/simulation/uccx_manifests.h"
#include "tests/simulation/webex_manifests.h"

namespace muster::simulation {

Installation::Installation(std::uint64_t seed, simulators::Draw& policies)
    : seed_(seed), draw_(policies), edits_(stream(seed, 2)) {}

std::string Installation::add(Vendor vendor, Setting& setting) {
  if (vendor == Vendor::genesys_gws) return add_gws(setting);
  return vendor == Vendor::webex ? add_webex(setting) : add_uccx(setting);
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

void Installation::edit(Manifests& manifests, const std::string& system, Play& play) {
  if (system == kGws) return edit_manifests(manifests.gws, gws_world(play), edits_);
  if (system == kWebex) return edit_webex_objects(manifests.systems.at(kWebex), webex_world(play), edits_);
  edit_uccx_objects(manifests.systems.at(kUccx), uccx_world(play), edits_);
}

}  // namespace muster::simulation
