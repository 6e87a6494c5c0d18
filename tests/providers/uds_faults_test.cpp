// The provider for UDS against a simulated cluster on which everything goes wrong, in virtual time.
#include "providers/kit/percent.h"
#include "providers/simulators/cucm_uds/compare.h"
#include "providers/simulators/cucm_uds/organisation.h"
#include "providers/simulators/cucm_uds/quirk_names.h"
#include "providers/simulators/cucm_uds/simulator.h"
#include "providers/simulators/in_process.h"
#include "reconciler/core/wish.h"
#include "tests/providers/uds_fixture.h"

namespace muster::cucm_uds {
namespace {

namespace uds = simulators::cucm_uds;
using core::Delivery;
using simulators::Draw;

std::string dialled(std::string_view number) { return core::comparable(number, core::Compare::dialled); }

// Whoever may be asked at all: in the group of end users, at home here.
bool is_ordinary(const uds::User& user) { return user.end_user && user.home_cluster; }

struct Cluster {
  explicit Cluster(uds::World world = uds::sample_organisation()) : start(world), simulator(std::move(world)) {
    spec.name = "uds";
    spec.url = "https://uds.acme.example:8443";
    spec.budget = {0, 100, 4};
    spec.credentials["username"] = "{name}";
    core::SecretReference password;
    password.argument = "uds/{name}";
    spec.credentials["password"] = password;
    for (const auto& [key, user] : start.users) secrets.files["uds/" + kit::percent_encode(key)] = user.password;
    kit::ProviderPorts ports;
    ports.transport = std::make_shared<simulators::InProcessClient>(clock, simulator.answering(), engine::Duration(5));
    ports.clock = &clock;
    ports.random = &random;
    ports.secrets = &secrets;
    ports.tokens = &tokens;
    provider = make(spec, {}, ports).value();
  }

  // A user and all its parts.
  void want(const std::string& key, const uds::User& user) {
    const auto add = [&](std::string_view entity, std::string name) {
      scope.names.emplace_back("uds", std::string(entity), std::move(name));
    };
    add("user", key);
    for (const auto& device : user.devices) {
      const auto device_key = key + "/" + core::comparable(device.name, core::Compare::folded);
      add("device", device_key);
      for (const auto& line : device.lines) add("extension", device_key + "/" + dialled(line.number));
    }
    for (const auto& one : user.destinations) add("remote destination", key + "/" + dialled(one.destination));
  }
  void want_ordinary(std::size_t most) {
    for (const auto& [key, user] : start.users) {
      if (is_ordinary(user) && most-- > 0) want(key, user);
      if (most == 0) break;
    }
    std::ranges::sort(scope.names);
    const auto twice = std::ranges::unique(scope.names);
    scope.names.erase(twice.begin(), twice.end());
    scope.everything = true;
  }

  core::Result<core::Coverage> observe() {
    OneSink sink;
    auto coverage = clock.run(provider->observe(std::make_shared<const engine::Scope>(scope), sink));
    table = sink.finish();
    return coverage;
  }
  // Again as long as a server that is overloaded leaves something out.
  core::Result<core::Coverage> observe_well() {
    auto coverage = observe();
    for (int i = 0; i < 6 && !(coverage && coverage->unreadable.empty()); ++i) coverage = observe();
    return coverage;
  }
  core::Result<core::Fresh> read(const core::EntityKey& key, const std::string& id) {
    return clock.run(provider->read(key, core::RemoteId(id), nullptr));
  }
  core::Result<core::Receipt> write(core::Write write) {
    std::vector<core::Write> writes;
    writes.push_back(std::move(write));
    auto results = clock.run(provider->write(std::move(writes)));
    return std::move(results.at(0));
  }
  core::Write change_of(const std::string& user) {
    core::Write write;
    write.entity = core::EntityKey("uds", "user", user);
    write.name = user;
    write.id = core::RemoteId(user);
    auto fresh = read(write.entity, user);
    if (fresh) write.fresh = std::make_shared<const core::Fresh>(std::move(*fresh));
    return write;
  }
  void spoil(std::uint64_t seed, double rate) {
    simulators::FaultSettings faults;
    faults.seed = seed;
    faults.share(simulators::common_faults(), rate);
    faults.silence = engine::Duration(10'000);
    simulator.faults().change(faults);
    random = tests::SeededRandom(seed);
  }
  // Every request is refused before it is looked at.
  void turn_away() {
    simulators::FaultSettings faults;
    faults.set(simulators::FaultKind::connection_refused, 0.5);
    faults.set(simulators::FaultKind::too_many_requests, 0.5);
    simulator.faults().change(faults);
  }
  void set(const uds::QuirkSetting& quirk) {
    ASSERT_TRUE(uds::set_quirk(simulator.world().quirks, quirk.name, quirk.value)) << quirk.name;
  }
  [[nodiscard]] std::size_t wrong_logins() const {
    std::size_t count = 0;
    for (const auto& [key, user] : start.users) count += simulator_world().wrong_logins_of(key);
    return count;
  }
  [[nodiscard]] const uds::World& simulator_world() const { return const_cast<uds::Simulator&>(simulator).world(); }

  tests::VirtualClock clock;
  tests::SeededRandom random{1};
  uds::World start;
  uds::Simulator simulator;
  core::SystemSpec spec;
  FileSecrets secrets;
  tests::MemoryTokens tokens;
  std::unique_ptr<engine::Provider> provider;
  engine::Scope scope;
  core::Table table;
};

// Somebody with several devices, lines and a locale of the default.
std::string with_devices(const uds::World& world, std::size_t devices) {
  for (const auto& [key, user] : world.users) {
    if (is_ordinary(user) && !user.ldap_password && user.devices.size() >= devices) return key;
  }
  return {};
}

std::string comparable_cell(const core::FieldRule& rule, const core::Cell& cell) {
  if (cell.state == core::CellState::at_default) return rule.path.data() + std::string(" default");
  const auto value = rule.type == core::ValueType::records ? core::member_key(cell.value.view(), rule)
                                                           : core::comparable(cell.value.view(), rule.compare);
  return std::string(rule.path) + " " + value;
}

std::set<std::string> shown(const core::Table& table) {
  std::set<std::string> all;
  for (const auto& row : table.rows()) {
    if (row.entity > kRemoteDestination) continue;
    for (const auto& cell : table.cells(row)) {
      const auto& rule = catalog().entities[row.entity].fields[cell.field];
      all.insert(std::string(row.key.view()) + " " + comparable_cell(rule, cell));
    }
  }
  return all;
}

TEST(UdsUnderFaults, EveryQuirkAloneAndAllTogetherShowTheSame) {
  Cluster plain;
  plain.want_ordinary(12);
  ASSERT_TRUE(plain.observe_well());
  const auto expected = shown(plain.table);
  EXPECT_GT(expected.size(), 200U);
  const auto settings = uds::survivable_quirks();
  for (std::size_t i = 0; i <= settings.size(); ++i) {
    Cluster cluster;
    cluster.want_ordinary(12);
    for (std::size_t j = 0; j < settings.size(); ++j) {
      if (i == settings.size() || i == j) cluster.set(settings[j]);
    }
    const auto where =
        i < settings.size() ? std::string(settings[i].name) + " " + std::string(settings[i].value) : "all";
    const auto coverage = cluster.observe_well();
    ASSERT_TRUE(coverage) << where << coverage.error().what;
    EXPECT_TRUE(coverage->unreadable.empty()) << where << coverage->unreadable.front().what;
    const auto seen = shown(cluster.table);
    for (const auto& one : expected) EXPECT_TRUE(seen.contains(one)) << where << ": " << one;
    EXPECT_TRUE(uds::changes_by(cluster.simulator.world()).empty()) << where;
    EXPECT_EQ(cluster.wrong_logins(), 0U) << where;
  }
}

TEST(UdsUnderFaults, WhatIsThereIsNeverCalledAbsentAndNothingIsWritten) {
  int whole = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Cluster cluster(uds::generated_organisation(3 + seed % 12, seed));
    cluster.want_ordinary(20);
    Draw draw(seed);
    for (const auto& quirk : uds::survivable_quirks()) {
      if (draw.below(4) == 0) cluster.set(quirk);
    }
    cluster.spoil(seed, 0.03);
    const auto coverage = cluster.observe();
    ASSERT_TRUE(uds::changes_by(cluster.simulator.world()).empty()) << seed;
    ASSERT_EQ(cluster.wrong_logins(), 0U) << seed;
    if (!coverage) continue;
    whole += coverage->unreadable.empty() ? 1 : 0;
    for (const auto& name : cluster.scope.names) {
      const auto entity = catalog().find_entity(name.entity).value();
      if (entity == kRemoteDestination) continue;  // a 404 is how a user without any may be told
      const bool is_unreadable =
          std::ranges::any_of(coverage->unreadable, [&](const core::Error& error) { return error.where == name; });
      EXPECT_TRUE(is_unreadable || cluster.table.find(entity, name.name) != nullptr)
          << seed << " " << core::to_text(name);
    }
  }
  EXPECT_GT(whole, 20) << "and often enough everything is seen";
}

TEST(UdsUnderFaults, AWrongPasswordIsSentOnceWhateverElseHappens) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Cluster cluster(uds::generated_organisation(8, seed));
    cluster.want_ordinary(8);
    const std::string user = cluster.scope.names.back().name;
    cluster.secrets.files["uds/" + kit::percent_encode(user)] = "wrong";
    cluster.spoil(seed, seed % 2 == 0 ? 0.1 : 0);
    for (int i = 0; i < 4; ++i) {
      const auto coverage = cluster.observe();
      if (!coverage || seed % 2 == 0) continue;
      EXPECT_FALSE(coverage->unreadable.empty());
      for (const auto& error : coverage->unreadable) EXPECT_TRUE(error.where->name.starts_with(user));
      EXPECT_EQ(cluster.table.rows(kUser).size(), 7U);
    }
    // An answer that is lost on its way tells nothing, and the password is tried again then.
    EXPECT_LE(cluster.wrong_logins(), seed % 2 == 0 ? 3U : 1U) << seed;
    EXPECT_GE(cluster.wrong_logins(), seed % 2 == 0 ? 0U : 1U) << seed;
  }
}

TEST(UdsUnderFaults, NobodyEverSeesWhatIsAnothers) {
  Cluster cluster;
  cluster.want_ordinary(30);
  ASSERT_TRUE(cluster.observe_well());
  for (const auto& row : cluster.table.rows(kUser)) {
    const auto& user = cluster.start.users.at(std::string(row.key.view()));
    EXPECT_EQ(row.name.view(), user.user_id);
  }
  for (const auto& row : cluster.table.rows(kDevice)) {
    const std::string key(row.key.view());
    const auto& user = cluster.start.users.at(key.substr(0, key.find('/')));
    const auto id = std::string(row.remote_id.view()).substr(user.user_id.size() + 1);
    EXPECT_NE(uds::find_device(user, id), nullptr) << key;
  }
}

TEST(UdsUnderFaults, AServerThatMeansHarmIsBoundedAndShowsNothing) {
  for (const char* const attack :
       {"entity_bomb", "external_entity", "deep_xml", "huge_xml", "invalid_utf8", "cut_xml", "login_page"}) {
    Cluster cluster;
    cluster.want_ordinary(2);
    cluster.set({"attack", attack});
    const auto coverage = cluster.observe();
    EXPECT_TRUE(!coverage || !coverage->unreadable.empty()) << attack;
    EXPECT_TRUE(cluster.table.rows(kUser).empty()) << attack;
  }
}

core::Write some_write(Draw& draw, Cluster& cluster, const std::string& user) {
  core::Write write = cluster.change_of(user);
  switch (draw.below(4)) {
    case 0:
      write.fields.push_back(value_of(kUser, "user.callForwardAllDestination.destination", "4711"));
      break;
    case 1:
      write.fields.push_back(list_of(kUser, "speedDials", {R"({"index":"1","number":"4711"})"}));
      break;
    case 2:
      write.fields.push_back(secret_of("credentials.pin", "987654"));
      break;
    default:
      write.fields.push_back(value_of(kUser, "user.enableDoNotDisturb", "true"));
      write.fields.push_back(secret_of("conferencing.accessCode", "24681012"));
  }
  return write;
}

// What recovery builds on: an error that says "not sent" or "refused" is the truth.
TEST(UdsUnderFaults, AWriteThatIsNotInDoubtDidNothing) {
  int refused = 0;
  int doubtful = 0;
  int done = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    Cluster cluster;
    const auto user = with_devices(cluster.start, 2);
    Draw draw(seed);
    auto write = some_write(draw, cluster, user);
    ASSERT_NE(write.fresh, nullptr);
    const std::size_t resources = write.fields.size();
    seed % 5 == 0 ? cluster.turn_away() : cluster.spoil(seed, 0.3 + 0.2 * static_cast<double>(seed % 3));
    const auto result = cluster.write(std::move(write));
    const auto changes = uds::changes_by(cluster.simulator.world()).size();
    ASSERT_LE(changes, resources) << seed;
    std::size_t accepted = 0;
    bool in_doubt = false;
    if (result) {
      for (const auto& element : result->elements) {
        accepted += element.error ? 0 : 1;
        in_doubt = in_doubt || (element.error && element.error->delivery == Delivery::maybe_applied);
      }
      ++done;
      EXPECT_GE(changes, accepted) << seed;
      EXPECT_TRUE(in_doubt || changes == accepted) << seed;
    } else if (result.error().delivery == Delivery::maybe_applied) {
      ++doubtful;
    } else {
      ++refused;
      EXPECT_EQ(changes, 0U) << seed << ": " << result.error().what;
    }
  }
  EXPECT_GT(done, 30);
  EXPECT_GT(doubtful, 10);
  EXPECT_GT(refused, 5);
}

bool is_as_asked(const core::Fresh& fresh, const std::vector<core::FieldWrite>& fields) {
  return std::ranges::all_of(fields, [&](const core::FieldWrite& field) {
    core::FieldWish wish;
    wish.field = field.field;
    wish.kind = field.kind;
    wish.value = field.value;
    wish.set.include = field.members;
    const auto live = core::cells_of(fresh.table->cells(*fresh.row()), field.field);
    return core::is_fulfilled(wish, live, catalog().entities[kUser].fields[field.field]);
  });
}

std::vector<core::FieldWrite> some_fields() {
  std::vector<core::FieldWrite> fields;
  fields.push_back(value_of(kUser, "user.callForwardAllDestination.destination", "4711"));
  fields.push_back(value_of(kUser, "user.enableDoNotDisturb", "true"));
  fields.push_back(list_of(kUser, "speedDials", {R"({"index":"1","label":"Desk","number":"4711"})"}));
  return fields;
}

// The user has other speed dials before, which are to go.
TEST(UdsUnderFaults, AChangeTakesWithEveryQuirkAloneAndWithAllTogether) {
  const auto settings = uds::survivable_quirks();
  for (std::size_t i = 0; i <= settings.size(); ++i) {
    Cluster cluster;
    const auto user = with_devices(cluster.start, 2);
    for (std::size_t j = 0; j < settings.size(); ++j) {
      if (i == settings.size() || i == j) cluster.set(settings[j]);
    }
    for (auto& device : cluster.simulator.world().find_user(user)->devices) {
      device.speed_dials = {{2, {"a", "22", ""}}, {3, {"b", "33", "Three"}}};
    }
    const auto where =
        i < settings.size() ? std::string(settings[i].name) + " " + std::string(settings[i].value) : "all";
    bool taken = false;
    for (int attempt = 0; attempt < 5 && !taken; ++attempt) {
      auto write = cluster.change_of(user);
      if (write.fresh == nullptr) continue;
      write.fields = some_fields();
      static_cast<void>(cluster.write(std::move(write)));
      const auto after = cluster.read(core::EntityKey("uds", "user", user), user);
      taken = after && is_as_asked(*after, some_fields());
    }
    EXPECT_TRUE(taken) << where;
    for (const auto& difference : uds::differences(cluster.start, cluster.simulator.world())) {
      EXPECT_EQ(core::comparable(difference.name, core::Compare::folded), user) << where;
    }
  }
}

}  // namespace
}  // namespace muster::cucm_uds
