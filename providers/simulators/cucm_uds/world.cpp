#include "providers/simulators/cucm_uds/world.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/core.h>

#include "providers/simulators/draw.h"

namespace muster::simulators::cucm_uds {
namespace {

template <typename Items, typename Is>
auto* first_that(Items& items, Is is) {
  const auto found = std::ranges::find_if(items, is);
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

std::string folded(std::string_view user_id) {
  std::string out(user_id);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::uint64_t World::draw() { return Draw(seed, serial++).next(); }

std::string World::new_id() {
  const auto high = draw();
  const auto low = draw();
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32U, (high >> 16U) & 0xFFFFU, high & 0xFFFFU,
                     low >> 48U, low & 0xFFFFFFFFFFFFU);
}

const User* World::find_user(std::string_view user_id) const {
  const auto found = users.find(folded(user_id));
  return found == users.end() ? nullptr : &found->second;
}

User* World::find_user(std::string_view user_id) { return const_cast<User*>(std::as_const(*this).find_user(user_id)); }

const PhoneService* World::find_service(std::string_view id) const {
  return first_that(phone_services, [&](const PhoneService& service) { return service.id == id; });
}

bool World::is_locked(const User& user) const {
  return quirks.lockout_after != 0 && user.login_failures >= quirks.lockout_after;
}

std::size_t World::wrong_logins_of(std::string_view user_id) const {
  const auto found = wrong_logins.find(folded(user_id));
  return found == wrong_logins.end() ? 0 : found->second;
}

std::size_t World::request_count(std::string_view method_and_path) const {
  const auto found = requests.find(method_and_path);
  return found == requests.end() ? 0 : found->second;
}

std::size_t World::request_count() const {
  return std::accumulate(requests.begin(), requests.end(), std::size_t{0},
                         [](std::size_t sum, const auto& entry) { return sum + entry.second; });
}

User& add_user(World& world, User user) {
  const auto key = folded(user.user_id);
  return world.users.insert_or_assign(key, std::move(user)).first->second;
}

std::vector<Happening> changes_by(const World& world, std::string_view actor) {
  std::vector<Happening> found;
  for (const auto& happening : world.log) {
    const bool wanted = actor.empty() ? happening.actor != kOtherAdministrator : happening.actor == actor;
    if (wanted) found.push_back(happening);
  }
  return found;
}

const Device* find_device(const User& user, std::string_view id_or_name) {
  return first_that(user.devices,
                    [&](const Device& device) { return device.id == id_or_name || device.name == id_or_name; });
}

Device* find_device(User& user, std::string_view id_or_name) {
  return const_cast<Device*>(find_device(std::as_const(user), id_or_name));
}

Line* find_line(Device& device, std::string_view id_or_number) {
  return first_that(device.lines,
                    [&](const Line& line) { return line.id == id_or_number || line.number == id_or_number; });
}

const Line* primary_line(const User& user) {
  for (const auto& device : user.devices) {
    const auto* line = first_that(device.lines, [](const Line& one) { return one.primary; });
    if (line != nullptr) return line;
  }
  return nullptr;
}

}  // namespace muster::simulators::cucm_uds
