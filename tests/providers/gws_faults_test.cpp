// The provider for Genesys Web Services against a simulated site on which everything goes wrong, in virtual time.
#include <gtest/gtest.h>

#include <memory>

#include "providers/genesys_gws/catalog.h"
#include "providers/genesys_gws/provider.h"
#include "providers/simulators/genesys_gws/compare.h"
#include "providers/simulators/genesys_gws/organisation.h"
#include "providers/simulators/genesys_gws/simulator.h"
#include "providers/simulators/in_process.h"
#include "tests/support/virtual_clock.h"

namespace muster::genesys_gws {
namespace {

namespace gws = simulators::gws;
using core::WriteAction;
using simulators::Draw;

class Rows final : public engine::PageSink {
 public:
  [[nodiscard]] core::TableBuilder& rows() override { return builder_; }
  void page_read(std::string_view, std::size_t) override {}
  [[nodiscard]] core::Table finish() { return builder_.finish(); }

 private:
  core::TableBuilder builder_;
};

struct Played {
  Played(std::uint64_t seed, std::size_t people, double rate)
      : draw(seed), random(seed), simulator(gws::generated_organisation(people, seed)) {
    simulators::FaultSettings faults;
    faults.seed = seed;
    faults.share(simulators::common_faults(), rate);
    faults.silence = engine::Duration(10'000);
    simulator.faults().change(faults);
    core::SystemSpec spec;
    spec.name = "gws";
    spec.url = "https://gws.example";
    spec.budget = {0, 100, 4};
    spec.settings["pageSize"] = static_cast<std::int64_t>(1 + draw.below(30));
    kit::Credentials credentials;
    credentials.emplace("username", core::Secret(std::string(gws::kServiceAccount)));
    credentials.emplace("password", core::Secret(std::string(gws::kServicePassword)));
    kit::ProviderPorts ports;
    ports.transport = std::make_shared<simulators::InProcessClient>(clock, simulator.answering(), engine::Duration(10));
    ports.clock = &clock;
    ports.random = &random;
    provider = make(spec, std::move(credentials), ports).value();
  }

  void add_quirks() {
    auto& quirks = simulator.world().quirks;
    quirks.csrf = draw.below(2) == 0;
    quirks.sticky_cookie = draw.below(2) == 0;
    quirks.page_cap = draw.below(2) == 0 ? 0 : 1 + draw.below(20);
    quirks.ignores_offset = draw.below(6) == 0;
    quirks.ignores_limit = draw.below(6) == 0;
    quirks.reordering = static_cast<gws::Reordering>(draw.below(3));
    quirks.forbidden_status = draw.below(2) == 0 ? 400 : 403;
    quirks.omits_defaults = draw.below(2) == 0;
  }

  core::Result<core::Coverage> observe(Rows& rows) {
    auto scope = std::make_shared<engine::Scope>();
    scope->everything = draw.below(2) == 0;
    scope->fields = {{kUser, field::roles}};
    return clock.run(provider->observe(std::move(scope), rows));
  }

  tests::VirtualClock clock;
  Draw draw;
  tests::SeededRandom random;
  gws::Simulator simulator;
  std::unique_ptr<engine::Provider> provider;
};

// Where the site itself hides people behind a cap that it applies to every answer, no client can know; such sites
// are left out.
bool can_be_known(const gws::Quirks& quirks) { return quirks.page_cap == 0 || !quirks.ignores_offset; }

TEST(GwsUnderFaults, NeverCallsACutListingComplete) {
  int complete = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Played played(seed, 3 + seed % 60, 0.15);
    played.add_quirks();
    if (!can_be_known(played.simulator.world().quirks)) continue;
    Rows rows;
    const auto coverage = played.observe(rows);
    const auto table = rows.finish();
    if (!coverage || !coverage->entities.at(kUser).complete) continue;
    ++complete;
    ASSERT_EQ(table.rows().size() + coverage->unreadable.size(), played.simulator.world().users.size()) << seed;
  }
  EXPECT_GT(complete, 40) << "and often enough it is complete";
}

TEST(GwsUnderFaults, ObservingNeverWrites) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Played played(seed, 20, 0.3);
    played.add_quirks();
    Rows rows;
    (void)played.observe(rows);
    ASSERT_TRUE(gws::changes_by(played.simulator.world()).empty()) << seed;
  }
}

core::FieldWrite text(core::FieldIndex index, std::string value) {
  core::FieldWrite write;
  write.field = index;
  write.value = std::move(value);
  return write;
}

core::Write some_write(Draw& draw, const gws::World& world) {
  const auto& person = world.users.slots()[1 + draw.below(world.users.slots().size() - 1)];
  core::Write write;
  write.action = static_cast<WriteAction>(draw.below(3));
  write.name = write.action == WriteAction::create ? "new@acme.example" : person.user_name;
  write.entity = core::EntityKey("gws", "user", write.name);
  if (write.action != WriteAction::create) write.id = core::RemoteId(person.id);
  if (write.action == WriteAction::remove) return write;
  write.fields.push_back(text(field::first_name, "Changed"));
  write.fields.push_back(text(field::last_name, "Name"));
  core::FieldWrite roles;
  roles.field = field::roles;
  roles.kind = core::WishKind::set;
  roles.members = {"ROLE_AGENT"};
  write.fields.push_back(std::move(roles));
  if (write.action == WriteAction::create) {
    core::FieldWrite password;
    password.field = field::password;
    password.kind = core::WishKind::secret;
    password.secret = core::Secret("a long password");
    write.fields.push_back(std::move(password));
  }
  return write;
}

// What recovery builds on: an error that says "not sent" or "refused" is the truth, and nothing is done twice.
TEST(GwsUnderFaults, AWriteThatIsNotInDoubtDidNothingAndASuccessDidItOnce) {
  int refused = 0;
  int doubtful = 0;
  int done = 0;
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    Played played(seed, 8, 0.5);
    played.simulator.world().quirks.csrf = seed % 2 == 0;
    std::vector<core::Write> writes;
    writes.push_back(some_write(played.draw, played.simulator.world()));
    const auto results = played.clock.run(played.provider->write(std::move(writes)));
    ASSERT_EQ(results.size(), 1u);
    const auto changes = gws::changes_by(played.simulator.world()).size();
    ASSERT_LE(changes, 1u) << seed;
    if (results[0]) {
      ++done;
      ASSERT_EQ(changes, 1u) << seed;
    } else if (results[0].error().delivery == core::Delivery::maybe_applied) {
      ++doubtful;
    } else {
      ++refused;
      ASSERT_EQ(changes, 0u) << seed << ": " << results[0].error().what;
    }
  }
  EXPECT_GT(done, 100);
  EXPECT_GT(doubtful, 20);
  EXPECT_GT(refused, 5);
}

}  // namespace
}  // namespace muster::genesys_gws
