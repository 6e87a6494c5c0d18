#include "providers/simulators/webex/tier.h"

#include <algorithm>

namespace muster::simulators::webex {

Accepted<Tier> tier_of(const Call& call) {
  const auto value = call.target.parameter("hasCxEssentials").value_or("false");
  if (value == "true") return Tier::customer_assist;
  if (value == "false") return Tier::basic;
  return refuse(400, "hasCxEssentials must be true or false.");
}

bool may_supervise(const World& world, Tier tier, const Person& person) {
  return may_call(world, person) && (tier == Tier::basic || has_customer_assist(world, person));
}

bool is_available(const World& world, Tier tier, std::string_view uuid) {
  const Person* person = world.people.find(uuid);
  const bool eligible = person == nullptr ? world.places.contains(uuid) : may_call(world, *person);
  if (!eligible || !world.quirks.exclusive_agents) return eligible;
  const auto& all = world.supervisors(tier);
  return std::none_of(all.begin(), all.end(), [&](const auto& entry) { return entry.second.has(uuid); });
}

}  // namespace muster::simulators::webex
