// Servers that behave in other ways than the simulated one, and as well fit what is known of the vendor.
#include <nlohmann/json.hpp>
#include <set>

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

TEST(AmeyoOtherServers, MayAnswerAnUpdateWithAnything) {
  for (const auto& [status, body] : std::vector<std::pair<int, std::string>>{
           {204, ""}, {200, ""}, {200, "true"}, {200, "null"}, {200, "[]"}, {200, R"({"status":200,"message":""})"}}) {
    Centre centre;
    centre.look();
    auto write = centre.change_of("user", "arook");
    write.fields.push_back(Centre::value(kUserName, "A. Rook"));
    write.fields.push_back(Centre::value(kContactCenterId, "1"));
    write.fields.push_back(Centre::value(kDescription, "night shift"));
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      return request.method == net::Method::put ? answered(status, body) : std::nullopt;
    };
    const auto done = centre.write(std::move(write));
    ASSERT_TRUE(done) << status << body << done.error().what;
    ASSERT_EQ(centre.http->sent.size(), 1u);
    const auto sent = json::parse(centre.http->sent[0].body);
    EXPECT_EQ(sent["description"], "night shift") << "what no answer shows goes along";
    EXPECT_EQ(sent["contactCenterId"], 1);
    for (const auto& [name, value] : sent.items()) EXPECT_FALSE(value.is_null()) << name;
  }
}

TEST(AmeyoOtherServers, AnAnswerThatIsLostLeavesAWriteInDoubtAndIsNotSentAgain) {
  for (const char* kind : {"user", "group"}) {
    for (const int status : {0, 500, 502, 504}) {
      Centre centre;
      centre.look();
      centre.http->instead = [&](const HttpRequest& request) -> Outcome {
        if (request.method != net::Method::post) return std::nullopt;
        if (status != 0) return answered(status, "<html>");
        return SpiedHttp::Outcome(std::unexpected(core::Error(ErrorKind::timeout, Delivery::maybe_applied, "lost")));
      };
      const bool is_user = std::string_view(kind) == "user";
      const auto done = centre.write(is_user ? Centre::new_user("New.Joiner") : Centre::new_group("Claims"));
      ASSERT_FALSE(done) << kind << status;
      EXPECT_EQ(done.error().delivery, Delivery::maybe_applied) << kind << status;
      const auto posts = std::ranges::count(centre.http->sent, net::Method::post, &HttpRequest::method);
      EXPECT_EQ(posts, 1) << kind << status;
    }
  }
}

TEST(AmeyoOtherServers, MayWantNothingThatIsNotDocumented) {
  const std::set<std::string> documented = {"userId",       "userType",         "userName",        "systemUserType",
                                            "defaultReady", "userData",         "contactCenterId", "description",
                                            "loginPolicy",  "maxAllowedLogins", "mappingUserId"};
  Centre centre;
  centre.look();
  auto created = Centre::new_user("New.Joiner");
  created.fields.push_back(Centre::value(kMaxAllowedLogins, "1"));
  ASSERT_TRUE(centre.write(std::move(created)));
  auto changed = centre.change_of("user", "arook");
  changed.fields.push_back(Centre::value(kUserName, "A. Rook"));
  ASSERT_TRUE(centre.write(std::move(changed)));
  for (const auto& request : centre.http->sent) {
    if (request.body.empty()) continue;
    const auto body = json::parse(request.body);
    for (const auto& [name, value] : body.items()) {
      EXPECT_TRUE(documented.contains(name)) << name;
      EXPECT_FALSE(value.is_null()) << name;
    }
    if (!body.contains("maxAllowedLogins")) continue;
    EXPECT_EQ(body["maxAllowedLogins"].is_string(), request.method == net::Method::post) << "each page has its own";
  }
}

}  // namespace
}  // namespace muster::ameyo
