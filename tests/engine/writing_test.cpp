// The protocol of one write: what has to be durable before it, what keeps it from being sent, what stays open after it.
#include <gtest/gtest.h>

#include <algorithm>

#include "reconciler/engine/reconciler.h"
#include "tests/support/model_provider.h"
#include "tests/support/toy_catalog.h"
#include "tests/support/virtual_clock.h"

namespace muster::engine {
namespace {

using core::CellKind;
using core::Outcome;
using support::ModelObject;
using support::WriteFate;
namespace toy = support::toy;

class TestLease final : public Lease {
 public:
  [[nodiscard]] std::int64_t fence() const override { return 42; }
  [[nodiscard]] bool is_held() const override { return held; }
  bool held = true;
};

class Writing : public ::testing::Test {
 protected:
  Writing() : provider_(clock_) {
    spec_.name = "toy-1";
    spec_.provider = "toy";
    spec_.budget.requests_per_minute = 60'000;
    spec_.budget.concurrency = 1;
    spec_.settings["visibilityDelay"] = std::string("2s");
    secrets_.values["env:PW"] = "sesame";
    for (const char* name : {"root", "ada", "bo", "cy", "dee"}) {
      ModelObject user{name, {}, {}};
      user.fields[toy::kRoles] = {true, {}, {std::string(name) == "root" ? "ROLE_ADMIN" : "ROLE_AGENT"}};
      provider_.world.put(toy::kUser, user);
    }
    ports_.clock = &clock_;
    ports_.random = &random_;
    ports_.store = &store_;
    ports_.secrets = &secrets_;
    ports_.systems.emplace_back("toy-1", &provider_, spec_);
    reconciler_ = std::make_unique<Reconciler>(ports_);
  }

  void want_name(const std::string& name, const std::string& shown) {
    rows_.begin_row(toy::kUser, name, name);
    rows_.add(toy::kDisplayName, CellKind::text, shown);
  }

  void want_absent(const std::string& name) {
    rows_.begin_row(toy::kUser, name, name);
    absent_ = name;
  }

  void finish_manifests() {
    auto desired = std::make_shared<core::Desired>();
    core::DesiredSystem system;
    system.spec = spec_;
    system.table = rows_.finish();
    for (const core::Row& row : system.table.rows()) {
      core::DesiredObject object;
      object.absent = row.key.view() == absent_;
      system.objects.push_back(object);
    }
    desired->systems.push_back(std::move(system));
    desired->commit = "tree:1";
    desired_ = desired;
  }

  void plan(ObserveMode mode = ObserveMode()) {
    if (!desired_) finish_manifests();
    observation_ = clock_.run(reconciler_->observe(desired_, mode));
    plan_of(observation_);
  }

  void plan_of(const Observation& observation) {
    core::PlanInputs inputs;
    inputs.desired = desired_;
    inputs.observed = observation.systems;
    inputs.memories = observation.memories;
    inputs.secret_versions = observation.secret_versions;
    inputs.catalogs = support::toy_catalogs();
    inputs.wall_now = clock_.wall_now();
    plan_ = std::make_shared<const core::Plan>(core::make_plan(inputs));
  }

  core::Report execute(std::shared_ptr<Lease> lease = nullptr) {
    return clock_.run(reconciler_->execute(plan_, desired_, std::move(lease)));
  }

  core::Report apply() {
    plan();
    return execute();
  }

  [[nodiscard]] std::size_t writes() const {
    return static_cast<std::size_t>(std::ranges::count_if(provider_.log, [](const std::string& line) {
      return line.starts_with("update") || line.starts_with("create") || line.starts_with("remove");
    }));
  }

  tests::VirtualClock clock_;
  tests::SeededRandom random_{3};
  support::ModelProvider provider_;
  support::MemoryStore store_;
  support::MemorySecrets secrets_;
  core::SystemSpec spec_;
  core::TableBuilder rows_;
  std::string absent_;
  std::shared_ptr<const core::Desired> desired_;
  std::shared_ptr<const core::Plan> plan_;
  Observation observation_;
  Ports ports_;
  std::unique_ptr<Reconciler> reconciler_;
};

const core::Error kFull(core::ErrorKind::unavailable, "the disk is full");

TEST_F(Writing, TheIntentIsDurableBeforeTheWriteAndItsIdGoesAlong) {
  want_name("ada", "Ada");
  std::optional<core::Intent> intent;
  std::string request_id;
  provider_.on_write = [&](const core::Write& write) {
    if (store_.open.contains(write.entity)) intent = store_.open.at(write.entity);
    request_id = write.request_id;
  };
  plan();
  (void)execute(std::make_shared<TestLease>());
  ASSERT_TRUE(intent.has_value());
  EXPECT_EQ(intent->id.size(), 32U);
  EXPECT_EQ(intent->id, request_id);
  EXPECT_EQ(intent->fence, 42);
  EXPECT_EQ(intent->plan_id, plan_->id);
  EXPECT_EQ(intent->kind, "User");
  EXPECT_EQ(intent->remote_id.text, provider_.world.find(toy::kUser, "ada")->id);
  ASSERT_EQ(intent->fields.size(), 1U);
  EXPECT_EQ(intent->fields[0].path, "displayName");
  EXPECT_EQ(intent->fields[0].value, "Ada");
  ASSERT_TRUE(intent->after.has_value());
  EXPECT_EQ(intent->after->applied.find("displayName")->wish, intent->fields[0].wish);
}

TEST_F(Writing, TheOutcomeInventoryAndAuditAreStoredTogether) {
  want_name("ada", "Ada");
  (void)apply();
  ASSERT_EQ(store_.closed.size(), 1U);
  EXPECT_EQ(store_.closed[0].second, Outcome::verified);
  EXPECT_TRUE(store_.open.empty());
  EXPECT_TRUE(store_.entries.contains({"toy-1", "user", "ada"}));
  const core::AuditRecord& audit = store_.audit.back();
  EXPECT_EQ(audit.request_id, store_.closed[0].first.id);
  EXPECT_EQ(audit.outcome, "verified");
  EXPECT_EQ(audit.commit, "tree:1");
  ASSERT_EQ(audit.fields.size(), 1U);
  EXPECT_EQ(audit.fields[0].after, "Ada");
}

TEST_F(Writing, AnIntentNeverHoldsASecret) {
  rows_.begin_row(toy::kUser, "ada", "ada");
  rows_.add(toy::kPassword, CellKind::secret, "env:PW");
  core::InventoryEntry& known = store_.entries[{"toy-1", "user", "ada"}];
  known.key = core::EntityKey("toy-1", "user", "ada");
  known.id = core::RemoteId(provider_.world.find(toy::kUser, "ada")->id);
  known.applied = core::AppliedFields({{"password", "env:PW", {}, "of an older one"}});
  (void)apply();
  ASSERT_EQ(store_.closed.size(), 1U);
  EXPECT_EQ(store_.closed[0].first.fields.at(0).value, "env:PW");
  EXPECT_EQ(core::to_json(store_.closed[0].first).find("sesame"), std::string::npos);
}

TEST_F(Writing, AFullDiskStopsEveryWriteOfTheSystem) {
  want_name("ada", "Ada");
  want_name("bo", "Bo");
  want_name("cy", "Cy");
  plan();
  store_.broken = kFull;
  const core::Report report = execute();
  EXPECT_EQ(writes(), 0U);
  for (const core::ChangeResult& result : report.results) {
    EXPECT_NE(result.outcome, Outcome::verified);
    EXPECT_NE(result.sentence.find("the disk is full"), std::string::npos) << result.sentence;
  }
}

TEST_F(Writing, ADiskThatFillsUpOnTheWayFailsOneStepAndTheRestIsNotTried) {
  want_name("ada", "Ada");
  want_name("bo", "Bo");
  want_name("cy", "Cy");
  provider_.before_write = [&] { store_.broken = kFull; };
  plan();
  const core::Report report = execute();
  EXPECT_EQ(writes(), 1U);
  EXPECT_EQ(report.results[0].outcome, Outcome::verified);  // the vendor has it; only the memory is short
  EXPECT_EQ(report.results[1].outcome, Outcome::failed);
  EXPECT_EQ(report.results[2].outcome, Outcome::not_tried);
  ASSERT_FALSE(report.warnings.empty());
  EXPECT_NE(report.warnings[0].find("could not be stored"), std::string::npos) << report.warnings[0];
  EXPECT_EQ(store_.open.size(), 1U);
}

TEST_F(Writing, NothingIsWrittenOnceTheLeaseIsLost) {
  want_name("ada", "Ada");
  want_name("bo", "Bo");
  const auto lease = std::make_shared<TestLease>();
  provider_.before_write = [&] { lease->held = false; };
  plan();
  const core::Report report = execute(lease);
  EXPECT_EQ(writes(), 1U);
  EXPECT_EQ(report.results[1].outcome, Outcome::not_tried);
  EXPECT_NE(report.results[1].sentence.find("lost"), std::string::npos);
}

TEST_F(Writing, NothingIsStartedOnceTheWindowHasClosed) {
  want_name("ada", "Ada");
  want_name("bo", "Bo");
  plan();
  core::Plan plan = *plan_;
  plan.systems[0].start_before = clock_.wall_now() + Duration(15);  // the first read takes 10, its write is sent then
  plan_ = std::make_shared<const core::Plan>(std::move(plan));
  const core::Report report = execute();
  EXPECT_EQ(writes(), 1U);
  EXPECT_EQ(report.results[1].outcome, Outcome::not_tried);
  EXPECT_NE(report.results[1].sentence.find("window"), std::string::npos);
}

TEST_F(Writing, AStopBetweenIntentAndWriteClosesTheIntentUnsent) {
  want_name("ada", "Ada");
  plan();
  provider_.latency = Duration(100);
  boost::asio::co_spawn(
      clock_.context(),
      [](Clock* clock, Reconciler* reconciler) -> Task<void> {
        co_await clock->sleep(Duration(50));  // while the object is read
        reconciler->stop();
      }(&clock_, reconciler_.get()),
      [](const std::exception_ptr&) {});
  const core::Report report = execute();
  EXPECT_EQ(writes(), 0U);
  EXPECT_EQ(report.results[0].outcome, Outcome::not_tried);
  EXPECT_TRUE(store_.open.empty());
  ASSERT_EQ(store_.closed.size(), 1U);
  EXPECT_EQ(store_.closed[0].second, Outcome::not_tried);
}

TEST_F(Writing, AReadThatOutlivesTheDeadlineSendsNothing) {
  want_name("ada", "Ada");
  plan();
  provider_.latency = Duration(600'000);
  const core::Report report = execute();
  EXPECT_EQ(writes(), 0U);
  EXPECT_EQ(report.results[0].outcome, Outcome::not_tried);
  EXPECT_TRUE(store_.open.empty());
}

TEST_F(Writing, WhatTakesLongToReadHasMoreTimeWithTheNextAttempt) {
  want_name("ada", "Ada");
  plan();
  provider_.latency = Duration(15'000);
  const core::Report report = execute();
  EXPECT_EQ(writes(), 1U);
  EXPECT_EQ(report.results[0].outcome, Outcome::verified);
  ASSERT_EQ(store_.closed.size(), 2U);
  EXPECT_EQ(store_.closed[0].second, Outcome::not_tried);
}

// A limit that did not count it would let a pass remove as many again.
TEST_F(Writing, OfAFailureCountsThePartThatHappenedAndOnlyOnce) {
  ModelObject ada = *provider_.world.find(toy::kUser, "ada");
  ada.fields[toy::kRoles] = {true, {}, {"ROLE_AGENT", "ROLE_ONE", "ROLE_TWO"}};
  provider_.world.put(toy::kUser, ada);
  rows_.begin_row(toy::kUser, "ada", "ada");
  rows_.add(toy::kRoles, CellKind::set, "");
  rows_.add_member(toy::kRoles, "role_agent", "ROLE_AGENT");
  for (int pass = 0; pass < 3; ++pass) {
    provider_.fates = {WriteFate::one_stays};
    EXPECT_EQ(apply().results[0].outcome, Outcome::failed);
    const auto history = clock_.run(store_.load("toy-1", clock_.wall_now()))->history;
    ASSERT_EQ(history.size(), 1U) << "the refusal alone counts for nothing";
    EXPECT_EQ(history[0].member_removals, 1U);
  }
}

TEST_F(Writing, ARemovalGoesOnlyToTheVeryObjectThatWasPlanned) {
  want_absent("dee");
  plan();
  core::Plan plan = *plan_;
  plan.systems[0].changes[0].id = core::RemoteId("another");  // all else, the fingerprint included, fits
  plan_ = std::make_shared<const core::Plan>(std::move(plan));
  (void)execute();
  EXPECT_EQ(writes(), 0U);
  EXPECT_NE(provider_.world.find(toy::kUser, "dee"), nullptr);
}

TEST_F(Writing, AnObjectInDoubtIsLeftAloneUntilItsQuarantineIsOver) {
  want_name("ada", "Ada");
  provider_.fates = {WriteFate::lost_and_late};
  EXPECT_EQ(apply().results[0].outcome, Outcome::in_doubt);
  ASSERT_EQ(store_.open.size(), 1U);
  const core::Intent first = store_.open.begin()->second;
  plan(ObserveMode(false, true));  // too early
  (void)execute();
  EXPECT_EQ(writes(), 1U);
  ASSERT_EQ(store_.open.size(), 1U);
  const auto delay = reconciler_->settle_delay();
  ASSERT_TRUE(delay.has_value());
  EXPECT_GT(*delay, Duration{0});
  EXPECT_LE(*delay, Duration{7'000});
  plan(ObserveMode(false, true, *delay));
  EXPECT_TRUE(store_.open.empty());
  EXPECT_EQ(store_.closed.back().first.id, first.id);
  EXPECT_EQ(store_.closed.back().second, Outcome::verified);
  EXPECT_TRUE(plan_->systems[0].changes.empty());
  EXPECT_EQ(reconciler_->settle_delay(), std::nullopt);
}

TEST_F(Writing, APlanWithoutTheLeaseSettlesNothing) {
  want_name("ada", "Ada");
  provider_.fates = {WriteFate::lost_after};
  provider_.unlisted = {};
  plan();
  store_.broken.reset();
  core::Intent left;
  left.id = "0123";
  left.entity = core::EntityKey("toy-1", "user", "ada");
  left.begun_at = clock_.wall_now();
  store_.open[left.entity] = left;
  plan();
  clock_.run(clock_.sleep(Duration(60'000)));
  plan();
  EXPECT_EQ(store_.open.size(), 1U);
  (void)execute();
  EXPECT_EQ(writes(), 0U);
}

TEST_F(Writing, WhatHasToBeRememberedIsStoredBeforeTheFirstWrite) {
  want_name("ada", "Ada");
  rows_.begin_row(toy::kUser, "bo", "bo");
  rows_.add(toy::kDisplayName, CellKind::text, "");  // as it is: taken over
  bool remembered = false;
  provider_.before_write = [&] { remembered = store_.entries.contains({"toy-1", "user", "bo"}); };
  (void)apply();
  EXPECT_TRUE(remembered);
  EXPECT_TRUE(std::ranges::any_of(store_.audit, [](const core::AuditRecord& audit) {
    return audit.event == core::AuditEvent::adopted && audit.entity.name == "bo";
  }));
}

TEST_F(Writing, ARefreshReadsOnlyWhatAnEditTouchesAndCanBeExecuted) {
  want_name("ada", "");
  plan();
  Observation before = observation_;
  rows_ = core::TableBuilder();
  desired_.reset();
  want_name("ada", "Ada");
  finish_manifests();
  provider_.world.objects.at({toy::kUser, "bo"}).fields[toy::kDisplayName].text = "unseen";
  provider_.log.clear();
  std::vector<core::EntityKey> touched = {{"toy-1", "user", "ada"}, {"toy-1", "user", "nobody"}};
  const Observation after = clock_.run(reconciler_->refresh(desired_, before, touched));
  EXPECT_EQ(provider_.log, std::vector<std::string>{"read user ada"});
  const core::ObservedSystem& system = after.systems.at(0);
  EXPECT_EQ(system.presence(toy::kUser, touched[0]), core::Presence::found);
  EXPECT_EQ(system.presence(toy::kUser, touched[1]), core::Presence::unknown);
  EXPECT_EQ(system.table->rows().size(), before.systems.at(0).table->rows().size());
  plan_of(after);
  EXPECT_EQ(execute().results.at(0).outcome, Outcome::verified);
  EXPECT_EQ(provider_.world.find(toy::kUser, "ada")->fields.at(toy::kDisplayName).text, "Ada");
}

TEST_F(Writing, OnlyWhatIsWrittenIsReadAroundAChange) {
  want_name("ada", "Ada");
  plan();
  provider_.log.clear();
  provider_.before_write = [this] {
    ASSERT_TRUE(provider_.last_wanted);
    EXPECT_EQ(*provider_.last_wanted, std::set<core::FieldIndex>{toy::kDisplayName});
    provider_.last_wanted = nullptr;
  };
  EXPECT_EQ(execute().results.at(0).outcome, Outcome::verified);
  EXPECT_EQ(provider_.log, (std::vector<std::string>{"read user ada", "update user ada", "read user ada"}));
  ASSERT_TRUE(provider_.last_wanted);
  EXPECT_EQ(*provider_.last_wanted, std::set<core::FieldIndex>{toy::kDisplayName});
}

TEST_F(Writing, WhatIsToBeRemovedIsReadAsAWhole) {
  want_absent("dee");
  plan();
  provider_.last_wanted = std::make_shared<const std::set<core::FieldIndex>>();
  provider_.before_write = [this] { EXPECT_EQ(provider_.last_wanted, nullptr); };
  EXPECT_EQ(execute().results.at(0).outcome, Outcome::verified);
}

TEST_F(Writing, ARefreshReadsWhatDocumentsStateAndEveryRight) {
  want_name("ada", "");
  plan();
  const Observation after = clock_.run(reconciler_->refresh(desired_, observation_, {{"toy-1", "user", "ada"}}));
  ASSERT_TRUE(provider_.last_wanted);
  EXPECT_EQ(*provider_.last_wanted, (std::set<core::FieldIndex>{toy::kRoles, toy::kDisplayName}));
}

TEST_F(Writing, WhatARefreshDoesNotFindAnyMoreIsUnknownAndNotAbsent) {
  want_name("ada", "Ada");
  plan();
  provider_.world.objects.erase({toy::kUser, "ada"});
  std::vector<core::EntityKey> touched = {{"toy-1", "user", "ada"}};
  const Observation after = clock_.run(reconciler_->refresh(desired_, observation_, touched));
  EXPECT_EQ(after.systems.at(0).presence(toy::kUser, touched[0]), core::Presence::unknown);
}

}  // namespace
}  // namespace muster::engine
