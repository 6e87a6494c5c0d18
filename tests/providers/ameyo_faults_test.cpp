// The provider for Ameyo against a simulated server on which everything goes wrong, in virtual time.
#include "providers/simulators/ameyo/quirk_names.h"
#include "tests/providers/ameyo_fixture.h"

namespace muster::ameyo {
namespace {

using core::WriteAction;
using simulators::Draw;

void spoil(Centre& centre, std::uint64_t seed, double rate) {
  simulators::FaultSettings faults;
  faults.seed = seed;
  faults.share(simulators::common_faults(), rate);
  faults.silence = engine::Duration(10'000);
  centre.simulator.faults().change(faults);
  centre.random = tests::SeededRandom(seed);
}

void set(Centre& centre, const sim::QuirkSetting& quirk) {
  ASSERT_TRUE(sim::set_quirk(centre.world().quirks, quirk.name, quirk.value)) << quirk.name;
}

std::size_t users_of(const sim::World& world) {
  return static_cast<std::size_t>(std::ranges::count_if(
      world.users, [](const auto& user) { return !user.second.removed && user.second.center == sim::kCenter; }));
}

void expect_whole(const Centre& centre, const core::Coverage& coverage, const std::string& where) {
  if (coverage.entities.at(kUser).complete && coverage.unreadable.empty()) {
    EXPECT_EQ(centre.table.rows(kUser).size(), users_of(centre.world())) << where;
  }
  if (coverage.entities.at(kGroup).complete && coverage.unreadable.empty()) {
    EXPECT_EQ(centre.table.rows(kGroup).size(), centre.world().groups.size()) << where;
  }
}

TEST(AmeyoUnderFaults, EveryQuirkAloneAndAllTogetherShowTheSame) {
  Centre plain;
  ASSERT_TRUE(plain.observe());
  const auto settings = sim::survivable_quirks();
  for (std::size_t i = 0; i <= settings.size(); ++i) {
    Centre centre;
    bool by_ui = false;
    for (std::size_t j = 0; j < settings.size(); ++j) {
      if (i != settings.size() && i != j) continue;
      set(centre, settings[j]);
      by_ui = by_ui || settings[j].name == "secureMode";
    }
    if (by_ui) centre.spec.settings["login"] = std::string("ui");
    centre.connect();
    const auto where =
        i < settings.size() ? std::string(settings[i].name) + " " + std::string(settings[i].value) : "all";
    auto coverage = centre.observe();
    for (int again = 0; again < 5 && !(coverage && coverage->entities.at(kUser).complete); ++again) {
      centre.clock.run(centre.clock.sleep(std::chrono::minutes(1)));
      coverage = centre.observe();
    }
    ASSERT_TRUE(coverage) << where << coverage.error().what;
    expect_whole(centre, *coverage, where);
    EXPECT_TRUE(coverage->entities.at(kUser).complete) << where << coverage->entities.at(kUser).why_not;
    EXPECT_TRUE(coverage->entities.at(kGroup).complete) << where << coverage->entities.at(kGroup).why_not;
    EXPECT_EQ(centre.set_of(kGroup, "Billing", kSupervisors), plain.set_of(kGroup, "Billing", kSupervisors)) << where;
    EXPECT_EQ(centre.set_of(kUser, "mkos", kSkills), plain.set_of(kUser, "mkos", kSkills)) << where;
    EXPECT_TRUE(sim::changes_by(centre.world()).empty()) << where;
  }
}

TEST(AmeyoUnderFaults, NeverCallsACutListingCompleteAndNeverWrites) {
  int complete = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    Centre centre(sim::generated_organisation(3 + seed % 40, seed));
    Draw draw(seed);
    for (const auto& quirk : sim::survivable_quirks()) {
      if (quirk.name != "secureMode" && draw.below(4) == 0) set(centre, quirk);
    }
    centre.connect();
    spoil(centre, seed, 0.15);
    const auto coverage = centre.observe();
    ASSERT_TRUE(sim::changes_by(centre.world()).empty()) << seed;
    if (!coverage) continue;
    complete += coverage->entities.at(kUser).complete && coverage->entities.at(kGroup).complete ? 1 : 0;
    const bool alone = sim::changes_by(centre.world(), simulators::kOtherAdministrator).empty();
    if (alone) expect_whole(centre, *coverage, std::to_string(seed));
  }
  EXPECT_GT(complete, 20) << "and often enough it is complete";
}

TEST(AmeyoUnderFaults, AServerThatMeansHarmHarmsNobody) {
  for (const auto attack : {sim::Attack::login_page, sim::Attack::deep_json, sim::Attack::invalid_utf8,
                            sim::Attack::redirect, sim::Attack::huge_numbers}) {
    Centre centre;
    centre.look();
    centre.world().quirks.attack = attack;
    const auto coverage = centre.observe();
    const bool complete = coverage && coverage->entities.at(kUser).complete && coverage->unreadable.empty();
    EXPECT_FALSE(complete) << static_cast<int>(attack);
    EXPECT_LT(centre.http->sent.size(), 20u) << static_cast<int>(attack);
    EXPECT_TRUE(sim::changes_by(centre.world()).empty());
  }
}

core::Write some_write(Draw& draw, Centre& centre) {
  switch (draw.below(6)) {
    case 0:
      return Centre::new_user("new.joiner");
    case 1: {
      auto write = centre.change_of("user", "fober");
      write.fields.push_back(Centre::value(kUserName, "F. Ober"));
      return write;
    }
    case 2: {
      auto write = centre.change_of("user", "pnair");
      write.action = WriteAction::remove;
      return write;
    }
    case 3:
      return Centre::new_group("Claims");
    case 4: {
      auto write = centre.change_of("group", "Billing");
      write.fields.push_back(Centre::delta(kAgents, {"fober"}));
      return write;
    }
    default: {
      auto write = centre.change_of("group", "Billing");
      write.action = WriteAction::remove;
      return write;
    }
  }
}

// Faults in most requests, and more of those that refuse than of the others: each is repeated a few times.
void spoil_writes(Centre& centre, std::uint64_t seed) {
  using simulators::FaultKind;
  simulators::FaultSettings faults;
  faults.seed = seed;
  faults.set(FaultKind::connection_refused, 0.35);
  faults.set(FaultKind::too_many_requests, 0.2);
  for (const auto kind : {FaultKind::server_error_after, FaultKind::reset_after, FaultKind::silence_before,
                          FaultKind::vendor_error_before, FaultKind::vendor_error_after, FaultKind::session_expired}) {
    faults.set(kind, 0.05);
  }
  faults.silence = engine::Duration(10'000);
  centre.simulator.faults().change(faults);
  centre.random = tests::SeededRandom(seed);
}

// What recovery builds on: an error that says "not sent" or "refused" is the truth, and nothing is done twice.
TEST(AmeyoUnderFaults, AWriteThatIsNotInDoubtDidNothing) {
  int refused = 0;
  int doubtful = 0;
  int done = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Centre centre;
    centre.world().sessions.clear();
    centre.spec.settings["groupUserIds"] = std::string("userId");
    centre.connect();
    centre.look();
    Draw draw(seed);
    auto write = some_write(draw, centre);
    spoil_writes(centre, seed);
    const auto result = centre.write(std::move(write));
    std::size_t changes = 0;
    for (const auto& happening : sim::changes_by(centre.world(), sim::kServiceAccount)) {
      changes += happening.entity == "session" ? 0 : 1;
    }
    ASSERT_LE(changes, 1u) << seed;
    if (result) {
      ++done;
      const bool told =
          std::ranges::any_of(result->elements, [](const auto& element) { return element.error.has_value(); });
      EXPECT_TRUE(changes == 1 || told) << seed;
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
}  // namespace muster::ameyo
