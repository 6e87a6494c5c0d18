// The cluster of a seed.
#include <fmt/format.h>

#include "providers/simulators/cucm_uds/organisation.h"
#include "providers/simulators/cucm_uds/quirk_names.h"
#include "tests/simulation/streams.h"
#include "tests/simulation/uds_site.h"

namespace muster::simulation {

using simulators::Draw;

namespace {

// What somebody who writes carelessly would lose, and phones that differ.
void furnish(cucm_uds::World& world, cucm_uds::User& user, Draw& draw) {
  const auto chance = [&](std::uint64_t percent) { return draw.below(100) < percent; };
  if (chance(40)) user.display_name = user.first_name + " (Desk)";
  user.calendar_presence = chance(30);
  if (chance(30)) user.locale = "7";
  const std::string forwarded = chance(30) ? "4999" : "";  // belongs to the number, which all phones share
  for (auto& device : user.devices) {
    device.locale = user.locale;
    device.do_not_disturb = chance(20);
    if (chance(50)) device.description = fmt::format("Desk {}", draw.below(100));
    if (chance(60)) device.speed_dials[1] = {world.new_id(), "4001", "Front desk"};
    if (chance(40)) device.speed_dials[3] = {world.new_id(), "+49 30 5550100", "Carrier"};
    const auto& weather = world.phone_services[0];
    if (chance(40)) {
      device.services.push_back({world.new_id(), "Weather", weather.id, weather.url, weather.secure_url});
    }
    device.lines.front().label = chance(50) ? user.last_name : "";
    device.lines.front().forward_all.destination = forwarded;
    if (chance(30)) device.lines.front().preferences.on_call_ring = "2";
  }
}

}  // namespace

cucm_uds::World draw_uds_world(std::uint64_t seed) {
  Draw draw = stream(seed, 7);
  const auto chance = [&](std::uint64_t percent) { return draw.below(100) < percent; };
  cucm_uds::World world = cucm_uds::generated_organisation(4 + draw.below(8), seed);
  for (auto& [id, user] : world.users) furnish(world, user, draw);
  for (const auto& [name, value] : cucm_uds::survivable_quirks()) {
    if (chance(12)) (void)cucm_uds::set_quirk(world.quirks, name, value);
  }
  return world;
}

}  // namespace muster::simulation
