#include "providers/simulators/webex/sandbox_site.h"

#include <utility>

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "providers/simulators/sandbox_control.h"
#include "providers/simulators/webex/organisation.h"
#include "providers/simulators/webex/quirk_names.h"
#include "providers/simulators/webex/simulator.h"

namespace muster::simulators::webex {
namespace {

using Json = nlohmann::json;
using Controlled = std::expected<Json, std::string>;

struct Site {
  World at_start;
  Simulator simulator;
  Controls controls;

  explicit Site(World world) : at_start(world), simulator(std::move(world)) {}
};

template <typename Value>
std::optional<Value> take(const Json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end()) return std::nullopt;
  try {
    return found->get<Value>();
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

std::string_view to_text(Effect effect) {
  if (effect == Effect::updated) return "updated";
  return effect == Effect::created ? "created" : "removed";
}

Json to_json(const Happening& happening) {
  Json fields = Json::array();
  for (const auto& field : happening.fields) {
    fields.push_back({{"field", field.field}, {"before", field.before}, {"after", field.after}});
  }
  return {{"at", happening.at.time_since_epoch().count()},
          {"actor", happening.actor},
          {"effect", to_text(happening.effect)},
          {"entity", happening.entity},
          {"name", happening.name},
          {"id", happening.id},
          {"fields", std::move(fields)}};
}

std::optional<Tier> read_tier(const Json& body) {
  const auto tier = take<std::string>(body, "tier");
  if (tier == "basic") return Tier::basic;
  if (tier == "customerAssist") return Tier::customer_assist;
  return std::nullopt;
}

Controlled assign(World& world, const std::string& supervisor, const Json& body, engine::WallTime now) {
  const auto tier = read_tier(body);
  const auto agents = take<std::vector<std::string>>(body, "agents");
  if (!tier) return std::unexpected("tier must be basic or customerAssist.");
  if (!agents) return std::unexpected("agents must be a list of e-mails and ids.");
  const auto logged = world.log.size();
  if (other_assigns(world, now, {*tier, supervisor, *agents})) return to_json(world.log.at(logged));
  return std::unexpected("the supervisor or one of the agents is not there.");
}

Controlled edit_person(World& world, const std::string& person, const Json& body, engine::WallTime now) {
  const auto logged = world.log.size();  // what follows from the change comes after it
  bool done = false;
  if (body.contains("create")) {
    done = other_creates_person(world, now, person);
  } else if (body.contains("remove")) {
    done = other_removes_person(world, now, person);
  } else {
    const auto roles = take<std::vector<std::string>>(body, "roles");
    if (!roles) return std::unexpected("roles must be a list of names.");
    done = other_sets_roles(world, now, person, *roles);
  }
  if (done) return to_json(world.log.at(logged));
  return std::unexpected(fmt::format("{} cannot be changed so: the person or a role is not there, or is.", person));
}

Controlled second_admin(Site& site, const Json& body, engine::WallTime now) {
  World& world = site.simulator.world();
  const auto supervisor = take<std::string>(body, "supervisor");
  if (supervisor) return assign(world, *supervisor, body, now);
  const auto person = take<std::string>(body, "person");
  if (!person) return std::unexpected("supervisor or person must be an e-mail.");
  return edit_person(world, *person, body, now);
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
  for (const auto& happening : site.simulator.world().log) entries.push_back(to_json(happening));
  return Json{{"log", std::move(entries)}};
}

Controlled counters_of(Site& site) {
  const World& world = site.simulator.world();
  return Json{{"requests", world.requests},
              {"total", world.request_count()},
              {"writes", world.write_count()},
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
  vendor.provider = "webex";
  vendor.credentials = {{"token", std::string(kToken)}};
  vendor.answering = [site](const net::HttpRequest& request, engine::WallTime now) {
    if (is_control(request)) return PlayedAnswer(control(site->controls, request, now));
    return site->simulator.faults().answer(request, now);
  };
  return vendor;
}

}  // namespace muster::simulators::webex
