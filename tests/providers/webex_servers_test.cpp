// Servers that do what the documents allow, and what the simulated organisation does not do.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "providers/kit/percent.h"
#include "reconciler/core/uuid.h"
#include "tests/providers/webex_fixture.h"

namespace muster::webex {
namespace {

using core::Delivery;
using core::ErrorKind;
using nlohmann::json;
using Lines = std::vector<std::string>;
using Instead = std::optional<core::Result<net::HttpResponse>>;

constexpr const char* kMira = "mira.kos@acme.example";     // Customer Assist, eight agents
constexpr const char* kSoren = "soren.dahl@acme.example";  // basic, eight agents and a workspace
constexpr const char* kBo = "bo.lind@acme.example";
constexpr const char* kAda = "ada.moreau@acme.example";
constexpr const char* kPetra = "petra.vance@acme.example";

Instead answering(int status, std::string body = {}) {
  return core::Result<net::HttpResponse>(net::HttpResponse(status, std::move(body)));
}

bool is(const net::HttpRequest& request, std::string_view path) {
  return request.target.find(path) != std::string::npos;
}

class WebexServers : public WebexProviderTest {
 protected:
  [[nodiscard]] std::size_t asked(std::string_view part) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(wire_->sent, [&](const auto& request) { return is(request, part); }));
  }
  // Every answer of /people, person by person.
  void on_people(std::function<void(json& person)> edit) {
    change_ = [edit = std::move(edit)](const net::HttpRequest& request, net::HttpResponse& response) {
      if (!is(request, "/people") || response.status != 200) return;
      auto body = json::parse(response.body);
      if (body.contains("items")) {
        for (auto& item : body["items"]) edit(item);
      } else {
        edit(body);
      }
      response.body = body.dump();
    };
  }
};

TEST_F(WebexServers, WithoutPeopleMeSupervisorsAndRolesGoOn) {
  sim::Person& bo = *world().people.find_email(kBo);
  bo.roles = {"id_user_admin"};
  instead_ = [](const net::HttpRequest& request) { return is(request, "/people/me") ? answering(404) : Instead(); };
  const auto coverage = observe();
  ASSERT_TRUE(coverage) << coverage.error().what;
  EXPECT_FALSE(coverage->own_account);
  EXPECT_TRUE(coverage->entities[kAssistSupervisor].complete);
  ASSERT_EQ(coverage->notes.size(), 1u);
  EXPECT_NE(coverage->notes[0].find("whose account muster's own is"), std::string::npos);
  EXPECT_TRUE(write(change(kAssistSupervisor, kMira, {kAda}, {})));
  EXPECT_TRUE(write(change(kPerson, kBo, {"Device Administrator"}, {})));
  const auto nobody = clock_.run(provider().read(key(kPerson, "x@acme.example"), core::RemoteId("gone"), nullptr));
  EXPECT_EQ(nobody.error().kind, ErrorKind::rejected) << "that is no id";
}

TEST_F(WebexServers, APersonWhoIsGoneIsGoneThoughThereIsNoPeopleMe) {
  instead_ = [](const net::HttpRequest& request) { return is(request, "/people/") ? answering(404) : Instead(); };
  EXPECT_EQ(read(kPerson, kBo).error().kind, ErrorKind::not_found);
}

TEST_F(WebexServers, WhoseOwnAccountIsRefusedChangesNoRoles) {
  instead_ = [](const net::HttpRequest& request) { return is(request, "/people/me") ? answering(403) : Instead(); };
  ASSERT_TRUE(observe());
  const auto done = write(change(kPerson, kBo, {"Device Administrator"}, {}));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().delivery, Delivery::not_sent);
  EXPECT_NE(done.error().what.find("which account is its own"), std::string::npos);
  EXPECT_TRUE(writes_sent().empty());
  EXPECT_TRUE(write(change(kAssistSupervisor, kMira, {kAda}, {}))) << "supervisors have nothing to do with it";
}

TEST_F(WebexServers, AnAccountOfItsOwnWithoutAnEmailIsAnAccount) {
  change_ = [](const net::HttpRequest& request, net::HttpResponse& response) {
    if (!is(request, "/people/me")) return;
    auto body = json::parse(response.body);
    body.erase("emails");
    body.erase("orgId");
    response.body = body.dump();
  };
  const auto coverage = observe();
  ASSERT_TRUE(coverage) << coverage.error().what;
  EXPECT_EQ(coverage->own_account->key, "svc-muster@acme.example") << "its row tells";
  EXPECT_EQ(coverage->organisation, "");
}

TEST_F(WebexServers, RefusedRolesAndLicencesAreNoMatterOfSupervisors) {
  instead_ = [](const net::HttpRequest& request) {
    return is(request, "/roles") || is(request, "/licenses") ? answering(403) : Instead();
  };
  for (const auto& [tier, who] : {std::pair(kBasicSupervisor, kSoren), std::pair(kAssistSupervisor, kMira)}) {
    const auto coverage = observe(managing(tier, who));
    ASSERT_TRUE(coverage);
    for (const auto& entity : coverage->entities) EXPECT_TRUE(entity.complete) << entity.why_not;
    EXPECT_TRUE(coverage->unreadable.empty());
    EXPECT_TRUE(members(table_, tier, who));
  }
  EXPECT_EQ(asked("/roles"), 0u);
  EXPECT_EQ(asked("/licenses"), 1u) << "for Customer Assist alone";
}

TEST_F(WebexServers, PeopleWithoutEmailsSpoilNothing) {
  on_people([](json& person) {
    if (person["emails"][0] == kBo) person["emails"] = json::array();
    if (person["emails"][0] == kAda) person.erase("emails");
  });
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities[kPerson].complete) << coverage->entities[kPerson].why_not;
  EXPECT_NE(coverage->notes.back().find("people without an e-mail"), std::string::npos);
  const auto agents = members(table_, kAssistSupervisor, kMira);
  ASSERT_TRUE(agents) << "who has no e-mail is shown by the id";
  EXPECT_NE(std::ranges::find(*agents, sim::agent_id(world(), uuid_of(kBo))), agents->end());
}

TEST_F(WebexServers, AnEmailIsFoundAmongNearMissesAndNotDeniedBeforeTheLastPage) {
  const std::string query = "email=" + kit::percent_encode(kPetra);
  std::string all;
  std::string link;
  instead_ = [&](const net::HttpRequest& request) -> Instead {
    if (!is(request, query)) return std::nullopt;
    net::HttpResponse response(200, all);
    if (!link.empty()) response.headers.add("Link", link);
    return core::Result<net::HttpResponse>(std::move(response));
  };
  const json near = {{"id", id_of(kBo)}, {"emails", {"petra.vance@acme.example.org"}}};
  const json nameless = {{"id", id_of(kSoren)}, {"emails", json::array()}};
  const json petra = {{"id", id_of(kPetra)}, {"emails", {"old@acme.example", "Petra.Vance@ACME.example"}}};
  all = json{{"items", {near, nameless, petra}}}.dump();
  ASSERT_TRUE(write(creation(kAssistSupervisor, kPetra, {kMira})));
  EXPECT_EQ(json::parse(bodies_sent().at(0)).at("id"), id_of(kPetra));
  provider_.reset();
  all = json{{"items", {near}}}.dump();
  link = "</v1/people?cursor=2>; rel=\"next\"";
  const auto unsure = write(creation(kBasicSupervisor, kPetra, {kMira}));
  ASSERT_FALSE(unsure);
  EXPECT_EQ(unsure.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(unsure.error().delivery, Delivery::not_sent);
}

TEST_F(WebexServers, OfSeveralEmailsTheOneThatManifestsNameIsShownWhateverTheirOrder) {
  spec_.settings["roleWrites"] = std::string("people");
  world().people.find_email(kBo)->roles = {"id_user_admin"};
  int times = 0;
  on_people([&](json& person) {
    if (person["emails"][0] != kBo) return;
    person["emails"] = ++times % 2 == 1 ? Lines{"B.Lind@old.acme.example", kBo} : Lines{kBo, "B.Lind@old.acme.example"};
  });
  const auto coverage = observe(managing(kPerson, kBo));
  ASSERT_TRUE(coverage);
  ASSERT_NE(table_.find(kPerson, kBo), nullptr);
  const auto before = times;
  auto one = change(kPerson, kBo, {"Device Administrator"}, {});
  EXPECT_GT(times, before);
  EXPECT_EQ(one.fresh->row()->key.view(), kBo) << "and stays what it was";
  ASSERT_TRUE(write(std::move(one)));
  EXPECT_EQ(json::parse(bodies_sent().at(0)).at("emails")[0], "B.Lind@old.acme.example")
      << "what Webex had first stays the primary one";
}

TEST_F(WebexServers, AnAgentIsRemovedByTheIdThatTheDetailGave) {
  change_ = [](const net::HttpRequest& request, net::HttpResponse& response) {
    if (!is(request, "/supervisors/") || request.method != net::Method::get) return;
    auto body = json::parse(response.body);
    for (auto& agent : body["agents"]) agent["id"] = *core::uuid_of(agent["id"].get<std::string>());
    response.body = body.dump();
  };
  world().quirks.refuses_bare_ids = false;
  ASSERT_TRUE(observe());
  ASSERT_TRUE(write(change(kAssistSupervisor, kMira, {kAda}, {kBo})));
  const auto agents = json::parse(bodies_sent().at(0)).at("agents");
  EXPECT_EQ(agents.at(0).at("id"), id_of(kAda)) << "as the people have it";
  EXPECT_EQ(agents.at(1).at("id"), uuid_of(kBo));
}

TEST_F(WebexServers, ASupervisorIsReadByTheIdThatTheListGave) {
  const std::string bare = uuid_of(kMira);
  const std::string encoded = id_of(kMira);
  change_ = [&](const net::HttpRequest& request, net::HttpResponse& response) {
    if (!is(request, "/supervisors?")) return;
    for (auto at = response.body.find(encoded); at != std::string::npos; at = response.body.find(encoded)) {
      response.body.replace(at, encoded.size(), bare);
    }
  };
  instead_ = [&](const net::HttpRequest& request) {
    return is(request, "/supervisors/" + kit::percent_encode(encoded)) ? answering(404) : Instead();
  };
  world().quirks.refuses_bare_ids = false;
  const auto fresh = read(kAssistSupervisor, kMira);
  ASSERT_TRUE(fresh) << fresh.error().what;
  EXPECT_EQ(members(*fresh->table, kAssistSupervisor, kMira)->size(), 8u);
}

TEST_F(WebexServers, ASwapOfWhichTheNewOnesAreRefusedOneByOneRemovesNobody) {
  const auto before = agents_of(sim::Tier::customer_assist, kMira);
  instead_ = [](const net::HttpRequest& request) {
    const bool adds = request.method == net::Method::put && is(request, "/supervisors/") &&
                      request.body.find("ADD") != std::string::npos;
    return adds ? answering(400, R"({"errorCode":25008,"message":"no such agent"})") : Instead();
  };
  const auto done = write(change(kAssistSupervisor, kMira, {kAda}, before));
  ASSERT_TRUE(done);
  EXPECT_EQ(done->elements.size(), 1 + before.size());
  EXPECT_EQ(agents_of(sim::Tier::customer_assist, kMira), before) << "without agents the supervisor would be gone";
}

TEST_F(WebexServers, ASupervisorWhoMustKeepAnAgentIsRemovedByTheCallForIt) {
  instead_ = [this](const net::HttpRequest& request) {
    const auto* mira = world().supervisor(sim::Tier::customer_assist, uuid_of(kMira));
    if (request.method != net::Method::put || mira == nullptr) return Instead();
    const bool takes_all = json::parse(request.body).at("agents").size() >= mira->agents.size();
    return takes_all ? answering(400, R"({"message":"a supervisor must manage at least one agent"})") : Instead();
  };
  const auto done = write(write_of(core::WriteAction::remove, kAssistSupervisor, kMira));
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(world().supervisor(sim::Tier::customer_assist, uuid_of(kMira)), nullptr);
  EXPECT_EQ(writes_sent().back(), "DELETE /v1/telephony/config/supervisors");
}

TEST_F(WebexServers, APatchThatShowsLateIsNotFollowedByAReplacement) {
  world().people.find_email(kBo)->roles = {"id_user_admin"};
  world().quirks.scim_patch_status = 204;
  world().quirks.read_lag = engine::Duration(3'000);
  ASSERT_TRUE(write(change(kPerson, kBo, {"Device Administrator"}, {})));
  EXPECT_EQ(writes_sent().size(), 1u);
}

TEST_F(WebexServers, APatchThatDidHalfIsCompletedByAReplacement) {
  sim::Person& bo = *world().people.find_email(kBo);
  bo.roles = {"id_user_admin"};
  instead_ = [&](const net::HttpRequest& request) {
    if (request.method != net::Method::patch) return Instead();
    bo.roles.emplace_back("id_device_admin");
    bo.last_modified += std::chrono::seconds(1);
    return answering(200, "{}");
  };
  const auto done = write(change(kPerson, kBo, {"Device Administrator"}, {"User Administrator"}));
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(writes_sent().size(), 2u);
  EXPECT_EQ(bo.roles, Lines{"id_device_admin"});
}

TEST_F(WebexServers, AnOffsetThatIsIgnoredProvesNothingWhereANextPageIsNamed) {
  change_ = [](const net::HttpRequest& request, net::HttpResponse& response) {
    if (!is(request, "/supervisors?")) return;
    auto body = json::parse(response.body);
    while (body["supervisors"].size() > 2) body["supervisors"].erase(2);
    response.body = body.dump();
    response.headers.set("Link", "</v1/telephony/config/supervisors?start=2&max=2>; rel=\"next\"");
  };
  world().quirks.repeats_page = true;
  world().quirks.supervisor_links = false;
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_FALSE(coverage->entities[kBasicSupervisor].complete);
}

TEST_F(WebexServers, WhatIsSaidOfAnAgentIsCutAtTwoHundredCharacters) {
  change_ = [this](const net::HttpRequest& request, net::HttpResponse& response) {
    if (request.method != net::Method::put) return;
    const json row = {{"id", uuid_of(kAda)}, {"status", std::string(500, 'S')}, {"message", std::string(500, 'M')}};
    response = net::HttpResponse(206, json{{"supervisorAgentStatus", {row}}}.dump());
  };
  const auto done = write(change(kAssistSupervisor, kMira, {kAda}, {}));
  ASSERT_TRUE(done);
  ASSERT_EQ(done->elements.size(), 1u);
  EXPECT_LT(done->elements[0].error->what.size(), 300u);
}

TEST_F(WebexServers, AMaxThatIsRefusedIsLowered) {
  instead_ = [](const net::HttpRequest& request) {
    const auto at = request.target.find("max=");
    const bool large = at != std::string::npos && std::stoul(request.target.substr(at + 4)) > 200;
    return large ? answering(400, R"({"message":"max must not be greater than 200"})") : Instead();
  };
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  for (const auto& entity : coverage->entities) EXPECT_TRUE(entity.complete) << entity.why_not;
  EXPECT_EQ(table_.rows(kPerson).size(), world().people.size());
}

TEST_F(WebexServers, SuccessesOfAnyFormAreSuccesses) {
  for (const auto& [status, body] : {std::pair(200, ""), std::pair(200, "{}"), std::pair(202, "null"),
                                     std::pair(206, R"({"supervisorAgentStatus":[]})")}) {
    change_ = [&, status = status, body = body](const net::HttpRequest& request, net::HttpResponse& response) {
      if (request.method == net::Method::get) return;
      response.status = status;
      response.body = body;
    };
    provider_.reset();
    auto done = write(change(kAssistSupervisor, kMira, {kAda}, {}));
    ASSERT_TRUE(done) << done.error().what;
    EXPECT_TRUE(done->elements.empty());
    EXPECT_EQ(writes_sent().size(), 1u);
    ASSERT_TRUE(write(change(kAssistSupervisor, kMira, {}, {kAda})));
    done = write(creation(kBasicSupervisor, kMira, {kAda}));
    ASSERT_TRUE(done) << done.error().what;
    ASSERT_TRUE(write(write_of(core::WriteAction::remove, kBasicSupervisor, kMira)));
  }
}

}  // namespace
}  // namespace muster::webex
