#include "providers/simulators/webex/scim_patch.h"

#include <algorithm>
#include <optional>

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "providers/simulators/webex/hydra.h"

namespace muster::simulators::webex {
namespace {

using Json = nlohmann::json;
using Tails = std::vector<std::string>;

constexpr std::string_view kPatchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

struct Operation {
  std::string name;                // "add", "remove", "replace"
  std::optional<std::string> one;  // of the path roles[value eq "..."]
  std::optional<Tails> values;
};

// `roles[value eq "id_user_admin"]` -> id_user_admin; empty for `roles` alone, nothing for any other path.
std::optional<std::string> filtered(std::string_view path) {
  constexpr std::string_view kStart = "roles[value eq \"";
  constexpr std::string_view kEnd = "\"]";
  if (path == "roles") return std::string{};
  if (!path.starts_with(kStart) || !path.ends_with(kEnd)) return std::nullopt;
  return std::string(path.substr(kStart.size(), path.size() - kStart.size() - kEnd.size()));
}

Accepted<std::string> read_role(const World& world, const Json& value) {
  const auto tail = value.is_object() ? value.value("value", Json(nullptr)) : value;
  const Named* role = tail.is_string() ? world.role(tail.get_ref<const std::string&>()) : nullptr;
  if (role == nullptr) return refuse(400, fmt::format("The role {} is not known.", tail.dump()));
  return role->tail;
}

Accepted<Tails> read_values(const World& world, const Json& value) {
  Tails tails;
  for (const auto& item : value.is_array() ? value : Json::array({value})) {
    auto tail = read_role(world, item);
    if (!tail) return std::unexpected(tail.error());
    tails.push_back(*std::move(tail));
  }
  return tails;
}

Accepted<Operation> read_operation(const World& world, const Json& json) {
  if (!json.is_object()) return refuse(400, "An operation must be an object.");
  const auto op = json.value("op", Json(nullptr));
  const auto path = json.value("path", Json(nullptr));
  if (!op.is_string() || !path.is_string()) return refuse(400, "An operation needs op and path.");
  Operation operation{lower(op.get_ref<const std::string&>()), {}, {}};
  if (operation.name != "add" && operation.name != "remove" && operation.name != "replace") {
    return refuse(400, fmt::format("The operation {} is not known.", op.dump()));
  }
  auto one = filtered(path.get_ref<const std::string&>());
  if (!one) return refuse(400, fmt::format("The path {} is not supported.", path.dump()));
  if (!one->empty()) operation.one = *std::move(one);
  if (!json.contains("value")) return operation;
  auto values = read_values(world, json["value"]);
  if (!values) return std::unexpected(values.error());
  operation.values = *std::move(values);
  return operation;
}

bool is_beyond_scim(std::string_view tail) { return tail == "id_location_admin" || tail == "id_site_admin"; }

Accepted<void> add(Tails& roles, const Tails& values) {
  for (const auto& tail : values) {
    if (std::find(roles.begin(), roles.end(), tail) != roles.end()) continue;
    if (is_beyond_scim(tail)) return refuse(400, fmt::format("The role {} cannot be assigned here.", tail));
    roles.push_back(tail);
  }
  return {};
}

Accepted<void> apply(Tails& roles, const Operation& operation) {
  if (operation.name == "remove") {
    if (operation.one) std::erase(roles, *operation.one);
    if (operation.one) return {};
    if (!operation.values) roles.clear();
    for (const auto& tail : operation.values.value_or(Tails{})) std::erase(roles, tail);
    return {};
  }
  if (!operation.values || operation.one) return refuse(400, "The operation needs the path roles and a value.");
  if (operation.name == "replace") {
    const auto& values = *operation.values;
    std::erase_if(roles,
                  [&](const auto& role) { return std::find(values.begin(), values.end(), role) == values.end(); });
  }
  return add(roles, *operation.values);
}

bool is_patch(const Json& body) {
  const auto schemas = body.value("schemas", Json::array());
  return std::find(schemas.begin(), schemas.end(), kPatchSchema) != schemas.end();
}

}  // namespace

Accepted<Tails> patched_roles(const World& world, Tails roles, const Json& body) {
  if (!is_patch(body)) return refuse(400, "The body is no PatchOp: its schemas do not say so.");
  const auto operations = body.value("Operations", Json(nullptr));
  if (!operations.is_array() || operations.empty()) return refuse(400, "The body has no Operations.");
  for (const auto& json : operations) {
    const auto operation = read_operation(world, json);
    if (!operation) return std::unexpected(operation.error());
    if (auto applied = apply(roles, *operation); !applied) return std::unexpected(applied.error());
  }
  return roles;
}

}  // namespace muster::simulators::webex
