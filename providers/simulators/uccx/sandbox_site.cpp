#include "providers/simulators/uccx/sandbox_site.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "providers/simulators/sandbox_control.h"
#include "providers/simulators/uccx/organisation.h"
#include "providers/simulators/uccx/quirk_names.h"
#include "providers/simulators/uccx/second_admin.h"
#include "providers/simulators/uccx/simulator.h"

namespace muster::simulators::uccx {
namespace {

using Json = nlohmann::json;
using Controlled = std::expected<Json, std::string>;

struct Site {
  World at_start;
  Simulator simulator;
  Controls controls;

  explicit Site(World world) : at_start(world), simulator(std::move(world)) {}
};

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

std::string_view to_text(Effect effect) {
  switch (effect) {
    case Effect::created:
      return "created";
    case Effect::removed:
      return "removed";
    case Effect::updated:
      break;
  }
  return "updated";
}

Json to_json(const Happening& happening) {
  Json fields = Json::array();
  for (const auto& field : happening.fields) {
    fields.push_back({{"field", field.field}, {"before", field.before}, {"after", field.after}});
  }
  return Json{{"at", happening.at.time_since_epoch().count()},
              {"actor", happening.actor},
              {"effect", to_text(happening.effect)},
              {"entity", happening.entity},
              {"name", happening.name},
              {"id", happening.id},
              {"fields", std::move(fields)}};
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

Controlled set_faults(Site& site, const Json& body) {
  auto settings = read_faults(body);
  if (!settings) return std::unexpected(settings.error());
  site.simulator.faults().change(std::move(*settings));
  return Json::object();
}

Controlled set_quirks(Site& site, const Json& body) {
  Quirks quirks = site.simulator.world().quirks;
  for (const auto& [name, value] : body.items()) {
    const auto text = value.is_string() ? value.get<std::string>() : value.dump();
    if (!set_quirk(quirks, name, text)) return std::unexpected(fmt::format("{}: {} is not known.", name, text));
  }
  site.simulator.world().quirks = std::move(quirks);
  return Json::object();
}

Controlled reset(Site& site) {
  site.simulator.world() = site.at_start;
  site.simulator.faults().change({});
  site.simulator.faults().stop();
  return Json::object();
}

Controlled log_of(Site& site) {
  Json entries = Json::array();
  for (const auto& entry : site.simulator.world().log) entries.push_back(to_json(entry));
  return Json{{"log", std::move(entries)}};
}

Controlled counters_of(Site& site) {
  return Json{{"requests", site.simulator.world().requests},
              {"total", site.simulator.world().request_count()},
              {"faults", played_faults(site.simulator.faults())}};
}

void add_controls(Site& site) {
  auto& controls = site.controls;
  controls["POST second-admin"] = [&](const Json& body, engine::WallTime now) { return second_admin(site, body, now); };
  controls["POST faults"] = [&](const Json& body, engine::WallTime) { return set_faults(site, body); };
  controls["POST quirks"] = [&](const Json& body, engine::WallTime) { return set_quirks(site, body); };
  controls["POST reset"] = [&](const Json&, engine::WallTime) { return reset(site); };
  controls["GET log"] = [&](const Json&, engine::WallTime) { return log_of(site); };
  controls["GET counters"] = [&](const Json&, engine::WallTime) { return counters_of(site); };
}

}  // namespace

SandboxVendor sandbox_site(const SandboxOptions& options) {
  auto site = std::make_shared<Site>(options.people == 0 ? sample_organisation()
                                                         : generated_organisation(options.people, options.seed));
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
