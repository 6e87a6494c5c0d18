// What the provider for Ameyo makes of a server, and what it asks for.
#include <nlohmann/json.hpp>

#include "tests/providers/ameyo_fixture.h"

namespace muster::ameyo {
namespace {

using core::CellState;
using core::ErrorKind;
using net::HttpRequest;
using net::HttpResponse;
using nlohmann::json;
using Outcome = std::optional<SpiedHttp::Outcome>;

constexpr const char* kUsers = "GET /cc/contactCenterUsers/getAllContactCenterUsers";
constexpr const char* kGroups = "GET /group/getAllAvailableGroups";

// Lets the server answer the list of users with these elements.
void list_users(Centre& centre, std::string body, int status = 200) {
  centre.http->instead = [body = std::move(body), status](const HttpRequest& request) -> Outcome {
    if (request.target.find("getAllContactCenterUsers") == std::string::npos) return std::nullopt;
    return SpiedHttp::Outcome(HttpResponse(status, body));
  };
}

std::string text_of(const core::Cell* cell) { return cell == nullptr ? "unknown" : std::string(cell->value.view()); }

TEST(AmeyoObserve, OneLoginAndTwoListsAreEnough) {
  Centre centre;
  const auto coverage = centre.observe();
  ASSERT_TRUE(coverage) << coverage.error().what;
  EXPECT_EQ(centre.lines(), (Names{"POST /session/userLogin", kUsers, kGroups}));
  EXPECT_EQ(coverage->requests, 3);
  EXPECT_TRUE(coverage->entities.at(kUser).complete) << coverage->entities.at(kUser).why_not;
  EXPECT_TRUE(coverage->entities.at(kGroup).complete) << coverage->entities.at(kGroup).why_not;
  EXPECT_EQ(coverage->organisation, "1");
  EXPECT_TRUE(coverage->unreadable.empty());
  EXPECT_TRUE(coverage->notes.empty());
  EXPECT_TRUE(centre.changed().empty());
  centre.http->sent.clear();
  ASSERT_TRUE(centre.observe());
  EXPECT_EQ(centre.lines(), (Names{kUsers, kGroups})) << "the session is kept";
}

TEST(AmeyoObserve, GroupsAreReadOnlyWhereSomebodyWantsThem) {
  Centre centre;
  const auto coverage = centre.observe({kUser});
  ASSERT_TRUE(coverage);
  EXPECT_EQ(centre.count(kGroups), 0u);
  EXPECT_TRUE(coverage->entities.at(kGroup).complete);
  EXPECT_TRUE(centre.table.rows(kGroup).empty());
}

TEST(AmeyoObserve, AUserHasWhatTheListTellsAndNothingElse) {
  Centre centre;
  list_users(centre, R"([{"ccUserId":118,"userId":"Agent01","userType":"Executive","userName":"Ann",
      "systemUserType":"Executive","defaultReady":true,"skillIds":[7,3],"skillLevelIds":[2,5],
      "maxAllowedLogins":"2","loginPolicy":null,"later":"x"},
      {"ccUserId":"119","userId":"b","userType":"Analyst","maxAllowedLogins":null,"skillIds":null,
      "skillLevelIds":[]}])");
  ASSERT_TRUE(centre.observe({kUser}));
  const auto* row = centre.row(kUser, "agent01");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->name.view(), "Agent01");
  EXPECT_EQ(row->remote_id.view(), "118");
  EXPECT_EQ(text_of(centre.cell("agent01", kUserName)), "Ann");
  EXPECT_EQ(text_of(centre.cell("agent01", kDefaultReady)), "true");
  EXPECT_EQ(text_of(centre.cell("agent01", kMaxAllowedLogins)), "2") << "text or a number";
  EXPECT_EQ(centre.set_of(kUser, "agent01", kRoles), (Names{"Executive"}));
  EXPECT_EQ(centre.set_of(kUser, "agent01", kSkills), (Names{"3:5", "7:2"})) << "pairs, whatever their order";
  EXPECT_EQ(centre.cell("agent01", kLoginPolicy)->state, CellState::at_default) << "null";
  EXPECT_EQ(centre.cell("agent01", kMappingUserId), nullptr) << "not told, not known";
  for (const auto field : {kPassword, kDescription, kContactCenterId}) {
    EXPECT_EQ(centre.cell("agent01", field), nullptr) << field;
  }
  EXPECT_EQ(centre.cell("b", kMaxAllowedLogins)->state, CellState::at_default);
  EXPECT_EQ(centre.set_of(kUser, "b", kSkills), Names{});
  EXPECT_EQ(centre.cell("b", kDefaultReady), nullptr);
}

TEST(AmeyoObserve, SkillsThatMakeNoPairsAreNotKnown) {
  Centre centre;
  list_users(centre, R"([{"ccUserId":1,"userId":"a","userType":"Executive","skillIds":[7,3],"skillLevelIds":[2]}])");
  ASSERT_TRUE(centre.observe({kUser}));
  EXPECT_EQ(centre.set_of(kUser, "a", kSkills), std::nullopt);
}

TEST(AmeyoObserve, OneUnreadableUserDoesNotLowerTheOthers) {
  const std::vector<std::pair<std::string, bool>> elements = {
      {R"({"ccUserId":9,"userId":"Odd","userType":7})", true},
      {R"({"ccUserId":9,"userId":"odd","defaultReady":"maybe"})", true},
      {R"({"userId":"odd","userType":"Executive"})", true},
      {R"({"ccUserId":"x","userId":"odd"})", true},
      {R"(null)", false},
      {R"(7)", false},
      {R"({"ccUserId":9})", false},
      {R"({"ccUserId":9,"userId":" "})", false}};
  for (const auto& [element, named] : elements) {
    Centre centre;
    list_users(centre, R"([{"ccUserId":1,"userId":"a","userType":"Executive"},)" + element +
                           R"(,{"ccUserId":2,"userId":"b","userType":"Executive"}])");
    const auto coverage = centre.observe({kUser});
    ASSERT_TRUE(coverage) << element;
    EXPECT_NE(centre.row(kUser, "a"), nullptr);
    EXPECT_NE(centre.row(kUser, "b"), nullptr);
    ASSERT_EQ(coverage->unreadable.size(), 1u) << element;
    EXPECT_EQ(coverage->unreadable[0].where.has_value(), named) << element;
    EXPECT_EQ(coverage->entities.at(kUser).complete, named) << element;
    EXPECT_EQ(named ? coverage->unreadable[0].where->name : "odd", "odd") << element;
  }
}

TEST(AmeyoObserve, TwoUsersWhomOneManifestWouldNameAreAmbiguousAndOneWhoComesTwiceIsNot) {
  Centre centre;
  list_users(centre, R"([{"ccUserId":1,"userId":"Twin"},{"ccUserId":2,"userId":"tWIN"},
      {"ccUserId":3,"userId":"once"},{"ccUserId":3,"userId":"once"}])");
  ASSERT_TRUE(centre.observe({kUser}));
  EXPECT_TRUE(centre.table.is_ambiguous(kUser, "twin"));
  EXPECT_FALSE(centre.table.is_ambiguous(kUser, "once"));
}

TEST(AmeyoObserve, AFailureOfTheListIsSaidAndIsNeverAnEmptyCentre) {
  const std::vector<std::pair<int, std::string>> answers = {
      {500, ""},
      {500, "<html><body>java.lang.NullPointerException</body></html>"},
      {404, R"({"message":"requested.resource.not.found","code":99999,"status":404})"},
      {405, R"({"message":"method.not.allowed"})"},
      {512, R"({"message":"something.odd","status":512})"},
      {200, R"({"message":"something.odd","info":"","code":1,"status":512})"},
      {200, "[]"},
      {200, "{}"},
      {200, "null"},
      {200, "<html>starting</html>"},
      {200, R"([{"ccUserId":1,"userId":"a"},)"}};
  for (const auto& [status, body] : answers) {
    Centre centre;
    list_users(centre, body, status);
    const auto coverage = centre.observe({kUser});
    ASSERT_TRUE(coverage) << body;
    EXPECT_FALSE(coverage->entities.at(kUser).complete) << status << body;
    EXPECT_FALSE(coverage->entities.at(kUser).why_not.empty());
  }
}

TEST(AmeyoObserve, OneUserWithoutASkillMapIsNamedAsAReasonWhereEverythingFails) {
  for (const bool html : {true, false}) {
    Centre centre;
    centre.world().quirks.broken_skills = "mkos";
    centre.world().quirks.html_500 = html;
    const auto coverage = centre.observe({kUser});
    ASSERT_TRUE(coverage);
    EXPECT_NE(coverage->entities.at(kUser).why_not.find("skills are null"), std::string::npos);
    EXPECT_EQ(centre.count(kUsers), 3u) << "a few times, and no more";
  }
}

TEST(AmeyoObserve, AnOverloadedServerIsNotAnEmptyOne) {
  for (const int status : {503, 502, 429}) {
    Centre centre;
    list_users(centre, "", status);
    const auto coverage = centre.observe({kUser});
    ASSERT_FALSE(coverage) << status;
    EXPECT_EQ(coverage.error().kind, status == 429 ? ErrorKind::rate_limited : ErrorKind::unavailable);
  }
}

TEST(AmeyoObserve, TheOwnAccountHasItsRole) {
  Centre centre;
  auto coverage = centre.observe({kUser});
  ASSERT_TRUE(coverage->own_account);
  EXPECT_EQ(coverage->own_account->key, sim::kServiceAccount);
  EXPECT_EQ(coverage->own_account->roles, (Names{"Administrator"}));
  EXPECT_TRUE(coverage->own_account->is_administrator);
  EXPECT_FALSE(coverage->own_account->id.empty());
  centre.spec.settings["adminRoles"] = Names{"Supervisor"};
  centre.connect();
  EXPECT_FALSE(centre.observe({kUser})->own_account->is_administrator);
}

TEST(AmeyoObserve, AnOwnAccountOutsideTheCentreHasTheRoleOfItsLogin) {
  Centre centre;
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (request.target.find("userLogin") != std::string::npos) {
      return SpiedHttp::Outcome(HttpResponse(200, R"({"sessionId":"abc","userType":"administrator"})"));
    }
    return SpiedHttp::Outcome(HttpResponse(200, R"([{"ccUserId":1,"userId":"a"}])"));
  };
  const auto coverage = centre.observe({kUser});
  ASSERT_TRUE(coverage) << coverage.error().what;
  EXPECT_TRUE(coverage->own_account->is_administrator);
  EXPECT_TRUE(coverage->own_account->id.empty());
}

TEST(AmeyoObserve, ADifferentSystemTypeIsNoted) {
  Centre centre;
  list_users(centre, R"([{"ccUserId":1,"userId":"a","userType":"Supervisor","systemUserType":"Executive"},
      {"ccUserId":2,"userId":"b","userType":"Supervisor","systemUserType":"SUPERVISOR"},
      {"ccUserId":3,"userId":"c","userType":null,"systemUserType":"Executive"}])");
  const auto coverage = centre.observe({kUser});
  ASSERT_EQ(coverage->notes.size(), 1u);
  EXPECT_EQ(coverage->notes[0],
            "user a has userType Supervisor and systemUserType Executive: roles are the userType "
            "alone");
  EXPECT_EQ(centre.set_of(kUser, "a", kRoles), (Names{"Supervisor"}));
  EXPECT_EQ(centre.set_of(kUser, "c", kRoles), std::nullopt) << "a right that is not told is not known";
}

TEST(AmeyoObserve, AnotherContactCentreIsAskedForByItsNumber) {
  Centre centre;
  centre.spec.settings["contactCenterId"] = std::int64_t{7};
  centre.connect();
  std::string target;
  centre.http->instead = [&](const HttpRequest& request) -> Outcome {
    if (request.target.find("getAllContactCenterUsers") != std::string::npos) target = request.target;
    return std::nullopt;
  };
  const auto coverage = centre.observe({kUser});
  ASSERT_TRUE(coverage);
  EXPECT_EQ(target, "/ameyorestapi/cc/contactCenterUsers/getAllContactCenterUsers?ccId=7");
  EXPECT_FALSE(coverage->entities.at(kUser).complete) << "nobody there: a wrong number looks like that";
  EXPECT_EQ(coverage->organisation, "7");
}

TEST(AmeyoObserve, TheContactCentreIsNamedWhateverTheLoginTells) {
  for (const char* login : {R"({"sessionId":"x"})", R"({"sessionId":"x","contactCenterId":1})",
                            R"({"sessionId":"x","contactCenterId":4})"}) {
    Centre centre;
    std::string target;
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      if (request.target.find("ogin") != std::string::npos) return SpiedHttp::Outcome(HttpResponse(200, login));
      target = request.target;
      return SpiedHttp::Outcome(HttpResponse(200, "[]"));
    };
    const auto coverage = centre.observe({kUser});
    ASSERT_TRUE(coverage) << login;
    EXPECT_TRUE(target.ends_with("getAllContactCenterUsers?ccId=1"))
        << "an update says that they are of it: " << target;
    const bool elsewhere = std::string_view(login).find('4') != std::string_view::npos;
    const auto& why_not = coverage->entities.at(kUser).why_not;
    EXPECT_EQ(why_not.find("which logs in to contact centre 4") != std::string::npos, elsewhere) << why_not;
  }
}

}  // namespace
}  // namespace muster::ameyo
