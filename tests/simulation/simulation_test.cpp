// The simulation itself: a seed replays exactly, and its judges see what they are there to see.
#include <gtest/gtest.h>

#include <algorithm>

#include "providers/simulators/ameyo/changes.h"
#include "providers/simulators/ameyo/organisation.h"
#include "providers/simulators/cucm_uds/changes.h"
#include "providers/simulators/cucm_uds/organisation.h"
#include "providers/simulators/genesys_gws/changes.h"
#include "providers/simulators/genesys_gws/organisation.h"
#include "providers/simulators/genesys_gws/second_admin.h"
#include "providers/simulators/uccx/changes.h"
#include "providers/simulators/uccx/organisation.h"
#include "tests/simulation/ameyo_manifests.h"
#include "tests/simulation/gws_site.h"
#include "tests/simulation/scenario.h"
#include "tests/simulation/uccx_manifests.h"
#include "tests/simulation/uds_document.h"
#include "tests/simulation/uds_manifests.h"

namespace muster::simulation {
namespace {

using std::chrono::minutes;

Setting quiet_site() {
  gws::World world = gws::generated_organisation(9, 4);
  const std::string login = world.users.slots()[3].user_name;
  Setting setting = gws_setting(std::move(world));
  setting.manifests.gws.people[login].roles = {"ROLE_AGENT"};
  return setting;
}

bool says(const Verdict& verdict, const std::string& words) {
  return std::ranges::any_of(verdict.failures,
                             [&](const std::string& line) { return line.find(words) != std::string::npos; });
}

gws::Actor muster_itself() { return {"svc-muster", engine::WallTime{}}; }

TEST(Simulation, ASeedReplaysExactly) {
  for (std::uint64_t seed = 301; seed < 306; ++seed) {
    EXPECT_EQ(play_seed(seed, false).digest, play_seed(seed, true).digest) << "seed " << seed;
  }
  EXPECT_NE(play_seed(301, false).digest, play_seed(302, false).digest);
}

TEST(Simulation, AQuietSiteHasNothingToJudge) {
  Play play(quiet_site());
  play.run_for(minutes(20));
  const Verdict verdict = play.judge();
  EXPECT_TRUE(verdict.failures.empty()) << verdict.failures.front();
  EXPECT_GE(verdict.counts.passes, 3U);
}

TEST(Simulation, SeesAnEffectThatNoRequestOfMusterExplains) {
  Play play(quiet_site());
  play.run_for(minutes(7));
  gws::UserFields fields;
  fields.first_name = "Somebody";
  gws::World& world = gws_world(play);
  gws::update_user(world, muster_itself(), *world.users.find_login(world.users.slots()[5].user_name), fields);
  EXPECT_TRUE(says(play.judge(), "no request of muster explains"));
}

TEST(Simulation, SeesWhatIsNotAsAskedAndNotReported) {
  Play play(quiet_site());
  play.run_for(minutes(7));
  const std::string login = gws_world(play).users.slots()[3].user_name;
  play.drift(kGws, [&](engine::WallTime now) {
    return gws::other_sets_roles(gws_world(play), now, login, {"ROLE_SUPERVISOR"});
  });
  EXPECT_TRUE(says(play.judge(), "not as asked, and nothing reported"));
}

TEST(Simulation, SeesAWorldThatChangedWithoutALog) {
  Play play(quiet_site());
  play.run_for(minutes(7));
  gws::World& world = gws_world(play);
  world.users.find_login(world.users.slots()[5].user_name)->enabled = false;
  EXPECT_TRUE(says(play.judge(), "is not what the vendor's log says"));
}

Setting quiet_centre() {
  auto site = std::make_unique<UccxSite>(uccx::generated_organisation(20, 4));
  Setting setting;
  setting.manifests.gws.is_used = false;
  setting.manifests.systems[kUccx] = uccx_system();
  setting.sites.push_back(std::move(site));
  return setting;
}

TEST(Simulation, SeesATeamThatMusterDisturbed) {
  Play play(quiet_centre());
  play.run_for(minutes(7));
  uccx::World& world = uccx_world(play);
  uccx::TeamFields fields;
  fields.busy_on_non_acd = true;
  uccx::update_team(world, {"svc-muster", engine::WallTime{}}, world.teams.at(2), fields);
  EXPECT_TRUE(says(play.judge(), "no request of muster explains"));
}

TEST(Simulation, SeesSomebodyInTwoTeams) {
  Play play(quiet_centre());
  play.run_for(minutes(7));
  uccx::World& world = uccx_world(play);
  world.teams.at(2).members.push_back(world.teams.at(3).members.front());
  EXPECT_TRUE(says(play.judge(), "is in two teams"));
}

Setting quiet_ameyo() {
  Setting setting;
  setting.manifests.gws.is_used = false;
  setting.manifests.systems[kAmeyo] = ameyo_system();
  setting.sites.push_back(std::make_unique<AmeyoSite>(ameyo::generated_organisation(20, 4)));
  return setting;
}

ameyo::Actor muster_at_ameyo() { return {std::string(ameyo::kServiceAccount), engine::WallTime{}}; }

TEST(Simulation, SeesASessionThatMusterEnded) {
  Play play(quiet_ameyo());
  play.run_for(minutes(7));
  ameyo::World& world = ameyo_world(play);
  world.sessions["theirs"].user = world.users.rbegin()->second.id;
  ameyo::end_sessions_of(world, muster_at_ameyo(), world.sessions["theirs"].user);
  EXPECT_TRUE(says(play.judge(), "nobody asked for"));
}

TEST(Simulation, SeesAGroupThatNobodyManagesAnyMore) {
  Play play(quiet_ameyo());
  play.run_for(minutes(7));
  ameyo_world(play).groups.begin()->second.managers.clear();
  EXPECT_TRUE(says(play.judge(), "nobody manages Group 0001 any more"));
}

Setting quiet_cluster() {
  Setting setting;
  setting.manifests.gws.is_used = false;
  setting.manifests.systems[kUds] = uds_system();
  setting.sites.push_back(std::make_unique<UdsSite>(cucm_uds::generated_organisation(5, 4)));
  return setting;
}

TEST(Simulation, SeesAPhoneThatMusterDisturbed) {
  Play play(quiet_cluster());
  play.run_for(minutes(7));
  cucm_uds::User& user = uds_world(play).users.begin()->second;
  cucm_uds::User wanted = user;
  wanted.devices.front().description = "Desk 1";
  cucm_uds::change_user(uds_world(play), {user.user_id, engine::WallTime{}}, user, wanted);
  EXPECT_TRUE(says(play.judge(), "no request of muster explains"));
}

class Logins : public ::testing::Test {
 protected:
  void send(const std::string& password, int status, const std::string& target = "/cucm-uds/user/ada/devices") {
    Exchange exchange;
    exchange.process = process_;
    exchange.target = target;
    exchange.authorization = password;
    exchange.status = status;
    if (target.ends_with("/credentials")) exchange.objects = {"resource ada/credentials"};
    exchange.sent_at = timeline_.now();
    timeline_.go_to(timeline_.now() + engine::Duration(20));
    exchange.ended_at = timeline_.now();
    exchanges_.push_back(std::move(exchange));
    timeline_.go_to(timeline_.now() + engine::Duration(20));
  }
  std::string wrong() { return site_.sent_wrongly(exchanges_); }

  Timeline timeline_;
  UdsSite site_{cucm_uds::empty_organisation()};
  std::deque<Exchange> exchanges_;
  int process_ = 1;
};

TEST_F(Logins, ARefusedPasswordThatIsSentAgainIsSeen) {
  send("one", 401);
  send("two", 401);
  EXPECT_EQ(wrong(), "");
  send("one", 401);
  EXPECT_NE(wrong(), "");
}

TEST_F(Logins, AfterAChangeInDoubtAndInANewProcessItMayBeTriedOnce) {
  send("one", 401);
  send("two", 0, "/cucm-uds/user/ada/credentials");
  send("one", 401);
  ++process_;
  send("one", 401);
  EXPECT_EQ(wrong(), "");
}

class Pace : public ::testing::Test {
 protected:
  void send(Exchange exchange) {
    exchange.sent_at = timeline_.now();
    judge_.judge(exchange, earlier_);
    earlier_.push_back(std::move(exchange));
  }

  static Exchange write_of(const std::string& object) {
    Exchange exchange;
    exchange.method = net::Method::put;
    exchange.objects = {object};
    return exchange;
  }

  Timeline timeline_;
  Policy policy_;
  Findings findings_{timeline_, false};
  PaceJudge judge_{policy_, engine::Duration(0), timeline_, findings_};
  std::deque<Exchange> earlier_;
};

TEST_F(Pace, AWriteWhileAnEarlierOneIsInDoubtIsSeenUntilTheDelayIsOver) {
  send(write_of("ada"));
  earlier_.back().ended_at = timeline_.now();
  earlier_.back().arrived_at = timeline_.now();
  timeline_.go_to(timeline_.now() + std::chrono::milliseconds(9'999));
  send(write_of("bo"));
  EXPECT_TRUE(findings_.failures().empty());
  send(write_of("ada"));
  EXPECT_EQ(findings_.failures().size(), 1U);
}

TEST_F(Pace, AfterTheDelayItMayBeWrittenAgain) {
  send(write_of("ada"));
  earlier_.back().ended_at = timeline_.now();
  earlier_.back().arrived_at = timeline_.now();
  timeline_.go_to(timeline_.now() + std::chrono::milliseconds(10'000));
  send(write_of("ada"));
  EXPECT_TRUE(findings_.failures().empty());
}

TEST_F(Pace, MoreRequestsThanTheBudgetAllowsInAMinuteAreSeen) {
  policy_.requests_per_minute = 10;
  policy_.share = 50;
  for (int i = 0; i < 5; ++i) {
    send(Exchange());
    earlier_.back().ended_at = timeline_.now();
  }
  EXPECT_TRUE(findings_.failures().empty());
  timeline_.go_to(timeline_.now() + std::chrono::milliseconds(59'000));
  send(Exchange());
  EXPECT_EQ(findings_.failures().size(), 1U);
}

}  // namespace
}  // namespace muster::simulation
