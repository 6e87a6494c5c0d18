#include "providers/simulators/uccx/organisation.h"

#include <array>

#include <fmt/core.h>

#include "providers/simulators/company.h"
#include "providers/simulators/draw.h"
#include "providers/simulators/target.h"
#include "providers/simulators/uccx/sample_people.h"

namespace muster::simulators::uccx {
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

// Filled so that whoever posts the details page carelessly leaves a mark.
Profile sample_profile(const SamplePerson& sample, std::size_t place) {
  Profile profile;
  profile.email = fmt::format("{}.{:02}@acme.example", place % 2 == 0 ? "team" : "desk", place);
  profile.title = place % 3 == 0 ? "Advisor \"first line\" & trainer" : "Advisor";
  profile.manager_id = place % 4 == 1 ? "rcampos" : "";
  profile.department = sample.team == "-" ? "" : std::string(sample.team);
  if (place % 5 == 2) profile.spoken_language = "Deutsch";
  if (place % 5 == 3) profile.written_language = "Español (México)";
  profile.primary_extension = place % 6 == 4 ? fmt::format("{}", 2000 + place) : "";
  profile.notes = place % 4 == 2 ? "Speaks <two> languages;\nworks until 16:00 & no later" : "";
  profile.view = place % 3 == 1 ? "compact" : "standard";
  profile.notified = place % 2 == 0;
  return profile;
}

User sample_user(const SamplePerson& sample, std::size_t place) {
  User user;
  user.id = sample.id;
  user.first_name = sample.first_name;
  user.last_name = sample.last_name;
  for (auto& role : split(sample.roles, ',')) user.roles.insert(std::move(role));
  user.profile = sample_profile(sample, place);
  if (sample.team == "-") return user;
  user.extension = fmt::format("{}", 4101 + place);
  user.roles.emplace(kAgent);
  user.alias = place % 7 == 0 ? fmt::format("desk{}", place) : "";
  user.resource_group = place % 2 == 0 ? "Voice" : "";
  if (place % 3 != 2) user.skills.push_back({7, "English", static_cast<int>(1 + place % 10)});
  if (place % 4 == 0) user.skills.push_back({9, "Español", 5});
  user.auto_available = place % 3 != 0;
  return user;
}

Team sample_team(std::string_view name, int csq) {
  Team team;
  team.name = name;
  team.csqs = {csq, csq + 1};
  team.busy_on_non_acd = csq % 4 == 1;
  for (const auto& person : kSamplePeople) {
    if (person.team != name) continue;
    team.members.emplace_back(person.id);
    if (team.primary.empty()) team.primary = person.id;
  }
  team.extras["wallboard"] = R"({"layout":"wide","rows":"4"})";
  return team;
}

// Numbered people in teams of ten.
Team generated_team(std::size_t number) {
  Team team;
  team.name = fmt::format("Team {:04}", number);
  return team;
}

User generated_user(Draw& draw, std::size_t number, bool leads) {
  User user;
  const auto first = kFirstNames[draw.below(kFirstNames.size())];
  const auto last = kLastNames[draw.below(kLastNames.size())];
  user.id = fmt::format("{}.{}.{:06}", first, last, number);
  user.first_name = capital(first);
  user.last_name = capital(last);
  user.extension = fmt::format("{}", 100'000 + number);
  user.roles.emplace(kAgent);
  if (leads) user.roles.emplace(kSupervisor);
  user.profile.email = user.id + "@acme.example";
  return user;
}

User user_of(const Employee& employee) {
  User user;
  user.id = employee.person;
  user.first_name = employee.first_name;
  user.last_name = employee.last_name;
  user.profile.email = employee.email;
  user.profile.department = employee.team;
  if (employee.position == Position::administrator) {
    user.roles.emplace(kAdministrator);
    return user;
  }
  user.extension = employee.extension;
  user.roles.emplace(kAgent);
  const bool leads = employee.position == Position::supervisor || employee.position == Position::deputy;
  if (leads) user.roles.emplace(kSupervisor);
  return user;
}

Team company_team(std::string_view name) {
  Team team;
  team.name = name;
  for (const auto& employee : company()) {
    if (employee.team != name || employee.position == Position::joiner) continue;
    team.members.push_back(employee.person);
    if (employee.position == Position::supervisor) team.primary = employee.person;
    if (employee.position == Position::deputy) team.secondaries.push_back(employee.person);
  }
  return team;
}

}  // namespace

World empty_organisation() {
  World world;
  world.account = kServiceAccount;
  world.password = kServicePassword;
  Team& team = world.teams[kDefaultTeam];
  team.id = kDefaultTeam;
  team.name = "Default";
  User service;
  service.id = kServiceAccount;
  service.first_name = "Muster";
  service.last_name = "Service";
  service.roles.emplace(kAdministrator);
  add_user(world, std::move(service));
  return world;
}

World sample_organisation() {
  World world = empty_organisation();
  for (int csq = 1; csq <= 10; ++csq) world.csqs[csq] = fmt::format("Queue {}", csq);
  for (std::size_t i = 0; i < kSamplePeople.size(); ++i) add_user(world, sample_user(kSamplePeople[i], i));
  int csq = 1;
  for (const auto name : kSampleTeams) {
    add_team(world, sample_team(name, csq));
    csq += 2;
  }
  world.find_team("Billing")->secondaries = {"blind"};
  world.find_team("Support")->secondaries = {"jörg.kühn", "jonas@acme.example", "imandic"};
  return world;
}

World generated_organisation(std::size_t people, std::uint64_t seed) {
  World world = empty_organisation();
  world.seed = seed;
  Draw draw(seed);
  Team team = generated_team(1);
  for (std::size_t i = 1; i <= people; ++i) {
    const bool last = i % 10 == 0 || i == people;
    const User& user = add_user(world, generated_user(draw, i, last));
    team.members.push_back(user.id);
    if (!last) continue;
    team.primary = user.id;
    add_team(world, std::move(team));
    team = generated_team(i / 10 + 1);
  }
  return world;
}

World company_organisation() {
  World world = empty_organisation();
  for (const auto& employee : company()) add_user(world, user_of(employee));
  for (const auto name : kCompanyTeams) add_team(world, company_team(name));
  return world;
}

}  // namespace muster::simulators::uccx
