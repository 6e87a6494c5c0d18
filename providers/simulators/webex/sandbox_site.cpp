#include "providers/simulators/webex/sandbox_site.h"

#include <utility>

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "providers/simulators/sandbox_play.h"
#include "providers/simulators/webex/organisation.h"
#include "providers/simulators/webex/quirk_names.h"
#include "providers/simulators/webex/simulator.h"

namespace muster::simulators::webex {
namespace {

using Json = nlohmann::json;
using Controlled = std::expected<Json, std::string>;

using Site = SandboxPlay<World, Simulator>;

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

void add_controls(Site& site) {
  add_common_controls<Site, Quirks>(site, set_quirk);
  site.controls["GET counters"] = [&site, counters = site.controls["GET counters"]](const Json& body,
                                                                                    engine::WallTime now) {
    auto answer = counters(body, now);
    if (answer) (*answer)["writes"] = site.simulator.world().write_count();
    return answer;
  };
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
  vendor.provider = "webex";
  vendor.credentials = {{"token", std::string(kToken)}};
  vendor.answering = [site](const net::HttpRequest& request, engine::WallTime now) {
    if (is_control(request)) return PlayedAnswer(control(site->controls, request, now));
    return site->simulator.faults().answer(request, now);
  };
  return vendor;
}

}  // namespace muster::simulators::webex
