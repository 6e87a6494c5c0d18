// Lists of servers that answer in other ways than the simulated one.
#include <nlohmann/json.hpp>

#include "tests/providers/ameyo_fixture.h"

namespace muster::ameyo {
namespace {

using net::HttpRequest;
using net::HttpResponse;
using nlohmann::json;
using Outcome = std::optional<SpiedHttp::Outcome>;

bool has(const HttpRequest& request, std::string_view part) { return request.target.find(part) != std::string::npos; }
Outcome answered(int status, std::string body) { return SpiedHttp::Outcome(HttpResponse(status, std::move(body))); }

// What the server lists, in another form.
void answer_list(Centre& centre, std::string_view list, const std::function<std::string(json)>& form) {
  centre.http->after = [list, form](const HttpRequest& request, HttpResponse& response) {
    if (has(request, list)) response.body = form(json::parse(response.body));
  };
}

TEST(AmeyoOtherLists, MayWrapTheirLists) {
  const std::vector<std::function<std::string(json)>> forms = {
      [](const json& list) { return json{{"users", list}}.dump(); },
      [](const json& list) { return json{{"status", 200}, {"message", ""}, {"data", list}}.dump(); },
      [](const json& list) { return json{{"data", {{"items", list}, {"total", list.size()}}}}.dump(); },
      [](const json& list) { return json{{"errors", json::array()}, {"warnings", {"x"}}, {"data", list}}.dump(); },
      [](const json& list) { return json{{"info", {"x"}}, {"result", list}, {"skillIds", {3, 7}}}.dump(); }};
  for (const char* list : {"getAllContactCenterUsers", "getAllAvailableGroups"}) {
    for (std::size_t i = 0; i < forms.size(); ++i) {
      Centre plain;
      ASSERT_TRUE(plain.observe());
      Centre centre;
      answer_list(centre, list, forms[i]);
      const auto coverage = centre.observe();
      ASSERT_TRUE(coverage) << list << i;
      EXPECT_TRUE(coverage->entities.at(kUser).complete) << list << i << coverage->entities.at(kUser).why_not;
      EXPECT_TRUE(coverage->entities.at(kGroup).complete) << list << i << coverage->entities.at(kGroup).why_not;
      EXPECT_EQ(centre.table.rows(kUser).size(), plain.table.rows(kUser).size());
      EXPECT_EQ(centre.table.rows(kGroup).size(), plain.table.rows(kGroup).size());
    }
  }
}

TEST(AmeyoOtherLists, ListsThatAreNoneProveNobodyAbsent) {
  for (const char* list : {"getAllContactCenterUsers", "roup"}) {
    for (const char* body :
         {"", "null", "{}", "true", R"({"message":["user.not.found"]})", R"({"errors":[]})", R"({"a":[{}],"b":[{}]})",
          R"({"id":7,"name":"Billing","ccUserIds":[]})", R"({"ccUserId":1,"userId":"a","skillLevelIds":[]})",
          R"({"message":"requested.resource.not.found","code":99999,"status":404})", "[", "[]garbage"}) {
      Centre centre;
      answer_list(centre, list, [&](const json&) { return body; });
      const auto coverage = centre.observe();
      ASSERT_TRUE(coverage) << list << body;
      const auto entity = std::string_view(list) == "roup" ? kGroup : kUser;
      EXPECT_FALSE(coverage->entities.at(entity).complete) << list << body;
      EXPECT_FALSE(coverage->entities.at(entity).why_not.empty());
    }
  }
}

TEST(AmeyoOtherLists, MayTellGroupsInTheOtherListOnly) {
  for (const auto& [status, body] :
       std::vector<std::pair<int, std::string>>{{204, ""}, {200, ""}, {200, "null"}, {500, "<html>"}}) {
    Centre centre;
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      return has(request, "getAllAvailableGroups") ? answered(status, body) : std::nullopt;
    };
    const auto coverage = centre.observe();
    ASSERT_TRUE(coverage) << status << body;
    EXPECT_TRUE(coverage->entities.at(kGroup).complete) << coverage->entities.at(kGroup).why_not;
    EXPECT_EQ(centre.table.rows(kGroup).size(), centre.world().groups.size()) << status << body;
  }
}

TEST(AmeyoOtherLists, MayTellNumbersAsTextLoginsAsNumbersAndNothingAsNull) {
  Centre centre;
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (!has(request, "getAllContactCenterUsers")) return std::nullopt;
    return answered(200,
                    R"([{"ccUserId":"7","userId":1001,"userName":"Ann","maxAllowedLogins":"2","userType":"Executive"},
      {"ccUserId":8,"userId":"bare"},
      {"ccUserId":9,"userId":"nulls","userName":null,"userType":null,"systemUserType":null,"defaultReady":null,
       "maxAllowedLogins":null,"loginPolicy":null,"mappingUserId":null,"skillIds":null,"skillLevelIds":null,
       "maskedPrivileges":null,"privilegePlanId":null,"added.in.5":{"x":[1]}},
      {"ccUserId":9,"userId":"nulls","userName":null,"userType":null,"systemUserType":null,"defaultReady":null,
       "maxAllowedLogins":null,"loginPolicy":null,"mappingUserId":null,"skillIds":null,"skillLevelIds":null},
      {"ccUserId":null,"userId":"numberless"}])");
  };
  const auto coverage = centre.observe({kUser});
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities.at(kUser).complete) << coverage->entities.at(kUser).why_not;
  EXPECT_EQ(centre.table.rows(kUser).size(), 3u);
  ASSERT_NE(centre.row(kUser, "1001"), nullptr);
  EXPECT_EQ(centre.cell("1001", kMaxAllowedLogins)->value.view(), "2");
  EXPECT_EQ(centre.cell("bare", kUserName), nullptr) << "not told";
  EXPECT_EQ(centre.cell("nulls", kLoginPolicy)->state, core::CellState::at_default);
  EXPECT_EQ(centre.cell("nulls", kRoles), nullptr) << "nobody is without a role";
  ASSERT_EQ(coverage->unreadable.size(), 1u);
  EXPECT_EQ(coverage->unreadable[0].where->name, "numberless");
}

TEST(AmeyoOtherLists, MayForbidTheListForAnotherReasonThanASession) {
  Centre centre;
  centre.look();
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (!has(request, "getAllContactCenterUsers")) return std::nullopt;
    return answered(403, R"({"message":"privilege.missing","code":99999,"info":"","status":403})");
  };
  const auto coverage = centre.observe({kUser});
  ASSERT_TRUE(coverage);
  const auto& why = coverage->entities.at(kUser).why_not;
  EXPECT_NE(why.find("privilege.missing"), std::string::npos) << why;
  EXPECT_EQ(why.find("skills"), std::string::npos) << "this is not about skills: " << why;
  EXPECT_EQ(centre.http->sent.size(), 1u) << "and no reason to log in";
}

TEST(AmeyoOtherLists, MayTellNumbersAndBooleansAsText) {
  Centre centre;
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (!has(request, "getAllContactCenterUsers")) return std::nullopt;
    return answered(200, R"([{"ccUserId":"7","userId":"a","defaultReady":"true","maxAllowedLogins":"2"},
                             {"ccUserId":"8","userId":"b","defaultReady":"false"},
                             {"ccUserId":"9","userId":"c","defaultReady":"perhaps"}])");
  };
  const auto coverage = centre.observe({kUser});
  ASSERT_TRUE(coverage);
  ASSERT_NE(centre.row(kUser, "a"), nullptr);
  ASSERT_NE(centre.row(kUser, "b"), nullptr);
  EXPECT_EQ(centre.cell("a", kDefaultReady)->value.view(), "true");
  EXPECT_EQ(centre.cell("a", kMaxAllowedLogins)->value.view(), "2");
  EXPECT_EQ(centre.cell("b", kDefaultReady)->value.view(), "false");
  EXPECT_EQ(coverage->unreadable.size(), 1u);
}

}  // namespace
}  // namespace muster::ameyo
