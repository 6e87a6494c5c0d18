#include "providers/simulators/webex/ids.h"

#include "providers/simulators/webex/hydra.h"

namespace muster::simulators::webex {
namespace {

std::string written(const World& world, std::string_view type, std::string_view tail) {
  const auto& quirks = world.quirks;
  const bool raised = quirks.upper_case_uuids && is_uuid(tail);
  return hydra({quirks.cluster, quirks.padded_ids}, type, raised ? upper(tail) : std::string(tail));
}

}  // namespace

std::string person_id(const World& world, std::string_view uuid) { return written(world, "PEOPLE", uuid); }
std::string org_id(const World& world) { return written(world, "ORGANIZATION", world.org); }
std::string role_id(const World& world, std::string_view tail) { return written(world, "ROLE", tail); }
std::string licence_id(const World& world, std::string_view tail) { return written(world, "LICENSE", tail); }
std::string location_id(const World& world, std::string_view tail) { return written(world, "LOCATION", tail); }

std::string agent_id(const World& world, std::string_view uuid) {
  const auto place = world.places.find(uuid);
  if (world.quirks.agents_always_people || place == world.places.end()) return person_id(world, uuid);
  return written(world, place->second.type, uuid);
}

std::optional<std::string> read_id(const World& world, std::string_view id) {
  if (is_uuid(id)) return world.quirks.refuses_bare_ids ? std::nullopt : std::optional(lower(id));
  return tail_of(id);
}

Accepted<std::string> path_id(const Call& call, std::size_t segment) {
  auto tail = read_id(call.world, call.target.segments.at(segment));
  if (!tail) return refuse(400, "The identifier in the address is not valid.");
  return *std::move(tail);
}

bool is_agent(const World& world, std::string_view uuid) {
  return world.people.find(uuid) != nullptr || world.places.contains(uuid);
}

}  // namespace muster::simulators::webex
