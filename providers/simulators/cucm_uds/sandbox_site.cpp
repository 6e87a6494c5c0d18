#include "providers/simulators/cucm_uds/sandbox_site.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "providers/simulators/cucm_uds/organisation.h"
#include "providers/simulators/cucm_uds/quirk_names.h"
#include "providers/simulators/cucm_uds/second_admin.h"
#include "providers/simulators/cucm_uds/simulator.h"
#include "providers/simulators/sandbox_play.h"

namespace muster::simulators::cucm_uds {
namespace {

using Json = nlohmann::json;
using Controlled = std::expected<Json, std::string>;

using Site = SandboxPlay<World, Simulator>;

std::optional<std::string> text_of(const Json& body, const char* name) {
  const auto found = body.find(name);
  return found == body.end() || !found->is_string() ? std::nullopt : std::optional(found->get<std::string>());
}

std::optional<bool> truth_of(const Json& body, const char* name) {
  const auto found = body.find(name);
  return found == body.end() || !found->is_boolean() ? std::nullopt : std::optional(found->get<bool>());
}

bool edit_device(World& world, engine::WallTime now, const std::string& user, const Json& body) {
  DeviceEdit edit;
  edit.description = text_of(body, "description");
  edit.do_not_disturb = truth_of(body, "enableDoNotDisturb");
  edit.line = text_of(body, "extension").value_or("");
  edit.label = text_of(body, "label").value_or("");
  const auto dial = body.find("speedDial");
  if (dial != body.end() && dial->is_object() && dial->contains("index") && (*dial)["index"].is_number_integer()) {
    edit.speed_dial = (*dial)["index"].get<int>();
    edit.number = text_of(*dial, "number");
    edit.label = text_of(*dial, "label").value_or("");
  }
  const bool asks = edit.description || edit.do_not_disturb || edit.speed_dial || !edit.line.empty();
  return asks && other_edits_device(world, now, user, text_of(body, "device").value_or(""), edit);
}

bool edit_user(World& world, engine::WallTime now, const std::string& user, const Json& body) {
  UserEdit edit;
  edit.display_name = text_of(body, "displayName");
  edit.locale = text_of(body, "userLocale");
  edit.do_not_disturb = truth_of(body, "enableDoNotDisturb");
  edit.forward_all = text_of(body, "forwardAll");
  edit.access_code = text_of(body, "accessCode");
  edit.password = text_of(body, "password");
  edit.home_cluster = truth_of(body, "homeCluster");
  edit.end_user = truth_of(body, "endUser");
  edit.unlock = truth_of(body, "unlock").value_or(false);
  const bool asks = edit.display_name || edit.locale || edit.do_not_disturb || edit.forward_all || edit.access_code ||
                    edit.password || edit.home_cluster || edit.end_user || edit.unlock;
  return asks && other_edits_user(world, now, user, edit);
}

Controlled second_admin(Site& site, const Json& body, engine::WallTime now) {
  World& world = site.simulator.world();
  const auto user = text_of(body, "user");
  if (!user) return std::unexpected("name a user, and what to change.");
  const bool made = body.contains("device") ? edit_device(world, now, *user, body) : edit_user(world, now, *user, body);
  if (!made) return std::unexpected("there is no such user, device, extension or locale, or nothing to change.");
  return to_json(world.log.back());
}

void add_controls(Site& site) {
  add_common_controls<Site, Quirks>(site, set_quirk);
  site.controls["POST second-admin"] = [&](const Json& body, engine::WallTime now) {
    return second_admin(site, body, now);
  };
}

}  // namespace

SandboxVendor sandbox_site(const SandboxOptions& options) {
  return sandbox_site(
      chosen_world<World>({sample_organisation, generated_organisation, company_organisation}, options));
}

SandboxVendor sandbox_site(World world) {
  auto site = std::make_shared<Site>(std::move(world));
  add_controls(*site);
  SandboxVendor vendor;
  vendor.provider = "cucm-uds";
  vendor.username = "{name}";
  vendor.password = password_of("{name}");
  for (const auto& [key, user] : site->simulator.world().users) vendor.names.push_back(user.user_id);
  vendor.answering = [site](const net::HttpRequest& request, engine::WallTime now) {
    if (is_control(request)) return PlayedAnswer(control(site->controls, request, now));
    return site->simulator.faults().answer(request, now);
  };
  return vendor;
}

}  // namespace muster::simulators::cucm_uds
