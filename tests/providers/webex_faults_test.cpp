// The provider for Webex against a simulated organisation on which everything goes wrong, in virtual time.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>

#include "providers/simulators/in_process.h"
#include "providers/simulators/webex/ids.h"
#include "providers/simulators/webex/organisation.h"
#include "providers/simulators/webex/simulator.h"
#include "providers/webex/catalog.h"
#include "providers/webex/provider.h"
#include "tests/support/virtual_clock.h"

namespace muster::webex {
namespace {

namespace sim = simulators::webex;
using core::WriteAction;
using simulators::Draw;
using Names = std::vector<std::string>;

class Rows final : public engine::PageSink {
 public:
  [[nodiscard]] core::TableBuilder& rows() override { return builder_; }
  void page_read(std::string_view, std::size_t) override {}
  [[nodiscard]] core::Table finish() { return builder_.finish(); }

 private:
  core::TableBuilder builder_;
};

using AddQuirk = void (*)(sim::Quirks& quirks, Draw& draw);

struct NamedQuirk {
  const char* name;
  AddQuirk add;
};

const std::array kQuirks = {
    NamedQuirk{"NoLinks", [](sim::Quirks& q, Draw&) { q.supervisor_links = false; }},
    NamedQuirk{"RelativeLinks", [](sim::Quirks& q, Draw&) { q.relative_links = true; }},
    NamedQuirk{"LostFilters", [](sim::Quirks& q, Draw&) { q.next_omits_filters = true; }},
    NamedQuirk{"SmallPages", [](sim::Quirks& q, Draw& draw) { q.page_cap = 1 + draw.below(9); }},
    NamedQuirk{"Reordering", [](sim::Quirks& q, Draw&) { q.reorders_page = true; }},
    NamedQuirk{"NoRolesListed", [](sim::Quirks& q, Draw&) { q.list_shows_roles = false; }},
    NamedQuirk{"NoDetailId", [](sim::Quirks& q, Draw&) { q.omits_detail_id = true; }},
    NamedQuirk{"RepeatedPages", [](sim::Quirks& q, Draw&) { q.repeats_page = true; }},
    NamedQuirk{"EndlessPages", [](sim::Quirks& q, Draw&) { q.endless_pages = true; }},
    NamedQuirk{"ForeignLinks", [](sim::Quirks& q, Draw&) { q.foreign_links = true; }},
    NamedQuirk{"WrongCounts", [](sim::Quirks& q, Draw&) { q.agent_count_error = 1; }},
    NamedQuirk{"PaddedIds", [](sim::Quirks& q, Draw&) { q.padded_ids = true; }},
    NamedQuirk{"UpperCase", [](sim::Quirks& q, Draw&) { q.upper_case_uuids = true; }},
    NamedQuirk{"OtherCluster", [](sim::Quirks& q, Draw&) { q.cluster = "urn:TEAM:us-west-2_r"; }},
    NamedQuirk{"TextBooleans", [](sim::Quirks& q, Draw&) { q.login_as_text = true; }},
    NamedQuirk{"HtmlErrors", [](sim::Quirks& q, Draw&) { q.error_shape = sim::ErrorShape::html; }},
};

struct Played {
  Played(std::uint64_t seed, std::size_t people, double rate)
      : draw(seed), random(seed), simulator(sim::generated_organisation(people, seed)) {
    simulators::FaultSettings faults;
    faults.seed = seed;
    faults.share(simulators::common_faults(), rate);
    faults.set(simulators::FaultKind::second_administrator, 0);
    faults.silence = engine::Duration(10'000);
    simulator.faults().change(faults);
    core::SystemSpec spec;
    spec.name = "webex";
    spec.url = "https://webexapis.com";
    spec.budget = {0, 100, 4};
    spec.settings["pageSize"] = static_cast<std::int64_t>(1 + draw.below(30));
    kit::Credentials credentials;
    credentials.emplace("token", core::Secret(std::string(sim::kToken)));
    kit::ProviderPorts ports;
    ports.transport = std::make_shared<simulators::InProcessClient>(clock, simulator.answering(), engine::Duration(10));
    ports.clock = &clock;
    ports.random = &random;
    provider = make(spec, std::move(credentials), ports).value();
  }

  tests::VirtualClock clock;
  Draw draw;
  tests::SeededRandom random;
  sim::Simulator simulator;
  std::unique_ptr<engine::Provider> provider;
};

Names agents_in(const core::Table& table, const core::Row& row) {
  Names names;
  for (const auto& cell : table.cells(row)) {
    if (cell.kind == core::CellKind::member) names.emplace_back(cell.value.view());
  }
  std::ranges::sort(names);
  return names;
}

// Whatever is said to be complete is complete, and whatever set of agents is shown is the true one.
int check(Played& played, std::uint64_t seed) {
  Rows rows;
  auto scope = std::make_shared<engine::Scope>();
  scope->everything = true;
  const auto coverage = played.clock.run(played.provider->observe(std::move(scope), rows));
  const auto table = rows.finish();
  if (!coverage) return 0;
  const auto& world = played.simulator.world();
  int complete = 0;
  for (const auto tier : {sim::Tier::basic, sim::Tier::customer_assist}) {
    const auto entity = tier == sim::Tier::basic ? kBasicSupervisor : kAssistSupervisor;
    if (coverage->entities.at(entity).complete) {
      ++complete;
      EXPECT_EQ(table.rows(entity).size(), world.supervisors(tier).size()) << seed;
    }
    for (const auto& row : table.rows(entity)) {
      if (table.cells(row).empty()) continue;
      Names wanted;
      for (const auto& uuid : world.supervisor(tier, world.people.find_email(row.key.view())->uuid)->agents) {
        wanted.push_back(sim::name_of(world, uuid));
      }
      std::ranges::sort(wanted);
      EXPECT_EQ(agents_in(table, row), wanted) << seed;
    }
  }
  if (coverage->entities.at(kPerson).complete) {
    EXPECT_EQ(table.rows(kPerson).size(), world.people.size()) << seed;
  }
  EXPECT_TRUE(sim::changes_by(world).empty()) << "observing never writes";
  return complete;
}

class WebexUnderFaults : public testing::TestWithParam<NamedQuirk> {};

TEST_P(WebexUnderFaults, NothingThatWasCutLooksComplete) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Played played(seed, 25 + seed % 40, 0.15);
    GetParam().add(played.simulator.world().quirks, played.draw);
    (void)check(played, seed);
  }
}

INSTANTIATE_TEST_SUITE_P(Quirks, WebexUnderFaults, testing::ValuesIn(kQuirks),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(WebexUnderAllFaults, OftenEnoughItIsComplete) {
  int complete = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    Played played(seed, 25 + seed % 40, 0.15);
    for (const auto& quirk : kQuirks) {
      const std::string_view name = quirk.name;
      const bool attack = name == "RepeatedPages" || name == "ForeignLinks" || name == "WrongCounts";
      if (!attack && played.draw.below(3) == 0) quirk.add(played.simulator.world().quirks, played.draw);
    }
    complete += check(played, seed);
  }
  EXPECT_GT(complete, 20);
}

core::Write some_write(Draw& draw, const sim::World& world) {
  const auto tier = draw.below(2) == 0 ? sim::Tier::basic : sim::Tier::customer_assist;
  const auto entity = std::string(sim::entity_of(tier));
  core::Write write;
  write.action = static_cast<WriteAction>(draw.below(3));
  const auto supervisor = world.supervisors(tier).begin()->first;
  const auto& person =
      write.action == WriteAction::create ? world.people.slots().at(2) : *world.people.find(supervisor);
  write.name = person.email();
  write.entity = core::EntityKey("webex", entity, write.name);
  if (write.action != WriteAction::create) write.id = core::RemoteId(sim::person_id(world, person.uuid));
  if (write.action == WriteAction::remove) return write;
  core::FieldWrite agents;
  agents.kind = core::WishKind::set;
  agents.members = agents.added = {world.people.slots().at(4).email(), world.people.slots().at(12).email()};
  write.fields.push_back(std::move(agents));
  return write;
}

// What recovery builds on: an error that says "not sent" or "refused" is the truth.
TEST(WebexUnderAllFaults, AWriteThatIsNotInDoubtDidNothing) {
  int refused = 0;
  int doubtful = 0;
  int done = 0;
  for (std::uint64_t seed = 1; seed <= 250; ++seed) {
    Played played(seed, 45, 0.4);
    std::vector<core::Write> writes;
    writes.push_back(some_write(played.draw, played.simulator.world()));
    const bool removes = writes[0].action == WriteAction::remove;
    const auto results = played.clock.run(played.provider->write(std::move(writes)));
    ASSERT_EQ(results.size(), 1u);
    const auto changes = sim::changes_by(played.simulator.world()).size();
    ASSERT_LE(changes, 2u) << seed;
    if (results[0]) {
      ++done;
      if (removes) {
        ASSERT_EQ(changes, 1u) << seed;
      }
    } else if (results[0].error().delivery == core::Delivery::maybe_applied) {
      ++doubtful;
    } else {
      ++refused;
      ASSERT_EQ(changes, 0u) << seed << ": " << results[0].error().what;
    }
    EXPECT_FALSE(played.simulator.world().delete_all_received);
  }
  EXPECT_GT(done, 50);
  EXPECT_GT(doubtful, 5);
  EXPECT_GT(refused, 5);
}

}  // namespace
}  // namespace muster::webex
