#include "providers/simulators/genesys_gws/sandbox_site.h"

#include <utility>

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "providers/simulators/genesys_gws/changes.h"
#include "providers/simulators/genesys_gws/organisation.h"
#include "providers/simulators/genesys_gws/quirk_names.h"
#include "providers/simulators/genesys_gws/simulator.h"
#include "providers/simulators/sandbox_play.h"

namespace muster::simulators::gws {

// Found beside its argument by what plays the log.
static nlohmann::json to_json(const LogEntry& entry) {
  nlohmann::json fields = nlohmann::json::array();
  for (const auto& field : entry.fields) {
    fields.push_back({{"field", field.field}, {"before", field.before}, {"after", field.after}});
  }
  nlohmann::json json{{"at", entry.at.time_since_epoch().count()},
                      {"actor", entry.actor},
                      {"effect", to_text(entry.effect)},
                      {"userName", entry.user_name},
                      {"userId", entry.user_id},
                      {"fields", std::move(fields)}};
  if (!entry.from.empty()) json["from"] = entry.from;
  return json;
}

namespace {

using Json = nlohmann::json;
using Controlled = std::expected<Json, std::string>;

using Site = SandboxPlay<World, Simulator>;

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
