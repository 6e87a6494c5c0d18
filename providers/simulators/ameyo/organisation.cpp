#include "providers/simulators/ameyo/organisation.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "providers/simulators/ameyo/sample_people.h"
#include "providers/simulators/company.h"
#include "providers/simulators/draw.h"
#include "providers/simulators/target.h"

namespace muster::simulators::ameyo {
namespace {

constexpr std::array<std::string_view, 16> kFirstNames{"Ada",   "Bruno", "Chloe", "Dario", "Elif", "Finn",
                                                       "Greta", "Hana",  "Idris", "Jonas", "Kaya", "Lena",
                                                       "Mira",  "Nuru",  "Olga",  "Pavel"};
constexpr std::array<std::string_view, 16> kLastNames{"Abbot",  "Brandt", "Conti",  "Dahl",   "Eze",   "Ferrin",
                                                      "Galli",  "Holm",   "Ibarra", "Jansen", "Keane", "Lind",
                                                      "Moreau", "Novak",  "Ober",   "Pryce"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

User new_user(std::string_view id, std::string_view name, std::string_view type) {
  User user;
  user.id = id;
  user.name = name;
  user.type = type;
  user.password = fmt::format("{}-first", id);
  return user;
}

// Filled so that whoever writes a user carelessly leaves a mark.
User sample_user(const SamplePerson& sample, std::size_t place) {
  User user = new_user(sample.id, sample.name, sample.type);
  user.default_ready = place % 3 == 1;
  if (place % 3 != 0) user.max_logins = 1 + static_cast<int>(place % 2);
  if (place % 4 == 1) user.login_policy = "verify.before.force.login";
  if (place % 4 == 2) user.login_policy = "disallow.after.limit";
  if (place % 2 == 0) user.mapping = fmt::format("person{:02}@acme.example", place);
  user.description = place % 5 == 0 ? "Speaks <two> languages & works until 16:00" : "";
  if (place % 3 != 2) user.skills.emplace_back(7, 2);
  if (place % 4 == 0) user.skills.emplace_back(3, 5);
  if (user.type == kExecutive) user.campaigns = {1, place % 2 == 0 ? 2 : 3};
  if (user.type == kProfessionalAgent) user.campaigns = {1};
  return user;
}

void sign_in(World& world, std::string_view user_id) {
  Session session;
  session.user = user_id;
  session.kept_alive = true;
  session.number = ++world.logins;
  world.sessions[fmt::format("d898-0-ses-{}-sample-{}", user_id, session.number)] = std::move(session);
}

void add_campaigns(World& world) {
  world.processes = {{1, "Acme voice"}, {2, "Acme chat"}};
  world.campaigns[1] = {"Billing inbound", "Interactive Voice Application", 1, {{11, "Invoices"}, {12, "Reminders"}}};
  world.campaigns[2] = {"Outbound survey", "Outbound Voice Campaign", 1, {{21, "Survey"}}};
  world.campaigns[3] = {"Web chat", "Interaction Campaign", 2, {{31, "Chat"}}};
}

void add_groups(World& world) {
  for (const auto name : kSampleGroups) {
    Group group;
    group.name = name;
    group.description = fmt::format("Desk of {}", name);
    add_group(world, std::move(group));
  }
  for (const auto& sample : kSamplePeople) {
    const int id = world.ids.find(sample.id)->second;
    for (const auto& name : split(sample.managed, ',')) world.find_group(name)->managers.insert(id);
    for (const auto& name : split(sample.groups, ',')) world.find_group(name)->members.insert(id);
  }
}

User generated_user(Draw& draw, std::size_t number, bool leads) {
  const auto first = kFirstNames[draw.below(kFirstNames.size())];
  const auto last = kLastNames[draw.below(kLastNames.size())];
  return new_user(fmt::format("{}.{}.{:06}", lower(first), lower(last), number), fmt::format("{} {}", first, last),
                  leads ? kSupervisor : kExecutive);
}

std::string_view type_of(Position position) {
  if (position == Position::administrator) return kAdministrator;
  const bool leads = position == Position::supervisor || position == Position::deputy;
  return leads ? kSupervisor : kExecutive;
}

}  // namespace

World empty_organisation() {
  World world;
  world.account = kServiceAccount;
  User service = new_user(kServiceAccount, "Muster Service", kAdministrator);
  service.password = kServicePassword;
  service.login_policy = "verify.before.force.login";
  add_user(world, std::move(service));
  return world;
}

World sample_organisation() {
  World world = empty_organisation();
  world.centers[2] = "Acme training";
  add_campaigns(world);
  for (std::size_t i = 0; i < kSamplePeople.size(); ++i) add_user(world, sample_user(kSamplePeople[i], i));
  for (const auto* id : {"trainee.one", "trainee.two"}) {
    User user = new_user(id, "Trainee", kExecutive);
    user.center = 2;
    add_user(world, std::move(user));
  }
  add_groups(world);
  for (const auto* id : {"arook", "blind", "mriva2"}) sign_in(world, id);
  return world;
}

World generated_organisation(std::size_t people, std::uint64_t seed) {
  World world = empty_organisation();
  world.seed = seed;
  Draw draw(seed);
  Group group;
  for (std::size_t i = 1; i <= people; ++i) {
    const bool last = i % 10 == 0 || i == people;
    const int id = add_user(world, generated_user(draw, i, last)).cc_user_id;
    (last ? group.managers : group.members).insert(id);
    if (!last) continue;
    group.name = fmt::format("Group {:04}", world.groups.size() + 1);
    add_group(world, std::move(group));
    group = {};
  }
  return world;
}

World company_organisation() {
  World world = empty_organisation();
  for (const auto name : kCompanyTeams) {
    Group group;
    group.name = name;
    add_group(world, std::move(group));
  }
  for (const auto& employee : company()) {
    if (employee.position == Position::joiner) continue;
    const auto name = fmt::format("{} {}", employee.first_name, employee.last_name);
    const User& user = add_user(world, new_user(employee.person, name, type_of(employee.position)));
    if (employee.team.empty()) continue;
    Group& group = *world.find_group(employee.team);
    (user.type == kSupervisor ? group.managers : group.members).insert(user.cc_user_id);
  }
  return world;
}

}  // namespace muster::simulators::ameyo
