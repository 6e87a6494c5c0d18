// All vendors in one installation: one plan, one store, one loop, and none of them in the way of another.
#include <gtest/gtest.h>

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

using simulators::FaultKind;
using std::chrono::minutes;

constexpr const char* kSystems[] = {kGws, kWebex, kUccx, kAmeyo, kUds};

// Nothing to do anywhere, so far.
Setting all_systems() {
  Setting setting = gws_setting(gws::generated_organisation(9, 5));
  auto webex = std::make_unique<WebexSite>(webex::generated_organisation(20, 5));
  setting.manifests.systems[kWebex] = webex_system(*webex);
  setting.manifests.systems[kUccx] = uccx_system();
  setting.manifests.systems[kAmeyo] = ameyo_system();
  setting.manifests.systems[kUds] = uds_system();
  setting.sites.push_back(std::move(webex));
  setting.sites.push_back(std::make_unique<UccxSite>(uccx::generated_organisation(20, 5)));
  setting.sites.push_back(std::make_unique<AmeyoSite>(ameyo::generated_organisation(20, 5)));
  setting.sites.push_back(std::make_unique<UdsSite>(cucm_uds::generated_organisation(5, 5)));
  return setting;
}

Wish joiner() {
  Wish wish;
  wish.roles = {"ROLE_AGENT"};
  wish.fields = {{"firstName", "Robin"}, {"lastName", "Vale"}};
  wish.has_password = true;
  return wish;
}

// Something to create on each of them.
void ask_for_more(Play& play) {
  Manifests next = play.manifests();
  const auto& people = webex_world(play).people.slots();
  next.gws.people["joiner.1@acme.example"] = joiner();
  next.systems.at(kWebex).put(supervisor("basic", people[3].email(), {people[4].email(), people[5].email()}));
  next.systems.at(kUccx).put(team("Crew 01", {uccx_world(play).teams.at(2).members.front()}));
  next.systems.at(kUccx).put(team("Team 0001", {}));
  next.systems.at(kUccx).objects.at("team Team 0001").sets["agents"].members = {
      std::next(uccx_world(play).teams.at(2).members.begin()), uccx_world(play).teams.at(2).members.end()};
  next.systems.at(kAmeyo).put(contact_center_user("joiner.01", "executive"));
  UdsDocument settings(uds_world(play).users.begin()->second);
  settings.add_destination("+491705551200", "Mobile", true);
  next.systems.at(kUds).put(settings.finish());
  play.push(std::move(next));
}

void expect_nothing_wrong(Play& play) {
  const Verdict verdict = play.judge();
  for (const std::string& failure : verdict.failures) ADD_FAILURE() << failure;
}

TEST(SeveralSystems, OneCommitIsCarriedOutOnAllOfThem) {
  Play play(all_systems());
  play.run_for(minutes(1));
  ask_for_more(play);
  play.run_for(minutes(1));
  for (const char* system : kSystems) EXPECT_EQ(play.effects(system).created().size(), 1U) << system;
  expect_nothing_wrong(play);
}

struct Trouble {
  const char* what;
  FaultKind kind;
  bool works;  // although it is slow
};

void PrintTo(const Trouble& trouble, std::ostream* out) { *out << trouble.what; }

class OneInTrouble : public ::testing::TestWithParam<Trouble> {};

simulators::FaultSettings always(FaultKind kind) {
  simulators::FaultSettings settings;
  settings.set(kind, 1.0);
  settings.latency_min = settings.latency_max = std::chrono::seconds(3);
  return settings;
}

// Whichever hangs, refuses or is slow, the others carry out what they are asked for, within the minute as ever.
TEST_P(OneInTrouble, DoesNotSlowTheOthers) {
  for (const char* troubled : kSystems) {
    Play play(all_systems());
    play.run_for(minutes(1));
    play.begin_faults(troubled, always(GetParam().kind));
    play.run_for(minutes(12));
    ask_for_more(play);
    play.run_for(minutes(1));
    for (const char* system : kSystems) {
      if (system == troubled && GetParam().works) continue;
      EXPECT_EQ(play.effects(system).created().size(), system == troubled ? 0U : 1U)
          << system << " beside " << troubled;
    }
    play.end_faults(troubled);
    play.run_for(minutes(12));
    EXPECT_EQ(play.effects(troubled).created().size(), 1U) << troubled;
    expect_nothing_wrong(play);
  }
}

INSTANTIATE_TEST_SUITE_P(SeveralSystems, OneInTrouble,
                         ::testing::Values(Trouble{"hangs", FaultKind::silence_before, false},
                                           Trouble{"refuses", FaultKind::connection_refused, false},
                                           Trouble{"is_slow", FaultKind::latency, true}),
                         [](const auto& trouble) { return std::string(trouble.param.what); });

// A kill takes all of them at once.
TEST(SeveralSystems, AKillInTheMiddleOfAllOfThemLosesAndDoublesNothing) {
  for (std::uint64_t at = 3; at < 150; at += 13) {
    Play play(all_systems());
    play.run_for(minutes(1));
    ask_for_more(play);
    play.arm(at, "", engine::Duration(700), at % 2 == 0);
    play.run_for(minutes(12));
    for (const char* system : kSystems) {
      EXPECT_EQ(play.effects(system).created().size(), 1U) << system << " at " << at;
    }
    expect_nothing_wrong(play);
  }
}

}  // namespace
}  // namespace muster::simulation
