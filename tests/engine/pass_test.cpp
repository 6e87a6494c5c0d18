// Whole passes over the toy vendor in virtual time: observe, plan, execute, report.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "reconciler/engine/reconciler.h"
#include "tests/support/model_provider.h"
#include "tests/support/random_centre.h"
#include "tests/support/toy_catalog.h"

namespace muster::engine {
namespace {

using core::CellKind;
using core::Outcome;
using support::ModelObject;
using support::WriteFate;
namespace toy = support::toy;

class Pass : public ::testing::Test {
 protected:
  Pass() : provider_(clock_) {
    spec_.name = "toy-1";
    spec_.provider = "toy";
    spec_.budget.concurrency = 4;
    spec_.settings["visibilityDelay"] = std::string("2s");
    secrets_.values["env:PW"] = "sesame";
    live("root", {"ROLE_ADMIN"});
  }

  void live(const std::string& name, std::vector<std::string> roles) {
    ModelObject user{name, {}, {}};
    user.fields[toy::kRoles] = {true, {}, std::move(roles)};
    provider_.world.put(toy::kUser, user);
  }

  void want(const std::string& name, const std::vector<std::string>& roles, CellKind mode = CellKind::set) {
    rows_.begin_row(toy::kUser, name, name);
    rows_.add(toy::kRoles, mode, "");
    for (const auto& role : roles) rows_.add_member(toy::kRoles, core::comparable(role, core::Compare::folded), role);
    rows_.add(toy::kEmail, CellKind::text, name + "@acme.example");
    rows_.add(toy::kPassword, CellKind::secret, "env:PW");
  }

  void want_absent(const std::string& name) {
    rows_.begin_row(toy::kUser, name, name);
    absent_.insert(name);
  }

  std::shared_ptr<const core::Desired> desired() {
    auto desired = std::make_shared<core::Desired>();
    core::DesiredSystem system;
    system.spec = spec_;
    system.table = rows_.finish();
    rows_ = core::TableBuilder();
    for (const core::Row& row : system.table.rows()) {
      core::DesiredObject object;
      object.absent = absent_.contains(std::string(row.key.view()));
      system.objects.push_back(object);
    }
    desired->systems.push_back(std::move(system));
    return desired;
  }

  Ports ports() {
    Ports ports;
    ports.clock = &clock_;
    ports.random = &random_;
    ports.store = &store_;
    ports.secrets = &secrets_;
    ports.systems.emplace_back("toy-1", &provider_, spec_);
    return ports;
  }

  core::Plan plan(Reconciler& reconciler, const std::shared_ptr<const core::Desired>& desired) {
    const ObserveMode settling(false, true, Duration(30'000));
    Observation observation = clock_.run(reconciler.observe(desired, settling));
    core::PlanInputs inputs;
    inputs.desired = desired;
    inputs.observed = std::move(observation.systems);
    inputs.memories = std::move(observation.memories);
    inputs.secret_versions = std::move(observation.secret_versions);
    inputs.catalogs = support::toy_catalogs();
    inputs.wall_now = clock_.wall_now();
    return core::make_plan(inputs);
  }

  core::Report apply(const std::shared_ptr<const core::Desired>& desired) {
    Reconciler reconciler(ports());
    auto planned = std::make_shared<const core::Plan>(plan(reconciler, desired));
    planned_ = planned;
    provider_.log.clear();
    return clock_.run(reconciler.execute(planned, desired));
  }

  bool is_settled(const std::shared_ptr<const core::Desired>& desired) {
    Reconciler reconciler(ports());
    return plan(reconciler, desired).systems.at(0).changes.empty();
  }

  std::size_t logged(const std::string& line) const {
    return static_cast<std::size_t>(std::ranges::count(provider_.log, line));
  }

  tests::VirtualClock clock_;
  tests::SeededRandom random_{1};
  support::ModelProvider provider_;
  support::MemoryStore store_;
  support::MemorySecrets secrets_;
  core::SystemSpec spec_;
  core::TableBuilder rows_;
  std::set<std::string> absent_;
  std::shared_ptr<const core::Plan> planned_;
};

TEST_F(Pass, CreatesUpdatesAndRemovesAndThenFindsNothingToDo) {
  live("ada", {"ROLE_AGENT"});
  live("bo", {"ROLE_AGENT"});
  want("ada", {"ROLE_AGENT", "ROLE_SUPERVISOR"});
  want("cy", {"ROLE_AGENT"});
  want_absent("bo");
  const auto desired = this->desired();
  const core::Report report = apply(desired);
  ASSERT_EQ(report.results.size(), 3U);
  for (const core::ChangeResult& result : report.results)
    EXPECT_EQ(result.outcome, Outcome::verified) << result.sentence;
  EXPECT_EQ(provider_.world.find(toy::kUser, "bo"), nullptr);
  EXPECT_EQ(provider_.world.find(toy::kUser, "cy")->fields.at(toy::kPassword).text, "env:PW");
  EXPECT_TRUE(is_settled(desired));
}

TEST_F(Pass, SendsTheResolvedSecretAndRemembersOnlyItsVersion) {
  want("cy", {"ROLE_AGENT"});
  (void)apply(desired());
  bool sent = false;
  for (const core::FieldWrite& field : provider_.last_fields) sent = sent || field.secret.reveal() == "sesame";
  EXPECT_TRUE(sent);
  const auto password = store_.entries.at({"toy-1", "user", "cy"}).applied.find("password");
  ASSERT_TRUE(password.has_value());
  EXPECT_FALSE(password->secret_version.empty());
  EXPECT_EQ(password->secret_version.find("sesame"), std::string::npos);
}

TEST_F(Pass, ARoleGrantedBetweenPlanAndApplyIsKeptInIncludeMode) {
  live("ada", {"ROLE_AGENT"});
  want("ada", {"ROLE_SUPERVISOR"}, CellKind::partial);
  const auto desired = this->desired();
  Reconciler reconciler(ports());
  auto planned = std::make_shared<const core::Plan>(plan(reconciler, desired));
  auto& roles = provider_.world.objects.at({toy::kUser, "ada"}).fields[toy::kRoles].members;
  roles.emplace_back("ROLE_ADMIN");  // by a second administrator
  const core::Report report = clock_.run(reconciler.execute(planned, desired));
  EXPECT_EQ(report.results[0].outcome, Outcome::verified) << report.results[0].sentence;
  EXPECT_TRUE(provider_.world.has_role("ada", "ROLE_ADMIN"));
  EXPECT_TRUE(provider_.world.has_role("ada", "ROLE_SUPERVISOR"));
}

TEST_F(Pass, ARoleGrantedBetweenPlanAndApplyMakesAnExactChangeStale) {
  live("ada", {"ROLE_AGENT"});
  want("ada", {"ROLE_SUPERVISOR"});
  const auto desired = this->desired();
  Reconciler reconciler(ports());
  auto planned = std::make_shared<const core::Plan>(plan(reconciler, desired));
  provider_.world.objects.at({toy::kUser, "ada"}).fields[toy::kRoles].members.emplace_back("ROLE_ADMIN");
  const core::Report report = clock_.run(reconciler.execute(planned, desired));
  EXPECT_EQ(report.results[0].outcome, Outcome::stale);
  EXPECT_TRUE(provider_.world.has_role("ada", "ROLE_ADMIN"));
}

TEST_F(Pass, ARoleThatGoesBetweenPlanAndApplyNeverLeavesAnEmptySetToSend) {
  live("ada", {"ROLE_AGENT", "ROLE_OTHER"});
  rows_.begin_row(toy::kUser, "ada", "ada");
  rows_.add(toy::kRoles, CellKind::partial, "");
  rows_.add_member(toy::kRoles, "role_agent", "ROLE_AGENT", CellKind::excluded);
  const auto desired = this->desired();
  Reconciler reconciler(ports());
  auto planned = std::make_shared<const core::Plan>(plan(reconciler, desired));
  provider_.world.objects.at({toy::kUser, "ada"}).fields[toy::kRoles].members = {"ROLE_AGENT"};
  const core::Report report = clock_.run(reconciler.execute(planned, desired));
  EXPECT_EQ(report.results[0].outcome, Outcome::stale);
  EXPECT_EQ(logged("update user ada"), 0U);
}

TEST_F(Pass, ALostAnswerIsSettledByReadingAndNothingIsSentTwice) {
  want("cy", {"ROLE_AGENT"});
  provider_.fates = {WriteFate::lost_after};
  const core::Report report = apply(desired());
  EXPECT_EQ(report.results[0].outcome, Outcome::verified) << report.results[0].sentence;
  EXPECT_EQ(logged("create user cy"), 1U);
}

TEST_F(Pass, AWriteThatNeverArrivedStaysInDoubtUntilTheNextPassHasSettledAndDoneIt) {
  want("cy", {"ROLE_AGENT"});
  const auto desired = this->desired();
  provider_.fates = {WriteFate::lost_before};
  const core::Report report = apply(desired);
  EXPECT_EQ(report.results[0].outcome, Outcome::in_doubt);
  EXPECT_EQ(logged("create user cy"), 1U);
  EXPECT_EQ(apply(desired).results[0].outcome, Outcome::verified);
}

TEST_F(Pass, ASuccessThatDidNotTakeIsDiverged) {
  live("ada", {"ROLE_AGENT"});
  want("ada", {"ROLE_SUPERVISOR"});
  provider_.fates = {WriteFate::accepted_without_effect};
  const core::Report report = apply(desired());
  EXPECT_EQ(report.results[0].outcome, Outcome::diverged);
  EXPECT_NE(report.results[0].sentence.find("roles"), std::string::npos);
}

TEST_F(Pass, AVendorThatHidesItsWritesForLongIsNotWaitedFor) {
  live("ada", {"ROLE_AGENT"});
  want("ada", {"ROLE_SUPERVISOR"});
  spec_.settings["visibilityDelay"] = std::string("15m");
  const auto desired = this->desired();
  provider_.fates = {WriteFate::accepted_without_effect};
  EXPECT_EQ(apply(desired).results[0].outcome, Outcome::lagging);
}

TEST_F(Pass, AFailureSkipsExactlyWhatWaitsForIt) {
  live("ada", {"ROLE_AGENT"});
  live("bo", {"ROLE_AGENT"});
  want("ada", {"ROLE_AGENT", "ROLE_SUPERVISOR"});
  want("bo", {"ROLE_AGENT", "ROLE_SUPERVISOR"});
  rows_.begin_row(toy::kTeam, "Billing", "Billing");
  rows_.add(toy::kSupervisors, CellKind::set, "");
  rows_.add_member(toy::kSupervisors, "ada", "ada");
  const auto with_team = [&] {
    auto desired = std::make_shared<core::Desired>(*this->desired());
    for (std::size_t i = 0; i < desired->systems[0].objects.size(); ++i) {
      if (desired->systems[0].table.rows()[i].entity == toy::kTeam) desired->systems[0].objects[i].kind = 2;
    }
    return desired;
  }();
  provider_.fates = {WriteFate::refused};  // ada's roles
  const core::Report report = apply(with_team);
  ASSERT_EQ(report.results.size(), 3U);
  std::map<std::string, Outcome> outcomes;
  for (const auto& result : report.results) {
    outcomes[planned_->systems[0].changes[result.change].entity.name] = result.outcome;
  }
  EXPECT_EQ(outcomes["ada"], Outcome::failed);
  EXPECT_EQ(outcomes["bo"], Outcome::verified);
  EXPECT_EQ(outcomes["Billing"], Outcome::skipped);
}

TEST_F(Pass, NeverMoreThanTheConcurrencyAtATime) {
  for (int i = 0; i < 40; ++i) want("u" + std::to_string(i), {"ROLE_AGENT"});
  (void)apply(desired());
  EXPECT_EQ(provider_.most_in_flight, 4U);
}

TEST_F(Pass, ManyChangesAreReadBackByOneListing) {
  for (int i = 0; i < 40; ++i) want("u" + std::to_string(i), {"ROLE_AGENT"});
  (void)apply(desired());
  EXPECT_EQ(logged("observe"), 1U);
  EXPECT_EQ(provider_.log.size(), 41U);  // 40 creates and the listing
}

TEST_F(Pass, StoppingStartsNothingMoreAndReportsTheRest) {
  for (int i = 0; i < 40; ++i) want("u" + std::to_string(i), {"ROLE_AGENT"});
  const auto desired = this->desired();
  Reconciler reconciler(ports());
  auto planned = std::make_shared<const core::Plan>(plan(reconciler, desired));
  int writes = 0;
  provider_.before_write = [&] {
    if (++writes == 4) reconciler.stop();
  };
  const core::Report report = clock_.run(reconciler.execute(planned, desired));
  const auto tried = std::ranges::count(report.results, Outcome::verified, &core::ChangeResult::outcome);
  const auto left = std::ranges::count(report.results, Outcome::not_tried, &core::ChangeResult::outcome);
  EXPECT_EQ(tried, 4);
  EXPECT_EQ(left, 36);
}

TEST_F(Pass, AnObjectThatTheListingLacksAndThatIsGoneByIdIsRestored) {
  want("cy", {"ROLE_AGENT"});
  const auto desired = this->desired();
  (void)apply(desired);
  live("other", {"ROLE_AGENT"});
  provider_.world.objects.erase({toy::kUser, "cy"});
  const core::Report report = apply(desired);
  ASSERT_EQ(report.results.size(), 1U);
  EXPECT_EQ(planned_->systems[0].changes[0].action, core::Action::restore);
  EXPECT_EQ(report.results[0].outcome, Outcome::verified);
}

TEST_F(Pass, WhatIsGoneAsAskedIsForgotten) {
  live("bo", {"ROLE_AGENT"});
  live("other", {"ROLE_AGENT"});
  want("bo", {"ROLE_AGENT"});
  (void)apply(desired());
  ASSERT_TRUE(store_.entries.contains({"toy-1", "user", "bo"}));
  provider_.world.objects.erase({toy::kUser, "bo"});  // somebody else was faster
  want_absent("bo");
  (void)apply(desired());
  EXPECT_FALSE(store_.entries.contains({"toy-1", "user", "bo"}));
}

TEST_F(Pass, AnEmptyAnswerWhereObjectsWereKnownProvesNothing) {
  want("cy", {"ROLE_AGENT"});
  const auto desired = this->desired();
  (void)apply(desired);
  provider_.world.objects.clear();
  Reconciler reconciler(ports());
  const core::Plan plan = this->plan(reconciler, desired);
  EXPECT_TRUE(plan.systems[0].changes.empty());
  EXPECT_FALSE(plan.missing.empty());
}

TEST_F(Pass, AListingThatLacksAnObjectWhichExistsProvesNothing) {
  live("bo", {"ROLE_AGENT"});
  want("cy", {"ROLE_AGENT"});
  const auto first = this->desired();
  (void)apply(first);
  want("cy", {"ROLE_AGENT"});
  want("dee", {"ROLE_AGENT"});
  provider_.unlisted = {"cy"};
  Reconciler reconciler(ports());
  const core::Plan plan = this->plan(reconciler, desired());
  EXPECT_TRUE(plan.systems[0].changes.empty());  // dee is not created, cy is not restored
  EXPECT_FALSE(plan.missing.empty());
}

TEST_F(Pass, AValueThatMovedWhileMusterWroteAnotherIsReported) {
  live("ada", {"ROLE_AGENT"});
  rows_.begin_row(toy::kUser, "ada", "ada");
  rows_.add(toy::kDisplayName, CellKind::text, "Ada");
  const auto desired = this->desired();
  provider_.before_write = [&] {
    provider_.world.objects.at({toy::kUser, "ada"}).fields[toy::kRoles].members.emplace_back("ROLE_ADMIN");
  };
  const core::Report report = apply(desired);
  EXPECT_EQ(report.results[0].outcome, Outcome::verified);
  EXPECT_NE(report.results[0].sentence.find("roles changed"), std::string::npos) << report.results[0].sentence;
  ASSERT_EQ(report.warnings.size(), 1U);
  EXPECT_NE(report.warnings[0].find("roles"), std::string::npos);
  EXPECT_NE(store_.audit.back().sentence.find("roles changed"), std::string::npos) << store_.audit.back().sentence;
}

TEST_F(Pass, RandomCentresConvergeUnderRandomFates) {
  for (std::uint64_t seed = 1; seed <= 300 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    support::RandomCentre random(seed);
    provider_.world = random.world();
    store_ = support::MemoryStore();
    secrets_.values["env:PASSWORD"] = "sesame";
    const auto desired = random.desired();
    static constexpr std::array kFates = {WriteFate::refused, WriteFate::lost_before, WriteFate::lost_after,
                                          WriteFate::accepted_without_effect};
    for (int i = 0; i < 20; ++i) {
      provider_.fates.push_back(random.chance(40) ? kFates[random.below(kFates.size())] : WriteFate::works);
    }
    (void)apply(desired);
    provider_.fates.clear();
    (void)apply(desired);
    (void)apply(desired);
    Reconciler reconciler(ports());
    const core::Plan last = plan(reconciler, desired);
    for (const core::Change& change : last.systems.at(0).changes) {
      EXPECT_TRUE(core::is_blocked(change)) << core::to_text(change.entity);
    }
  }
}

}  // namespace
}  // namespace muster::engine
