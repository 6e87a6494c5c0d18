#include "providers/simulators/webex/supervisor_text.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "providers/simulators/webex/hydra.h"
#include "providers/simulators/webex/ids.h"
#include "providers/simulators/webex/person_text.h"

namespace muster::simulators::webex {
namespace {

using Json = nlohmann::json;

Json place_json(const Place& place) {
  return {{"firstName", place.name},
          {"lastName", "."},
          {"extension", place.extension},
          {"routingPrefix", kRoutingPrefix},
          {"esn", kRoutingPrefix + place.extension}};
}

// What the order compares: "firstName", "lastName-desc" and the like.
std::string sort_key(const Json& contact, std::string_view order) {
  return lower(contact.value(order.starts_with("first") ? "firstName" : "lastName", ""));
}

}  // namespace

Json contact_json(const World& world, std::string_view uuid) {
  const Person* person = world.people.find(uuid);
  if (person == nullptr) {
    const auto place = world.places.find(uuid);
    return place == world.places.end() ? Json::object() : place_json(place->second);
  }
  Json json{{"firstName", person->first_name}, {"lastName", person->last_name}};
  const auto extension = extension_of(*person);
  if (extension.empty()) return json;
  json["extension"] = extension;
  json["routingPrefix"] = kRoutingPrefix;
  json["esn"] = kRoutingPrefix + extension;
  return json;
}

Json supervisor_json(const World& world, Tier tier, std::string_view uuid, std::size_t agents) {
  auto json = contact_json(world, uuid);
  json["id"] = person_id(world, uuid);
  const auto count = static_cast<std::int64_t>(agents) + world.quirks.agent_count_error;
  json["agentCount"] = std::max<std::int64_t>(count, 0);
  if (!world.quirks.extra_fields) return json;
  const bool customer_assist = tier == Tier::customer_assist;
  json["hasCxEssentials"] = customer_assist;
  if (world.quirks.tier_as_text) json["hasCxEssentials"] = customer_assist ? "true" : "false";
  return json;
}

Json agent_json(const World& world, std::string_view uuid) {
  auto json = contact_json(world, uuid);
  json["id"] = agent_id(world, uuid);
  return json;
}

bool is_asked_for(const Call& call, std::string_view uuid) {
  const auto name = call.target.parameter("name");
  const auto number = call.target.parameter("phoneNumber");
  if (!name && !number) return true;
  const auto contact = contact_json(call.world, uuid);
  const auto full = lower(contact.value("firstName", "") + " " + contact.value("lastName", ""));
  if (name && full.find(lower(*name)) == std::string::npos) return false;
  return !number || contact.value("extension", "") == *number || contact.value("esn", "") == *number;
}

void put_in_order(const Call& call, std::vector<std::string>& uuids) {
  const auto order = call.target.parameter("order");
  if (!order) return;
  std::vector<std::pair<std::string, std::string>> keyed;
  for (auto& uuid : uuids) keyed.emplace_back(sort_key(contact_json(call.world, uuid), *order), uuid);
  std::ranges::stable_sort(keyed, {}, &std::pair<std::string, std::string>::first);
  if (order->ends_with("-desc")) std::ranges::reverse(keyed);
  std::ranges::transform(keyed, uuids.begin(), &std::pair<std::string, std::string>::second);
}

}  // namespace muster::simulators::webex
