#include "providers/simulators/webex/organisation.h"

#include <array>

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "providers/simulators/company.h"
#include "providers/simulators/draw.h"
#include "providers/simulators/webex/sample_people.h"

namespace muster::simulators::webex {
namespace {

constexpr std::array<std::string_view, 16> kFirstNames{"ada",   "bruno", "chloe", "dario", "elif", "finn",
                                                       "greta", "hana",  "idris", "jonas", "kaya", "lena",
                                                       "mira",  "nuru",  "olga",  "pavel"};
constexpr std::array<std::string_view, 16> kLastNames{"abbot",  "brandt", "conti",  "dahl",   "eze",   "ferrin",
                                                      "galli",  "holm",   "ibarra", "jansen", "keane", "lind",
                                                      "moreau", "novak",  "ober",   "pryce"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kRoleNames{{
    {"id_full_admin", "Full Administrator"},
    {"id_readonly_admin", "Read-only Administrator"},
    {"id_user_admin", "User Administrator"},
    {"id_device_admin", "Device Administrator"},
    {"id_support_admin", "Support Administrator"},
    {"id_location_admin", "Location Administrator"},
    {"id_site_admin", "Webex Site Administrator"},
    {"96abc2aa-3dcc-11e5-a152-fe34819cdc9a", "Compliance Officer"},
}};
constexpr engine::WallTime kFounded{std::chrono::seconds(1'735'689'600)};  // 2025-01-01
constexpr std::string_view kLocation = "c31f5a0e-7a55-4b53-8f6a-2d0e9f1b7c44";

std::string json_string(std::string_view text) { return nlohmann::json(text).dump(); }

std::string capital(std::string_view name) {
  std::string text(name);
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

void add_catalogues(World& world) {
  for (const auto& [tail, name] : kRoleNames) world.roles.push_back({std::string(tail), std::string(name)});
  const auto add = [&](std::string_view mark, std::string_view name) {
    world.licences.push_back({fmt::format("{}:{}_{}", world.org, mark, world.new_uuid()), std::string(name)});
  };
  add("BCSTD", kCallingLicence);
  add("CXE", kCustomerAssistLicence);
  add("MS", "Messaging");
}

void grant(World& world, Person& person, std::string_view licence) {
  person.licences.push_back(world.licence_named(licence)->tail);
}

void add_numbers(World& world, Person& person) {
  const auto place = world.people.size();
  person.location = kLocation;
  person.details["extension"] = json_string(fmt::format("{}", 2100 + place));
  nlohmann::json work{{"type", "work"}, {"value", fmt::format("+3512100{:05}", place)}, {"primary", true}};
  person.details["phoneNumbers"] = nlohmann::json::array({std::move(work)}).dump();
}

// What a full replacement loses when it is left out.
void add_profile(Person& person, std::string_view team) {
  person.details["avatar"] = json_string(fmt::format("https://avatars.acme.example/{}.png", person.uuid));
  person.details["department"] = json_string(team);
  person.details["manager"] = json_string("Ines Duarte");
  person.details["title"] = json_string("Agent");
  person.details["siteUrls"] = R"(["acme.example","events.acme.example#attendee"])";
  person.details["preferredLanguage"] = json_string("pt-PT");
}

void add_administrator(World& world, std::string login, std::string first_name, std::string last_name) {
  Person& person = add_person(world, {std::move(login), std::move(first_name), std::move(last_name), false, false});
  person.roles.emplace_back("id_full_admin");
}

void set_up(World& world, Tier tier, const std::string& supervisor, std::vector<std::string> agents) {
  world.supervisors(tier)[supervisor].agents = std::move(agents);
}

// The people of that team after the first, who leads it.
void set_up_team(World& world, Tier tier, std::string_view team) {
  std::string supervisor;
  std::vector<std::string> agents;
  for (const auto& sample : kSamplePeople) {
    if (sample.team != team) continue;
    const auto uuid = world.people.find_email(fmt::format("{}@acme.example", sample.login))->uuid;
    if (supervisor.empty()) {
      supervisor = uuid;
    } else {
      agents.push_back(uuid);
    }
  }
  set_up(world, tier, supervisor, std::move(agents));
}

// Who has a team may call, and has Customer Assist.
void add_employee(World& world, const Employee& employee) {
  const bool works_in_a_team = !employee.team.empty();
  Person& person =
      add_person(world, {employee.email, employee.first_name, employee.last_name, works_in_a_team, works_in_a_team});
  add_profile(person, employee.team);
  if (works_in_a_team) person.details["extension"] = json_string(employee.extension);
  if (employee.position == Position::administrator) person.roles.emplace_back("id_full_admin");
}

// Each team's agents are under its supervisor in one tier, and under its deputy in the other.
void set_up_company_team(World& world, std::string_view team) {
  const auto uuid_of = [&](const Employee& employee) { return world.people.find_email(employee.email)->uuid; };
  std::vector<std::string> agents;
  for (const auto& employee : company()) {
    if (employee.team == team && employee.position == Position::agent) agents.push_back(uuid_of(employee));
  }
  for (const auto& employee : company()) {
    if (employee.team != team) continue;
    if (employee.position == Position::supervisor) set_up(world, Tier::customer_assist, uuid_of(employee), agents);
    if (employee.position == Position::deputy) set_up(world, Tier::basic, uuid_of(employee), agents);
  }
}

void add_token(World& world, const Person& owner) {
  world.tokens[std::string(kToken)] = {owner.uuid, engine::WallTime::max()};
  world.refresh_tokens[std::string(kRefreshToken)] = {owner.uuid, engine::WallTime::max(), {}};
  world.client_id = kClientId;
  world.client_secret = kClientSecret;
}

}  // namespace

Person& add_person(World& world, const NewPerson& wanted) {
  Person person;
  person.uuid = world.new_uuid();
  person.emails = {wanted.email};
  person.first_name = wanted.first_name;
  person.last_name = wanted.last_name;
  person.display_name = wanted.first_name + " " + wanted.last_name;
  person.created = person.last_modified = kFounded;
  grant(world, person, "Messaging");
  if (wanted.calling) grant(world, person, kCallingLicence);
  if (wanted.customer_assist) grant(world, person, kCustomerAssistLicence);
  if (wanted.calling) add_numbers(world, person);
  return world.people.add(std::move(person));
}

Place& add_place(World& world, std::string_view type, std::string name, std::string extension) {
  Place place{world.new_uuid(), std::string(type), std::move(name), std::move(extension)};
  auto uuid = place.uuid;
  return world.places.emplace(std::move(uuid), std::move(place)).first->second;
}

World empty_organisation() {
  World world;
  add_catalogues(world);
  add_administrator(world, std::string(kServiceAccount), "Muster", "Service");
  add_token(world, *world.people.find_email(kServiceAccount));
  return world;
}

World sample_organisation() {
  World world = empty_organisation();
  add_administrator(world, "ines.duarte@acme.example", "Ines", "Duarte");
  add_administrator(world, "tomas.vrana@acme.example", "Tomas", "Vrana");
  for (const auto& sample : kSamplePeople) {
    const bool customer_assist = sample.team == "billing" || sample.team == "support";
    Person& person = add_person(world, {fmt::format("{}@acme.example", sample.login), std::string(sample.first_name),
                                        std::string(sample.last_name), customer_assist, true});
    add_profile(person, sample.team);
  }
  set_up_team(world, Tier::customer_assist, "billing");
  set_up_team(world, Tier::customer_assist, "support");
  set_up_team(world, Tier::basic, "sales");
  set_up_team(world, Tier::basic, "dispatch");
  const auto reception = add_place(world, "PLACE", "Reception", "2901").uuid;
  add_place(world, "PLACE", "Loading bay", "2902");
  add_place(world, "VIRTUAL_LINE", "Night line", "2911");
  add_place(world, "VIRTUAL_LINE", "Overflow line", "2912");
  world.supervisors(Tier::basic)[world.people.find_email("soren.dahl@acme.example")->uuid].agents.push_back(reception);
  return world;
}

World generated_organisation(std::size_t people, std::uint64_t seed) {
  World world = empty_organisation();
  world.seed = seed;
  world.people.reserve(people + 1);
  Draw draw(seed);
  std::vector<std::string> team;
  for (std::size_t i = 1; i <= people; ++i) {
    const auto first = kFirstNames[draw.below(kFirstNames.size())];
    const auto last = kLastNames[draw.below(kLastNames.size())];
    Person& person = add_person(world, {fmt::format("{}.{}.{:06}@acme.example", first, last, i), capital(first),
                                        capital(last), i % 2 == 0, true});
    if (i % 500 == 1 || i == 2) person.roles.emplace_back("id_full_admin");
    if (i % 10 != 0) {
      team.push_back(person.uuid);
      continue;
    }
    set_up(world, i % 20 == 0 ? Tier::customer_assist : Tier::basic, person.uuid, std::move(team));
    team.clear();
  }
  return world;
}

World company_organisation() {
  World world = empty_organisation();
  for (const auto& employee : company()) add_employee(world, employee);
  for (const auto team : kCompanyTeams) set_up_company_team(world, team);
  return world;
}

}  // namespace muster::simulators::webex
