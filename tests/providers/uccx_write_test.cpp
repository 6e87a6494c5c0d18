// Teams: what is sent, what is kept, what is refused.
#include <nlohmann/json.hpp>

#include "tests/providers/uccx_fixture.h"

namespace muster::uccx {
namespace {

using core::Delivery;
using core::ErrorKind;
using core::WriteAction;
using nlohmann::json;

core::Write creation(std::string name) {
  core::Write write;
  write.entity = core::EntityKey("ccx", "team", name);
  write.name = std::move(name);
  write.action = WriteAction::create;
  write.fields.push_back(Site::primary("mkos"));
  write.fields.push_back(Site::members(team::secondary_supervisors, {"blind"}));
  write.fields.push_back(Site::members(team::agents, {"petra vance", "hana+mori"}));
  return write;
}

TEST(UccxWrite, ACreateIsOnePostWithEverythingAsked) {
  Site site;
  ASSERT_TRUE(site.observe());
  site.http->sent.clear();
  auto write = creation("Claims");
  write.fields[1].members = {"BLIND"};
  const auto receipt = site.write(std::move(write));
  ASSERT_TRUE(receipt) << receipt.error().what;
  EXPECT_EQ(site.lines(), (Names{"POST /adminapi/team"}));
  const auto* team = site.simulator.world().find_team("Claims");
  ASSERT_NE(team, nullptr);
  EXPECT_EQ(receipt->id.text, std::to_string(team->id));
  EXPECT_EQ(team->primary, "mkos");
  EXPECT_EQ(team->secondaries, (Names{"blind"})) << "as the server spells it";
  EXPECT_EQ(team->members, (Names{"petra vance", "hana+mori"}));
}

TEST(UccxWrite, TheIdOfANewTeamMayComeInAHeaderOrNotAtAll) {
  Site header;
  header.simulator.world().quirks.created_body = false;
  header.simulator.world().quirks.created_location = true;
  const auto receipt = header.write(creation("Claims"));
  ASSERT_TRUE(receipt) << receipt.error().what;
  EXPECT_EQ(receipt->id.text, std::to_string(header.simulator.world().find_team("Claims")->id));
  Site untold;
  untold.simulator.world().quirks.created_body = false;
  EXPECT_TRUE(untold.write(creation("Claims"))->id.empty());
}

TEST(UccxWrite, AnExistingNameIsAConflict) {
  Site site;
  const auto again = site.write(creation("Billing"));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::conflict);
  EXPECT_EQ(again.error().delivery, Delivery::refused);
  EXPECT_TRUE(site.changed().empty());
}

TEST(UccxWrite, ANameOfAnotherLengthIsNotSent) {
  for (const auto& name : {std::string(), std::string("  "), std::string(50, 'x')}) {
    Site site;
    const auto refused = site.write(creation(name));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
    EXPECT_EQ(refused.error().delivery, Delivery::not_sent);
    EXPECT_TRUE(site.http->sent.empty());
  }
  Site site;
  std::string wide;
  for (int i = 0; i < 49; ++i) wide += "ü";
  EXPECT_TRUE(site.write(creation(wide)));
}

TEST(UccxWrite, AnUpdateIsOnePutThatKeepsWhatWasRead) {
  Site site;
  auto write = site.change_of("Support");
  const auto before = json::parse(write.fresh->raw);
  write.fields.push_back(Site::members(team::secondary_supervisors, {"jörg.kühn", "sdahl"}));
  ASSERT_TRUE(site.write(std::move(write)));
  ASSERT_EQ(site.lines().size(), 1u);
  EXPECT_TRUE(site.lines()[0].starts_with("PUT /adminapi/team/"));
  const auto sent = json::parse(site.http->sent[0].body);
  auto rest = sent;
  rest.erase("secondarySupervisors");
  auto kept = before;
  kept.erase("secondarySupervisors");
  EXPECT_EQ(rest, kept) << "queues, flags, members, what muster does not know, and the primary supervisor";
  const auto& members = sent["secondarySupervisors"]["secondrySupervisor"];
  EXPECT_EQ(members[1]["refURL"], "https://ccx-pub.acme.example/adminapi/resource/sdahl") << "by the server's own name";
  EXPECT_EQ(site.changed(), (Names{"team Support secondarySupervisors"}));
}

TEST(UccxWrite, AnAgentMovesByThePutOfTheTeamThatGetsThem) {
  for (const auto omitted : {ccx::OmittedPart::cleared, ccx::OmittedPart::kept}) {
    Site site;
    site.simulator.world().quirks.omitted_part = omitted;
    auto members = site.simulator.world().find_team("Sales")->members;
    members.emplace_back("petra vance");
    auto write = site.change_of("Sales");
    write.fields.push_back(Site::members(team::agents, members));
    ASSERT_TRUE(site.write(std::move(write)));
    EXPECT_EQ(site.simulator.world().find_team("Sales")->members.size(), members.size());
    EXPECT_EQ(site.simulator.world().find_team("Sales")->csqs, site.start.find_team("Sales")->csqs);
  }
}

TEST(UccxWrite, EmptyPartsAreSaidInTheOtherFormWhereTheFirstDidNotTake) {
  for (const auto form : {ccx::ClearForm::either, ccx::ClearForm::omit, ccx::ClearForm::empty}) {
    Site site;
    site.simulator.world().find_team("Support")->secondaries = {"sdahl"};
    site.start = site.simulator.world();
    auto write = site.change_of("Support");
    write.fields.push_back(Site::primary(""));
    write.fields.push_back(Site::members(team::secondary_supervisors, {}));
    const auto receipt = site.write(std::move(write));
    ASSERT_TRUE(receipt) << receipt.error().what;
    EXPECT_TRUE(receipt->elements.empty()) << receipt->elements.at(0).error->what;
    EXPECT_EQ(site.simulator.world().find_team("Support")->primary, "") << static_cast<int>(form);
    EXPECT_TRUE(site.simulator.world().find_team("Support")->secondaries.empty());
    EXPECT_EQ(site.changed(), (Names{"team Support primarySupervisor", "team Support secondarySupervisors"}));
  }
}

TEST(UccxWrite, ClearingCostsOneReadMoreAndTwoRequestsMoreWhereItDidNotTake) {
  Site site;
  site.simulator.world().find_team("Support")->secondaries.clear();
  auto write = site.change_of("Support");
  write.fields.push_back(Site::primary(""));
  ASSERT_TRUE(site.write(std::move(write)));
  EXPECT_EQ(site.http->sent.size(), 2u);
  Site other;
  other.simulator.world().quirks.clear_form = ccx::ClearForm::empty;
  other.simulator.world().find_team("Support")->secondaries.clear();
  auto again = other.change_of("Support");
  again.fields.push_back(Site::primary(""));
  ASSERT_TRUE(other.write(std::move(again)));
  EXPECT_EQ(other.http->sent.size(), 4u);
  EXPECT_EQ(other.simulator.world().find_team("Support")->primary, "");
}

TEST(UccxWrite, WhatCannotBeClearedIsReported) {
  Site site;
  site.simulator.world().quirks.clear_form = ccx::ClearForm::never;
  site.simulator.world().find_team("Support")->secondaries.clear();
  auto write = site.change_of("Support");
  write.fields.push_back(Site::primary(""));
  const auto receipt = site.write(std::move(write));
  ASSERT_TRUE(receipt);
  ASSERT_EQ(receipt->elements.size(), 1u);
  EXPECT_EQ(receipt->elements[0].path, "primarySupervisor");
  EXPECT_EQ(receipt->elements[0].error->kind, ErrorKind::rejected);
}

TEST(UccxWrite, ABrokenRuleIsRefusedAndNotRepeated) {
  Site site;
  auto write = site.change_of("Support");
  write.fields.push_back(Site::primary("arook"));  // no supervisor
  const auto refused = site.write(std::move(write));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
  EXPECT_EQ(refused.error().delivery, Delivery::refused);
  EXPECT_NE(refused.error().what.find("not a supervisor"), std::string::npos) << refused.error().what;
  EXPECT_EQ(site.http->sent.size(), 1u);
}

TEST(UccxWrite, ErrorsAreReadInXmlToo) {
  Site site;
  site.simulator.world().quirks.errors_as_xml = true;
  auto write = site.change_of("Support");
  write.fields.push_back(Site::primary("arook"));
  const auto refused = site.write(std::move(write));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("not a supervisor"), std::string::npos) << refused.error().what;
}

TEST(UccxWrite, RemovingATeamWithoutAgentsIsOneDeleteAndWhatIsGoneIsRemoved) {
  Site site;
  auto without_agents = creation("Claims");
  without_agents.fields.pop_back();
  ASSERT_TRUE(site.write(std::move(without_agents)));
  auto write = site.change_of("Claims");
  write.action = WriteAction::remove;
  const auto id = write.id;
  ASSERT_TRUE(site.write(std::move(write)));
  EXPECT_EQ(site.lines(), (Names{"DELETE /adminapi/team/" + id.text}));
  core::Write again;
  again.entity = core::EntityKey("ccx", "team", "Claims");
  again.name = "Claims";
  again.id = id;
  again.action = WriteAction::remove;
  EXPECT_TRUE(site.write(std::move(again)));
  EXPECT_EQ(site.read("team", id.text).error().kind, ErrorKind::not_found);
}

TEST(UccxWrite, ATeamWithAgentsIsEmptiedBeforeItIsRemoved) {
  Site site;
  ASSERT_EQ(site.simulator.world().quirks.team_removal, ccx::TeamRemoval::refused);
  auto write = site.change_of("Billing");
  write.action = WriteAction::remove;
  site.http->sent.clear();
  const auto done = site.write(std::move(write));
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(site.lines().front().substr(0, 4), "PUT ");
  EXPECT_EQ(site.lines().back().substr(0, 7), "DELETE ");
  EXPECT_EQ(site.simulator.world().find_team("Billing"), nullptr);
}

TEST(UccxWrite, BothKindsOfSupervisorsGoOneAfterTheOtherWhereTheServerKnowsOnlyTheOldPrimary) {
  for (const int lag : {0, 3}) {  // seconds for which the first of them is not shown
    Site site;
    site.simulator.world().quirks.needs_current_primary = true;
    site.simulator.world().quirks.visibility_lag = std::chrono::seconds(lag);
    auto write = site.change_of("Billing");
    write.fields.push_back(Site::primary("blind"));
    write.fields.push_back(Site::members(team::secondary_supervisors, {"mkos"}));
    const auto done = site.write(std::move(write));
    ASSERT_TRUE(done) << done.error().what;
    const auto* team = site.simulator.world().find_team("Billing");
    EXPECT_EQ(team->primary, "blind") << lag;
    EXPECT_EQ(team->secondaries, Names{"mkos"}) << lag;
  }
}

TEST(UccxWrite, DefaultIsNeverRemovedNorItsMembersWritten) {
  Site site;
  auto removal = site.change_of("Default");
  removal.action = WriteAction::remove;
  EXPECT_EQ(site.write(std::move(removal)).error().delivery, Delivery::not_sent);
  auto change = site.change_of("Default");
  change.fields.push_back(Site::members(team::agents, {"mkos"}));
  EXPECT_EQ(site.write(std::move(change)).error().delivery, Delivery::not_sent);
  EXPECT_TRUE(site.http->sent.empty());
}

TEST(UccxWrite, ABare404IsNotGone) {
  Site site;
  auto write = site.change_of("Sales");
  write.action = WriteAction::remove;
  site.http->instead = [](const net::HttpRequest&) -> std::optional<WatchedHttp::Outcome> {
    return WatchedHttp::Outcome(net::HttpResponse(404, "<html>Not Found</html>"));
  };
  EXPECT_EQ(site.write(std::move(write)).error().kind, ErrorKind::rejected);
}

TEST(UccxWrite, APageInsteadOfAnAnswerLeavesTheWriteInDoubt) {
  Site site;
  auto write = site.change_of("Sales");
  write.fields.push_back(Site::primary("mkos"));
  site.http->instead = [](const net::HttpRequest&) -> std::optional<WatchedHttp::Outcome> {
    return WatchedHttp::Outcome(net::HttpResponse(200, "<html>please wait</html>"));
  };
  const auto doubtful = site.write(std::move(write));
  EXPECT_EQ(doubtful.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(doubtful.error().delivery, Delivery::maybe_applied);
}

TEST(UccxWrite, NothingIsPutWithoutAFreshRead) {
  Site site;
  auto write = site.change_of("Sales");
  write.fresh = nullptr;
  write.fields.push_back(Site::primary("mkos"));
  EXPECT_EQ(site.write(std::move(write)).error().delivery, Delivery::not_sent);
  EXPECT_TRUE(site.http->sent.empty());
}

}  // namespace
}  // namespace muster::uccx
