#include "providers/simulators/webex/world.h"

#include <algorithm>

#include <fmt/core.h>

#include "providers/simulators/draw.h"
#include "providers/simulators/webex/hydra.h"

namespace muster::simulators::webex {
namespace {

const Named* find_if_tail(const std::vector<Named>& list, std::string_view tail) {
  const auto wanted = lower(tail);
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const Named& named) { return lower(named.tail) == wanted; });
  return found == list.end() ? nullptr : &*found;
}

const Named* find_if_name(const std::vector<Named>& list, std::string_view name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Named& named) { return named.name == name; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

std::string_view entity_of(Tier tier) {
  return tier == Tier::basic ? "supervisor-basic" : "supervisor-customer-assist";
}

bool Assignment::has(std::string_view uuid) const {
  return std::find(agents.begin(), agents.end(), uuid) != agents.end();
}

const Assignment* World::supervisor(Tier tier, std::string_view uuid) const {
  const auto found = supervisors(tier).find(uuid);
  return found == supervisors(tier).end() || found->second.agents.empty() ? nullptr : &found->second;
}

std::uint64_t World::draw() { return Draw(seed, serial++).next(); }

std::string World::new_uuid() {
  const auto high = draw();
  const auto low = draw();
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32U, (high >> 16U) & 0xFFFFU, high & 0xFFFFU,
                     low >> 48U, low & 0xFFFF'FFFF'FFFFU);
}

std::string World::new_token() {
  const auto high = draw();
  return fmt::format("{:016x}{:016x}", high, draw());
}

const Named* World::role(std::string_view tail) const { return find_if_tail(roles, tail); }
const Named* World::role_named(std::string_view name) const { return find_if_name(roles, name); }
const Named* World::licence(std::string_view tail) const { return find_if_tail(licences, tail); }
const Named* World::licence_named(std::string_view name) const { return find_if_name(licences, name); }

std::size_t World::request_count(std::string_view method_and_path) const {
  const auto found = requests.find(method_and_path);
  return found == requests.end() ? 0 : found->second;
}

std::size_t World::request_count() const {
  std::size_t count = 0;
  for (const auto& [path, times] : requests) count += times;
  return count;
}

std::size_t World::write_count() const {
  std::size_t count = 0;
  for (const auto& [path, times] : requests) {
    if (!path.starts_with("GET ") && !path.ends_with("/access_token")) count += times;
  }
  return count;
}

bool may_call(const World& world, const Person& person) {
  const Named* licence = world.licence_named(kCallingLicence);
  return licence != nullptr && person.has_licence(licence->tail);
}

bool has_customer_assist(const World& world, const Person& person) {
  const Named* licence = world.licence_named(kCustomerAssistLicence);
  return licence != nullptr && person.has_licence(licence->tail);
}

std::string shown_name(const World& world, const Named& licence) {
  return licence.name == kCustomerAssistLicence ? world.quirks.customer_assist_licence : licence.name;
}

std::string name_of(const World& world, const std::string& uuid) {
  const Person* person = world.people.find(uuid);
  return person == nullptr ? uuid : person->email();
}

std::vector<Happening> changes_by(const World& world, std::string_view actor) {
  std::vector<Happening> found;
  for (const auto& happening : world.log) {
    if (actor.empty() ? happening.actor != kOtherAdministrator : happening.actor == actor) found.push_back(happening);
  }
  return found;
}

}  // namespace muster::simulators::webex
