// How the provider for Genesys Web Services observes and reads.
#include <algorithm>

#include "tests/providers/gws_fixture.h"

namespace muster::genesys_gws {
namespace {

using core::ErrorKind;
using net::HttpRequest;
using net::HttpResponse;
using Lines = std::vector<std::string>;

class GwsObserve : public GwsProviderTest {
 protected:
  // Fails unless the listing is incomplete, and gives the reason.
  std::string why_not() {
    const auto coverage = observe();
    if (!coverage) return "observe failed: " + coverage.error().what;
    return coverage->entities[kUser].complete ? "complete" : coverage->entities[kUser].why_not;
  }
  bool complete() { return why_not() == "complete"; }
  void page_size(std::int64_t size) { spec_.settings["pageSize"] = size; }
};

TEST_F(GwsObserve, AsksVersionAccountFeaturesAndUsersAndNothingElse) {
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_EQ(lines(), (Lines{"GET /api/v2/diagnostics/version", "GET /api/v2/me", "GET /api/v2/features?fields=*",
                            "GET /api/v2/users?fields=*&subresources=*&sortBy=userName&limit=500",
                            "GET /api/v2/users?fields=*&subresources=*&sortBy=userName&limit=500&offset=2",
                            "GET /api/v2/users?fields=*&subresources=*&sortBy=userName&limit=500&offset=3"}));
  EXPECT_EQ(coverage->requests, 6);
  EXPECT_TRUE(coverage->entities[kUser].complete);
  EXPECT_EQ(coverage->organisation, "cc-1");
  EXPECT_EQ(coverage->own_account->key, "svc-muster");
  EXPECT_EQ(coverage->own_account->id.text, "me");
  EXPECT_TRUE(coverage->own_account->is_administrator);
  EXPECT_TRUE(coverage->cannot.empty());
  EXPECT_EQ(table_.rows().size(), 3u);
  EXPECT_EQ(sink_->pages(), 3);
}

TEST_F(GwsObserve, AsksTheVersionOnceAndWithoutCredentials) {
  (void)observe();
  (void)observe();
  EXPECT_FALSE(transport_->sent()[0].request.headers.find("Authorization"));
  EXPECT_TRUE(transport_->sent()[1].request.headers.find("Authorization"));
  const auto sent = lines();
  EXPECT_EQ(std::ranges::count(sent, "GET /api/v2/diagnostics/version"), 1);
}

TEST_F(GwsObserve, AsksForSkillsAndDevicesOnlyWhenSomebodyManagesThem) {
  engine::Scope scope;
  scope.fields = {{kUser, field::roles}};
  (void)observe(scope);
  EXPECT_EQ(lines()[3], "GET /api/v2/users?fields=*&sortBy=userName&limit=500");
  scope.fields = {{kUser, field::devices}};
  (void)observe(scope);
  EXPECT_NE(lines()[8].find("subresources=*"), std::string::npos);
}

TEST_F(GwsObserve, LeavesSortingOutForAServerThatDoesNotKnowIt) {
  spec_.settings["sortBy"] = std::string();
  (void)observe();
  EXPECT_EQ(lines()[3], "GET /api/v2/users?fields=*&subresources=*&limit=500");
}

TEST_F(GwsObserve, ReadsAllPagesAndProvesTheEnd) {
  page_size(10);
  routes_["GET /users"] = listing(27);
  EXPECT_TRUE(complete());
  EXPECT_EQ(table_.rows().size(), 27u);
  EXPECT_EQ(asked_["GET /users"], 5);
}

TEST_F(GwsObserve, IsNotFooledByASmallerPageThanItAskedFor) {
  routes_["GET /users"] = listing(27, 10);
  EXPECT_TRUE(complete());
  EXPECT_EQ(table_.rows().size(), 27u);
}

TEST_F(GwsObserve, TakesOneShortAnswerWherePagingIsIgnored) {
  routes_["GET /users"] = always(200, people(0, 60));
  EXPECT_TRUE(complete());
  EXPECT_EQ(table_.rows().size(), 60u);
}

TEST_F(GwsObserve, AnIgnoredOffsetBehindAFullPageIsNotComplete) {
  page_size(10);
  routes_["GET /users"] = always(200, people(0, 10));
  EXPECT_NE(why_not().find("ignores the offset"), std::string::npos);
  EXPECT_EQ(table_.rows().size(), 10u) << "those that were seen are there";
}

TEST_F(GwsObserve, APageThatFailsLeavesTheListingIncomplete) {
  page_size(10);
  routes_["GET /users"] = [](const HttpRequest& request, int) -> Outcome {
    if (number_in(request.target, "offset") == 0) return HttpResponse(200, people(0, 10));
    return HttpResponse(500, "");
  };
  EXPECT_NE(why_not().find("the server answered 500"), std::string::npos);
  EXPECT_EQ(table_.rows().size(), 10u);
}

TEST_F(GwsObserve, A404OnTheCollectionIsNeverNoUsers) {
  routes_.erase("GET /users");
  EXPECT_NE(why_not().find("look whether the feature api-provisioning-read is enabled"), std::string::npos);
  routes_["GET /users"] = always(404, R"({"statusCode":6,"statusMessage":"not found"})");
  EXPECT_NE(why_not().find("look whether the feature"), std::string::npos);
  routes_["GET /features"] = always(200, R"({"statusCode":0,"features":[{"id":"api-voice"}]})");
  EXPECT_NE(why_not().find("its contact centre lacks the feature api-provisioning-read"), std::string::npos);
}

TEST_F(GwsObserve, AnEmptyListOfUsersIsBelieved) {
  routes_["GET /users"] = listing(0);
  EXPECT_TRUE(complete());
}

TEST_F(GwsObserve, AnswersOfAnotherFormAreNotComplete) {
  routes_["GET /users"] = always(200, "<html>login</html>");
  EXPECT_NE(why_not().find("a login page or a proxy"), std::string::npos);
  routes_["GET /users"] = always(200, R"({"statusCode":0,"uris":["http://x/users/1"]})");
  EXPECT_NE(why_not().find("has no list of users"), std::string::npos);
  routes_["GET /users"] = always(200, R"({"statusCode":0,"users":[{"id":"1"}]})");
  EXPECT_NE(why_not().find("has no userName"), std::string::npos);
}

TEST_F(GwsObserve, OneUnreadableUserDoesNotLowerTheCoverageOfTheOthers) {
  routes_["GET /users"] = always(
      200,
      R"({"statusCode":0,"users":[{"id":"1","userName":"A"},{"id":2,"userName":"Bo"},{"id":"3","userName":"c"}]})");
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities[kUser].complete);
  EXPECT_EQ(table_.rows().size(), 2u);
  ASSERT_EQ(coverage->unreadable.size(), 1u);
  EXPECT_EQ(coverage->unreadable[0].where, core::EntityKey("gws", "user", "bo"));
  EXPECT_EQ(coverage->unreadable[0].what, "reading user Bo of gws: users[1].id: expected text, found a number");
}

TEST_F(GwsObserve, AnOddFieldIsLeftUnknownAndSaid) {
  routes_["GET /users"] =
      always(200, R"({"statusCode":0,"users":[{"id":"1","userName":"A"},{"id":"2","userName":"Bo","roles":7}]})");
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_EQ(table_.rows().size(), 2u);
  EXPECT_TRUE(coverage->unreadable.empty());
  ASSERT_EQ(coverage->notes.size(), 1u);
  EXPECT_EQ(coverage->notes[0],
            "reading user Bo of gws: users[1].roles: expected a list, found a number; such a field is left unknown");
}

TEST_F(GwsObserve, AnOddFieldOfItsOwnAccountDoesNotStopIt) {
  routes_["GET /me"] = always(
      200, R"({"statusCode":0,"user":{"id":"me","userName":"svc","roles":["ROLE_ADMIN"],"firstName":7,"skills":"x"}})");
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->own_account->is_administrator);
}

TEST_F(GwsObserve, AnOffsetThatIsTakenForAFilterIsNotTheEnd) {
  routes_["GET /users"] = [](const HttpRequest& request, int) -> Outcome {
    const bool filtered = request.target.find("offset=") != std::string::npos;
    return HttpResponse(200, filtered ? people(0, 0) : people(0, 100));
  };
  EXPECT_NE(why_not().find("does not honour the offset"), std::string::npos);
}

TEST_F(GwsObserve, LeavesSortByOutWhereItIsRejectedAndRemembersThat) {
  routes_["GET /users"] = [](const HttpRequest& request, int) -> Outcome {
    if (request.target.find("sortBy") == std::string::npos) return listing(3)(request, 0);
    return HttpResponse(400, R"({"statusCode":2,"statusMessage":"unknown parameter"})");
  };
  EXPECT_TRUE(complete());
  EXPECT_EQ(asked_["GET /users"], 4);
  EXPECT_TRUE(complete());
  EXPECT_EQ(asked_["GET /users"], 7);
}

TEST_F(GwsObserve, AsksForSmallerPagesWhereALargeLimitIsRejectedAndRemembersThat) {
  routes_["GET /users"] = [](const HttpRequest& request, int) -> Outcome {
    if (number_in(request.target, "limit") <= 100) return listing(130)(request, 0);
    return HttpResponse(400, R"({"statusCode":"10","statusMessage":"limit"})");
  };
  EXPECT_TRUE(complete());
  EXPECT_EQ(table_.rows().size(), 130u);
  EXPECT_EQ(asked_["GET /users"], 6);
  EXPECT_TRUE(complete());
  EXPECT_EQ(asked_["GET /users"], 10);
}

TEST_F(GwsObserve, ASmallerPageThatIsFullIsNotAllWhereTheOffsetIsIgnored) {
  routes_["GET /users"] = [](const HttpRequest& request, int) -> Outcome {
    if (number_in(request.target, "limit") <= 100) return HttpResponse(200, people(0, 100));
    return HttpResponse(400, R"({"statusCode":10})");
  };
  EXPECT_NE(why_not().find("ignores the offset"), std::string::npos);
}

TEST_F(GwsObserve, AListingThatIsRejectedInEveryFormIsGivenUpAndNothingIsRemembered) {
  routes_["GET /users"] = always(403, R"({"statusCode":3,"statusMessage":"no"})");
  EXPECT_NE(why_not().find("statusCode 3"), std::string::npos);
  EXPECT_EQ(asked_["GET /users"], 3);
  routes_["GET /users"] = listing(3);
  EXPECT_TRUE(complete());
  EXPECT_NE(lines().back().find("sortBy=userName&limit=500"), std::string::npos);
}

TEST_F(GwsObserve, AnAgentsOwnAccountMustBeInTheListing) {
  routes_["GET /me"] =
      always(200, R"({"statusCode":0,"user":{"id":"id1","userName":"other","roles":["role_agent","ROLE_ADMIN"]}})");
  EXPECT_TRUE(complete()) << "found by id";
  routes_["GET /me"] = always(200, R"({"statusCode":0,"user":{"userName":"USER2","roles":["ROLE_AGENT"]}})");
  EXPECT_TRUE(complete()) << "found by name";
  routes_["GET /me"] = always(200, R"({"statusCode":0,"user":{"id":"me","userName":"svc","roles":["ROLE_AGENT"]}})");
  EXPECT_NE(why_not().find("own account is an agent and not among them"), std::string::npos);
}

TEST_F(GwsObserve, ToleratesVersionAndFeaturesThatDoNotAnswerAndSaysSo) {
  routes_.erase("GET /diagnostics/version");
  routes_.erase("GET /features");
  const auto coverage = observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities[kUser].complete);
  EXPECT_EQ(coverage->notes.size(), 2u);
  EXPECT_TRUE(coverage->cannot.empty());
}

TEST_F(GwsObserve, SaysWhenItCannotWrite) {
  routes_["GET /features"] = always(200, R"({"statusCode":0,"features":["api-provisioning-read"]})");
  const auto coverage = observe();
  ASSERT_EQ(coverage->cannot.size(), 1u);
  EXPECT_NE(coverage->cannot[0].find("api-provisioning-write"), std::string::npos);
  const auto written = write(write_to(core::WriteAction::remove, "id1"));
  EXPECT_EQ(written.error().kind, ErrorKind::rejected);
  EXPECT_EQ(written.error().delivery, core::Delivery::not_sent);
}

TEST_F(GwsObserve, StopsWhereItsOwnAccountCannotBeRead) {
  routes_["GET /me"] = always(403, R"({"statusCode":8,"statusMessage":"change it"})");
  EXPECT_EQ(observe().error().kind, ErrorKind::auth);
  routes_["GET /me"] = always(200, "<html>login</html>");
  EXPECT_EQ(observe().error().kind, ErrorKind::protocol);
  routes_["GET /me"] = always(200, R"({"statusCode":0})");
  EXPECT_EQ(observe().error().kind, ErrorKind::protocol);
}

TEST_F(GwsObserve, ARefusedLoginIsNeverTriedAgain) {
  routes_["GET /me"] = always(401, R"({"statusCode":20,"statusMessage":"Access denied"})");
  EXPECT_EQ(observe().error().kind, ErrorKind::auth);
  EXPECT_EQ(observe().error().kind, ErrorKind::auth);
  EXPECT_EQ(asked_["GET /me"], 1);
}

TEST_F(GwsObserve, TooManyRequestsIsSaidWithTheTimeToWait) {
  routes_["GET /me"] = [](const HttpRequest&, int) -> Outcome {
    return tests::answer(429, "", {{"Retry-After", "30"}});
  };
  const auto coverage = observe();
  EXPECT_EQ(coverage.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(coverage.error().retry_after, std::chrono::seconds(30));
}

TEST_F(GwsObserve, AnUnreachableServerFailsBeforeCredentialsAreSent) {
  routes_["GET /diagnostics/version"] = [](const HttpRequest&, int) -> Outcome {
    return std::unexpected(core::Error(ErrorKind::unavailable, core::Delivery::not_sent, "connection refused"));
  };
  EXPECT_EQ(observe().error().kind, ErrorKind::unavailable);
  EXPECT_EQ(asked_["GET /me"], 0);
}

class GwsRead : public GwsProviderTest {};

TEST_F(GwsRead, OneRequestForOneUser) {
  routes_["GET /users/id%2F7"] =
      always(200, R"({"statusCode":0,"user":{"id":"id/7","userName":"Mira","roles":["R"]}})");
  const auto fresh = read("mira", "id/7");
  ASSERT_TRUE(fresh);
  ASSERT_NE(fresh->row(), nullptr);
  EXPECT_EQ(fresh->row()->key.view(), "mira");
  EXPECT_EQ(fresh->row()->remote_id.view(), "id/7");
  EXPECT_EQ(lines(), Lines{"GET /api/v2/users/id%2F7?fields=*&subresources=*"});
}

TEST_F(GwsRead, NotFoundIsOnlySaidWhereTheInterfaceAnswers) {
  routes_["GET /users/7"] = always(404, R"({"statusCode":"6"})");
  EXPECT_EQ(read("mira", "7").error().kind, ErrorKind::not_found);
  EXPECT_EQ(read("mira", "7").error().where, core::EntityKey("gws", "user", "mira"));
  EXPECT_EQ(asked_["GET /users"], 1) << "asked once, then known";
}

TEST_F(GwsRead, ASwitchedOffInterfaceIsNotNotFound) {
  routes_["GET /users"] = always(404, R"({"statusCode":6})");
  routes_["GET /users/7"] = always(404, R"({"statusCode":6})");
  EXPECT_EQ(read("mira", "7").error().kind, ErrorKind::rejected);
  routes_.erase("GET /users/7");
  EXPECT_EQ(read("mira", "7").error().kind, ErrorKind::rejected);
}

TEST_F(GwsRead, AnIdMayBeSpeltWithDashesInOneAnswerAndWithoutInAnother) {
  routes_["GET /users/63630BBE84F5"] =
      always(200, R"({"statusCode":0,"user":{"id":"63630bbe-84f5","userName":"Mira"}})");
  const auto fresh = read("mira", "63630BBE84F5");
  ASSERT_TRUE(fresh);
  EXPECT_EQ(fresh->row()->remote_id.view(), "63630BBE84F5") << "the spelling that goes on the wire";
}

TEST_F(GwsRead, RefusesAnAnswerAboutSomebodyElse) {
  routes_["GET /users/7"] = always(200, R"({"statusCode":0,"user":{"id":"8","userName":"bo"}})");
  EXPECT_EQ(read("mira", "7").error().kind, ErrorKind::protocol);
}

TEST_F(GwsRead, ByNameWhereNoIdIsKnown) {
  routes_["GET /users"] = [](const HttpRequest& request, int) -> Outcome {
    const bool filtered = request.target.find("userName=user1&") != std::string::npos;
    if (filtered) return HttpResponse(200, number_in(request.target, "offset") == 0 ? people(1, 2) : people(0, 0));
    return listing(3)(request, 0);
  };
  EXPECT_EQ(read("user1", "")->row()->remote_id.view(), "id1");
  EXPECT_EQ(read("user2", "")->row()->remote_id.view(), "id2") << "the filter found nobody, the listing did";
  EXPECT_EQ(read("user9", "").error().kind, ErrorKind::not_found);
}

TEST_F(GwsRead, AnIncompleteListingProvesNobodyAbsent) {
  routes_["GET /users"] =
      always(200, R"({"statusCode":0,"users":[{"id":"1","userName":"a"},{"id":"1","userName":"a"}]})");
  EXPECT_EQ(read("user9", "").error().kind, ErrorKind::unavailable);
}

}  // namespace
}  // namespace muster::genesys_gws
