// The daemon's loop over the toy vendor in virtual time: when passes run, and what they may do.
#include "reconciler/engine/loop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include "tests/support/loop_ports.h"
#include "tests/support/model_provider.h"
#include "tests/support/toy_catalog.h"
#include "tests/support/virtual_clock.h"

namespace muster::engine {
namespace {

using core::CellKind;
using core::ErrorKind;
using support::ModelObject;
using support::WriteFate;
namespace toy = support::toy;

constexpr Duration kMinute{60'000};

class RecordedEvents final : public Events {
 public:
  void pass_finished(const PassSummary& pass) override { passes.push_back(pass); }
  void circuit_changed(const std::string& system, bool open) override {
    circuits.push_back(system + (open ? " open" : " closed"));
  }
  std::vector<PassSummary> passes;
  std::vector<std::string> circuits;
};

// Cannot be reached while `down`; otherwise the given provider.
class Reachable final : public Provider {
 public:
  Reachable(support::ModelProvider& inner, const std::optional<core::Error>& down) : inner_(inner), down_(down) {}
  [[nodiscard]] const core::Catalog& catalog() const override { return inner_.catalog(); }
  [[nodiscard]] Task<core::Result<core::Coverage>> observe(std::shared_ptr<const Scope> scope,
                                                           PageSink& sink) override {
    ++observations;
    if (down_) co_return std::unexpected(*down_);
    auto coverage = co_await inner_.observe(std::move(scope), sink);
    co_return coverage;
  }
  [[nodiscard]] Task<core::Result<core::Fresh>> read(core::EntityKey entity, core::RemoteId id,
                                                     WantedFields fields) override {
    return inner_.read(std::move(entity), std::move(id), std::move(fields));
  }
  [[nodiscard]] Task<std::vector<core::Result<core::Receipt>>> write(std::vector<core::Write> writes) override {
    return inner_.write(std::move(writes));
  }
  int observations = 0;

 private:
  support::ModelProvider& inner_;
  const std::optional<core::Error>& down_;
};

struct Wanted {
  std::vector<std::string> roles;
  std::string title;
};

class LoopTest : public ::testing::Test {
 protected:
  LoopTest() : provider_(clock_), source_(clock_.context().get_executor()) {
    spec_.name = "toy-1";
    spec_.provider = "toy";
    spec_.settings["visibilityDelay"] = std::string("2s");
    secrets_.values["env:PW"] = "sesame";
    live("root", {"ROLE_ADMIN"}, "");
    reachable_ = std::make_shared<Reachable>(provider_, down_);
    connections_.makers["toy-1"] = [this]() -> std::shared_ptr<Provider> { return reachable_; };
    settings_.mode = Mode::enforce;
    settings_.holder = "this test";
  }

  ~LoopTest() override {
    if (loop_) finish();
  }

  void live(const std::string& name, std::vector<std::string> roles, const std::string& title) {
    ModelObject user{name, {}, {}};
    user.fields[toy::kRoles] = {true, {}, std::move(roles)};
    user.fields[toy::kEmail] = {true, name + "@acme.example", {}};
    user.fields[toy::kDisplayName] = {true, title, {}};
    provider_.world.put(toy::kUser, user);
  }

  std::shared_ptr<const core::Desired> desired(const std::string& commit) {
    auto made = std::make_shared<core::Desired>();
    made->commit = commit;
    core::TableBuilder rows;
    for (const auto& [name, wanted] : wanted_) {
      rows.begin_row(toy::kUser, name, name);
      rows.add(toy::kRoles, CellKind::set, "");
      for (const auto& role : wanted.roles) {
        rows.add_member(toy::kRoles, core::comparable(role, core::Compare::folded), role);
      }
      rows.add(toy::kEmail, CellKind::text, name + "@acme.example");
      rows.add(toy::kDisplayName, CellKind::text, wanted.title);
      rows.add(toy::kPassword, CellKind::secret, "env:PW");
    }
    core::DesiredSystem system;
    system.spec = spec_;
    system.table = rows.finish();
    system.objects.resize(wanted_.size());
    if (has_system_) made->systems.push_back(std::move(system));
    return made;
  }

  void start() {
    LoopPorts ports;
    ports.clock = &clock_;
    ports.random = &random_;
    ports.store = &store_;
    ports.leases = &leases_;
    ports.secrets = &secrets_;
    ports.events = &events_;
    ports.source = &source_;
    ports.connections = &connections_;
    ports.compute = &worker_;
    ports.catalogs = support::toy_catalogs();
    loop_ = std::make_unique<Loop>(ports, settings_);
    boost::asio::co_spawn(clock_.context(), loop_->run(), [this](const std::exception_ptr& failure) {
      ended_ = true;
      EXPECT_FALSE(failure);
    });
  }

  void on_loop(const std::function<void()>& action) {
    boost::asio::post(clock_.context(), action);
    run_for(Duration(1));
  }

  void run_for(Duration duration) { clock_.run(clock_.sleep(duration)); }

  void finish() {
    on_loop([this] { loop_->stop(); });
    for (int i = 0; i < 600 && !ended_; ++i) run_for(Duration(100));
    EXPECT_TRUE(ended_);
    loop_.reset();
  }

  void push(const std::string& commit) {
    const auto state = desired(commit);
    on_loop([this, state] { source_.push(state); });
  }

  [[nodiscard]] SystemStatus status() const { return loop_->status().systems.at(0); }
  [[nodiscard]] std::size_t logged(const std::string& line) const {
    return static_cast<std::size_t>(std::ranges::count(provider_.log, line));
  }
  [[nodiscard]] std::string title_of(const std::string& name) const {
    return provider_.world.find(toy::kUser, name)->fields.at(toy::kDisplayName).text;
  }

  tests::VirtualClock clock_;
  tests::SeededRandom random_{7};
  support::ModelProvider provider_;
  support::MemoryStore store_;
  support::MemorySecrets secrets_;
  support::MemoryLeases leases_;
  support::PushedSource source_;
  support::GivenConnections connections_;
  support::InlineWorker worker_;
  RecordedEvents events_;
  std::optional<core::Error> down_;
  std::shared_ptr<Reachable> reachable_;
  core::SystemSpec spec_;
  LoopSettings settings_;
  std::map<std::string, Wanted> wanted_;
  bool has_system_ = true;
  std::unique_ptr<Loop> loop_;
  bool ended_ = false;
};

TEST_F(LoopTest, MakesTheSystemAsTheManifestsAskAndSaysThatItIs) {
  wanted_["cy"] = {{"ROLE_AGENT"}, "Cy"};
  start();
  push("c1");
  run_for(kMinute);
  EXPECT_EQ(logged("create user cy"), 1U);
  EXPECT_EQ(status().state, SystemState::converged);
  EXPECT_EQ(status().applied_commit, "c1");
  EXPECT_FALSE(status().unconverged_since);
}

TEST_F(LoopTest, OnlyLooksInObserveMode) {
  settings_.mode = Mode::observe;
  wanted_["cy"] = {{"ROLE_AGENT"}, "Cy"};
  start();
  push("c1");
  run_for(20 * kMinute);
  EXPECT_EQ(logged("create user cy"), 0U);
  EXPECT_EQ(status().state, SystemState::pending);
  EXPECT_TRUE(store_.entries.empty());
  EXPECT_GE(reachable_->observations, 3);
}

TEST_F(LoopTest, AnEditReadsOnlyWhatItTouches) {
  for (const std::string name : {"ada", "bo", "cy"}) {
    live(name, {"ROLE_AGENT"}, "Old");
    wanted_[name] = {{"ROLE_AGENT"}, "Old"};
  }
  start();
  push("c1");
  run_for(kMinute);
  const int before = reachable_->observations;
  provider_.log.clear();
  wanted_["bo"].title = "New";
  push("c2");
  run_for(Duration(2'000));
  EXPECT_EQ(title_of("bo"), "New");
  EXPECT_EQ(reachable_->observations, before);
  EXPECT_EQ(logged("read user ada"), 0U);
  EXPECT_EQ(status().applied_commit, "c2");
  EXPECT_EQ(events_.passes.back().kind, PassKind::edit);
}

TEST_F(LoopTest, AnEditThatTakesARightAwayWaitsForAFullPass) {
  live("ada", {"ROLE_AGENT", "ROLE_SUPERVISOR"}, "Ada");
  wanted_["ada"] = {{"ROLE_AGENT", "ROLE_SUPERVISOR"}, "Ada"};
  start();
  push("c1");
  run_for(kMinute);
  const int before = reachable_->observations;
  wanted_["ada"].roles = {"ROLE_AGENT"};
  push("c2");
  run_for(kMinute);
  EXPECT_GT(reachable_->observations, before);
  EXPECT_EQ(provider_.world.members(toy::kUser, "ada", toy::kRoles), std::vector<std::string>{"ROLE_AGENT"});
  EXPECT_EQ(events_.passes.back().kind, PassKind::full);
}

TEST_F(LoopTest, ANewPersonIsCreatedOnlyAfterAListingThatProvesTheAbsence) {
  start();
  push("c1");
  run_for(kMinute);
  const int before = reachable_->observations;
  wanted_["cy"] = {{"ROLE_AGENT"}, "Cy"};
  push("c2");
  run_for(kMinute);
  EXPECT_GT(reachable_->observations, before);
  EXPECT_EQ(logged("create user cy"), 1U);
}

TEST_F(LoopTest, ABrokenStateLeavesTheLastGoodOneInForceAndIsVisible) {
  wanted_["cy"] = {{"ROLE_AGENT"}, "Cy"};
  start();
  push("c1");
  run_for(kMinute);
  on_loop([this] { source_.push_broken("c2", "users.yaml:3:5: error: unknown key"); });
  run_for(20 * kMinute);
  const Status whole = loop_->status();
  EXPECT_EQ(whole.commit, "c1");
  EXPECT_EQ(whole.broken_commit, "c2");
  EXPECT_EQ(whole.problems.size(), 1U);
  EXPECT_EQ(whole.systems.at(0).state, SystemState::converged);
  EXPECT_NE(provider_.world.find(toy::kUser, "cy"), nullptr);
}

TEST_F(LoopTest, DriftIsReportedAndNotCorrectedUnlessTheSystemSaysSo) {
  wanted_["cy"] = {{"ROLE_AGENT"}, "Cy"};
  start();
  push("c1");
  run_for(kMinute);
  provider_.world.put(toy::kUser, [this] {
    ModelObject drifted = *provider_.world.find(toy::kUser, "cy");
    drifted.fields[toy::kDisplayName].text = "Somebody else";
    return drifted;
  }());
  on_loop([this] { loop_->trigger(std::nullopt); });
  run_for(kMinute);
  EXPECT_EQ(title_of("cy"), "Somebody else");
  EXPECT_EQ(status().state, SystemState::converged);
  spec_.on_drift = core::OnDrift::correct;
  push("c2");
  run_for(kMinute);
  EXPECT_EQ(title_of("cy"), "Cy");
}

TEST_F(LoopTest, NothingIsWrittenWhileAnOperatorPausesIt) {
  start();
  push("c1");
  run_for(kMinute);
  on_loop([this] { EXPECT_TRUE(loop_->pause("toy-1", core::Pause{std::nullopt, "maintenance"})); });
  wanted_["cy"] = {{"ROLE_AGENT"}, "Cy"};
  push("c2");
  run_for(20 * kMinute);
  EXPECT_EQ(logged("create user cy"), 0U);
  on_loop([this] { EXPECT_TRUE(loop_->resume("toy-1")); });
  run_for(kMinute);
  EXPECT_EQ(logged("create user cy"), 1U);
  on_loop([this] { EXPECT_FALSE(loop_->pause("no-such-system", core::Pause{})); });
}

TEST_F(LoopTest, WhileSomebodyElseHoldsTheLeaseNothingIsWritten) {
  leases_.elsewhere["toy-1"] = "muster apply (pid 12)";
  wanted_["cy"] = {{"ROLE_AGENT"}, "Cy"};
  start();
  push("c1");
  run_for(2 * kMinute);
  EXPECT_EQ(logged("create user cy"), 0U);
  EXPECT_NE(status().lease_holder.find("pid 12"), std::string::npos);
  leases_.elsewhere.clear();
  run_for(kMinute);
  EXPECT_EQ(logged("create user cy"), 1U);
}

TEST_F(LoopTest, ASystemThatKeepsFailingIsLeftAloneForLongerAndLongerAndComesBack) {
  start();
  push("c1");
  run_for(kMinute);
  down_ = core::Error(ErrorKind::unavailable, core::Delivery::not_sent, "connecting: refused");
  on_loop([this] { loop_->trigger(std::nullopt); });
  run_for(20 * kMinute);
  EXPECT_TRUE(status().circuit_open);
  EXPECT_EQ(status().state, SystemState::failing);
  const int before = reachable_->observations;
  run_for(30 * kMinute);
  EXPECT_LE(reachable_->observations - before, 8);
  EXPECT_GE(reachable_->observations - before, 1);
  down_.reset();
  wanted_["cy"] = {{"ROLE_AGENT"}, "Cy"};
  push("c2");
  run_for(20 * kMinute);
  EXPECT_FALSE(status().circuit_open);
  EXPECT_EQ(logged("create user cy"), 1U);
  EXPECT_EQ(events_.circuits, (std::vector<std::string>{"toy-1 open", "toy-1 closed"}));
}

// Which credentials were refused, and for how long, is the provider's to remember.
TEST_F(LoopTest, ARefusedCredentialIsNoReasonToConnectAnewAndNotTheEnd) {
  down_ = core::Error(ErrorKind::auth, core::Delivery::refused, "signing in: refused");
  start();
  push("c1");
  run_for(40 * kMinute);
  EXPECT_EQ(connections_.connected, 1) << "what it remembers is not forgotten";
  down_.reset();
  run_for(40 * kMinute);
  EXPECT_EQ(connections_.connected, 1);
  EXPECT_EQ(status().state, SystemState::converged);
}

TEST_F(LoopTest, ANewCredentialIsUsedFromTheNextPassOn) {
  start();
  push("c1");
  run_for(kMinute);
  EXPECT_EQ(connections_.connected, 1);
  connections_.versions["toy-1"] = "v2";
  run_for(10 * kMinute);
  EXPECT_EQ(connections_.connected, 2);
}

TEST_F(LoopTest, ASystemWhoseDocumentIsGoneIsForgottenAndNothingIsWrittenThere) {
  wanted_["cy"] = {{"ROLE_AGENT"}, "Cy"};
  start();
  push("c1");
  run_for(kMinute);
  EXPECT_FALSE(store_.entries.empty());
  has_system_ = false;
  push("c2");
  run_for(20 * kMinute);
  EXPECT_TRUE(store_.entries.empty());
  EXPECT_TRUE(loop_->status().systems.empty());
  EXPECT_NE(provider_.world.find(toy::kUser, "cy"), nullptr);
}

TEST_F(LoopTest, FullPassesComeAtTheIntervalWithJitter) {
  start();
  push("c1");
  run_for(10 * 60 * kMinute);
  const std::size_t passes = events_.passes.size();
  EXPECT_GE(passes, 10 * 60 / 5 - 4);
  EXPECT_LE(passes, 10 * 60 / 5 + 6);
}

TEST_F(LoopTest, AStopFinishesWhatWasSentAndStartsNothingMore) {
  provider_.latency = Duration(2'000);
  for (int i = 0; i < 20; ++i) wanted_["user" + std::to_string(i)] = {{"ROLE_AGENT"}, "U"};
  spec_.budget.concurrency = 2;
  start();
  push("c1");
  run_for(Duration(5'000));
  const auto begun = provider_.in_flight;
  EXPECT_GT(begun, 0U);
  const std::size_t before = provider_.log.size();
  finish();
  EXPECT_LE(provider_.log.size(), before + 12);
  for (const auto& [key, object] : provider_.world.objects) {
    if (object.name == "root") continue;
    EXPECT_TRUE(store_.entries.contains({"toy-1", "user", object.name})) << object.name;
  }
}

TEST_F(LoopTest, APassInWhichNothingMovesIsNotAlive) {
  start();
  push("c1");
  run_for(kMinute);
  EXPECT_TRUE(loop_->is_alive());
  provider_.latency = Duration(60 * 60'000);
  on_loop([this] { loop_->trigger(std::nullopt); });
  run_for(4 * kMinute);
  EXPECT_TRUE(loop_->is_alive());
  run_for(4 * kMinute);
  EXPECT_FALSE(loop_->is_alive());
  on_loop([this] { loop_->note_progress("toy-1"); });
  EXPECT_TRUE(loop_->is_alive());
  provider_.latency = Duration(1);
  run_for(120 * kMinute);
}

}  // namespace
}  // namespace muster::engine
