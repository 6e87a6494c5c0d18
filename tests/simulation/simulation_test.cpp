// The simulation itself: a seed replays exactly, and its judges see what they are there to see.
#include <gtest/gtest.h>

#include <algorithm>

#include "providers/simulators/genesys_gws/changes.h"
#include "providers/simulators/genesys_gws/organisation.h"
#include "providers/simulators/genesys_gws/second_admin.h"
#include "tests/simulation/play.h"

namespace muster::simulation {
namespace {

using std::chrono::minutes;

Setting quiet_site() {
  Setting setting;
  setting.world = gws::generated_organisation(9, 4);
  Wish wish;
  wish.roles = {"ROLE_AGENT"};
  setting.manifests.people[setting.world.users.slots()[3].user_name] = wish;
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
  gws::World& world = play.wire().world();
  gws::update_user(world, muster_itself(), *world.users.find_login(world.users.slots()[5].user_name), fields);
  EXPECT_TRUE(says(play.judge(), "no request of muster explains"));
}

TEST(Simulation, SeesWhatIsNotAsAskedAndNotReported) {
  Play play(quiet_site());
  play.run_for(minutes(7));
  const std::string login = play.wire().world().users.slots()[3].user_name;
  play.drift([&](gws::World& world, engine::WallTime now) {
    return gws::other_sets_roles(world, now, login, {"ROLE_SUPERVISOR"});
  });
  EXPECT_TRUE(says(play.judge(), "not as asked, and nothing reported"));
}

TEST(Simulation, SeesAWorldThatChangedWithoutALog) {
  Play play(quiet_site());
  play.run_for(minutes(7));
  gws::World& world = play.wire().world();
  world.users.find_login(world.users.slots()[5].user_name)->enabled = false;
  EXPECT_TRUE(says(play.judge(), "is not what the vendor's log says"));
}

class Pace : public ::testing::Test {
 protected:
  void send(Exchange exchange) {
    exchange.sent_at = timeline_.now();
    judge_.judge(exchange, earlier_);
    earlier_.push_back(std::move(exchange));
  }

  static Exchange write_of(const std::string& login) {
    Exchange exchange;
    exchange.method = net::Method::put;
    exchange.login = login;
    return exchange;
  }

  Timeline timeline_;
  Policy policy_;
  gws::Quirks quirks_;
  Findings findings_{timeline_, false};
  PaceJudge judge_{policy_, quirks_, timeline_, findings_};
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
