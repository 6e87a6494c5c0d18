#include "providers/simulators/uccx/sandbox_site.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "providers/simulators/sandbox_play.h"
#include "providers/simulators/uccx/organisation.h"
#include "providers/simulators/uccx/quirk_names.h"
#include "providers/simulators/uccx/second_admin.h"
#include "providers/simulators/uccx/simulator.h"

namespace muster::simulators::uccx {
namespace {

using Json = nlohmann::json;
using Controlled = std::expected<Json, std::string>;

using Site = SandboxPlay<World, Simulator>;

using Names = std::vector<std::string>;

// The text of that member; nothing: it is not there or is no text.
std::optional<std::string> text_of(const Json& body, const char* name) {
  const auto found = body.find(name);
  return found == body.end() || !found->is_string() ? std::nullopt : std::optional(found->get<std::string>());
}

std::optional<Names> names_of(const Json& body, const char* name) {
  const auto found = body.find(name);
  const bool well = found != body.end() && found->is_array() &&
                    std::ranges::all_of(*found, [](const Json& item) { return item.is_string(); });
  return well ? std::optional(found->get<Names>()) : std::nullopt;
}

// Each returns whether the change was made; nothing: the body does not ask for it.
std::optional<bool> edit_user(World& world, engine::WallTime now, const Json& body) {
  const auto user = text_of(body, "user");
  if (!user) return std::nullopt;
  if (const auto roles = names_of(body, "roles")) return other_sets_roles(world, now, *user, *roles);
  if (const auto email = text_of(body, "email")) return other_sets_email(world, now, *user, *email);
  return std::nullopt;
}

std::optional<bool> edit_team(World& world, engine::WallTime now, const Json& body) {
  const auto team = text_of(body, "team");
  if (!team) return std::nullopt;
  if (body.contains("remove")) return other_removes_team(world, now, *team);
  if (const auto name = text_of(body, "name")) return other_renames_team(world, now, *team, *name);
  const auto agents = names_of(body, "agents");
  if (body.contains("create")) return other_creates_team(world, now, *team, agents.value_or(Names{}));
  if (agents) return other_sets_team_agents(world, now, *team, *agents);
  const auto secondaries = names_of(body, "secondarySupervisors");
  const auto primary = text_of(body, "primarySupervisor");
  if (!primary && !secondaries) return std::nullopt;
  const Team* old = world.find_team(*team);
  if (old == nullptr) return false;
  return other_sets_supervisors(world, now, *team, primary.value_or(old->primary),
                                secondaries.value_or(old->secondaries));
}

Controlled second_admin(Site& site, const Json& body, engine::WallTime now) {
  World& world = site.simulator.world();
  const auto before = world.log.size();
  auto made = edit_user(world, now, body);
  if (!made) made = edit_team(world, now, body);
  if (!made) return std::unexpected("name a user with roles or email, or a team with agents or supervisors.");
  if (!*made) return std::unexpected("there is no such team or user, or the name is taken.");
  return to_json(world.log.at(before));
}

void add_controls(Site& site) {
  add_common_controls<Site, Quirks>(site, set_quirk);
  site.controls["POST second-admin"] = [&](const Json& body, engine::WallTime now) {
    return second_admin(site, body, now);
  };
}

}  // namespace

SandboxVendor sandbox_site(const SandboxOptions& options) {
  auto site = std::make_shared<Site>(
      chosen_world<World>({sample_organisation, generated_organisation, company_organisation}, options));
  add_controls(*site);
  SandboxVendor vendor;
  vendor.provider = "uccx";
  vendor.username = kServiceAccount;
  vendor.password = kServicePassword;
  vendor.settings = {{"appadminRoles", "true"}};
  vendor.answering = [site](const net::HttpRequest& request, engine::WallTime now) {
    if (is_control(request)) return PlayedAnswer(control(site->controls, request, now));
    return site->simulator.faults().answer(request, now);
  };
  return vendor;
}

}  // namespace muster::simulators::uccx
