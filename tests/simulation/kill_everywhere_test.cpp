// One plan of many changes, and a process that is killed at every single boundary of every write, one after the other.
#include <gtest/gtest.h>

#include <algorithm>

#include "providers/simulators/genesys_gws/organisation.h"
#include "tests/simulation/play.h"

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
Setting site() {
  Setting setting;
  setting.world = gws::generated_organisation(12, 11);
  auto& people = setting.manifests.people;
  for (const char* login : {"joiner.1@acme.example", "joiner.2@acme.example", "joiner.3@acme.example"}) {
    people[login] = joiner();
  }
  people["joiner.4@acme.example"] = joiner();
  people["joiner.4@acme.example"].device = "7001";
  const auto& slots = setting.world.users.slots();
  for (std::size_t i = 5; i < 7; ++i) people[slots[i].user_name].absent = true;
  for (std::size_t i = 7; i < 12; ++i) {
    Wish& wish = people[slots[i].user_name];
    wish.roles = {"ROLE_AGENT", "ROLE_SUPERVISOR"};
    wish.fields["lastName"] = "Reyes";
  }
  return setting;
}

void expect_four_created(const Play& play) {
  EXPECT_EQ(play.effects().created().size(), 4U);
  for (const auto& [login, times] : play.effects().created()) EXPECT_EQ(times, 1) << login;
}

// False: there is no such boundary any more.
bool survives(const char* boundary, std::uint64_t at, bool loses_power) {
  SCOPED_TRACE(std::string(boundary) + " " + std::to_string(at) + (loses_power ? " with loss of power" : ""));
  Play play(site());
  play.arm(at, boundary, Duration(700), loses_power);
  play.run_for(minutes(11));
  expect_four_created(play);
  const Verdict verdict = play.judge();
  for (const std::string& failure : verdict.failures) ADD_FAILURE() << failure;
  return verdict.counts.kills > 0;
}

class EveryBoundary : public ::testing::TestWithParam<const char*> {};

TEST_P(EveryBoundary, EndsAsAskedWithEverythingCreatedOnce) {
  std::uint64_t at = 1;
  while (!HasFailure() && survives(GetParam(), at, at % 2 == 0)) ++at;
  EXPECT_GT(at, 1U) << "there was no such boundary, so this shows nothing";
}

// A plan's steps share commits of the store, so there are fewer of these than changes.
INSTANTIATE_TEST_SUITE_P(Writes, EveryBoundary,
                         ::testing::Values("POST before send", "POST on its way", "POST after arrival", "POST answered",
                                           "PUT before send", "PUT on its way", "PUT after arrival", "PUT answered",
                                           "before begin", "after begin", "before close", "after close"),
                         [](const auto& boundary) {
                           std::string name = boundary.param;
                           std::ranges::replace(name, ' ', '_');
                           return name;
                         });

TEST(KillEverywhere, AtEveryPortCallItEndsAsAskedWithEverythingCreatedOnce) {
  std::uint64_t at = 1;
  while (!::testing::Test::HasFailure() && survives("", at, at % 3 == 0)) ++at;
  EXPECT_GT(at, 100U);
}

}  // namespace
}  // namespace muster::simulation
