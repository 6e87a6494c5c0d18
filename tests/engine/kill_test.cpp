// A process killed at every one of its calls to the outside, in virtual time: it loses nothing, doubles nothing, and
// the processes after it end with everything as asked. Judged from what reached the vendor, not from reports.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "reconciler/engine/reconciler.h"
#include "tests/support/kill_switch.h"
#include "tests/support/model_provider.h"
#include "tests/support/toy_catalog.h"
#include "tests/support/virtual_clock.h"

namespace muster::engine {
namespace {

using core::CellKind;
using support::KillSwitch;
using support::ModelObject;
namespace toy = support::toy;

constexpr Duration kQuarantine{7'000};  // the time-out of a write and the visibility delay of 2 s
constexpr Duration kPatience{30'000};

// The settlings of one process: none before its quarantine is over.
class Settlings final : public Events {
 public:
  explicit Settlings(const Clock& clock) : clock_(clock), started_(clock.now()) {}
  void settled(const std::string&, const core::Closing& closing) override {
    EXPECT_GE(clock_.now() - started_, kQuarantine) << closing.intent_id;
    ++count;
  }
  std::size_t count = 0;

 private:
  const Clock& clock_;
  SteadyTime started_;
};

// A centre of thirteen changes: creates, removals, exact and include sets, a swap between teams, secrets.
class Centre {
 public:
  Centre() : provider(clock) {
    spec_.name = "toy-1";
    spec_.provider = "toy";
    spec_.budget.concurrency = 4;
    spec_.budget.requests_per_minute = 60'000;
    spec_.settings["visibilityDelay"] = std::string("2s");
    secrets_.values["env:PW"] = "sesame";
    fill_world();
    desired_ = make_desired();
    provider.on_write = [this](const core::Write& write) { sent(write); };
  }

  // One process, from its start to its end. False: it was killed.
  bool process(KillSwitch& kill) {
    Settlings settlings(clock);
    support::KillableStore store_port(store, kill);
    support::KillableProvider provider_port(provider, kill);
    support::KillableSecrets secrets_port(secrets_, kill);
    support::KillableClock clock_port(clock, kill);
    Ports ports;
    ports.clock = &clock_port;
    ports.random = &random_;
    ports.store = &store_port;
    ports.secrets = &secrets_port;
    ports.events = &settlings;
    ports.systems.emplace_back("toy-1", &provider_port, spec_);
    Reconciler reconciler(std::move(ports));
    try {
      run_pass(reconciler);
    } catch (const support::Killed&) {
    }
    settled += settlings.count;
    return !kill.is_dead();
  }

  // Processes that nobody kills, until one finds nothing to do.
  void settle_down() {
    for (int i = 0; i < 5 && !quiet; ++i) {
      KillSwitch unharmed;
      ASSERT_TRUE(process(unharmed));
    }
    EXPECT_TRUE(quiet) << "it never came to rest";
  }

  [[nodiscard]] std::size_t logged(const std::string& line) const {
    return static_cast<std::size_t>(std::ranges::count(provider.log, line));
  }

  tests::VirtualClock clock;
  support::ModelProvider provider;
  support::MemoryStore store;
  bool quiet = false;       // the last pass had nothing to change
  std::size_t settled = 0;  // intents of earlier processes
  std::size_t changes = 0;  // of the first plan

 private:
  void run_pass(Reconciler& reconciler) {
    const std::size_t before = writes_;
    Observation observation = clock.run(reconciler.observe(desired_, ObserveMode(false, true, kPatience)));
    EXPECT_EQ(writes_, before) << "observing and settling only read";
    core::PlanInputs inputs;
    inputs.desired = desired_;
    inputs.observed = std::move(observation.systems);
    inputs.memories = std::move(observation.memories);
    inputs.secret_versions = std::move(observation.secret_versions);
    inputs.catalogs = support::toy_catalogs();
    inputs.wall_now = clock.wall_now();
    const auto plan = std::make_shared<const core::Plan>(core::make_plan(inputs));
    if (changes == 0 && !plan->systems.empty()) changes = plan->systems[0].schedule.steps.size();
    quiet = plan->systems.size() == 1 && plan->systems[0].changes.empty() && plan->missing.empty();
    (void)clock.run(reconciler.execute(plan, desired_));
  }

  // Nothing goes out without an open intent of its own, and none while an older one is open.
  void sent(const core::Write& write) {
    ++writes_;
    const auto open = store.open.find(write.entity);
    ASSERT_NE(open, store.open.end()) << core::to_text(write.entity);
    EXPECT_EQ(open->second.id, write.request_id);
  }

  void live(const std::string& name, std::vector<std::string> roles) {
    ModelObject user{name, {}, {}};
    user.fields[toy::kRoles] = {true, {}, std::move(roles)};
    provider.world.put(toy::kUser, user);
  }

  void live_team(const std::string& name, std::vector<std::string> agents) {
    ModelObject team{name, {}, {}};
    team.fields[toy::kAgents] = {true, {}, std::move(agents)};
    provider.world.put(toy::kTeam, team);
  }

  void fill_world() {
    live("root", {"ROLE_ADMIN"});
    for (const char* name : {"ada", "bo", "cy", "dee", "eve", "fay", "gus", "hal", "ida", "jo", "kit", "lou", "max"}) {
      live(name, {"ROLE_AGENT"});
    }
    core::InventoryEntry& jo = store.entries[{"toy-1", "user", "jo"}];
    jo.key = core::EntityKey("toy-1", "user", "jo");
    jo.id = core::RemoteId(provider.world.find(toy::kUser, "jo")->id);
    jo.applied = core::AppliedFields({{"password", "env:PW", {}, "of an older one"}});
    live_team("Billing", {"ada", "bo"});
    live_team("Sales", {"cy", "dee"});
  }

  void want_roles(const std::string& name, const std::vector<std::string>& roles, CellKind mode = CellKind::set) {
    rows_.begin_row(toy::kUser, name, name);
    rows_.add(toy::kRoles, mode, "");
    for (const auto& role : roles) rows_.add_member(toy::kRoles, core::comparable(role, core::Compare::folded), role);
  }

  void want_new(const std::string& name) {
    want_roles(name, {"ROLE_AGENT"});
    rows_.add(toy::kEmail, CellKind::text, name + "@acme.example");
    rows_.add(toy::kPassword, CellKind::secret, "env:PW");
  }

  void want_team(const std::string& name, const std::vector<std::string>& agents) {
    rows_.begin_row(toy::kTeam, name, name);
    rows_.add(toy::kAgents, CellKind::set, "");
    for (const auto& agent : agents) rows_.add_member(toy::kAgents, agent, agent);
  }

  void want_all() {
    want_new("nia");
    want_new("oli");
    want_new("pam");
    want_roles("eve", {"ROLE_AGENT", "ROLE_SUPERVISOR"});
    want_roles("fay", {"ROLE_SUPERVISOR"}, CellKind::partial);
    want_roles("gus", {"ROLE_OTHER"}, CellKind::partial);
    want_roles("hal", {"ROLE_AGENT", "ROLE_OTHER"});
    rows_.begin_row(toy::kUser, "ida", "ida");
    rows_.add(toy::kDisplayName, CellKind::text, "Ida");
    rows_.begin_row(toy::kUser, "jo", "jo");
    rows_.add(toy::kPassword, CellKind::secret, "env:PW");
    for (const char* name : {"kit", "lou"}) rows_.begin_row(toy::kUser, name, name);
    want_team("Billing", {"cy", "bo"});  // ada and cy change places
    want_team("Sales", {"ada", "dee", "nia"});
  }

  std::shared_ptr<const core::Desired> make_desired() {
    want_all();
    auto desired = std::make_shared<core::Desired>();
    core::DesiredSystem system;
    system.spec = spec_;
    system.spec.guards.max_removals = system.spec.guards.max_updates =
        system.spec.guards.max_member_removals = {100, 99};
    system.table = rows_.finish();
    for (const core::Row& row : system.table.rows()) {
      core::DesiredObject object;
      object.absent = row.key.view() == "kit" || row.key.view() == "lou";
      if (row.entity == toy::kTeam) object.kind = 2;
      system.objects.push_back(object);
    }
    desired->systems.push_back(std::move(system));
    desired->commit = "tree:1";
    return desired;
  }

  tests::SeededRandom random_{7};
  support::MemorySecrets secrets_;
  core::SystemSpec spec_;
  core::TableBuilder rows_;
  std::shared_ptr<const core::Desired> desired_;
  std::size_t writes_ = 0;
};

// Each was asked for once, so each happened once, whoever died in between.
void judge(const Centre& centre, const support::ModelWorld& expected) {
  for (const char* name : {"nia", "oli", "pam"}) EXPECT_EQ(centre.logged(std::string("create user ") + name), 1U);
  for (const char* name : {"kit", "lou"}) EXPECT_EQ(centre.logged(std::string("remove user ") + name), 1U);
  for (const char* name : {"eve", "fay", "gus", "hal", "ida"}) {
    EXPECT_EQ(centre.logged(std::string("update user ") + name), 1U) << name;
  }
  EXPECT_GE(centre.logged("update user jo"), 1U);  // a secret in doubt cannot be read back: it is written again
  EXPECT_TRUE(centre.store.open.empty());
  EXPECT_EQ(centre.provider.world.next_id, expected.next_id) << "objects created";
  ASSERT_EQ(centre.provider.world.objects.size(), expected.objects.size());
  for (const auto& [key, object] : expected.objects) {
    const ModelObject* there = centre.provider.world.find(key.first, key.second);
    ASSERT_NE(there, nullptr) << key.second;
    for (core::FieldIndex field = 0; field < 3; ++field) {
      auto members = centre.provider.world.members(key.first, key.second, field);
      auto wanted = expected.members(key.first, key.second, field);
      std::ranges::sort(members);
      std::ranges::sort(wanted);
      EXPECT_EQ(members, wanted) << key.second;
    }
  }
}

TEST(Kill, AProcessKilledAtAnyCallLosesNothingAndDoublesNothing) {
  Centre whole;
  KillSwitch counting;
  ASSERT_TRUE(whole.process(counting));
  whole.settle_down();
  ASSERT_GE(whole.changes, 13U);
  judge(whole, whole.provider.world);
  std::size_t settled = 0;
  for (std::uint64_t k = 0; k < counting.passed() && !::testing::Test::HasFailure(); ++k) {
    SCOPED_TRACE("killed at call " + std::to_string(k));
    Centre centre;
    KillSwitch kill(k);
    ASSERT_FALSE(centre.process(kill));
    centre.settle_down();
    judge(centre, whole.provider.world);
    settled += centre.settled;
  }
  EXPECT_GT(settled, counting.passed() / 4) << "hardly anything was left in doubt, so this shows little";
}

TEST(Kill, ASecondKillDuringRecoveryChangesNothing) {
  Centre whole;
  KillSwitch counting;
  ASSERT_TRUE(whole.process(counting));
  whole.settle_down();
  for (std::uint64_t k = 20; k < counting.passed() && !::testing::Test::HasFailure(); k += 7) {
    for (std::uint64_t second = 0; second < 24; ++second) {
      SCOPED_TRACE("killed at call " + std::to_string(k) + " and then at " + std::to_string(second));
      Centre centre;
      KillSwitch first(k);
      KillSwitch again(second);
      (void)centre.process(first);
      (void)centre.process(again);
      centre.quiet = false;
      centre.settle_down();
      judge(centre, whole.provider.world);
    }
  }
}

}  // namespace
}  // namespace muster::engine
