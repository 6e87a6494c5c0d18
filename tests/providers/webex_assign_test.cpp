// Supervisors and their agents, written.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/providers/webex_fixture.h"

namespace muster::webex {
namespace {

using core::Delivery;
using core::ErrorKind;
using nlohmann::json;
using Lines = std::vector<std::string>;
using Tier = sim::Tier;

constexpr const char* kPutBasic = "PUT /v1/telephony/config/supervisors/{id}?hasCxEssentials=false";
constexpr const char* kPutAssist = "PUT /v1/telephony/config/supervisors/{id}?hasCxEssentials=true";
constexpr const char* kMira = "mira.kos@acme.example";     // Customer Assist, eight agents
constexpr const char* kSoren = "soren.dahl@acme.example";  // basic, eight agents and a workspace

class WebexAssigns : public WebexProviderTest {
 protected:
  void TearDown() override {
    if (!wire_) return;
    EXPECT_FALSE(world().delete_all_received);
    for (const auto& request : wire_->sent) {
      EXPECT_EQ(request.body.find("deleteAll"), std::string::npos);
      const bool single = request.method == net::Method::del && request.body.empty();
      EXPECT_FALSE(single && request.target.find("hasCxEssentials") != std::string::npos);
    }
  }
  static bool has(const Lines& lines, const std::string& line) { return std::ranges::find(lines, line) != lines.end(); }
  Lines actions_in(std::size_t request) const {
    Lines actions;
    const auto body = json::parse(bodies_sent().at(request));
    for (const auto& agent : body.at("agents")) {
      actions.push_back(agent.at("action").get<std::string>());
    }
    return actions;
  }
};

TEST_F(WebexAssigns, ADifferenceIsOnePutWithWhatIsAddedFirst) {
  const auto done = write(change(kAssistSupervisor, kMira, {"ada.moreau@acme.example"}, {"bo.lind@acme.example"}));
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_TRUE(done->elements.empty());
  EXPECT_EQ(writes_sent(), Lines{kPutAssist});
  EXPECT_EQ(actions_in(0), (Lines{"ADD", "DELETE"}));
  const auto agents = agents_of(Tier::customer_assist, kMira);
  EXPECT_TRUE(has(agents, "ada.moreau@acme.example"));
  EXPECT_FALSE(has(agents, "bo.lind@acme.example"));
  const auto* tracking = &wire_->sent.back();
  EXPECT_EQ(tracking->headers.find("TrackingID"), "muster_intent-1");
}

TEST_F(WebexAssigns, BatchesKeepEveryAdditionBeforeEveryRemoval) {
  spec_.settings["agentBatch"] = std::int64_t{2};
  const auto done = write(change(kBasicSupervisor, kSoren,
                                 {"finn.keane@acme.example", "bruno.costa@acme.example", "amir.nassar@acme.example"},
                                 {"viktor.stam@acme.example", "noor.jansen@acme.example"}));
  ASSERT_TRUE(done);
  EXPECT_EQ(writes_sent(), (Lines{kPutBasic, kPutBasic, kPutBasic}));
  EXPECT_EQ(actions_in(1), (Lines{"ADD", "DELETE"}));
  EXPECT_EQ(actions_in(2), (Lines{"DELETE"}));
  EXPECT_EQ(agents_of(Tier::basic, kSoren).size(), 10u);
}

TEST_F(WebexAssigns, AWholeSwapIsOnePutThatAddsBeforeItRemoves) {
  const auto before = agents_of(Tier::customer_assist, kMira);
  ASSERT_TRUE(write(change(kAssistSupervisor, kMira, {"jonas.wirth@acme.example"}, before)));
  EXPECT_EQ(writes_sent(), Lines{kPutAssist});
  EXPECT_EQ(actions_in(0).front(), "ADD");
  EXPECT_EQ(agents_of(Tier::customer_assist, kMira), Lines{"jonas.wirth@acme.example"});
}

TEST_F(WebexAssigns, AWholeSwapInBatchesRemovesNobodyBeforeTheNewOnesAreThere) {
  spec_.settings["agentBatch"] = std::int64_t{2};
  world().quirks.exclusive_agents = true;
  const auto before = agents_of(Tier::customer_assist, kMira);
  const auto done = write(change(kAssistSupervisor, kMira, {"jonas.wirth@acme.example"}, before));
  ASSERT_TRUE(done);
  EXPECT_EQ(writes_sent(), Lines{kPutAssist}) << "the new one was not available, so nobody was removed";
  EXPECT_EQ(agents_of(Tier::customer_assist, kMira), before);
  EXPECT_EQ(done->elements.size(), 1 + before.size());
  world().quirks.exclusive_agents = false;
  ASSERT_TRUE(write(change(kAssistSupervisor, kMira, {"jonas.wirth@acme.example"}, before)));
  EXPECT_EQ(actions_in(0), Lines{"ADD"});
  EXPECT_EQ(agents_of(Tier::customer_assist, kMira), Lines{"jonas.wirth@acme.example"});
}

TEST_F(WebexAssigns, WhoIsAssignedAlreadyIsASuccess) {
  const auto done = write(change(kAssistSupervisor, kMira, {"bo.lind@acme.example"}, {}));
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->elements.empty()) << "DUPLICATE is what was wanted";
}

TEST_F(WebexAssigns, RowsOfOtherAgentsAndOfSuccessesSpoilNothing) {
  for (const auto form : {sim::StatusId::uuid, sim::StatusId::hydra, sim::StatusId::upper}) {
    world().quirks.status_id = form;
    world().quirks.reports_added = true;
    world().quirks.partial_status = form == sim::StatusId::hydra ? 200 : 206;
    change_ = [](const net::HttpRequest&, net::HttpResponse& response) {
      if (response.body.find("supervisorAgentStatus") == std::string::npos) return;
      auto body = json::parse(response.body);
      body["supervisorAgentStatus"].push_back(
          {{"id", "00000000-0000-4000-8000-000000000000"}, {"status", "NOT_AVAILABLE"}, {"message", "who?"}});
      body["supervisorAgentStatus"].push_back("odd");
      response.body = body.dump();
    };
    provider_.reset();
    const auto done = write(change(kAssistSupervisor, kMira, {"ada.moreau@acme.example"}, {}));
    ASSERT_TRUE(done);
    EXPECT_TRUE(done->elements.empty());
    ASSERT_TRUE(write(change(kAssistSupervisor, kMira, {}, {"ada.moreau@acme.example"})));
  }
}

TEST_F(WebexAssigns, WhoIsNotAvailableIsToldInTheVendorsWordsAndTheOthersAreAssigned) {
  world().quirks.exclusive_agents = true;
  const auto done =
      write(change(kAssistSupervisor, kMira, {"jonas.wirth@acme.example", "pavel.ober@acme.example"}, {}));
  ASSERT_TRUE(done);
  ASSERT_EQ(done->elements.size(), 1u) << "who belongs to somebody else";
  EXPECT_TRUE(has(agents_of(Tier::customer_assist, kMira), "pavel.ober@acme.example"));
  EXPECT_EQ(done->elements[0].element, "jonas.wirth@acme.example");
  EXPECT_EQ(done->elements[0].error->kind, ErrorKind::rejected);
  EXPECT_NE(done->elements[0].error->what.find("NOT_AVAILABLE [Error 6612]"), std::string::npos);
}

TEST_F(WebexAssigns, AnAgentNobodyKnowsIsNotSentAndTheOthersAre) {
  const auto done =
      write(change(kAssistSupervisor, kMira, {"nobody@acme.example", "ada.moreau@acme.example", "odd"}, {}));
  ASSERT_TRUE(done);
  ASSERT_EQ(done->elements.size(), 2u);
  EXPECT_EQ(done->elements[0].error->delivery, Delivery::not_sent);
  EXPECT_EQ(done->elements[0].error->kind, ErrorKind::rejected);
  EXPECT_TRUE(has(agents_of(Tier::customer_assist, kMira), "ada.moreau@acme.example"));
}

TEST_F(WebexAssigns, WorkspacesGoByTheIdThatWebexGaveEvenWhenTheManifestHasABareOne) {
  const auto night = place("Night line");
  auto done = write(change(kBasicSupervisor, kSoren, {night}, {place("Reception")}));
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_TRUE(done->elements.empty());
  const auto agents = json::parse(bodies_sent().at(0)).at("agents");
  EXPECT_EQ(agents[0].at("id"), sim::agent_id(world(), night)) << "as the list of available agents spells it";
  EXPECT_TRUE(has(agents_of(Tier::basic, kSoren), night));
  EXPECT_FALSE(has(agents_of(Tier::basic, kSoren), place("Reception")));
}

TEST_F(WebexAssigns, ARequestWithTooManyAgentsIsHalved) {
  for (const int status : {400, 413, 504}) {
    world().quirks.max_agents = 2;
    world().quirks.over_limit_status = status;
    const Lines added = {"ada.moreau@acme.example", "jonas.wirth@acme.example", "kaya.demir@acme.example"};
    const auto done = write(change(kAssistSupervisor, kMira, added, {}));
    ASSERT_TRUE(done) << status;
    EXPECT_TRUE(done->elements.empty());
    EXPECT_EQ(writes_sent().size(), 3u);
    EXPECT_EQ(agents_of(Tier::customer_assist, kMira).size(), 11u);
    world().quirks.max_agents = 0;
    ASSERT_TRUE(write(change(kAssistSupervisor, kMira, {}, added)));
  }
}

// It may still be carried out: nothing else is sent before it cannot be.
TEST_F(WebexAssigns, AfterATimeOutAtTheVendorTheRestWaits) {
  world().quirks.max_agents = 2;
  world().quirks.over_limit_status = 504;
  const Lines added = {"ada.moreau@acme.example", "jonas.wirth@acme.example", "kaya.demir@acme.example"};
  const auto begun = clock_.now();
  ASSERT_TRUE(write(change(kAssistSupervisor, kMira, added, {})));
  EXPECT_GE(clock_.now() - begun, std::chrono::seconds(5 + 5)) << "a time-out, and what the vendor hides";
  spec_.settings["visibilityDelay"] = std::string("1h");
  provider_.reset();
  const auto hopeless = write(change(kAssistSupervisor, kMira, {}, added));
  ASSERT_FALSE(hopeless);
  EXPECT_EQ(hopeless.error().delivery, Delivery::maybe_applied);
}

// A 504 leaves a create in doubt; the next attempt must not run into it again.
TEST_F(WebexAssigns, ACreateThatTimedOutWithTooManyAgentsAsksForFewerNextTime) {
  world().quirks.max_agents = 2;
  world().quirks.over_limit_status = 504;
  const Lines agents = {"ada.moreau@acme.example", "jonas.wirth@acme.example", "kaya.demir@acme.example"};
  const auto first = write(creation(kAssistSupervisor, "petra.vance@acme.example", agents));
  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().delivery, Delivery::maybe_applied);
  const auto second = write(creation(kAssistSupervisor, "petra.vance@acme.example", agents));
  ASSERT_TRUE(second) << second.error().what;
  EXPECT_EQ(agents_of(Tier::customer_assist, "petra.vance@acme.example"), agents);
}

TEST_F(WebexAssigns, CreatingIsOnePostWithEverybody) {
  const auto done = write(
      creation(kAssistSupervisor, "petra.vance@acme.example", {"ada.moreau@acme.example", "BO.LIND@acme.example"}));
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(writes_sent(), Lines{"POST /v1/telephony/config/supervisors?hasCxEssentials=true"});
  EXPECT_EQ(done->id.text, id_of("petra.vance@acme.example"));
  EXPECT_EQ(agents_of(Tier::customer_assist, "petra.vance@acme.example"),
            (Lines{"ada.moreau@acme.example", "bo.lind@acme.example"}));
  EXPECT_FALSE(json::parse(bodies_sent().at(0)).at("agents")[0].contains("action"));
}

TEST_F(WebexAssigns, OfManyAgentsTheFirstBatchIsPostedAndTheRestIsPut) {
  spec_.settings["agentBatch"] = std::int64_t{1};
  const auto done = write(creation(kBasicSupervisor, kMira, {"ada.moreau@acme.example", "bo.lind@acme.example"}));
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(writes_sent(), (Lines{"POST /v1/telephony/config/supervisors?hasCxEssentials=false", kPutBasic}));
  EXPECT_EQ(agents_of(Tier::basic, kMira).size(), 2u);
  EXPECT_EQ(agents_of(Tier::customer_assist, kMira).size(), 8u) << "the other tier is another matter";
}

TEST_F(WebexAssigns, CreatingWhoIsThereIsAConflict) {
  for (const int status : {409, 400}) {
    world().quirks.exists_status = status;
    const auto done = write(creation(kAssistSupervisor, kMira, {"ada.moreau@acme.example"}));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::conflict) << done.error().what;
    EXPECT_EQ(done.error().delivery, Delivery::refused);
  }
  EXPECT_EQ(agents_of(Tier::customer_assist, kMira).size(), 8u);
}

TEST_F(WebexAssigns, CreatingWithoutTheLicenceIsRejected) {
  for (const int status : {400, 403}) {
    world().quirks.unlicensed_status = status;
    const auto done = write(creation(kAssistSupervisor, "pavel.ober@acme.example", {"ada.moreau@acme.example"}));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::rejected);
    EXPECT_NE(done.error().what.find("licence for Customer Assist"), std::string::npos) << done.error().what;
    EXPECT_NE(done.error().what.find("trackingId"), std::string::npos);
  }
}

TEST_F(WebexAssigns, CreatingForSomebodyUnknownIsNotSent) {
  auto create = write_of(core::WriteAction::create, kBasicSupervisor, "nobody@acme.example");
  core::FieldWrite field;
  field.kind = core::WishKind::set;
  field.members = {"bo.lind@acme.example"};
  create.fields.push_back(std::move(field));
  const auto done = write(std::move(create));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().delivery, Delivery::not_sent);
  EXPECT_TRUE(writes_sent().empty());
}

TEST_F(WebexAssigns, ALostAnswerIsNeverSentAgain) {
  instead_ = [](const net::HttpRequest& request) -> std::optional<core::Result<net::HttpResponse>> {
    if (request.method == net::Method::get) return std::nullopt;
    return core::Result<net::HttpResponse>(
        std::unexpected(core::Error(ErrorKind::timeout, Delivery::maybe_applied, "no answer")));
  };
  std::vector<core::Write> writes;
  writes.push_back(change(kAssistSupervisor, kMira, {"ada.moreau@acme.example"}, {}));
  writes.push_back(creation(kAssistSupervisor, "petra.vance@acme.example", {"bo.lind@acme.example"}));
  writes.push_back(write_of(core::WriteAction::remove, kAssistSupervisor, kMira));
  for (auto& one : writes) {
    wire_->sent.clear();
    const auto done = write(std::move(one));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().delivery, Delivery::maybe_applied);
    EXPECT_EQ(writes_sent().size(), 1u);
  }
}

// Of several requests the second one may still arrive: neither the removals nor the supervisor's own removal follow.
TEST_F(WebexAssigns, NothingFollowsOnARequestThatMayStillArrive) {
  spec_.settings["agentBatch"] = std::int64_t{2};
  int puts = 0;
  instead_ = [&](const net::HttpRequest& request) -> std::optional<core::Result<net::HttpResponse>> {
    if (request.method != net::Method::put || ++puts != 2) return std::nullopt;
    return core::Result<net::HttpResponse>(
        std::unexpected(core::Error(ErrorKind::timeout, Delivery::maybe_applied, "no answer")));
  };
  const auto before = agents_of(Tier::customer_assist, kMira);
  const Lines added = {"jonas.wirth@acme.example", "ada.moreau@acme.example", "kaya.demir@acme.example"};
  const auto swapped = write(change(kAssistSupervisor, kMira, added, before));
  ASSERT_TRUE(swapped);
  EXPECT_EQ(writes_sent(), (Lines{kPutAssist, kPutAssist}));
  EXPECT_TRUE(std::ranges::all_of(swapped->elements, [](const auto& element) {
    return element.error && element.error->delivery == Delivery::maybe_applied;
  }));
  puts = 0;
  wire_->sent.clear();
  auto remove = change(kAssistSupervisor, kMira, {}, {});
  remove.action = core::WriteAction::remove;
  const auto removed = write(std::move(remove));
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().delivery, Delivery::maybe_applied);
  EXPECT_EQ(writes_sent(), (Lines{kPutAssist, kPutAssist}));
}

TEST_F(WebexAssigns, RemovingUnassignsEverybodyAndLooks) {
  auto remove = change(kAssistSupervisor, kMira, {}, {});
  remove.action = core::WriteAction::remove;
  ASSERT_TRUE(write(std::move(remove)));
  EXPECT_EQ(writes_sent(), Lines{kPutAssist});
  EXPECT_EQ(world().supervisor(Tier::customer_assist, uuid_of(kMira)), nullptr);
  ASSERT_TRUE(write(write_of(core::WriteAction::remove, kAssistSupervisor, kMira))) << "once more is a success too";
  EXPECT_EQ(writes_sent().size(), 1u) << "and sends nothing";
}

TEST_F(WebexAssigns, ACustomerAssistSupervisorWhoStaysIsRemovedByTheBulkCallWithTheTierInItsBody) {
  change_ = [this](const net::HttpRequest& request, net::HttpResponse&) {
    if (request.method == net::Method::put) world().quirks.writes_do_nothing = false;
  };
  world().quirks.writes_do_nothing = true;
  ASSERT_TRUE(write(write_of(core::WriteAction::remove, kAssistSupervisor, kMira)));
  EXPECT_EQ(writes_sent(), (Lines{kPutAssist, "DELETE /v1/telephony/config/supervisors"}));
  const auto body = json::parse(bodies_sent().at(1));
  EXPECT_EQ(body, (json{{"supervisorIds", {id_of(kMira)}}, {"hasCxEssentials", true}}));
  EXPECT_EQ(world().supervisor(Tier::customer_assist, uuid_of(kMira)), nullptr);
}

TEST_F(WebexAssigns, ABasicSupervisorWhoStaysIsRemovedByTheCallForOne) {
  change_ = [this](const net::HttpRequest& request, net::HttpResponse&) {
    if (request.method == net::Method::put) world().quirks.writes_do_nothing = false;
  };
  world().quirks.writes_do_nothing = true;
  ASSERT_TRUE(write(write_of(core::WriteAction::remove, kBasicSupervisor, kSoren)));
  EXPECT_EQ(writes_sent(), (Lines{kPutBasic, "DELETE /v1/telephony/config/supervisors/{id}"}));
}

TEST_F(WebexAssigns, A204IsNoProof) {
  world().quirks.writes_do_nothing = true;
  for (const auto& [tier, who] : {std::pair(kAssistSupervisor, kMira), std::pair(kBasicSupervisor, kSoren)}) {
    const auto done = write(write_of(core::WriteAction::remove, tier, who));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::rejected);
    EXPECT_EQ(done.error().delivery, Delivery::refused);
    EXPECT_NE(done.error().what.find("still there"), std::string::npos);
  }
}

TEST_F(WebexAssigns, AListThatLagsBehindIsNotTakenForAFailedRemoval) {
  world().quirks.visibility_lag = engine::Duration(30'000);
  ASSERT_TRUE(write(write_of(core::WriteAction::remove, kAssistSupervisor, kMira)));
  EXPECT_EQ(writes_sent(), Lines{kPutAssist});
  world().quirks.visibility_lag = engine::Duration(0);
  world().quirks.read_lag = engine::Duration(3'000);
  ASSERT_TRUE(write(write_of(core::WriteAction::remove, kBasicSupervisor, kSoren)));
}

struct RefusedStatus {
  int status;
  ErrorKind kind;
  Delivery delivery;
};

class WebexRefusals : public WebexAssigns, public testing::WithParamInterface<RefusedStatus> {};

TEST_P(WebexRefusals, AreWhatTheyAre) {
  instead_ = [](const net::HttpRequest& request) -> std::optional<core::Result<net::HttpResponse>> {
    if (request.method == net::Method::get) return std::nullopt;
    net::HttpResponse answer(GetParam().status, R"({"errorCode":1,"message":"no","trackingId":"T_1"})");
    answer.headers.add("Retry-After", "rand(30),add(30)");
    return core::Result<net::HttpResponse>(std::move(answer));
  };
  const auto done = write(change(kAssistSupervisor, kMira, {"ada.moreau@acme.example"}, {}));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, GetParam().kind) << done.error().what;
  EXPECT_EQ(done.error().delivery, GetParam().delivery);
  EXPECT_EQ(done.error().where->name, kMira);
}

INSTANTIATE_TEST_SUITE_P(Statuses, WebexRefusals,
                         testing::Values(RefusedStatus{401, ErrorKind::auth, Delivery::refused},
                                         RefusedStatus{403, ErrorKind::rejected, Delivery::refused},
                                         RefusedStatus{404, ErrorKind::not_found, Delivery::refused},
                                         RefusedStatus{405, ErrorKind::rejected, Delivery::refused},
                                         RefusedStatus{409, ErrorKind::conflict, Delivery::refused},
                                         RefusedStatus{410, ErrorKind::rejected, Delivery::refused},
                                         RefusedStatus{415, ErrorKind::rejected, Delivery::refused},
                                         RefusedStatus{423, ErrorKind::unavailable, Delivery::refused},
                                         RefusedStatus{428, ErrorKind::rejected, Delivery::refused},
                                         RefusedStatus{429, ErrorKind::rate_limited, Delivery::refused},
                                         RefusedStatus{500, ErrorKind::unavailable, Delivery::maybe_applied},
                                         RefusedStatus{504, ErrorKind::unavailable, Delivery::maybe_applied},
                                         RefusedStatus{302, ErrorKind::protocol, Delivery::maybe_applied}),
                         [](const auto& each) { return std::to_string(each.param.status); });

}  // namespace
}  // namespace muster::webex
