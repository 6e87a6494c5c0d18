#include "providers/simulators/genesys_gws/organisation.h"

#include <array>

#include <fmt/core.h>

#include "providers/simulators/company.h"
#include "providers/simulators/draw.h"
#include "providers/simulators/genesys_gws/changes.h"
#include "providers/simulators/genesys_gws/sample_people.h"

namespace muster::simulators::gws {
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

User person(World& world, std::string login, std::string_view first_name, std::string_view last_name) {
  User user;
  user.id = world.new_id();
  user.user_name = std::move(login);
  user.password = "sample";
  user.first_name = first_name;
  user.last_name = last_name;
  return user;
}

void add_administrator(World& world, std::string_view login, std::string_view first_name, std::string_view last_name) {
  User user = person(world, std::string(login), first_name, last_name);
  user.email_address = login;
  user.roles = {"ROLE_ADMIN"};
  world.users.add(std::move(user));
}

template <typename Teams>
void add_skills(World& world, const Teams& teams) {
  for (const auto team : teams) {
    world.skills.push_back({world.new_dashed_id(), std::string(team), fmt::format("Works in {}", team)});
  }
  world.skills.push_back({world.new_dashed_id(), "english", {}});
}

std::string skill_id(const World& world, std::string_view name) {
  for (const auto& skill : world.skills) {
    if (skill.name == name) return skill.id;
  }
  return {};
}

// The device must be free: what a sample is made of is nobody's change.
void give_device(World& world, User& user, const std::string& number) {
  Device& device = device_with_number(world, number);
  device.owner_id = user.id;
  user.device_ids.push_back(device.id);
}

void add_sample_person(World& world, const SamplePerson& sample, std::size_t place) {
  const auto login = fmt::format("{}@acme.example", sample.login);
  User user = person(world, login, sample.first_name, sample.last_name);
  user.email_address = login;
  const bool leads = place % 11 == 0;
  user.roles =
      leads ? std::vector<std::string>{"ROLE_AGENT", "ROLE_SUPERVISOR"} : std::vector<std::string>{"ROLE_AGENT"};
  user.enabled = place % 27 != 26;
  user.skills.push_back({skill_id(world, sample.team), leads ? 5 : static_cast<int>(1 + place % 4)});
  if (place % 2 == 0) give_device(world, user, fmt::format("{}", 3001 + place));
  world.users.add(std::move(user));
}

std::vector<std::string> roles_of(Position position) {
  if (position == Position::administrator) return {"ROLE_ADMIN"};
  const bool leads = position == Position::supervisor || position == Position::deputy;
  return leads ? std::vector<std::string>{"ROLE_AGENT", "ROLE_SUPERVISOR"} : std::vector<std::string>{"ROLE_AGENT"};
}

void add_employee(World& world, const Employee& employee) {
  User user = person(world, employee.email, employee.first_name, employee.last_name);
  user.email_address = employee.email;
  user.roles = roles_of(employee.position);
  if (!employee.team.empty()) user.skills.push_back({skill_id(world, employee.team), 3});
  give_device(world, user, employee.extension);
  world.users.add(std::move(user));
}

}  // namespace

World empty_organisation() {
  World world;
  User service = person(world, std::string(kServiceAccount), "Muster", "Service");
  service.password = kServicePassword;
  service.roles = {"ROLE_ADMIN"};
  world.users.add(std::move(service));
  return world;
}

World sample_organisation() {
  World world = empty_organisation();
  add_skills(world, kSampleTeams);
  add_administrator(world, "root@acme.example", "Root", "Account");
  add_administrator(world, "ines.duarte@acme.example", "Ines", "Duarte");
  add_administrator(world, "tomas.vrana@acme.example", "Tomas", "Vrana");
  for (std::size_t i = 0; i < kSamplePeople.size(); ++i) add_sample_person(world, kSamplePeople[i], i);
  for (const char* spare : {"3901", "3902", "3903"}) (void)device_with_number(world, spare);
  return world;
}

World generated_organisation(std::size_t people, std::uint64_t seed) {
  World world = empty_organisation();
  world.seed = seed;
  world.users.reserve(people + 1);
  Draw draw(seed);
  for (std::size_t i = 1; i <= people; ++i) {
    const auto first = kFirstNames[draw.below(kFirstNames.size())];
    const auto last = kLastNames[draw.below(kLastNames.size())];
    User user = person(world, fmt::format("{}.{}.{:06}@acme.example", first, last, i), capital(first), capital(last));
    user.roles.emplace_back("ROLE_AGENT");
    if (i % 10 == 0) user.roles.emplace_back("ROLE_SUPERVISOR");
    if (i % 500 == 1 || i == 2) user.roles.emplace_back("ROLE_ADMIN");
    user.email_address = user.user_name;
    world.users.add(std::move(user));
  }
  return world;
}

World company_organisation() {
  World world = empty_organisation();
  add_skills(world, kCompanyTeams);
  for (const auto& employee : company()) {
    if (employee.position != Position::joiner) {
      add_employee(world, employee);
    } else {
      (void)device_with_number(world, employee.extension);
    }
  }
  return world;
}

}  // namespace muster::simulators::gws
