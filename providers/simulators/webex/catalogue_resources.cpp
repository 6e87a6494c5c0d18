#include <nlohmann/json.hpp>

#include "providers/simulators/webex/answer.h"
#include "providers/simulators/webex/ids.h"
#include "providers/simulators/webex/resources.h"

namespace muster::simulators::webex {
namespace {

using Json = nlohmann::json;

bool is_shown(const World& world, const Named& role) { return !world.quirks.absent_roles.contains(role.tail); }

Json role_json(const World& world, const Named& role) {
  return {{"id", role_id(world, role.tail)}, {"name", role.name}};
}

std::size_t holders(const World& world, const Named& licence) {
  std::size_t count = 0;
  for (const auto& person : world.people.slots()) count += !person.removed && person.has_licence(licence.tail) ? 1 : 0;
  return count;
}

Json licence_json(const World& world, const Named& licence) {
  const auto consumed = holders(world, licence);
  return {{"id", licence_id(world, licence.tail)}, {"name", shown_name(world, licence)},
          {"totalUnits", consumed + 25},           {"consumedUnits", consumed},
          {"consumedByUsers", consumed},           {"consumedByWorkspaces", 0},
          {"subscriptionId", "Sub-acme-1"}};
}

}  // namespace

Answer roles(Call& call) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  Json items = Json::array();
  for (const auto& role : call.world.roles) {
    if (is_shown(call.world, role)) items.push_back(role_json(call.world, role));
  }
  return json_answer(200, {{"items", std::move(items)}});
}

Answer role(Call& call) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  const auto tail = path_id(call, 1);
  if (!tail) return std::unexpected(tail.error());
  const Named* found = call.world.role(*tail);
  if (found == nullptr || !is_shown(call.world, *found)) return std::unexpected(no_such("role"));
  return json_answer(200, role_json(call.world, *found));
}

Answer licences(Call& call) {
  if (!call.is(net::Method::get)) return std::unexpected(not_allowed(call));
  Json items = Json::array();
  for (const auto& licence : call.world.licences) items.push_back(licence_json(call.world, licence));
  return json_answer(200, {{"items", std::move(items)}});
}

}  // namespace muster::simulators::webex
