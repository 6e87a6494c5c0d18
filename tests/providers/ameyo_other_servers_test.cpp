// Servers that behave in other ways than the simulated one, and as well fit what is known of the vendor.
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

TEST(AmeyoOtherServers, ReplyToACreateInManyWays) {
  const std::vector<std::pair<std::string, std::string>> replies = {
      {R"({"ccUserId":364,"userId":"New.Joiner","skillIds":null,"skillLevelIds":[]})", "364"},
      {R"({"ccUserId":"364","userId":"new.joiner"})", "364"},
      {R"({"contactCenterUserId":364,"userId":"New.Joiner"})", "364"},
      {R"({"ccUserId":364,"userId":"tesUser"})", ""},
      {R"({"ccUserId":364})", ""},
      {"", ""},
      {"OK", ""},
      {"null", ""}};
  for (const auto& [body, id] : replies) {
    Centre centre;
    centre.look();
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      return request.method == net::Method::post ? answered(200, body) : std::nullopt;
    };
    const auto receipt = centre.write(Centre::new_user("New.Joiner"));
    ASSERT_TRUE(receipt) << body << receipt.error().what;
    EXPECT_EQ(receipt->id.text, id) << body;
  }
}

TEST(AmeyoOtherServers, ReplyToANewGroupInManyWays) {
  for (const char* body :
       {R"({"groupId":77,"groupErrorReason":null})", R"({"id":"77"})",
        R"({"group":{"groupId":77},"groupErrorReason":""})",
        R"({"userGroup":{"id":77},"managerAssignmentInGroupResponse":{},"userAssignmentInGroupResponse":null})"}) {
    Centre centre;
    centre.look();
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      return request.method == net::Method::post ? answered(200, body) : std::nullopt;
    };
    const auto receipt = centre.write(Centre::new_group("Claims"));
    ASSERT_TRUE(receipt) << body << receipt.error().what;
    EXPECT_EQ(receipt->id.text, "77") << body;
    EXPECT_TRUE(receipt->elements.empty()) << body;
    EXPECT_EQ(centre.http->sent.size(), 1u) << body;
  }
}

TEST(AmeyoOtherServers, MayRefuseAGroupInAWordOfASuccess) {
  Centre centre;
  centre.look();
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (request.method != net::Method::post) return std::nullopt;
    return answered(200, R"({"groupErrorReason":"group.name.not.allowed","userAssignmentInGroupResponse":null})");
  };
  const auto refused = centre.write(Centre::new_group("Claims"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
  EXPECT_EQ(refused.error().delivery, Delivery::refused);
  EXPECT_NE(refused.error().what.find("group.name.not.allowed"), std::string::npos);
}

TEST(AmeyoOtherServers, MayLogInToAnotherContactCentreThanIsManaged) {
  Centre centre;
  std::string target;
  centre.http->instead = [&](const HttpRequest& request) -> Outcome {
    if (has(request, "ogin")) return answered(200, R"({"sessionId":"x","contactCenterId":"4"})");
    target = request.target;
    return answered(200, R"([{"ccUserId":1,"userId":"a"}])");
  };
  ASSERT_TRUE(centre.observe({kUser}));
  EXPECT_NE(target.find("?ccId=1"), std::string::npos) << "users are read where they are created";
}

TEST(AmeyoOtherServers, MayAnswerThatWhoIsRemovedIsNotThere) {
  for (const auto& [status, body] :
       std::vector<std::pair<int, std::string>>{{404, R"({"message":"requested.resource.not.found","code":99999})"},
                                                {512, R"({"message":"[\"user.not.found\"]","status":512})"},
                                                {200, R"({"info":"User does not exist","status":512})"}}) {
    Centre centre;
    centre.look();
    auto write = centre.change_of("user", "fober");
    write.action = core::WriteAction::remove;
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      return request.method == net::Method::del ? answered(status, body) : std::nullopt;
    };
    EXPECT_TRUE(centre.write(std::move(write))) << body;
  }
}

TEST(AmeyoOtherServers, MayFailOnceAndAreAskedAgainForWhatIsOnlyRead) {
  Centre centre;
  int failures = 0;
  centre.http->instead = [&](const HttpRequest& request) -> Outcome {
    if (!has(request, "getAllContactCenterUsers") || failures == 2) return std::nullopt;
    ++failures;
    return answered(200, R"({"message":"","info":"try.later","code":1,"status":512})");
  };
  const auto coverage = centre.observe({kUser});
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities.at(kUser).complete) << coverage->entities.at(kUser).why_not;
}

TEST(AmeyoOtherServers, MayRefuseALastManagerWhoGoesInTheSameCallAsTheNewOneComes) {
  Centre centre;
  centre.spec.settings["groupUserIds"] = std::string("userId");
  centre.connect();
  centre.look();
  auto write = centre.change_of("group", "Sales EMEA");
  write.fields.push_back(Centre::delta(kSupervisors, {"mkos"}, centre.members_of("Sales EMEA", true)));
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (!has(request, "userGroupModifyAPI")) return std::nullopt;
    const auto body = json::parse(request.body);
    if (body["assignManagerUserIds"].empty() || body["unassignManagerIds"].empty()) return std::nullopt;
    return answered(512, R"({"message":"at.least.one.manager.required","status":512})");
  };
  const auto done = centre.write(std::move(write));
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(centre.http->sent.size(), 3u) << "together, those who come, those who go";
  EXPECT_EQ(centre.members_of("Sales EMEA", true), (Names{"mkos"}));
}

}  // namespace
}  // namespace muster::ameyo
