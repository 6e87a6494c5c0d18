#include "providers/simulators/ameyo/sandbox_site.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "providers/simulators/ameyo/organisation.h"
#include "providers/simulators/ameyo/quirk_names.h"
#include "providers/simulators/ameyo/second_admin.h"
#include "providers/simulators/ameyo/simulator.h"
#include "providers/simulators/sandbox_play.h"

namespace muster::simulators::ameyo {
namespace {

using Json = nlohmann::json;
using Controlled = std::expected<Json, std::string>;
using Names = std::vector<std::string>;

using Site = SandboxPlay<World, Simulator>;

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
  const auto type = text_of(body, "type");
  if (body.contains("remove")) return other_removes_user(world, now, *user);
  if (body.contains("create")) return other_creates_user(world, now, *user, type.value_or(std::string(kExecutive)));
  if (type) return other_sets_type(world, now, *user, *type);
  if (const auto name = text_of(body, "name")) return other_sets_name(world, now, *user, *name);
  return std::nullopt;
}

std::optional<bool> edit_group(World& world, engine::WallTime now, const Json& body) {
  const auto group = text_of(body, "group");
  if (!group) return std::nullopt;
  const auto supervisors = names_of(body, "supervisors");
  if (body.contains("remove")) return other_removes_group(world, now, *group);
  if (body.contains("create")) return other_creates_group(world, now, *group, supervisors.value_or(Names{}));
  if (supervisors) return other_sets_supervisors(world, now, *group, *supervisors);
  if (const auto agents = names_of(body, "agents")) return other_sets_agents(world, now, *group, *agents);
  if (const auto name = text_of(body, "name")) return other_renames_group(world, now, *group, *name);
  if (const auto text = text_of(body, "description")) return other_describes_group(world, now, *group, *text);
  return std::nullopt;
}

Controlled second_admin(Site& site, const Json& body, engine::WallTime now) {
  World& world = site.simulator.world();
  const auto before = world.log.size();
  auto made = edit_user(world, now, body);
  if (!made) made = edit_group(world, now, body);
  if (!made) return std::unexpected("name a user with a name or type, or a group with agents or supervisors.");
  if (!*made) return std::unexpected("there is no such user or group, or the name is taken.");
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
  vendor.provider = "ameyo";
  vendor.username = kServiceAccount;
  vendor.password = kServicePassword;
  vendor.answering = [site](const net::HttpRequest& request, engine::WallTime now) {
    if (is_control(request)) return PlayedAnswer(control(site->controls, request, now));
    return site->simulator.faults().answer(request, now);
  };
  return vendor;
}

}  // namespace muster::simulators::ameyo
