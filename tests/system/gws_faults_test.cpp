// The main job under faults: loader, engine, provider and simulator together, in virtual time. Each fault by itself at
// 15 % of the requests, then all of them together; the faults end after the third pass, and two passes later
// everything is as asked. Judged from the vendor's own log, not from what muster says of itself.
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "tests/system/gws_site.h"

namespace muster {
namespace {

using simulators::FaultKind;
namespace gws = simulators::gws;

constexpr int kFaultyPasses = 3;
constexpr int kHealthyPasses = 2;

using Site = support::GwsSite;

std::set<std::string> words(const std::string& text) {
  std::set<std::string> result;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) result.insert(word);
  return result;
}

// No role goes that the manifest did not let go: of an exact set what it does not name, else what it excludes.
void judge_roles(const support::Asked& asked, const gws::FieldEffect& effect, const std::string& login) {
  const std::set<std::string> after = words(effect.after);
  for (const std::string& role : words(effect.before)) {
    if (after.contains(role)) continue;
    const bool was_to_go = asked.exact_roles ? !asked.roles.contains(role) : asked.excluded.contains(role);
    EXPECT_TRUE(was_to_go) << login << " lost " << role;
  }
}

// Everything muster changed was asked for.
void judge_log(Site& site) {
  std::map<std::string, int> lives;  // created minus removed by anybody
  for (const gws::LogEntry& entry : site.world().log) {
    if (entry.effect == gws::Effect::created) {
      EXPECT_LE(++lives[entry.user_name], 1) << entry.user_name << " doubled";
    }
    if (entry.effect == gws::Effect::removed) --lives[entry.user_name];
    if (entry.actor == gws::kOther) continue;
    const auto asked = site.manifests().by_login.find(entry.user_name);
    ASSERT_NE(asked, site.manifests().by_login.end()) << entry.user_name << " is named by no manifest";
    if (entry.effect == gws::Effect::removed) {
      EXPECT_TRUE(asked->second.absent) << entry.user_name;
    }
    if (entry.effect != gws::Effect::updated) continue;
    for (const gws::FieldEffect& effect : entry.fields) {
      EXPECT_TRUE(asked->second.fields.contains(effect.field)) << entry.user_name << " " << effect.field;
      if (effect.field == "roles") judge_roles(asked->second, effect, entry.user_name);
    }
  }
}

void judge_end(Site& site) {
  const core::Plan last = site.plan();
  for (const core::Missing& missing : last.missing) ADD_FAILURE() << missing.sentence;
  ASSERT_EQ(last.systems.size(), 1U);
  for (const core::Change& change : last.systems[0].changes) {
    std::string differing;
    for (const core::FieldDifference& field : change.fields) differing += " " + field.path;
    EXPECT_TRUE(core::is_blocked(change)) << core::to_text(change.entity) << " has not converged:" << differing;
  }
}

std::size_t run_site(std::uint64_t seed, const std::vector<FaultKind>& kinds) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  Site site(seed);
  if (!site.is_ready()) return 0;
  site.play(kinds, seed);
  for (int i = 0; i < kFaultyPasses; ++i) site.pass();
  const std::size_t played = site.end_faults();
  for (int i = 0; i < kHealthyPasses; ++i) site.pass();
  judge_end(site);
  judge_log(site);
  return played;
}

class EachFault : public ::testing::TestWithParam<FaultKind> {};

TEST_P(EachFault, EndsWithEverythingAsAskedAndNothingElseTouched) {
  const auto kind = static_cast<std::uint64_t>(GetParam());
  std::size_t played = 0;
  for (std::uint64_t i = 0; i < 70 && !HasFailure(); ++i) played += run_site(10'000 * (kind + 1) + i, {GetParam()});
  EXPECT_GT(played, 70U) << "the fault hardly happened, so this shows nothing";
}

INSTANTIATE_TEST_SUITE_P(Faults, EachFault, ::testing::ValuesIn(simulators::common_faults()),
                         [](const auto& fault) { return std::string(simulators::to_text(fault.param)); });

class AllFaults : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(AllFaults, TogetherEndWithEverythingAsAskedAndNothingElseTouched) {
  std::size_t played = 0;
  for (std::uint64_t i = 0; i < 100 && !HasFailure(); ++i) {
    played += run_site(1'000 * GetParam() + i, simulators::common_faults());
  }
  EXPECT_GT(played, 300U) << "the faults hardly happened, so this shows nothing";
}

INSTANTIATE_TEST_SUITE_P(Seeds, AllFaults, ::testing::Range<std::uint64_t>(1, 9));

TEST(Healthy, ASiteWithoutFaultsConvergesInOnePass) {
  for (std::uint64_t seed = 1; seed <= 60 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Site site(seed);
    ASSERT_TRUE(site.is_ready());
    site.pass();
    judge_end(site);
    judge_log(site);
  }
}

}  // namespace
}  // namespace muster
