// What the provider for UCCX makes of a site, and what it asks for.
#include "tests/providers/uccx_fixture.h"

namespace muster::uccx {
namespace {

TEST(UccxObserve, TwoListsAreEnoughWithoutRoles) {
  Site site(ccx::sample_organisation(), false);
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage) << coverage.error().what;
  EXPECT_EQ(site.lines(), (Names{"GET /adminapi/resource", "GET /adminapi/team"}));
  EXPECT_EQ(coverage->requests, 2);
  EXPECT_TRUE(coverage->entities.at(kUser).complete) << coverage->entities.at(kUser).why_not;
  EXPECT_TRUE(coverage->entities.at(kTeam).complete) << coverage->entities.at(kTeam).why_not;
  EXPECT_EQ(site.set_of(kUser, "mkos", user::roles), std::nullopt);
  EXPECT_EQ(site.set_of(kUser, "mkos", user::capabilities), (Names{"Agent", "Supervisor"}));
  EXPECT_EQ(site.set_of(kUser, "arook", user::capabilities), (Names{"Agent"}));
  EXPECT_TRUE(site.changed().empty());
}

TEST(UccxObserve, ATeamHasItsLeaderAndMembersAsTheResourcesAreSpelled) {
  Site site(ccx::sample_organisation(), false);
  ASSERT_TRUE(site.observe());
  const auto* billing = site.row(kTeam, "Billing");
  ASSERT_NE(billing, nullptr);
  EXPECT_EQ(billing->remote_id.view(), std::to_string(site.simulator.world().find_team("Billing")->id));
  const auto primary = core::cells_of(site.table.cells(*billing), team::primary_supervisor);
  ASSERT_EQ(primary.size(), 1u);
  EXPECT_EQ(primary[0].value.view(), "mkos");
  EXPECT_EQ(site.set_of(kTeam, "Billing", team::agents)->size(), 8u);
  const auto support = *site.set_of(kTeam, "Support", team::agents);
  for (const auto* odd : {"jonas@acme.example", "jörg.kühn", "hana+mori"}) {
    EXPECT_EQ(std::ranges::count(support, odd), 1) << odd;
  }
}

TEST(UccxObserve, NobodyLeadsIsTheDefaultAndTheMembersOfDefaultAreNotShown) {
  Site site(ccx::sample_organisation(), false);
  ASSERT_TRUE(site.observe());
  const auto* row = site.row(kTeam, "Default");
  ASSERT_NE(row, nullptr);
  const auto primary = core::cells_of(site.table.cells(*row), team::primary_supervisor);
  ASSERT_EQ(primary.size(), 1u);
  EXPECT_EQ(primary[0].state, core::CellState::at_default);
  EXPECT_EQ(primary[0].value.view(), "");
  EXPECT_EQ(site.set_of(kTeam, "Default", team::agents), std::nullopt);
  EXPECT_EQ(site.set_of(kTeam, "Default", team::secondary_supervisors), Names{});
}

TEST(UccxObserve, EveryWayOfWritingTheListsIsTheSame) {
  Site plain(ccx::sample_organisation(), false);
  ASSERT_TRUE(plain.observe());
  const auto agents = plain.set_of(kTeam, "Support", team::agents);
  const std::vector<std::function<void(ccx::Quirks&)>> ways = {
      [](auto& quirks) { quirks.single_as_object = false; },
      [](auto& quirks) { quirks.empty_list = ccx::EmptyList::empty_object; },
      [](auto& quirks) { quirks.reference_name = ccx::ReferenceName::user_id; },
      [](auto& quirks) { quirks.plus_for_space = false; },
      [](auto& quirks) { quirks.team_form = ccx::TeamForm::name; },
      [](auto& quirks) { quirks.shuffled_lists = true; },
      [](auto& quirks) { quirks.numbers_as_text = true; },
      [](auto& quirks) { quirks.self_url = "https://10.0.0.1:8443"; },
      [](auto& quirks) { quirks.charset = ccx::Charset::none; },
      [](auto& quirks) { quirks.charset = ccx::Charset::wrong; },
      [](auto& quirks) { quirks.list_summaries = true; },
      [](auto& quirks) { quirks.version = ccx::Version::v12_0; }};
  for (std::size_t i = 0; i < ways.size(); ++i) {
    Site site(ccx::sample_organisation(), false);
    ways[i](site.simulator.world().quirks);
    const auto coverage = site.observe();
    ASSERT_TRUE(coverage) << i << coverage.error().what;
    EXPECT_TRUE(coverage->entities.at(kTeam).complete) << i << coverage->entities.at(kTeam).why_not;
    EXPECT_EQ(site.set_of(kTeam, "Support", team::agents), agents) << i;
    EXPECT_EQ(site.table.rows().size(), plain.table.rows().size()) << i;
  }
}

TEST(UccxObserve, ReadsTeamsByThemselvesWhereTheListIsOfSummaries) {
  Site site(ccx::sample_organisation(), false);
  site.simulator.world().quirks.list_summaries = true;
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.http->sent.size(), 2 + site.simulator.world().teams.size());
  EXPECT_EQ(site.set_of(kTeam, "Billing", team::agents)->size(), 8u);
}

TEST(UccxObserve, ASupervisorsPartOfTheListsIsNotComplete) {
  Site site(ccx::sample_organisation(), false);
  site.http->instead = [&](const net::HttpRequest& request) -> std::optional<WatchedHttp::Outcome> {
    if (request.target != "/adminapi/resource") return std::nullopt;
    net::HttpResponse answer(200, R"({"resource":{"userID":"mkos","type":2}})");
    answer.headers.add("Content-Type", "application/json");
    return WatchedHttp::Outcome(std::move(answer));
  };
  const auto coverage = site.observe();
  ASSERT_TRUE(coverage);
  EXPECT_FALSE(coverage->entities.at(kTeam).complete);
  EXPECT_FALSE(coverage->entities.at(kUser).complete);
  EXPECT_NE(coverage->entities.at(kTeam).why_not.find("administrator"), std::string::npos);
}

TEST(UccxObserve, AnEmptyAnswerIsNeverAnEmptySite) {
  for (const char* body : {"{}", R"({"@type":"teams"})", R"({"team":[]})", R"({"other":1})", R"({"team":[{}]})"}) {
    Site site(ccx::sample_organisation(), false);
    site.http->instead = [&](const net::HttpRequest& request) -> std::optional<WatchedHttp::Outcome> {
      if (request.target != "/adminapi/team") return std::nullopt;
      return WatchedHttp::Outcome(net::HttpResponse(200, body));
    };
    const auto coverage = site.observe();
    ASSERT_TRUE(coverage) << body;
    EXPECT_FALSE(coverage->entities.at(kTeam).complete) << body;
    EXPECT_FALSE(coverage->entities.at(kTeam).why_not.empty()) << body;
  }
}

TEST(UccxObserve, AServerThatStartsIsUnavailable) {
  Site site;
  site.simulator.world().quirks.starting_answers = 100;
  const auto coverage = site.observe();
  ASSERT_FALSE(coverage);
  EXPECT_EQ(coverage.error().kind, core::ErrorKind::unavailable);
}

TEST(UccxObserve, ARefusedPasswordIsAuthAndIsNotTriedOnThePages) {
  Site site;
  site.connect("wrong");
  EXPECT_EQ(site.observe().error().kind, core::ErrorKind::auth);
  EXPECT_EQ(site.observe().error().delivery, core::Delivery::not_sent);
  EXPECT_LT(site.http->sent.size(), 3u);
  EXPECT_FALSE(site.simulator.world().is_locked());
}

TEST(UccxObserve, DoubledNamesStayTwoRows) {
  auto world = ccx::sample_organisation();
  ccx::User twin;
  twin.id = "MKOS";
  twin.first_name = "Other";
  twin.last_name = "Kos";
  twin.extension = "4999";
  twin.roles = {"Agent"};
  ccx::add_user(world, twin);
  Site site(std::move(world));
  ASSERT_TRUE(site.observe());
  EXPECT_TRUE(site.table.is_ambiguous(kUser, "mkos"));
}

TEST(UccxObserve, WhoLeadsATeamIsThereWithoutAnExtension) {
  auto world = ccx::sample_organisation();
  world.find_team("Sales")->secondaries.emplace_back("imandic");
  Site site(std::move(world), false);
  ASSERT_TRUE(site.observe());
  EXPECT_EQ(site.set_of(kUser, "imandic", user::capabilities), (Names{"Supervisor"}));
  EXPECT_EQ(site.read("user", "imandic").error().kind, core::ErrorKind::not_found);
}

TEST(UccxObserve, ReadingOneShowsWhatTheListingShows) {
  Site site;
  ASSERT_TRUE(site.observe());
  for (const auto& row : site.table.rows()) {
    const auto entity = row.entity == kTeam ? "team" : "user";
    const auto fresh = site.read(entity, std::string(row.remote_id.view()));
    ASSERT_TRUE(fresh) << row.name.view() << fresh.error().what;
    ASSERT_NE(fresh->row(), nullptr);
    EXPECT_EQ(fresh->row()->key.view(), row.key.view());
    for (core::FieldIndex field = 0; field < 3; ++field) {
      EXPECT_EQ(Site::set_in(*fresh->table, fresh->row(), field), Site::set_in(site.table, &row, field))
          << row.name.view();
    }
  }
  EXPECT_TRUE(site.changed().empty());
}

TEST(UccxObserve, ATeamWhoseIdWasNeverToldIsReadByName) {
  Site site;
  const auto fresh =
      site.clock.run(site.provider->read(core::EntityKey("ccx", "team", "Sales"), core::RemoteId(), nullptr));
  ASSERT_TRUE(fresh) << fresh.error().what;
  EXPECT_EQ(fresh->row()->name.view(), "Sales");
  const auto none =
      site.clock.run(site.provider->read(core::EntityKey("ccx", "team", "Nobody"), core::RemoteId(), nullptr));
  EXPECT_EQ(none.error().kind, core::ErrorKind::not_found);
}

}  // namespace
}  // namespace muster::uccx
