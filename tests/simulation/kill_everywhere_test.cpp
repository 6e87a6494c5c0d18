// One plan of many changes on each vendor, and a process that is killed at every single boundary of every write, one
// after the other.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>

#include "providers/simulators/ameyo/organisation.h"
#include "providers/simulators/cucm_uds/organisation.h"
#include "providers/simulators/genesys_gws/organisation.h"
#include "providers/simulators/uccx/organisation.h"
#include "providers/simulators/webex/organisation.h"
#include "tests/simulation/ameyo_manifests.h"
#include "tests/simulation/gws_site.h"
#include "tests/simulation/play.h"
#include "tests/simulation/uccx_manifests.h"
#include "tests/simulation/uds_document.h"
#include "tests/simulation/uds_manifests.h"
#include "tests/simulation/webex_manifests.h"

namespace muster::simulation {
namespace {

using engine::Duration;
using std::chrono::minutes;

Wish joiner() {
  Wish wish;
  wish.roles = {"ROLE_AGENT"};
  wish.fields = {{"firstName", "Robin"}, {"lastName", "Vale"}};
  wish.has_password = true;
  return wish;
}

// Four people come, one of them with a telephone; two go; five change.
Setting genesys() {
  gws::World world = gws::generated_organisation(12, 11);
  GwsManifests manifests;
  auto& people = manifests.people;
  for (const char* login : {"joiner.1@acme.example", "joiner.2@acme.example", "joiner.3@acme.example"}) {
    people[login] = joiner();
  }
  people["joiner.4@acme.example"] = joiner();
  people["joiner.4@acme.example"].device = "7001";
  const auto& slots = world.users.slots();
  for (std::size_t i = 5; i < 7; ++i) people[slots[i].user_name].absent = true;
  for (std::size_t i = 7; i < 12; ++i) {
    Wish& wish = people[slots[i].user_name];
    wish.roles = {"ROLE_AGENT", "ROLE_SUPERVISOR"};
    wish.fields["lastName"] = "Reyes";
  }
  Setting setting = gws_setting(std::move(world));
  setting.manifests.gws = std::move(manifests);
  return setting;
}

Document leaving(Document document) {
  document.absent = true;
  document.sets.clear();
  return document;
}

// Two supervisors of the tier, of two agents each.
void lead(webex::World& world, webex::Tier tier, std::size_t first) {
  const auto uuid = [&](std::size_t number) { return world.people.slots()[number].uuid; };
  world.supervisors(tier)[uuid(first)].agents = {uuid(1), uuid(3)};
  world.supervisors(tier)[uuid(first + 2)].agents = {uuid(1), uuid(5)};
}

// In either tier a supervisor comes, one gets another agent for one of theirs, and one goes; two people get other
// roles.
Setting webex_calling() {
  webex::World organisation = webex::generated_organisation(9, 11);
  lead(organisation, webex::Tier::basic, 2);
  lead(organisation, webex::Tier::customer_assist, 6);
  auto site = std::make_unique<WebexSite>(std::move(organisation));
  const auto email = [&](std::size_t number) { return site->world().people.slots()[number].email(); };
  SystemManifests manifests = webex_system(*site);
  manifests.put(supervisor("basic", email(3), {email(4), email(5)}));
  manifests.put(supervisor("basic", email(2), {email(1), email(7)}));
  manifests.put(leaving(supervisor("basic", email(4), {})));
  manifests.put(supervisor("customerAssist", email(2), {email(4), email(7)}));
  manifests.put(supervisor("customerAssist", email(6), {email(3), email(7)}));
  manifests.put(leaving(supervisor("customerAssist", email(8), {})));
  manifests.put(role_assignment("person", email(8), {"user administrator"}));
  manifests.put(role_assignment("person", email(9), {"read-only administrator", "device administrator"}));
  Setting setting;
  setting.manifests.gws.is_used = false;
  setting.manifests.systems[kWebex] = std::move(manifests);
  setting.sites.push_back(std::move(site));
  return setting;
}

std::string numbered(const uccx::World& world, int number) {
  const std::string suffix = fmt::format(".{:06}", number);
  const auto is_it = [&](const auto& user) { return user.first.ends_with(suffix); };
  return std::ranges::find_if(world.users, is_it)->first;
}

// Two teams swap agents; a team comes, led by somebody who becomes a supervisor for it; a team goes, and who led it is
// no supervisor any more.
Setting uccx_centre() {
  auto site = std::make_unique<UccxSite>(uccx::generated_organisation(25, 11));
  site->world().quirks.team_removal = uccx::TeamRemoval::moves_members;
  const uccx::World& world = site->world();
  const auto user = [&](int number) { return numbered(world, number); };
  SystemManifests manifests = uccx_system();
  Document first = team("Team 0001", {user(11), user(12), user(10)});
  Document second = team("Team 0002", {user(1), user(2), user(20)});
  for (int i = 4; i < 10; ++i) first.sets["agents"].members.insert(user(i));
  for (int i = 14; i < 20; ++i) second.sets["agents"].members.insert(user(i));
  Document third = team("Crew 01", {user(3), user(13)});
  third.texts["primarySupervisor"] = user(14);
  manifests.put(std::move(first));
  manifests.put(std::move(second));
  manifests.put(std::move(third));
  manifests.put(role_assignment("user", user(14), {"supervisor", "reporting"}));
  manifests.put(leaving(team("Team 0003", {})));
  manifests.put(role_assignment("user", user(25), {"reporting"}));
  Setting setting;
  setting.manifests.gws.is_used = false;
  setting.manifests.systems[kUccx] = std::move(manifests);
  setting.sites.push_back(std::move(site));
  return setting;
}

std::string numbered(const ameyo::World& world, int number) {
  const std::string suffix = fmt::format(".{:06}", number);
  const auto is_it = [&](const auto& user) { return user.second.id.ends_with(suffix); };
  return std::ranges::find_if(world.users, is_it)->second.id;
}

// Two users come, one of them to manage a new group; one goes who is in a group; two change, one of them to another
// role and another group. A group changes those who manage it, and one goes.
Setting ameyo_centre() {
  ameyo::World organisation = ameyo::generated_organisation(24, 11);
  auto site = std::make_unique<AmeyoSite>(std::move(organisation));
  const auto user = [&](int number) { return numbered(site->world(), number); };
  SystemManifests manifests = ameyo_system();
  Document newcomer = contact_center_user("joiner.01", "executive");
  newcomer.texts["loginPolicy"] = "disallow.after.limit";  // a create loses it
  newcomer.texts["maxAllowedLogins"] = "2";
  manifests.put(std::move(newcomer));
  manifests.put(contact_center_user("joiner.02", "supervisor"));
  Document leaver = contact_center_user(user(3), "executive");
  leaver.absent = true;
  manifests.put(std::move(leaver));
  Document renamed;
  renamed.kind = "User";
  renamed.entity = "user";
  renamed.name = user(4);
  renamed.texts["userName"] = "Kim Reyes";
  renamed.texts["mappingUserId"] = "kim.reyes@acme.example";
  manifests.put(std::move(renamed));
  Document promoted = manifests.objects.at(key_of("user", user(4)));
  promoted.name = user(5);
  promoted.texts.erase("mappingUserId");
  promoted.sets["roles"].members = {"supervisor"};
  manifests.put(std::move(promoted));
  manifests.put(user_group("Crew 01", "joiner.02", {user(1), user(11), "joiner.01"}));
  Document changed = user_group("Group 0001", user(5), {user(1), user(12)});
  changed.texts["description"] = "Desk of the north";
  manifests.put(std::move(changed));
  manifests.put(leaving(user_group("Group 0003", "", {})));
  Setting setting;
  setting.manifests.gws.is_used = false;
  setting.manifests.systems[kAmeyo] = std::move(manifests);
  setting.sites.push_back(std::move(site));
  return setting;
}

// Two get a remote destination, one of them other speed dials and one another language; a third one other settings of
// phone and line, and a service.
Setting uds_cluster() {
  auto site = std::make_unique<UdsSite>(cucm_uds::generated_organisation(3, 11));
  SystemManifests manifests = uds_system();
  std::vector<UdsDocument> documents;
  for (const auto& [id, user] : site->world().users) documents.emplace_back(user);
  documents[0].add_destination("+491705551200", "Mobile", true);
  documents[1].add_destination("+491705551201", "Home", false);
  documents[1].set_user("userLocale", "7");
  documents[2].set_user("enableDoNotDisturb", "true");
  documents[2].set_line(0, "label", "Front desk");
  documents[2].set_device(0, "description", "Desk 7");
  ListAsked dials;
  dials.items = {{"1", {{"number", "4711"}, {"label", "Boss"}}}, {"3", {{"number", "4712"}}}};
  documents[0].set_list("speedDials", dials);
  const std::string service = site->world().phone_services.front().id;
  documents[2].set_list("subscribedServices", {false, {{"Weather", {{"service", service}}}}, {}}, 0);
  documents[2].set_user("displayName", "Robin Vale");
  for (const UdsDocument& document : documents) manifests.put(document.finish());
  Setting setting;
  setting.manifests.gws.is_used = false;
  setting.manifests.systems[kUds] = std::move(manifests);
  setting.sites.push_back(std::move(site));
  return setting;
}

// One gets another password, with which muster signs in as well, and another PIN and access code.
Setting uds_secrets() {
  auto site = std::make_unique<UdsSite>(cucm_uds::generated_organisation(2, 11));
  UdsDocument document(site->world().users.begin()->second);
  document.set_secret("credentials", "password", "UDS_PASSWORD");
  document.set_secret("credentials", "pin", "UDS_PIN");
  document.set_secret("conferencing", "accessCode", "UDS_CODE");
  SystemManifests manifests = uds_system();
  manifests.put(document.finish());
  Setting setting;
  setting.manifests.gws.is_used = false;
  setting.manifests.systems[kUds] = std::move(manifests);
  setting.sites.push_back(std::move(site));
  return setting;
}

struct Case {
  const char* vendor;
  Setting (*site)();
  std::size_t created;
  const char* boundary;
  bool changes_secrets = false;  // once muster has seen the first ones
};

void PrintTo(const Case& which, std::ostream* out) { *out << which.vendor << " " << which.boundary; }

// False: there is no such boundary any more.
bool survives(const Case& which, std::uint64_t at, bool loses_power) {
  SCOPED_TRACE(fmt::format("{} {} {}{}", which.vendor, which.boundary, at, loses_power ? " with loss of power" : ""));
  Play play(which.site());
  if (which.changes_secrets) {
    play.run_for(minutes(1));
    play.change_secrets();
  }
  play.arm(at, which.boundary, Duration(700), loses_power);
  play.run_for(minutes(6));
  EXPECT_EQ(play.effects().created().size(), which.created);
  for (const auto& [object, times] : play.effects().created()) EXPECT_EQ(times, 1) << object;
  const Verdict verdict = play.judge();
  for (const std::string& failure : verdict.failures) ADD_FAILURE() << failure;
  EXPECT_EQ(verdict.counts.blocked, 0U) << "a guard held something back, so not everything was put to the test";
  return verdict.counts.kills > 0;
}

class EveryBoundary : public ::testing::TestWithParam<Case> {};

TEST_P(EveryBoundary, EndsAsAskedWithEverythingCreatedOnce) {
  std::uint64_t at = 1;
  while (!HasFailure() && survives(GetParam(), at, at % 2 == 0)) ++at;
  EXPECT_GT(at, 1U) << "there was no such boundary, so this shows nothing";
}

std::vector<Case> boundaries(Case vendor, std::initializer_list<const char*> all) {
  std::vector<Case> cases;
  for (const char* boundary : all) {
    vendor.boundary = boundary;
    cases.push_back(vendor);
  }
  return cases;
}

std::string name_of(const ::testing::TestParamInfo<Case>& info) {
  std::string name = info.param.boundary;
  std::ranges::replace(name, ' ', '_');
  return name;
}

// A plan's steps share commits of the store, so there are fewer of these than changes.
INSTANTIATE_TEST_SUITE_P(GenesysWrites, EveryBoundary,
                         ::testing::ValuesIn(boundaries({"genesys", genesys, 4, ""},
                                                        {"POST before send", "POST on its way", "POST after arrival",
                                                         "POST answered", "PUT before send", "PUT on its way",
                                                         "PUT after arrival", "PUT answered", "before begin",
                                                         "after begin", "before close", "after close"})),
                         name_of);
INSTANTIATE_TEST_SUITE_P(WebexWrites, EveryBoundary,
                         ::testing::ValuesIn(boundaries({"webex", webex_calling, 2, ""},
                                                        {"POST before send", "POST on its way", "POST answered",
                                                         "PUT on its way", "PUT answered", "PATCH on its way",
                                                         "PATCH answered", "before begin", "after begin",
                                                         "before close", "after close"})),
                         name_of);
INSTANTIATE_TEST_SUITE_P(UccxWrites, EveryBoundary,
                         ::testing::ValuesIn(boundaries({"uccx", uccx_centre, 1, ""},
                                                        {"POST before send", "POST on its way", "POST answered",
                                                         "PUT before send", "PUT on its way", "PUT answered",
                                                         "DELETE on its way", "DELETE answered", "before begin",
                                                         "after begin", "before close", "after close"})),
                         name_of);

INSTANTIATE_TEST_SUITE_P(AmeyoWrites, EveryBoundary,
                         ::testing::ValuesIn(boundaries({"ameyo", ameyo_centre, 3, ""},
                                                        {"POST before send", "POST on its way", "POST answered",
                                                         "PUT before send", "PUT on its way", "PUT answered",
                                                         "DELETE on its way", "DELETE answered", "before begin",
                                                         "after begin", "before close", "after close"})),
                         name_of);
INSTANTIATE_TEST_SUITE_P(UdsWrites, EveryBoundary,
                         ::testing::ValuesIn(boundaries({"cucm-uds", uds_cluster, 2, ""},
                                                        {"POST before send", "POST on its way", "POST answered",
                                                         "PUT before send", "PUT on its way", "PUT answered",
                                                         "before begin", "after begin", "before close",
                                                         "after close"})),
                         name_of);
INSTANTIATE_TEST_SUITE_P(UdsPasswords, EveryBoundary,
                         ::testing::ValuesIn(boundaries({"cucm-uds", uds_secrets, 0, "", true},
                                                        {"PUT before send", "PUT on its way", "PUT after arrival",
                                                         "PUT answered", "before keep", "after keep", "before begin",
                                                         "after begin", "before close", "after close"})),
                         name_of);

class EveryPortCall : public ::testing::TestWithParam<Case> {};

TEST_P(EveryPortCall, EndsAsAskedWithEverythingCreatedOnce) {
  std::uint64_t at = 1;
  while (!HasFailure() && survives(GetParam(), at, at % 3 == 0)) ++at;
  EXPECT_GT(at, 100U);
}

INSTANTIATE_TEST_SUITE_P(KillEverywhere, EveryPortCall,
                         ::testing::Values(Case{"genesys", genesys, 4, ""}, Case{"webex", webex_calling, 2, ""},
                                           Case{"uccx", uccx_centre, 1, ""}, Case{"ameyo", ameyo_centre, 3, ""},
                                           Case{"uds", uds_cluster, 2, ""}),
                         [](const auto& which) { return std::string(which.param.vendor); });

}  // namespace
}  // namespace muster::simulation
