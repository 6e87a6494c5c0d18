// Defects that seeds found, each reduced to what brings it about.
#include <gtest/gtest.h>

#include "providers/simulators/ameyo/organisation.h"
#include "providers/simulators/cucm_uds/organisation.h"
#include "providers/simulators/genesys_gws/organisation.h"
#include "providers/simulators/genesys_gws/second_admin.h"
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

using simulators::FaultKind;
using std::chrono::minutes;

Setting one_system(std::unique_ptr<Site> site, const char* name, SystemManifests manifests) {
  Setting setting;
  setting.manifests.gws.is_used = false;
  setting.manifests.systems[name] = std::move(manifests);
  setting.sites.push_back(std::move(site));
  return setting;
}

Setting contact_centre(std::unique_ptr<UccxSite> site, std::vector<Document> documents) {
  SystemManifests manifests = uccx_system();
  for (Document& document : documents) manifests.put(std::move(document));
  return one_system(std::move(site), kUccx, std::move(manifests));
}

Setting desk(std::unique_ptr<AmeyoSite> site, std::vector<Document> documents) {
  SystemManifests manifests = ameyo_system();
  for (Document& document : documents) manifests.put(std::move(document));
  return one_system(std::move(site), kAmeyo, std::move(manifests));
}

Setting cluster(std::unique_ptr<UdsSite> site, Document document) {
  SystemManifests manifests = uds_system();
  manifests.put(std::move(document));
  return one_system(std::move(site), kUds, std::move(manifests));
}

Wish joiner() {
  Wish wish;
  wish.roles = {"ROLE_AGENT"};
  wish.fields = {{"firstName", "Robin"}, {"lastName", "Vale"}};
  wish.has_password = true;
  return wish;
}

gws::World& world_of(Setting& setting) { return static_cast<GwsSite&>(*setting.sites.front()).world(); }

std::string login_of(Setting& setting, std::size_t place) { return world_of(setting).users.slots()[place].user_name; }

void expect_nothing_wrong(Play& play) {
  const Verdict verdict = play.judge();
  for (const std::string& failure : verdict.failures) ADD_FAILURE() << failure;
}

// The circuit's pause had grown beyond the interval, so the system was left alone for a quarter of an hour after it
// was well again.
TEST(FoundBySeeds, AnOpenCircuitLooksAtTheSystemNoLaterThanAnInterval) {
  Setting setting = gws_setting(gws::generated_organisation(9, 5));
  Play play(std::move(setting));
  play.run_for(minutes(1));
  simulators::FaultSettings down;
  down.set(FaultKind::connection_refused, 1.0);
  play.begin_faults(kGws, down);
  play.run_for(minutes(60));
  Manifests next = play.manifests();
  next.gws.people["joiner.1@acme.example"] = joiner();
  play.push(std::move(next));
  play.run_for(minutes(1));
  play.end_faults(kGws);
  play.run_for(minutes(11));
  EXPECT_EQ(play.effects().created().size(), 1U);
  expect_nothing_wrong(play);
}

// The answer to the second request of one change was lost: the change counted as failed, and was written again while
// the first one could still arrive.
TEST(FoundBySeeds, ADeviceWhoseAssignmentIsInDoubtIsNotAssignedAgainAtOnce) {
  Setting setting = gws_setting(gws::generated_organisation(9, 6));
  setting.manifests.gws.policy.visibility_delay_s = 30;
  const std::string login = login_of(setting, 4);
  setting.manifests.gws.people[login].roles = {"ROLE_AGENT"};
  setting.manifests.gws.people[login].exact_roles = false;
  Play play(std::move(setting));
  play.run_for(minutes(1));
  Manifests next = play.manifests();
  next.gws.people[login].device = "7001";
  next.gws.people[login].fields["firstName"] = "Kim";  // its request is answered
  play.wire().site().faults().once(FaultKind::html_page, net::Method::post, "/devices");
  play.push(std::move(next));
  play.run_for(minutes(11));
  EXPECT_EQ(play.wire().site().faults().played(FaultKind::html_page), 1U);
  expect_nothing_wrong(play);
}

// What muster had added and taken out again stayed on its list, so that it took the same role from somebody whom
// another administrator had given it since.
TEST(FoundBySeeds, ARoleThatSomebodyElseGrantsAfterItsDocumentIsGoneStays) {
  Setting setting = gws_setting(gws::generated_organisation(9, 7));
  const std::string login = login_of(setting, 4);
  setting.manifests.gws.people[login].roles = {"ROLE_AGENT", "ROLE_SUPERVISOR"};
  setting.manifests.gws.people[login].exact_roles = false;
  Play play(std::move(setting));
  play.run_for(minutes(6));
  Manifests next = play.manifests();
  next.gws.people.erase(login);
  play.push(std::move(next));
  play.run_for(minutes(16));
  EXPECT_FALSE(gws_world(play).users.find_login(login)->has_role("ROLE_SUPERVISOR"));
  play.drift(kGws, [&](engine::WallTime now) {
    return gws::other_sets_roles(gws_world(play), now, login, {"ROLE_AGENT", "ROLE_SUPERVISOR"});
  });
  play.run_for(minutes(16));
  EXPECT_TRUE(gws_world(play).users.find_login(login)->has_role("ROLE_SUPERVISOR"));
  expect_nothing_wrong(play);
}

// A password's change was lost on its way, and believed to be done because no answer contradicted it.
TEST(FoundBySeeds, APasswordWhoseWriteWasLostIsWrittenAgain) {
  Setting setting = gws_setting(gws::generated_organisation(9, 8));
  setting.manifests.gws.people["joiner.1@acme.example"] = joiner();
  Play play(std::move(setting));
  play.run_for(minutes(1));
  play.change_secrets();
  play.wire().site().faults().once(FaultKind::reset_before, net::Method::put, "/users/");
  play.run_for(minutes(16));
  EXPECT_EQ(play.wire().site().faults().played(FaultKind::reset_before), 1U);
  EXPECT_EQ(gws_world(play).users.find_login("joiner.1@acme.example")->password, "joiner-1+");
  expect_nothing_wrong(play);
}

// The same with a field that the vendor leaves out of its answers.
TEST(FoundBySeeds, AFieldThatTheVendorDoesNotShowIsWrittenAgainWhenItsWriteWasLost) {
  Setting setting = gws_setting(gws::generated_organisation(9, 9));
  world_of(setting).quirks.omits_defaults = true;
  const std::string login = login_of(setting, 4);
  setting.manifests.gws.people[login].states_roles = false;
  setting.manifests.gws.people[login].fields["enabled"] = "false";
  Play play(std::move(setting));
  play.wire().site().faults().once(FaultKind::reset_before, net::Method::put, "/users/");
  play.run_for(minutes(11));
  EXPECT_EQ(play.wire().site().faults().played(FaultKind::reset_before), 1U);
  EXPECT_FALSE(gws_world(play).users.find_login(login)->enabled);
  expect_nothing_wrong(play);
}

// The answer to a create was lost, and so the telephone was not assigned: the change failed, and nothing was remembered
// of the create, so that a version of the password was later noted that had never been sent.
TEST(FoundBySeeds, ACreateOfWhichOnlyPartArrivedIsRememberedWithItsPassword) {
  for (int passed = 4; passed <= 48; passed += 4) {  // whenever the password changes: before it is judged, or after
    Setting setting = gws_setting(gws::generated_organisation(9, 10));
    Play play(std::move(setting));
    play.run_for(minutes(1));
    Manifests next = play.manifests();
    next.gws.people["joiner.1@acme.example"] = joiner();
    next.gws.people["joiner.1@acme.example"].device = "7001";
    play.wire().site().faults().once(FaultKind::vendor_error_after, net::Method::post, "/users");
    play.push(std::move(next));
    play.run_for(std::chrono::seconds(1));
    play.wire().site().faults().once(FaultKind::silence_before, net::Method::get, "/users");  // of the read-back
    play.run_for(std::chrono::seconds(passed));
    EXPECT_EQ(play.wire().site().faults().played(FaultKind::vendor_error_after), 1U);
    play.change_secrets();
    play.run_for(minutes(16));
    EXPECT_EQ(gws_world(play).users.find_login("joiner.1@acme.example")->password, "joiner-1+") << passed;
    expect_nothing_wrong(play);
  }
}

// Where nobody supervised any more, the empty list was taken for one that could not be read, for ever.
TEST(FoundBySeeds, TheOnlySupervisorOfATierComesBackAfterSomebodyElseRemovedThem) {
  webex::World organisation = webex::generated_organisation(9, 5);
  organisation.supervisors(webex::Tier::basic).clear();
  auto site = std::make_unique<WebexSite>(std::move(organisation));
  const auto& people = site->world().people.slots();
  const std::string email = people[2].email();
  Setting setting;
  setting.manifests.gws.is_used = false;
  setting.manifests.systems[kWebex] = webex_system(*site);
  setting.manifests.systems[kWebex].put(supervisor("basic", email, {people[3].email(), people[4].email()}));
  setting.sites.push_back(std::move(site));
  Play play(std::move(setting));
  play.run_for(minutes(6));
  play.drift(kWebex, [&](engine::WallTime now) {
    return webex::other_removes_supervisor(webex_world(play), now, webex::Tier::basic, email);
  });
  play.run_for(minutes(11));
  EXPECT_EQ(webex_world(play).supervisors(webex::Tier::basic).size(), 1U);
  expect_nothing_wrong(play);
}

// The second of two requests that empty a team before it is removed was lost on its way, and the removal went on.
TEST(FoundBySeeds, ATeamIsNotRemovedWhileItsEmptyingIsInDoubt) {
  auto site = std::make_unique<UccxSite>(uccx::generated_organisation(20, 5));
  site->world().quirks.visibility_lag = std::chrono::seconds(4);  // so that it is emptied in the other form as well
  Document leaver = team("Team 0001", {});
  leaver.absent = true;
  leaver.sets.clear();
  Play play(contact_centre(std::move(site), {std::move(leaver)}));
  play.wire().site().faults().once(FaultKind::latency, net::Method::put, "/team/");
  play.wire().site().faults().once(FaultKind::truncated_body, net::Method::put, "/team/");
  play.run_for(minutes(11));
  EXPECT_EQ(play.wire().site().faults().played(FaultKind::truncated_body), 1U);
  EXPECT_EQ(play.effects().removed().size(), 1U);
  expect_nothing_wrong(play);
}

std::set<std::string> members_of(UccxSite& site, const char* name) {
  const auto& members = site.world().find_team(std::string_view(name))->members;
  return {members.begin(), members.end()};
}

// Two teams exchanged agents, and one of them got another supervisor as well: that part of the change was made of a
// read that did not show yet who had been released, and brought them back.
TEST(FoundBySeeds, APartOfAChangeWaitsUntilThePartBeforeItShows) {
  auto site = std::make_unique<UccxSite>(uccx::generated_organisation(20, 5));
  site->world().quirks.visibility_lag = std::chrono::seconds(4);
  auto first = members_of(*site, "Team 0001");
  auto second = members_of(*site, "Team 0002");
  auto moved = first.extract(first.begin());
  first.insert(second.extract(second.begin()));
  second.insert(std::move(moved));
  Document led = team("Team 0001", first);
  led.texts["primarySupervisor"] = site->world().find_team(std::string_view("Team 0002"))->primary;
  Play play(contact_centre(std::move(site), {std::move(led), team("Team 0002", second)}));
  play.run_for(minutes(11));
  expect_nothing_wrong(play);
}

// A team could not be read, so that nobody knew that it held somebody whom another team was to get; it is protected.
TEST(FoundBySeeds, NobodyIsTakenFromATeamThatCouldNotBeRead) {
  auto site = std::make_unique<UccxSite>(uccx::generated_organisation(20, 5));
  site->world().quirks.list_summaries = true;  // each team is read by itself
  auto first = members_of(*site, "Team 0001");
  auto second = members_of(*site, "Team 0002");
  first.insert(second.extract(second.begin()));
  Document held = team("Team 0002", second);
  held.sets["agents"].exact = false;
  held.protect = true;
  const int unread = site->world().find_team(std::string_view("Team 0002"))->id;
  Play play(contact_centre(std::move(site), {team("Team 0001", first), std::move(held)}));
  play.wire().site().faults().once(FaultKind::html_page, net::Method::get, "/team/" + std::to_string(unread));
  play.run_for(minutes(11));
  EXPECT_EQ(play.wire().site().faults().played(FaultKind::html_page), 1U);
  expect_nothing_wrong(play);
}

// The server shows each user among all the others, page by page, and the budget is small: the time of the write was
// over before the user was found.
TEST(FoundBySeeds, RolesAreWrittenWhereEachReadIsAReadOfEverybody) {
  auto site = std::make_unique<UccxSite>(uccx::generated_organisation(60, 5));
  site->world().quirks.page_size = 2;
  site->world().quirks.search_ignored = true;
  Document rights;
  rights.kind = "RoleAssignment";
  rights.entity = "user";
  rights.name = site->world().users.rbegin()->first;  // the last one to be shown
  rights.sets["roles"] = {false, {"reporting"}, {}};
  Setting setting = contact_centre(std::move(site), {std::move(rights)});
  setting.manifests.systems[kUccx].policy.requests_per_minute = 72;
  setting.manifests.systems[kUccx].policy.concurrency = 1;
  Play play(std::move(setting));
  play.run_for(minutes(11));
  expect_nothing_wrong(play);
}

cucm_uds::User& somebody(UdsSite& site) { return site.world().users.begin()->second; }

// A UdsSettings document of one user.
Document dials_of(const cucm_uds::User& user, ListAsked asked) {
  UdsDocument document(user);
  document.set_list("speedDials", asked);
  return document.finish();
}

// Its number had been changed for a wish, so that it was taken for one that muster had put there.
TEST(FoundBySeeds, ASpeedDialThatWasThereBeforeStaysWhenNobodyAsksForItAnyMore) {
  auto site = std::make_unique<UdsSite>(cucm_uds::generated_organisation(3, 5));
  somebody(*site).devices.front().speed_dials[1] = {"id-1", "4001", "Front desk"};
  const ListAsked two{false, {{"1", {{"number", "4002"}}}, {"2", {{"number", "4003"}}}}, {}};
  Document document = dials_of(somebody(*site), two);
  const Document none = dials_of(somebody(*site), {false, {}, {"4"}});
  Play play(cluster(std::move(site), std::move(document)));
  play.run_for(minutes(6));
  Manifests next = play.manifests();
  next.systems.at(kUds).put(none);
  play.push(std::move(next));
  play.run_for(minutes(11));
  const auto& dials = uds_world(play).users.begin()->second.devices.front().speed_dials;
  EXPECT_TRUE(dials.contains(1));
  EXPECT_FALSE(dials.contains(2));
  expect_nothing_wrong(play);
}

// The reads before a write took longer than its time, and so did those of the next attempt.
TEST(FoundBySeeds, SettingsOfManyUsersAreWrittenWithinASmallBudget) {
  auto site = std::make_unique<UdsSite>(cucm_uds::generated_organisation(5, 5));
  SystemManifests manifests = uds_system();
  manifests.policy.requests_per_minute = 72;
  manifests.policy.concurrency = 5;
  for (const auto& [id, user] : site->world().users) {
    UdsDocument document(user);
    document.set_user("displayName", "Robin Vale");
    document.set_user("logMissedCalls", "false");
    document.enable_conferencing(true);
    document.set_list("speedDials", {false, {{"1", {{"number", "4002"}}}}, {}});
    document.set_list("subscribedServices", {false, {}, {"Weather"}});
    manifests.put(document.finish());
  }
  Play play(one_system(std::move(site), kUds, std::move(manifests)));
  play.run_for(minutes(11));
  expect_nothing_wrong(play);
}

// The server had said something unknown of a change of the group's managers, which it had carried out, and the other
// kind of ids was tried at once.
TEST(FoundBySeeds, AGroupIsNotChangedAgainWhileAChangeOfItIsInDoubt) {
  ameyo::World organisation = ameyo::generated_organisation(20, 5);
  organisation.quirks.visibility_lag = std::chrono::seconds(4);
  auto site = std::make_unique<AmeyoSite>(std::move(organisation));
  const auto& group = site->world().groups.begin()->second;
  std::set<std::string> agents;
  for (const int id : group.members) agents.insert(site->world().users.at(id).id);
  agents.erase(agents.begin());
  Document document = user_group(group.name, "", agents);
  document.sets.erase("supervisors");
  Play play(desk(std::move(site), {std::move(document)}));
  play.wire().site().faults().once(FaultKind::vendor_error_after, net::Method::post, "/group/");
  play.run_for(minutes(11));
  EXPECT_EQ(play.wire().site().faults().played(FaultKind::vendor_error_after), 1U);
  expect_nothing_wrong(play);
}

// The password had been changed while its document did not state it, and what had been written was forgotten.
TEST(FoundBySeeds, APasswordThatIsStatedAgainIsWrittenWhereItChangedMeanwhile) {
  Document joiner = contact_center_user("joiner.01", "executive");
  Document silent = joiner;
  silent.secrets.clear();
  silent.texts["userName"] = "Kim Reyes";
  Play play(desk(std::make_unique<AmeyoSite>(ameyo::generated_organisation(20, 5)), {joiner}));
  play.run_for(minutes(6));
  Manifests next = play.manifests();
  next.systems.at(kAmeyo).put(silent);
  play.push(std::move(next));
  play.run_for(minutes(6));
  play.change_secrets();
  next = play.manifests();
  next.systems.at(kAmeyo).put(joiner);
  play.push(std::move(next));
  play.run_for(minutes(11));
  expect_nothing_wrong(play);
}

// Who is in the groups could not be read, so that nobody saw that the leaver was in a protected one.
TEST(FoundBySeeds, WhoMayBeInAProtectedGroupIsNotRemoved) {
  ameyo::World organisation = ameyo::generated_organisation(20, 5);
  organisation.quirks.group_listing = ameyo::GroupListing::first_without_people;
  auto site = std::make_unique<AmeyoSite>(std::move(organisation));
  const auto& group = site->world().groups.begin()->second;
  Document held = user_group(group.name, "", {});
  held.sets.clear();
  held.sets["agents"] = {false, {site->world().users.at(*group.members.rbegin()).id}, {}};
  held.protect = true;
  Document leaver = contact_center_user(site->world().users.at(*group.members.begin()).id, "executive");
  leaver.sets.clear();
  leaver.texts.clear();
  leaver.secrets.clear();
  leaver.absent = true;
  site->faults().once(FaultKind::html_page, net::Method::get, "usergroup");
  Play play(desk(std::move(site), {std::move(held), std::move(leaver)}));
  play.run_for(minutes(11));
  EXPECT_EQ(play.wire().site().faults().played(FaultKind::html_page), 1U);
  expect_nothing_wrong(play);
}

// Two logins, hours apart, met a server that could not just then: that was taken for a wrong password, and nothing more
// was ever sent.
TEST(FoundBySeeds, AServerThatCouldNotJustThenIsAskedAgain) {
  ameyo::World organisation = ameyo::generated_organisation(20, 5);
  auto site = std::make_unique<AmeyoSite>(std::move(organisation));
  for (int i = 0; i < 4; ++i) site->faults().once(FaultKind::vendor_error_before, net::Method::post, "serLogin");
  Play play(desk(std::move(site), {contact_center_user("joiner.01", "executive")}));
  play.run_for(minutes(16));
  EXPECT_EQ(play.wire().site().faults().played(FaultKind::vendor_error_before), 4U);
  EXPECT_EQ(play.effects().created().size(), 1U);
  expect_nothing_wrong(play);
}

// The answer to a login was lost, and the account may be logged in once: every request that waited logged in by itself,
// some eighty times in twenty seconds.
TEST(FoundBySeeds, LoginsThatFailAreFew) {
  ameyo::World organisation = ameyo::generated_organisation(20, 5);
  organisation.quirks.service_logins = 1;
  auto site = std::make_unique<AmeyoSite>(std::move(organisation));
  site->faults().once(FaultKind::html_page_after, net::Method::post, "serLogin");
  SystemManifests manifests = ameyo_system();
  for (const char* name : {"joiner.01", "joiner.02", "joiner.03", "joiner.04", "joiner.05"}) {
    manifests.put(contact_center_user(name, "executive"));
  }
  Play play(one_system(std::move(site), kAmeyo, std::move(manifests)));
  play.run_for(minutes(3));
  std::size_t logins = 0;
  for (const Exchange& exchange : play.wire().exchanges())
    logins += exchange.target.find("serLogin") != std::string::npos;
  EXPECT_LE(logins, 3U * 60 / 15 + 2);
}

// One phone of a line kept missed calls and the other did not: the user's answer tells of the first alone.
TEST(FoundBySeeds, MissedCallsAreOfAllAppearancesOfALine) {
  auto site = std::make_unique<UdsSite>(cucm_uds::generated_organisation(3, 5));
  site->world().quirks.primary_extension = true;
  auto& user = somebody(*site);
  user.devices.push_back(user.devices.front());
  user.devices.back().name = "SEP00D0C00000FF";
  user.devices.back().id = "another-phone";
  user.devices.back().lines.front().id = "another-line";
  user.devices.back().lines.front().primary = false;
  user.devices.front().lines.front().log_missed = false;
  user.devices.back().lines.front().log_missed = true;
  UdsDocument document(user);
  document.set_user("logMissedCalls", "false");
  Play play(cluster(std::move(site), document.finish()));
  play.run_for(minutes(11));
  EXPECT_FALSE(uds_world(play).users.begin()->second.devices.back().lines.front().log_missed);
  expect_nothing_wrong(play);
}

}  // namespace
}  // namespace muster::simulation
