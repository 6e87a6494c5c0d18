#include "providers/simulators/genesys_gws/sandbox_site.h"

#include <utility>

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "providers/simulators/genesys_gws/changes.h"
#include "providers/simulators/genesys_gws/organisation.h"
#include "providers/simulators/genesys_gws/quirk_names.h"
#include "providers/simulators/genesys_gws/simulator.h"
#include "providers/simulators/sandbox_control.h"

namespace muster::simulators::gws {
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
bool take(const Json& body, const char* name, std::optional<Value>& field) {
  const auto found = body.find(name);
  if (found == body.end()) return true;
  try {
    field = found->get<Value>();
  } catch (const Json::exception&) {
    return false;
  }
  return true;
}

std::expected<UserFields, std::string> read_edit(const Json& body) {
  UserFields fields;
  const bool well = take(body, "userName", fields.user_name) && take(body, "firstName", fields.first_name) &&
                    take(body, "lastName", fields.last_name) && take(body, "emailAddress", fields.email_address) &&
                    take(body, "roles", fields.roles) && take(body, "enabled", fields.enabled) &&
                    take(body, "password", fields.password);
  if (!well) return std::unexpected("a field has the wrong type.");
  if (!fields.user_name) return std::unexpected("userName is missing.");
  return fields;
}

Json to_json(const LogEntry& entry) {
  Json fields = Json::array();
  for (const auto& field : entry.fields) {
    fields.push_back({{"field", field.field}, {"before", field.before}, {"after", field.after}});
  }
  Json json{{"at", entry.at.time_since_epoch().count()},
            {"actor", entry.actor},
            {"effect", to_text(entry.effect)},
            {"userName", entry.user_name},
            {"userId", entry.user_id},
            {"fields", std::move(fields)}};
  if (!entry.from.empty()) json["from"] = entry.from;
  return json;
}

Controlled create_as_other(World& world, engine::WallTime now, const UserFields& fields) {
  if (world.users.find_login(*fields.user_name) != nullptr) return std::unexpected("that userName exists.");
  create_user(world, {std::string(kOther), now}, fields);
  return to_json(world.log.back());
}

Controlled edit_as_other(World& world, engine::WallTime now, const UserFields& fields, const Json& body) {
  User* user = world.users.find_login(*fields.user_name);
  if (user == nullptr) return std::unexpected(fmt::format("there is no user {}.", *fields.user_name));
  std::optional<std::string> number;
  if (!take(body, "phoneNumber", number)) return std::unexpected("phoneNumber must be text.");
  if (body.contains("remove")) {
    remove_user(world, {std::string(kOther), now}, user->id);
  } else if (number) {
    assign_device(world, {std::string(kOther), now}, *user, device_with_number(world, *number));
  } else {
    update_user(world, {std::string(kOther), now}, *user, fields);
  }
  return to_json(world.log.back());
}

Controlled second_admin(Site& site, const Json& body, engine::WallTime now) {
  const auto fields = read_edit(body);
  if (!fields) return std::unexpected(fields.error());
  World& world = site.simulator.world();
  return body.contains("create") ? create_as_other(world, now, *fields) : edit_as_other(world, now, *fields, body);
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
  vendor.provider = "genesys-gws";
  vendor.username = kServiceAccount;
  vendor.password = kServicePassword;
  vendor.answering = [site](const net::HttpRequest& request, engine::WallTime now) {
    if (is_control(request)) return PlayedAnswer(control(site->controls, request, now));
    return site->simulator.faults().answer(request, now);
  };
  return vendor;
}

}  // namespace muster::simulators::gws
