// What the Webex provider sees, and how far it believes it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/providers/webex_fixture.h"

namespace muster::webex {
namespace {

using nlohmann::json;
using Names = std::vector<std::string>;

class WebexObserves : public WebexProviderTest {
 protected:
  [[nodiscard]] std::size_t asked(std::string_view part) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        wire_->sent, [&](const auto& request) { return request.target.find(part) != std::string::npos; }));
  }
};

TEST_F(WebexObserves, PeopleSupervisorsOfBothTiersRolesAndItsOwnAccount) {
  const auto coverage = observe();
  ASSERT_TRUE(coverage) << coverage.error().what;
  for (std::size_t i = 0; i < coverage->entities.size(); ++i) {
    EXPECT_TRUE(coverage->entities[i].complete) << coverage->entities[i].why_not;
  }
  EXPECT_EQ(table_.rows(kPerson).size(), world().people.size());
  EXPECT_EQ(table_.rows(kBasicSupervisor).size(), 2u);
  EXPECT_EQ(table_.rows(kAssistSupervisor).size(), 2u);
  EXPECT_EQ(table_.rows(kRole).size(), world().roles.size());
  EXPECT_EQ(coverage->own_account->key, "svc-muster@acme.example");
  EXPECT_EQ(coverage->own_account->roles, Names{"Full Administrator"});
  EXPECT_TRUE(coverage->own_account->is_administrator);
  EXPECT_EQ(coverage->organisation, world().org);
  EXPECT_EQ(members(table_, kPerson, "ines.duarte@acme.example"), Names{"Full Administrator"});
  EXPECT_EQ(members(table_, kPerson, "mira.kos@acme.example", person::licences)->size(), 3u);
  EXPECT_EQ(members(table_, kAssistSupervisor, "mira.kos@acme.example"),
            agents_of(sim::Tier::customer_assist, "mira.kos@acme.example"));
  EXPECT_TRUE(coverage->unreadable.empty());
  EXPECT_EQ(coverage->requests, static_cast<int>(wire_->sent.size()));
}

TEST_F(WebexObserves, EveryCallThatTakesATierSaysItsOwn) {
  (void)observe();
  EXPECT_GT(asked("/supervisors"), 8u);
  EXPECT_EQ(asked("/supervisors"), asked("hasCxEssentials=true") + asked("hasCxEssentials=false"));
  const auto own = uuid_of("mira.kos@acme.example");
  EXPECT_NE(table_.find(kAssistSupervisor, "mira.kos@acme.example"), nullptr);
  EXPECT_EQ(table_.find(kBasicSupervisor, "mira.kos@acme.example"), nullptr) << "the tiers are apart";
}

TEST_F(WebexObserves, EveryRequestBearsATrackingIdOfItsOwn) {
  (void)observe();
  std::set<std::string> ids;
  for (const auto& request : wire_->sent) {
    const auto id = request.headers.find("TrackingID");
    ASSERT_TRUE(id && id->starts_with("muster_"));
    EXPECT_TRUE(ids.insert(std::string(*id)).second);
  }
}

TEST_F(WebexObserves, OnlyWhatIsWantedAndDetailsOfNamedSupervisorsAlone) {
  const auto coverage = observe(managing(kBasicSupervisor, "soren.dahl@acme.example"));
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities[kAssistSupervisor].complete) << "not wanted, so nothing is missing";
  EXPECT_EQ(asked("hasCxEssentials=true"), 0u);
  EXPECT_EQ(asked("/licenses"), 0u);
  EXPECT_EQ(asked("/supervisors/"), 1u) << "agentCount proves that one page was all";
  EXPECT_TRUE(members(table_, kBasicSupervisor, "soren.dahl@acme.example"));
  EXPECT_NE(table_.find(kBasicSupervisor, "pavel.ober@acme.example"), nullptr) << "presence costs nothing";
  EXPECT_FALSE(members(table_, kBasicSupervisor, "pavel.ober@acme.example")) << "not read is not empty";
}

TEST_F(WebexObserves, AgentsThatAreNoPeopleAreShownByTheIdThatWebexGave) {
  (void)observe();
  const auto agents = members(table_, kBasicSupervisor, "soren.dahl@acme.example");
  ASSERT_TRUE(agents);
  const auto shown = sim::agent_id(world(), place("Reception"));
  EXPECT_NE(std::ranges::find(*agents, shown), agents->end());
  const auto asked_first = asked("/people?excludeStatus=true&id=");
  EXPECT_EQ(asked_first, 1u) << "one question for all ids that the list of people does not explain";
  (void)observe();
  EXPECT_EQ(asked("/people?excludeStatus=true&id="), asked_first) << "and never again";
}

TEST_F(WebexObserves, IdsCompareByTheirUuidHoweverTheyAreSpelled) {
  const auto before = observe();
  const auto agents = members(table_, kAssistSupervisor, "mira.kos@acme.example");
  world().quirks.cluster = "urn:TEAM:us-west-2_r";
  world().quirks.padded_ids = true;
  world().quirks.upper_case_uuids = true;
  const auto after = observe();
  ASSERT_TRUE(after);
  EXPECT_EQ(members(table_, kAssistSupervisor, "mira.kos@acme.example"), agents);
  EXPECT_EQ(members(table_, kPerson, "ines.duarte@acme.example"), Names{"Full Administrator"});
}

TEST_F(WebexObserves, ReadingOneObjectShowsWhatTheObservationShows) {
  (void)observe();
  for (const auto& row : table_.rows()) {
    if (row.entity == kRole) continue;
    const auto email = std::string(row.key.view());
    const auto fresh =
        clock_.run(provider().read(key(row.entity, email), core::RemoteId(std::string(row.remote_id.view())), nullptr));
    ASSERT_TRUE(fresh) << fresh.error().what;
    ASSERT_NE(fresh->row(), nullptr);
    EXPECT_EQ(fresh->row()->remote_id.view(), row.remote_id.view());
    EXPECT_EQ(fresh->row()->name.view(), row.name.view());
    EXPECT_EQ(members(*fresh->table, row.entity, email), members(table_, row.entity, email)) << email;
  }
}

TEST_F(WebexObserves, SomebodyWithoutAgentsIsNoSupervisorAndTheListProvesIt) {
  (void)observe();
  const auto nobody = read(kBasicSupervisor, "bo.lind@acme.example");
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().kind, core::ErrorKind::not_found);
  const auto of_other_tier = read(kBasicSupervisor, "mira.kos@acme.example");
  EXPECT_EQ(of_other_tier.error().kind, core::ErrorKind::not_found);
}

// The people without one of them.
void hide_soren(const net::HttpRequest& request, net::HttpResponse& response) {
  if (request.target.find("/people") == std::string::npos || response.status != 200) return;
  auto body = json::parse(response.body);
  if (!body.contains("items")) return;
  json kept = json::array();
  for (auto& item : body["items"]) {
    if (item["emails"][0] != "soren.dahl@acme.example") kept.push_back(item);
  }
  body["items"] = kept;
  response.body = body.dump();
}

TEST_F(WebexObserves, ASupervisorWhoCannotBeNamedMakesTheListIncomplete) {
  change_ = hide_soren;
  instead_ = [](const net::HttpRequest& request) -> std::optional<core::Result<net::HttpResponse>> {
    if (request.target.find("&id=") == std::string::npos) return std::nullopt;
    return core::Result<net::HttpResponse>(net::HttpResponse(500, ""));
  };
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_FALSE(coverage->entities[kBasicSupervisor].complete);
  EXPECT_NE(coverage->entities[kBasicSupervisor].why_not.find("e-mail of a supervisor"), std::string::npos);
  EXPECT_FALSE(coverage->unreadable.empty());
  EXPECT_TRUE(coverage->entities[kAssistSupervisor].complete);
}

TEST_F(WebexObserves, ASupervisorWhoIsProvenToBeNobodyHereIsLeftAlone) {
  change_ = hide_soren;
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities[kBasicSupervisor].complete) << "nobody whom a manifest can name is missing";
  EXPECT_TRUE(coverage->unreadable.empty());
  ASSERT_FALSE(coverage->notes.empty());
  EXPECT_NE(coverage->notes[0].find("are nobody among its people"), std::string::npos);
  EXPECT_EQ(table_.find(kBasicSupervisor, "soren.dahl@acme.example"), nullptr);
}

TEST_F(WebexObserves, SomebodyWhomThePeopleLackIsAskedForByIdAndTheListIsNotComplete) {
  change_ = [&](const net::HttpRequest& request, net::HttpResponse& response) {
    if (request.target.find("/people?") == std::string::npos || request.target.find("&id=") != std::string::npos)
      return;
    auto body = json::parse(response.body);
    json kept = json::array();
    for (auto& item : body["items"]) {
      if (item["emails"][0] != "bo.lind@acme.example") kept.push_back(item);
    }
    body["items"] = kept;
    response.body = body.dump();
  };
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_FALSE(coverage->entities[kPerson].complete);
  const auto agents = members(table_, kAssistSupervisor, "mira.kos@acme.example");
  ASSERT_TRUE(agents);
  EXPECT_NE(std::ranges::find(*agents, "bo.lind@acme.example"), agents->end()) << "an e-mail, never an id";
}

TEST_F(WebexObserves, AnotherNumberOfAgentsThanTheListSaysMakesThemUnknown) {
  world().quirks.agent_count_error = 1;
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_FALSE(members(table_, kAssistSupervisor, "mira.kos@acme.example"));
  EXPECT_NE(table_.find(kAssistSupervisor, "mira.kos@acme.example"), nullptr);
  ASSERT_FALSE(coverage->unreadable.empty());
  EXPECT_NE(coverage->unreadable[0].what.find("another number of agents"), std::string::npos);
}

TEST_F(WebexObserves, PagesOfEveryKindAreReadToTheirEnd) {
  spec_.settings["pageSize"] = std::int64_t{3};
  for (const bool links : {true, false}) {
    for (const bool relative : {true, false}) {
      world().quirks.supervisor_links = links;
      world().quirks.relative_links = relative;
      world().quirks.next_omits_filters = true;
      world().quirks.page_cap = 2;
      const auto coverage = observe();
      ASSERT_TRUE(coverage);
      EXPECT_TRUE(coverage->entities[kPerson].complete) << coverage->entities[kPerson].why_not;
      EXPECT_EQ(table_.rows(kPerson).size(), world().people.size());
      EXPECT_EQ(members(table_, kAssistSupervisor, "mira.kos@acme.example"),
                agents_of(sim::Tier::customer_assist, "mira.kos@acme.example"));
      EXPECT_TRUE(coverage->entities[kBasicSupervisor].complete);
    }
  }
}

TEST_F(WebexObserves, ALinkToAnotherHostIsNotFollowed) {
  spec_.settings["pageSize"] = std::int64_t{5};
  world().quirks.foreign_links = true;
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_FALSE(coverage->entities[kPerson].complete);
  EXPECT_NE(coverage->entities[kPerson].why_not.find("leads to another host"), std::string::npos);
  EXPECT_EQ(asked("cursor="), 0u);
}

TEST_F(WebexObserves, PagesWithoutEndAndRepeatedPagesEnd) {
  spec_.settings["pageSize"] = std::int64_t{5};
  world().quirks.repeats_page = true;
  world().quirks.endless_pages = true;
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_FALSE(coverage->entities[kPerson].complete);
  EXPECT_LT(wire_->sent.size(), 200u);
}

TEST_F(WebexObserves, A504AsksForLess) {
  instead_ = [](const net::HttpRequest& request) -> std::optional<core::Result<net::HttpResponse>> {
    const auto at = request.target.find("max=");
    if (at == std::string::npos || std::stoul(request.target.substr(at + 4)) <= 125) return std::nullopt;
    return core::Result<net::HttpResponse>(net::HttpResponse(504, ""));
  };
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities[kPerson].complete);
  EXPECT_GT(asked("max=125"), 0u);
}

struct BrokenAnswer {
  const char* reason;
  std::string body;
  const char* said;
};

class WebexBroken : public WebexObserves, public testing::WithParamInterface<BrokenAnswer> {};

TEST_P(WebexBroken, ListIsNeverEmpty) {
  for (const std::string path : {"/people?", "/supervisors?"}) {
    instead_ = [&](const net::HttpRequest& request) -> std::optional<core::Result<net::HttpResponse>> {
      if (request.target.find(path) == std::string::npos) return std::nullopt;
      return core::Result<net::HttpResponse>(net::HttpResponse(200, GetParam().body));
    };
    provider_.reset();
    const auto coverage = observe();
    ASSERT_TRUE(coverage);
    const auto& entity = coverage->entities[path == "/people?" ? kPerson : kBasicSupervisor];
    EXPECT_FALSE(entity.complete) << GetParam().reason;
    EXPECT_NE(entity.why_not.find(GetParam().said), std::string::npos) << entity.why_not;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Answers, WebexBroken,
    testing::Values(BrokenAnswer{"a login page", "<html>Sign in</html>", "login page"},
                    BrokenAnswer{"no list", R"({"message":"fine"})", "has no list"},
                    BrokenAnswer{"null", R"({"items":null,"supervisors":null})", "has no list"},
                    BrokenAnswer{"nothing", "", "has no list"},
                    BrokenAnswer{"another charset", "{\"items\":[{\"id\":\"\xe9\"}],\"supervisors\":[]}", "not JSON"},
                    BrokenAnswer{"too deep", "{\"items\":" + std::string(100, '[') + std::string(100, ']') + "}",
                                 "deep"},
                    BrokenAnswer{"nobody has an id", R"({"items":[{}],"supervisors":[{}]})", "has no id"},
                    BrokenAnswer{"text", R"({"items":"x","supervisors":"x"})", "has no list"}),
    [](const auto& each) { return "Case" + std::to_string(each.index); });

TEST_F(WebexObserves, RolesThatTheListLeavesOutAreReadOneByOne) {
  world().quirks.list_shows_roles = false;
  const auto coverage = observe(managing(kPerson, "bo.lind@acme.example"));
  ASSERT_TRUE(coverage);
  EXPECT_EQ(members(table_, kPerson, "bo.lind@acme.example"), Names{}) << "named: read, and told to be empty";
  EXPECT_EQ(members(table_, kPerson, "ines.duarte@acme.example"), Names{"Full Administrator"}) << "counted by guards";
  EXPECT_FALSE(members(table_, kPerson, "mira.kos@acme.example")) << "unknown is not empty";
  EXPECT_EQ(asked("roles="), 1u) << "administrators are asked for by their role";
}

TEST_F(WebexObserves, LicencesAreReadWhereACustomerAssistSupervisorIsManaged) {
  world().quirks.list_shows_roles = false;
  (void)observe(managing(kAssistSupervisor, "mira.kos@acme.example"));
  EXPECT_EQ(asked("/licenses"), 1u);
  EXPECT_TRUE(members(table_, kPerson, "mira.kos@acme.example", person::licences));
  EXPECT_FALSE(members(table_, kPerson, "bo.lind@acme.example", person::licences));
}

TEST_F(WebexObserves, AMissingScopeIsNamed) {
  world().quirks.missing_scopes = {"spark-admin:telephony_config_read"};
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_FALSE(coverage->entities[kBasicSupervisor].complete);
  EXPECT_NE(coverage->entities[kBasicSupervisor].why_not.find("scope spark-admin:telephony_config_read"),
            std::string::npos);
  EXPECT_TRUE(coverage->entities[kPerson].complete);
}

TEST_F(WebexObserves, ANamedPersonWhomNobodyKnowsIsAskedForOnceByEmail) {
  (void)observe(managing(kBasicSupervisor, "nobody@acme.example"));
  EXPECT_EQ(asked("email=nobody%40acme.example"), 1u);
  EXPECT_EQ(table_.find(kPerson, "nobody@acme.example"), nullptr);
}

TEST_F(WebexObserves, NothingIsEverWritten) {
  (void)observe();
  EXPECT_EQ(world().write_count(), 0u);
  EXPECT_TRUE(writes_sent().empty());
}

TEST_F(WebexObserves, TheConfiguredOrganisationIsSentAlong) {
  spec_.settings["orgId"] = world().org;
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_EQ(asked("orgId="), wire_->sent.size() - asked("/people/") - asked("/roles"));
  EXPECT_EQ(coverage->organisation, world().org);
}

TEST_F(WebexObserves, ARefreshTokenGetsTheAccessTokenAndRenewsIt) {
  renews_ = true;
  const auto first = observe();
  ASSERT_TRUE(first) << first.error().what;
  EXPECT_EQ(asked("/v1/access_token"), 1u);
  std::erase_if(world().tokens, [](const auto& token) { return token.first != sim::kToken; });
  EXPECT_TRUE(observe()) << "a token that was ended is renewed";
  EXPECT_EQ(asked("/v1/access_token"), 2u);
}

TEST_F(WebexObserves, RolesThatAnAnswerDoesNotTellAreUnknownAndNotNone) {
  change_ = [](const net::HttpRequest& request, net::HttpResponse& response) {
    if (request.target.find("/people") == std::string::npos || request.target.ends_with("/me")) return;
    auto body = json::parse(response.body);
    body.erase("roles");
    if (body.contains("items")) {
      for (auto& item : body["items"]) item.erase("roles");
    }
    response.body = body.dump();
  };
  ASSERT_TRUE(observe(managing(kPerson, "ines.duarte@acme.example")));
  EXPECT_NE(table_.find(kPerson, "ines.duarte@acme.example"), nullptr);
  EXPECT_FALSE(members(table_, kPerson, "ines.duarte@acme.example"));
  const auto fresh = read(kPerson, "ines.duarte@acme.example");
  ASSERT_TRUE(fresh);
  EXPECT_FALSE(members(*fresh->table, kPerson, "ines.duarte@acme.example"));
}

TEST_F(WebexObserves, DetailsAreReadSeveralAtATimeAndNeverMoreThanTheBudgetAllows) {
  spec_.budget.concurrency = 2;
  world().quirks.list_shows_roles = false;
  const auto before = clock_.now();
  ASSERT_TRUE(observe());
  const auto took = clock_.now() - before;
  EXPECT_LT(took, engine::Duration(5) * static_cast<int>(wire_->sent.size()));
}

TEST_F(WebexObserves, AnEndedTokenStopsEverything) {
  (void)provider();
  world().tokens.clear();
  const auto first = observe();
  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().kind, core::ErrorKind::auth);
  const auto sent = wire_->sent.size();
  EXPECT_EQ(observe().error().delivery, core::Delivery::not_sent);
  EXPECT_EQ(wire_->sent.size(), sent);
}

}  // namespace
}  // namespace muster::webex
