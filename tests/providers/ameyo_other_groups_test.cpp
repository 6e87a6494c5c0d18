// Groups of servers that answer in other ways than the simulated one.
#include <nlohmann/json.hpp>

#include "tests/providers/ameyo_fixture.h"

namespace muster::ameyo {
namespace {

using core::Delivery;
using core::ErrorKind;
using net::HttpRequest;
using net::HttpResponse;
using nlohmann::json;
using Outcome = std::optional<SpiedHttp::Outcome>;

bool has(const HttpRequest& request, std::string_view part) { return request.target.find(part) != std::string::npos; }
Outcome answered(int status, std::string body) { return SpiedHttp::Outcome(HttpResponse(status, std::move(body))); }

core::Write one_more(Centre& centre) {
  centre.spec.settings["groupUserIds"] = std::string("userId");
  centre.connect();
  centre.look();
  auto write = centre.change_of("group", "Billing");
  write.fields.push_back(Centre::delta(kAgents, {"fober"}));
  return write;
}

core::Result<core::Receipt> answer_to_change(const std::string& body) {
  Centre centre;
  auto write = one_more(centre);
  centre.http->instead = [&](const HttpRequest& request) -> Outcome {
    return request.method == net::Method::post ? answered(200, body) : std::nullopt;
  };
  return centre.write(std::move(write));
}

TEST(AmeyoOtherGroups, WhatIsSaidOfASuccessIsNoRefusal) {
  for (const char* body :
       {R"({"groupErrorReason":null,"managerAssignmentInGroupResponse":{},"userAssignmentInGroupResponse":[]})",
        R"({"groupErrorReason":"","managerAssignmentInGroupResponse":"","userAssignmentInGroupResponse":""})",
        R"({"groupErrorReason":[],"userAssignmentInGroupResponse":{"fober":"Assigned successfully"}})",
        R"({"groupErrorReason":{},"userAssignmentInGroupResponse":{"fober":412}})",
        R"({"userAssignmentInGroupResponse":{"fober":"512"}})",
        R"({"userAssignmentInGroupResponse":[{"userId":"fober","groupUserId":9,"errorReason":null,"status":200}]})",
        R"({"userAssignmentInGroupResponse":[{"userId":"fober","status":"ASSIGNED","message":""}]})",
        R"({"userAssignmentInGroupResponse":{"fober":"user.already.assigned"}})", "true", "7", R"("done")"}) {
    const auto done = answer_to_change(body);
    ASSERT_TRUE(done) << body << done.error().what;
    EXPECT_TRUE(done->elements.empty()) << body << done->elements.at(0).error->what;
  }
}

TEST(AmeyoOtherGroups, ARefusalIsSeenHoweverItIsWrapped) {
  for (const char* body :
       {R"({"groupErrorReason":{"fober":"user.busy"}})",
        R"({"userAssignmentInGroupResponse":{"fober":{"status":512}}})",
        R"({"userAssignmentInGroupResponse":{"failed":[{"userId":"fober"}]}})",
        R"({"userAssignmentInGroupResponse":{"fober":"not assigned"}})",
        R"({"userAssignmentInGroupResponse":{"fober":"Unsuccessful"}})",
        R"({"data":{"userAssignmentInGroupResponse":[{"userID":"FOBER","errorReason":"user.busy"}]}})"}) {
    const auto done = answer_to_change(body);
    ASSERT_TRUE(done) << body << done.error().what;
    ASSERT_EQ(done->elements.size(), 1u) << body;
    EXPECT_EQ(done->elements[0].element, "fober") << body;
  }
  for (const char* body :
       {R"({"groupErrorReason":["group.locked"]})", R"({"groupErrorReason":{"key":"group.locked"}})"}) {
    const auto done = answer_to_change(body);
    ASSERT_FALSE(done) << body;
    EXPECT_NE(done.error().what.find("group.locked"), std::string::npos);
    EXPECT_EQ(done.error().delivery, Delivery::maybe_applied) << "others may have been assigned";
  }
}

TEST(AmeyoOtherGroups, ACreateMayBeDoneAndStillTellAReason) {
  for (const bool told : {false, true}) {
    Centre centre;
    centre.world().quirks.group_id_in_reply = told;
    centre.look();
    centre.http->after = [](const HttpRequest& request, HttpResponse& response) {
      if (!has(request, "validateAndCreateGroup")) return;
      auto answer = json::parse(response.body);
      answer["groupErrorReason"] = "some.users.could.not.be.assigned";
      answer["userAssignmentInGroupResponse"] = {{"petra vance", "user.busy"}};
      response.body = answer.dump();
    };
    const auto done = centre.write(Centre::new_group("Claims"));
    ASSERT_TRUE(done) << done.error().what;
    EXPECT_EQ(done->id.text, std::to_string(centre.world().find_group("Claims")->id));
    ASSERT_EQ(done->elements.size(), 1u);
    EXPECT_EQ(done->elements[0].element, "petra vance");
  }
}

TEST(AmeyoOtherGroups, ACreateThatTellsAReasonOverSomebodyElsesGroupIsAConflict) {
  for (const char* reason : {R"("group.name.already.exists")", R"(["group.name.taken"])"}) {
    Centre centre;
    centre.look();
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      if (!has(request, "validateAndCreateGroup")) return std::nullopt;
      return answered(200, std::string(R"({"groupErrorReason":)") + reason + "}");
    };
    auto write = Centre::new_group("Sales EMEA");
    write.fields[1].members.clear();
    const auto done = centre.write(std::move(write));
    ASSERT_FALSE(done) << reason;
    EXPECT_EQ(done.error().kind, ErrorKind::conflict) << reason;
    EXPECT_TRUE(centre.changed().empty());
  }
}

TEST(AmeyoOtherGroups, AServerThatBreaksOverALoginGetsNumbers) {
  for (const int status : {400, 500, 512}) {
    Centre centre;
    centre.world().quirks.member_ids = sim::IdKind::cc_user_id;
    centre.look();
    auto write = centre.change_of("group", "Billing");
    write.fields.push_back(Centre::delta(kAgents, {"fober"}));
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      if (!has(request, "userGroupModifyAPI")) return std::nullopt;
      const auto ids = json::parse(request.body)["assignUserIds"];
      return ids.at(0).is_string() ? answered(status, status == 500 ? "<html>" : R"({"message":"odd","code":1})")
                                   : std::nullopt;
    };
    auto next_pass = centre.change_of("group", "Billing");
    next_pass.fields.push_back(Centre::delta(kAgents, {"fober"}));
    auto done = centre.write(std::move(write));
    if (status != 400) {
      ASSERT_FALSE(done) << "it may have been carried out: nothing else is tried before that is known";
      EXPECT_EQ(done.error().delivery, core::Delivery::maybe_applied);
      EXPECT_EQ(centre.http->sent.size(), 1u);
      done = centre.write(std::move(next_pass));
    }
    ASSERT_TRUE(done) << status << done.error().what;
    EXPECT_TRUE(done->elements.empty());
    EXPECT_EQ(centre.changed(), (Names{"group Billing agents"})) << status;
  }
}

TEST(AmeyoOtherGroups, AUserNobodyFindsIsNoGroupThatIsGone) {
  Centre centre;
  auto write = one_more(centre);
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (!has(request, "userGroupModifyAPI")) return std::nullopt;
    return answered(512, R"({"message":"user.not.found","status":512})");
  };
  const auto refused = centre.write(std::move(write));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
  EXPECT_EQ(refused.error().delivery, Delivery::refused);
  EXPECT_EQ(centre.http->sent.size(), 1u);
}

using Written = std::vector<core::Result<core::Receipt>>;

// Both on their way together, the second one so much later.
Written written_together(Centre& centre, core::Write one, core::Write other, int later) {
  std::vector<core::Write> first;
  first.push_back(std::move(one));
  Written results;
  const auto done = [&](std::exception_ptr, Written result) { results.push_back(std::move(result.at(0))); };
  boost::asio::co_spawn(centre.clock.context(), centre.provider->write(std::move(first)), done);
  centre.clock.run(centre.clock.sleep(std::chrono::milliseconds(later)));
  results.push_back(centre.write(std::move(other)));
  centre.clock.run(centre.clock.sleep(std::chrono::seconds(60)));
  return results;
}

TEST(AmeyoOtherGroups, WhoIsRefusedWhileAnotherTaskFindsOutTriesTheOtherKindAsWell) {
  for (int later = 0; later < 40; ++later) {
    Centre centre;
    centre.world().quirks.member_ids = sim::IdKind::cc_user_id;
    centre.look();
    auto one = centre.change_of("group", "Billing");
    one.fields.push_back(Centre::delta(kAgents, {"fober"}));
    auto other = centre.change_of("group", "Support");
    other.fields.push_back(Centre::delta(kAgents, {"pnair"}));
    const auto results = written_together(centre, std::move(one), std::move(other), later);
    ASSERT_EQ(results.size(), 2u);
    for (const auto& done : results) EXPECT_TRUE(done && done->elements.empty()) << later;
    EXPECT_EQ(centre.changed(), (Names{"group Billing agents", "group Support agents"})) << later;
  }
}

TEST(AmeyoOtherGroups, WhoseCreateIsRefusedWhileAnotherOneFindsOutTriesLoginsAsWell) {
  for (int later = 0; later < 25; ++later) {
    Centre centre;
    centre.world().quirks.created_ids = sim::IdKind::user_id;
    centre.look();
    const auto results = written_together(centre, Centre::new_group("Claims"), Centre::new_group("Complaints"), later);
    ASSERT_EQ(results.size(), 2u);
    for (const auto& done : results) EXPECT_TRUE(done && done->elements.empty()) << later;
  }
}

}  // namespace
}  // namespace muster::ameyo
