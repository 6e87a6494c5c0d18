#include "providers/simulators/cucm_uds/organisation.h"

#include <array>

#include <fmt/core.h>

#include "providers/simulators/company.h"
#include "providers/simulators/cucm_uds/sample_people.h"
#include "providers/simulators/draw.h"

namespace muster::simulators::cucm_uds {
namespace {

constexpr std::array<std::string_view, 16> kFirstNames{"ada",   "bruno", "chloe", "dario", "elif", "finn",
                                                       "greta", "hana",  "idris", "jonas", "kaya", "lena",
                                                       "mira",  "nuru",  "olga",  "pavel"};
constexpr std::array<std::string_view, 16> kLastNames{"abbot",  "brandt", "conti",  "dahl",   "eze",   "ferrin",
                                                      "galli",  "holm",   "ibarra", "jansen", "keane", "lind",
                                                      "moreau", "novak",  "ober",   "pryce"};

std::string capital(std::string_view name) {
  std::string text(name);
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

User person(World& world, std::string_view user_id, std::string_view first_name, std::string_view last_name) {
  User user;
  user.user_id = user_id;
  user.id = world.new_id();
  user.first_name = first_name;
  user.last_name = last_name;
  user.email = user.user_id.find('@') == std::string::npos ? user.user_id + "@acme.example" : user.user_id;
  user.password = password_of(user_id);
  user.pin = "12345";
  return user;
}

Line line_of(World& world, std::string number) {
  Line line;
  line.id = world.new_id();
  line.number_id = world.new_id();
  line.number = std::move(number);
  line.voice_mail_pilot = "5000";
  return line;
}

// A phone with one line; the user's first is the primary one.
Device& add_phone(World& world, User& user, std::size_t serial, std::string number) {
  Device& device = user.devices.emplace_back();
  device.id = world.new_id();
  device.name = fmt::format("SEP00D0C0{:06X}", serial);
  device.model = serial % 3 == 0 ? "Cisco 8865" : "Cisco 8845";
  device.default_description = "Auto " + number;
  device.lines.push_back(line_of(world, std::move(number)));
  device.lines.back().primary = user.devices.size() == 1;
  return device;
}

PhoneService service(World& world, std::string name, std::string_view path, std::vector<ServiceParameter> parameters) {
  PhoneService made{world.new_id(), std::move(name), "", "", std::move(parameters)};
  made.url = fmt::format("http://services.acme.example{}", path);
  made.secure_url = fmt::format("https://services.acme.example{}", path);
  return made;
}

void add_services(World& world) {
  world.phone_services.push_back(service(world, "Weather", "/weather", {}));
  world.phone_services.push_back(
      service(world, "Directory", "/directory",
              {{world.new_id(), "site", "hq", false, false}, {world.new_id(), "menu", "", true, false}}));
  world.phone_services.push_back(service(world, "Voicemail", "/voicemail", {{world.new_id(), "pin", "", true, true}}));
}

void differ(World& world, User& user) {
  int index = 1;
  for (auto& device : user.devices) {
    device.speed_dials[index] = {world.new_id(), fmt::format("40{:02}", index), "Desk"};
    if (index % 2 == 0)
      device.services.push_back({world.new_id(), "Weather", world.phone_services[0].id, world.phone_services[0].url,
                                 world.phone_services[0].secure_url});
    ++index;
  }
}

// The same on every device.
void configure(World& world, User& user) {
  user.locale = "7";
  user.display_name = user.first_name + " (Sales)";
  user.conference_now = true;
  user.access_code = "4711";
  for (auto& device : user.devices) {
    device.locale = "7";
    device.speed_dials[1] = {world.new_id(), "4001", "Front desk"};
    device.speed_dials[3] = {world.new_id(), "+49 30 5550100", "Carrier"};
    device.services.push_back({world.new_id(), "Directory", world.phone_services[1].id,
                               world.phone_services[1].url + "?site=hq&menu=main",
                               world.phone_services[1].secure_url + "?site=hq&menu=main"});
    device.lines.front().label = user.last_name;
    device.lines.front().preferences.on_call_ring = "2";
    device.lines.front().forward_all.destination = "4999";
  }
}

void add_destination(World& world, User& user, std::size_t place) {
  RemoteDestination remote;
  remote.id = world.new_id();
  remote.name = "Mobile";
  remote.destination = fmt::format("+49170555{:04}", place);
  remote.usages[user.profiles.front().name] = "0";
  for (int day = 1; day <= 5; ++day) remote.schedule.push_back({day, "08:00", "18:00"});
  user.destinations.push_back(std::move(remote));
}

// Every device has the first one's number.
void share_line(World& world, User& user) {
  const auto first = user.devices.front().lines.front();
  for (auto& device : user.devices) {
    if (device.lines.front().id == first.id) continue;
    Line line = first;
    line.id = world.new_id();
    line.primary = false;
    device.lines.push_back(std::move(line));
  }
}

void go_their_ways(World& world, User& user, std::string_view ways, std::size_t place) {
  const auto has = [&](char way) { return ways.find(way) != std::string_view::npos; };
  user.ldap_password = has('l');
  user.home_cluster = !has('f');
  user.end_user = !has('g');
  if (has('r')) user.profiles.push_back({fmt::format("RDP{:02}", place), "Remote Destination Profile"});
  if (has('c')) user.profiles.push_back({fmt::format("CTIRD{:02}", place), "CTI Remote Device"});
  if (has('s')) configure(world, user);
  if (has('d')) differ(world, user);
  if (has('x')) add_destination(world, user, place);
  if (has('v')) share_line(world, user);
  for (auto& device : user.devices) device.editable = !has('e');
}

}  // namespace

std::string password_of(std::string_view user_id) { return "sandbox-only-" + std::string(user_id); }

World empty_organisation() {
  World world;
  world.servers = {"cucm-pub.acme.example", "cucm-sub1.acme.example", "cucm-sub2.acme.example"};
  add_services(world);
  return world;
}

World sample_organisation() {
  World world = empty_organisation();
  std::size_t serial = 0;
  for (std::size_t i = 0; i < kSamplePeople.size(); ++i) {
    const auto& sample = kSamplePeople[i];
    User user = person(world, sample.id, sample.first_name, sample.last_name);
    user.phone_number = fmt::format("+4930555{}", 2901 + i);
    for (std::size_t k = 0; k < sample.devices; ++k) {
      add_phone(world, user, ++serial, fmt::format("{}", 2901 + i + 100 * k));
    }
    go_their_ways(world, user, sample.ways, i);
    add_user(world, std::move(user));
  }
  return world;
}

World generated_organisation(std::size_t people, std::uint64_t seed) {
  World world = empty_organisation();
  world.seed = seed;
  Draw draw(seed);
  std::size_t serial = 0;
  for (std::size_t i = 1; i <= people; ++i) {
    const auto first = kFirstNames[draw.below(kFirstNames.size())];
    const auto last = kLastNames[draw.below(kLastNames.size())];
    User user = person(world, fmt::format("{}.{}.{:06}", first, last, i), capital(first), capital(last));
    user.profiles.push_back({fmt::format("RDP{:06}", i), "Remote Destination Profile"});
    const std::size_t phones = i % 5 == 0 ? 2 : 1;
    for (std::size_t k = 0; k < phones; ++k) add_phone(world, user, ++serial, fmt::format("{}", 100'000 + i));
    add_user(world, std::move(user));
  }
  return world;
}

World company_organisation() {
  World world = empty_organisation();
  world.quirks.cookieless_refusals = 0;  // commands that start anew, each without cookies, would wait most of the time
  std::size_t serial = 0;
  for (const auto& employee : company()) {
    User user = person(world, employee.person, employee.first_name, employee.last_name);
    user.email = employee.email;
    user.phone_number = employee.extension;
    user.profiles.push_back({"RDP-" + employee.person, "Remote Destination Profile"});
    add_phone(world, user, ++serial, employee.extension);
    add_user(world, std::move(user));
  }
  return world;
}

}  // namespace muster::simulators::cucm_uds
