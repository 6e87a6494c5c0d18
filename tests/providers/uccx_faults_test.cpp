// The provider for UCCX against a simulated site on which everything goes wrong, in virtual time.
#include "providers/simulators/uccx/quirk_names.h"
#include "tests/providers/uccx_fixture.h"

namespace muster::uccx {
namespace {

using core::WriteAction;
using simulators::Draw;

void spoil(Site& site, std::uint64_t seed, double rate) {
  simulators::FaultSettings faults;
  faults.seed = seed;
  faults.share(simulators::common_faults(), rate);
  faults.silence = engine::Duration(10'000);
  site.simulator.faults().change(faults);
  site.random = tests::SeededRandom(seed);
}

void set(Site& site, const ccx::QuirkSetting& quirk) {
  ASSERT_TRUE(ccx::set_quirk(site.simulator.world().quirks, quirk.name, quirk.value)) << quirk.name;
}

// Everybody who is there, less who was left out because their presence is unknown.
void expect_whole(const Site& site, const core::Coverage& coverage, const std::string& where) {
  if (coverage.entities.at(kTeam).complete && coverage.unreadable.empty()) {
    EXPECT_EQ(site.table.rows(kTeam).size(), site.simulator.world().teams.size()) << where;
  }
  if (coverage.entities.at(kUser).complete) {
    EXPECT_EQ(site.table.rows(kUser).size(), site.simulator.world().users.size()) << where;
  }
}

TEST(UccxUnderFaults, EveryQuirkAloneAndAllTogetherShowTheSame) {
  Site plain;
  ASSERT_TRUE(plain.observe());
  const auto settings = ccx::survivable_quirks();
  for (std::size_t i = 0; i <= settings.size(); ++i) {
    Site site;
    for (std::size_t j = 0; j < settings.size(); ++j) {
      if (i == settings.size() || i == j) set(site, settings[j]);
    }
    const auto where =
        i < settings.size() ? std::string(settings[i].name) + " " + std::string(settings[i].value) : "all";
    auto coverage = site.observe();
    for (int again = 0; again < 5 && !coverage; ++again) coverage = site.observe();
    ASSERT_TRUE(coverage) << where << coverage.error().what;
    expect_whole(site, *coverage, where);
    EXPECT_TRUE(coverage->entities.at(kTeam).complete) << where << coverage->entities.at(kTeam).why_not;
    EXPECT_EQ(site.table.rows(kTeam).size(), plain.table.rows(kTeam).size()) << where;
    EXPECT_EQ(site.set_of(kTeam, "Support", team::agents), plain.set_of(kTeam, "Support", team::agents)) << where;
    EXPECT_EQ(site.set_of(kUser, "blind", user::roles), plain.set_of(kUser, "blind", user::roles)) << where;
    EXPECT_TRUE(ccx::changes_by(site.simulator.world()).empty()) << where;
  }
}

TEST(UccxUnderFaults, NeverCallsACutListingCompleteAndNeverWrites) {
  int complete = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    Site site(ccx::generated_organisation(3 + seed % 40, seed));
    Draw draw(seed);
    for (const auto& quirk : ccx::survivable_quirks()) {
      if (draw.below(4) == 0) set(site, quirk);
    }
    spoil(site, seed, 0.15);
    const auto coverage = site.observe();
    ASSERT_TRUE(ccx::changes_by(site.simulator.world()).empty()) << seed;
    if (!coverage) continue;
    complete += coverage->entities.at(kUser).complete && coverage->entities.at(kTeam).complete ? 1 : 0;
    const bool alone = ccx::changes_by(site.simulator.world(), simulators::kOtherAdministrator).empty();
    if (alone) expect_whole(site, *coverage, std::to_string(seed));
  }
  EXPECT_GT(complete, 20) << "and often enough it is complete";
}

core::Write some_write(Draw& draw, Site& site) {
  const auto kind = draw.below(4);
  if (kind == 0) return Site::roles_of("arook", {"Reporting"});
  core::Write write;
  write.entity = core::EntityKey("ccx", "team", "Claims");
  write.name = "Claims";
  write.action = WriteAction::create;
  write.fields.push_back(Site::primary("mkos"));
  if (kind == 1) return write;
  write = site.change_of("Sales");
  write.action = kind == 2 ? WriteAction::remove : WriteAction::update;
  if (kind == 3) write.fields.push_back(Site::primary("amoreau"));
  return write;
}

// What recovery builds on: an error that says "not sent" or "refused" is the truth, and nothing is done twice.
TEST(UccxUnderFaults, AWriteThatIsNotInDoubtDidNothing) {
  int refused = 0;
  int doubtful = 0;
  int done = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Site site;
    site.simulator.world().quirks.team_removal = ccx::TeamRemoval::moves_members;
    site.look();
    Draw draw(seed);
    auto write = some_write(draw, site);
    spoil(site, seed, 0.4);
    const std::size_t most = write.action == WriteAction::remove ? 2 : 1;  // agents are released before
    const auto result = site.write(std::move(write));
    const auto changes = ccx::changes_by(site.simulator.world(), std::string(ccx::kServiceAccount)).size();
    ASSERT_LE(changes, most) << seed;
    if (result) {
      ++done;
      EXPECT_EQ(changes, most) << seed;
    } else if (result.error().delivery == core::Delivery::maybe_applied) {
      ++doubtful;
    } else {
      ++refused;
      EXPECT_EQ(changes, 0u) << seed << ": " << result.error().what;
    }
  }
  EXPECT_GT(done, 50);
  EXPECT_GT(doubtful, 10);
  EXPECT_GT(refused, 5);
}

}  // namespace
}  // namespace muster::uccx
