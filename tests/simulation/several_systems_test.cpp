// Three vendors in one installation: one plan, one store, one loop, and none of them in the way of another.
#include <gtest/gtest.h>

#include "providers/simulators/genesys_gws/organisation.h"
#include "providers/simulators/uccx/organisation.h"
#include "providers/simulators/webex/organisation.h"
#include "tests/simulation/gws_site.h"
#include "tests/simulation/play.h"
#include "tests/simulation/uccx_manifests.h"
#include "tests/simulation/webex_manifests.h"

namespace muster::simulation {
namespace {

using simulators::FaultKind;
using std::chrono::minutes;

// Nothing to do anywhere, so far.
Setting three_systems() {
  Setting setting = gws_setting(gws::generated_organisation(9, 5));
  auto webex = std::make_unique<WebexSite>(webex::generated_organisation(20, 5));
  auto uccx = std::make_unique<UccxSite>(uccx::generated_organisation(20, 5));
  setting.manifests.systems[kWebex] = webex_system(*webex);
  setting.manifests.systems[kUccx] = uccx_system();
  setting.sites.push_back(std::move(webex));
  setting.sites.push_back(std::move(uccx));
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
  play.push(std::move(next));
}

void expect_nothing_wrong(Play& play) {
  const Verdict verdict = play.judge();
  for (const std::string& failure : verdict.failures) ADD_FAILURE() << failure;
}

TEST(SeveralSystems, OneCommitIsCarriedOutOnAllOfThem) {
  Play play(three_systems());
  play.run_for(minutes(1));
  ask_for_more(play);
  play.run_for(minutes(1));
  for (const char* system : {kGws, kWebex, kUccx}) EXPECT_EQ(play.effects(system).created().size(), 1U) << system;
  expect_nothing_wrong(play);
}

// Whichever hangs, the others carry out what they are asked for, within the minute as ever.
TEST(SeveralSystems, OneThatHangsDoesNotSlowTheOthers) {
  for (const char* hung : {kGws, kWebex, kUccx}) {
    Play play(three_systems());
    play.run_for(minutes(1));
    simulators::FaultSettings silent;
    silent.set(FaultKind::silence_before, 1.0);
    play.begin_faults(hung, silent);
    play.run_for(minutes(20));
    ask_for_more(play);
    play.run_for(minutes(1));
    for (const char* system : {kGws, kWebex, kUccx}) {
      EXPECT_EQ(play.effects(system).created().size(), system == hung ? 0U : 1U) << system << " beside " << hung;
    }
    play.end_faults(hung);
    play.run_for(minutes(12));
    EXPECT_EQ(play.effects(hung).created().size(), 1U) << hung;
    expect_nothing_wrong(play);
  }
}

// A kill takes all of them at once.
TEST(SeveralSystems, AKillInTheMiddleOfAllOfThemLosesAndDoublesNothing) {
  for (std::uint64_t at = 3; at < 120; at += 9) {
    Play play(three_systems());
    play.run_for(minutes(1));
    ask_for_more(play);
    play.arm(at, "", engine::Duration(700), at % 2 == 0);
    play.run_for(minutes(12));
    for (const char* system : {kGws, kWebex, kUccx}) {
      EXPECT_EQ(play.effects(system).created().size(), 1U) << system << " at " << at;
    }
    expect_nothing_wrong(play);
  }
}

}  // namespace
}  // namespace muster::simulation
