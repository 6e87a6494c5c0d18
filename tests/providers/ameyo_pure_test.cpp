// What words, answers, people and groups mean, without a server.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "providers/ameyo/answer.h"
#include "providers/ameyo/envelope.h"
#include "providers/ameyo/failure_words.h"
#include "providers/ameyo/group_record.h"
#include "providers/ameyo/login.h"
#include "providers/ameyo/people.h"
#include "providers/ameyo/provider.h"
#include "providers/ameyo/settings.h"

namespace muster::ameyo {
namespace {

using core::Delivery;
using core::ErrorKind;
using net::HttpResponse;
using nlohmann::json;
using Names = std::vector<std::string>;

const Call kPut{net::Method::put, "/cc/contactCenterUsers/1", "desk"};
const Call kGet{net::Method::get, "/cc/contactCenterUsers/getAllContactCenterUsers", "desk"};

TEST(AmeyoEnvelope, TheKeyStandsInMessageOrInfoAndMayBeAnArrayAsText) {
  for (const char* body : {R"({"message":"user.not.found","code":1,"info":"","status":512})",
                           R"({"message":null,"code":1,"info":"user.not.found","status":512})",
                           R"({"message":"[\"user.not.found\",\"agent01\"]","status":512})",
                           R"({"message":["user.not.found"]})", R"({"info":"user.not.found","errorCode":7})"}) {
    const auto envelope = read_envelope(body);
    ASSERT_TRUE(envelope) << body;
    EXPECT_EQ(envelope->said(), "user.not.found") << body;
    EXPECT_EQ(meaning_of(envelope->words()), Meaning::not_found) << body;
  }
  for (const char* body : {"", "[]", "<html>", R"({"userId":"a"})", R"({"message":"x")"}) {
    EXPECT_FALSE(read_envelope(body)) << body;
  }
}

TEST(AmeyoEnvelope, TheStatusWithinASuccessCounts) {
  EXPECT_EQ(status_that_counts(HttpResponse(200, R"({"info":"x","status":512})")), 512);
  EXPECT_EQ(status_that_counts(HttpResponse(200, R"({"info":"invalid.session.id","status":403})")), 403);
  EXPECT_EQ(status_that_counts(HttpResponse(200, R"({"userId":"a","status":"active"})")), 200);
  EXPECT_EQ(status_that_counts(HttpResponse(200, R"({"status":200})")), 200);
  EXPECT_EQ(status_that_counts(HttpResponse(404, R"({"status":512})")), 404);
}

TEST(AmeyoAnswer, A512IsRefusedWhereItsKeyIsKnownAndElseInDoubt) {
  const std::vector<std::tuple<std::string, ErrorKind, Delivery>> keys = {
      {"user.not.found", ErrorKind::rejected, Delivery::refused},
      {"UserService.add.user.failed.user.already.exists", ErrorKind::conflict, Delivery::refused},
      {"group.name.duplicate", ErrorKind::conflict, Delivery::refused},
      {"invalid.user.type", ErrorKind::rejected, Delivery::refused},
      {"License.limit.reached", ErrorKind::rejected, Delivery::refused},
      {"user.isLoggedIn", ErrorKind::rejected, Delivery::refused},
      {"GroupHierarchy.not.enabled", ErrorKind::rejected, Delivery::refused},
      {"some.odd.key", ErrorKind::rejected, Delivery::maybe_applied},
      {"", ErrorKind::rejected, Delivery::maybe_applied}};
  for (const auto& [key, kind, delivery] : keys) {
    const HttpResponse response(512, json{{"message", key}, {"status", 512}}.dump());
    const auto done = read_done(kPut, response, {});
    ASSERT_FALSE(done) << key;
    EXPECT_EQ(done.error().kind, kind) << key;
    EXPECT_EQ(done.error().delivery, delivery) << key;
    EXPECT_EQ(read_answer(kGet, response, {}).error().delivery, Delivery::refused) << "a GET changes nothing";
    const bool settled = classify(response) == kit::AnswerVerdict::settled;
    EXPECT_EQ(settled, delivery == Delivery::refused) << key;
  }
}

TEST(AmeyoAnswer, OtherStatusesAndWhatIsKnownOfTheWrite) {
  const std::vector<std::tuple<int, std::string, ErrorKind, Delivery>> answers = {
      {400, R"({"message":"InvalidInput","code":40001})", ErrorKind::rejected, Delivery::refused},
      {403, R"({"message":"not.authorized"})", ErrorKind::rejected, Delivery::refused},
      {404, R"({"message":"requested.resource.not.found"})", ErrorKind::rejected, Delivery::refused},
      {405, "", ErrorKind::rejected, Delivery::refused},
      {409, "", ErrorKind::conflict, Delivery::refused},
      {429, "", ErrorKind::rate_limited, Delivery::refused},
      {500, "<html>NullPointerException</html>", ErrorKind::protocol, Delivery::maybe_applied},
      {502, "", ErrorKind::unavailable, Delivery::maybe_applied},
      {512, "<html>", ErrorKind::protocol, Delivery::maybe_applied},
      {302, "", ErrorKind::protocol, Delivery::maybe_applied},
      {200, "<html>", ErrorKind::protocol, Delivery::maybe_applied},
      {200, "{", ErrorKind::protocol, Delivery::maybe_applied}};
  for (const auto& [status, body, kind, delivery] : answers) {
    const auto done = read_done(kPut, HttpResponse(status, body), {});
    ASSERT_FALSE(done) << status << body;
    EXPECT_EQ(done.error().kind, kind) << status << body;
    EXPECT_EQ(done.error().delivery, delivery) << status << body;
  }
  for (const char* body : {"", "OK", "true", "null", "{}", "[]", R"({"userId":"a"})"}) {
    EXPECT_TRUE(read_done(kPut, HttpResponse(200, body), {})) << body;
  }
}

TEST(AmeyoAnswer, A404IsAboutTheObjectOnlyWhereOneIsNamed) {
  Call removal = kPut;
  removal.of_one = true;
  EXPECT_EQ(read_done(removal, HttpResponse(404, ""), {}).error().kind, ErrorKind::not_found);
  EXPECT_EQ(read_done(removal, HttpResponse(512, R"({"info":"user.not.found"})"), {}).error().kind,
            ErrorKind::not_found);
  EXPECT_EQ(read_answer(kGet, HttpResponse(404, ""), {}).error().kind, ErrorKind::rejected);
}

TEST(AmeyoLogin, RefusalsAreToldApart) {
  const std::vector<std::pair<std::string, LoginRefusal>> words = {
      {"SessionService.login.failed.not.able.to.fetch.user.info", LoginRefusal::not_yet},
      {"SessionService.login.failed.invalid.password", LoginRefusal::refused},
      {"SessionService.login.failed", LoginRefusal::refused},
      {"authentication.failed", LoginRefusal::refused},
      {"user.account.locked", LoginRefusal::refused},
      {"maximum.login.attempts.exceeded", LoginRefusal::refused},
      {"SessionService.login.failed.user.already.logged.in", LoginRefusal::elsewhere},
      {"login.failed.maxAllowedLogins.reached", LoginRefusal::elsewhere},
      {"disallow.after.limit", LoginRefusal::elsewhere},
      {"verify.before.force.login", LoginRefusal::elsewhere},
      {"no.licence.free", LoginRefusal::elsewhere},
      {"CommandExecution.failed.please.try.again", LoginRefusal::not_now},
      {"SessionService.login.failed.server.busy", LoginRefusal::not_now},
      {"SessionService.login.failed", LoginRefusal::refused},
      {"AuthenticationException", LoginRefusal::refused},
      {"something.went.wrong", LoginRefusal::unclear},
      {"", LoginRefusal::unclear}};
  for (const auto& [said, refusal] : words) EXPECT_EQ(login_refusal_of(said), refusal) << said;
}

TEST(AmeyoLogin, TheSessionIdStandsInOneOfTwoPlaces) {
  const auto top =
      read_login(HttpResponse(200, R"({"sessionId":"a-b","contactCenterId":3,"userType":"Administrator"})"));
  ASSERT_TRUE(top);
  EXPECT_EQ(top->session_id.reveal(), "a-b");
  EXPECT_EQ(top->contact_center, "3");
  EXPECT_EQ(top->user_type, "Administrator");
  EXPECT_TRUE(top->jwt.empty());
  const auto nested = read_login(HttpResponse(
      200, R"({"userSessionInfo":{"sessionId":"c"},"authenticationState":{"authPolicyVsUserInfo":{"auth.type.passwd":
      {"properties":{"passwordStateDetail":{"shouldChangePassword":true}},"loginProperties":{"jwt":"e.y.J"}}}}})"));
  ASSERT_TRUE(nested);
  EXPECT_EQ(nested->session_id.reveal(), "c");
  EXPECT_EQ(nested->jwt.reveal(), "e.y.J");
  EXPECT_TRUE(nested->password_must_change);
  for (const char* body : {"", "{}", R"({"sessionId":""})", R"({"sessionId":null})", R"({"sessionId":"a\r\nX: y"})",
                           R"({"sessionId":{}})", R"(["sessionId"])"}) {
    EXPECT_FALSE(read_login(HttpResponse(200, body))) << body;
  }
}

TEST(AmeyoPeople, AnIdThatCouldBeTwoPeopleIsNobody) {
  People people;
  people.add({"mkos", "101"});
  people.add({"105", "120"});
  people.add({"arook", "105"});
  people.add({"Twin", "130"});
  people.add({"twin", "131"});
  EXPECT_EQ(people.by_login("MKOS")->cc_user_id, "101");
  EXPECT_EQ(people.by_login("twin"), nullptr);
  EXPECT_EQ(people.by_number("131")->user_id, "twin");
  EXPECT_EQ(people.find({"105", "", ""})->user_id, "arook");
  EXPECT_EQ(people.find({"", "105", ""})->cc_user_id, "120");
  EXPECT_EQ(people.find({"", "", "105"}), nullptr);
  EXPECT_EQ(people.find({"", "", "101"})->user_id, "mkos");
  EXPECT_TRUE(people.is_mistakable({"105", "120"}));
  EXPECT_TRUE(people.is_mistakable({"arook", "105"}));
  EXPECT_FALSE(people.is_mistakable({"mkos", "101"}));
}

TEST(AmeyoGroups, AreUnderstoodInEveryPlausibleForm) {
  People people;
  people.add({"mkos", "101"});
  people.add({"arook", "105"});
  for (const char* body : {R"({"id":7,"name":"Billing ","ccManagerUserIds":[101],"ccUserIds":[105]})",
                           R"({"groupId":"7","groupName":"Billing","managerUserIds":["101"],"userIds":["105"]})",
                           R"({"userGroupId":7,"name":"Billing","managers":["mkos"],"users":["AROOK"]})",
                           R"({"id":7,"name":"Billing","managers":[{"userId":"mkos"}],"users":[{"ccUserId":105}]})",
                           R"({"id":7,"name":"Billing","groupManagerUserIds":["mkos"],"memberList":[105],
                               "childGroupIds":[9],"availableUsers":["mkos"],"userTypes":["x"],"userCount":1})",
                           R"({"id":7,"name":"Billing","managers":{"mkos":101},"members":{"105":"arook"}})"}) {
    const auto record = read_group(json::parse(body));
    ASSERT_TRUE(record) << body << record.error().what;
    const Group group = resolved(*record, people);
    EXPECT_EQ(group.id, "7") << body;
    EXPECT_EQ(group.name, "Billing") << body;
    EXPECT_EQ(group.supervisors, (Names{"mkos"})) << body;
    EXPECT_EQ(group.agents, (Names{"arook"})) << body;
  }
}

TEST(AmeyoGroups, WhatIsNotToldIsNotKnownAndWhatIsOddIsNotGuessed) {
  const auto bare = read_group(json::parse(R"({"id":7,"name":"Billing","users":null})"));
  ASSERT_TRUE(bare);
  EXPECT_TRUE(bare->lacks_members());
  EXPECT_FALSE(resolved(*bare, {}).agents);
  for (const char* body : {R"({"id":7,"name":"Billing","ourUsers":[1],"theirUsers":[2],"userCount":3})",
                           R"({"id":7,"name":"Billing","availableUsers":[1],"userGroupIds":[2],"users":null})"}) {
    const auto unclear = read_group(json::parse(body));
    ASSERT_TRUE(unclear) << body;
    EXPECT_FALSE(unclear->users) << body;
  }
  const auto stranger = read_group(json::parse(R"({"id":7,"name":"Billing","users":[9],"managers":[]})"));
  EXPECT_FALSE(resolved(*stranger, {}).agents);
  EXPECT_TRUE(resolved(*stranger, {}).has_strangers);
  EXPECT_EQ(resolved(*stranger, {}).supervisors, Names{});
  for (const char* body : {"null", "7", R"({"id":7})", R"({"name":"Billing"})", R"({"id":7,"name":"x","users":"a,b"})",
                           R"({"id":7,"name":"x","users":[null]})", R"({"id":7,"name":"x","users":[{}]})",
                           R"({"id":7,"name":"x","users":[[1]]})", R"({"id":7,"name":"x","description":7})"}) {
    EXPECT_FALSE(read_group(json::parse(body))) << body;
  }
  for (const char* body : {"null", "{}", R"({"a":[],"b":[]})", "true"}) {
    EXPECT_FALSE(listed_groups(json::parse(body))) << body;
  }
}

core::SystemSpec spec_with(std::string name, core::SettingValue value) {
  core::SystemSpec spec;
  spec.name = "desk";
  spec.url = "https://cc.acme.example:8443/";
  spec.settings[std::move(name)] = std::move(value);
  return spec;
}

TEST(AmeyoSettings, AreReadAndChecked) {
  const auto settings = read_settings(spec_with("login", std::string("ui")));
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->login, Login::ui);
  EXPECT_EQ(settings->domain, "cc.acme.example:8443");
  EXPECT_EQ(settings->base_path, "/ameyorestapi");
  EXPECT_EQ(settings->contact_center, 1);
  EXPECT_FALSE(settings->force_login);
  EXPECT_EQ(read_settings(spec_with("basePath", std::string("/x/")))->base_path, "/x");
  EXPECT_FALSE(check_settings(spec_with("basePath", std::string("x"))));
  EXPECT_FALSE(check_settings(spec_with("contactCenterId", std::int64_t{0})));
  EXPECT_TRUE(check_settings(spec_with("contactCenterId", std::int64_t{9})));
}

TEST(AmeyoSettings, BothCredentialsAreNeeded) {
  kit::Credentials credentials;
  credentials.emplace("username", core::Secret("svc"));
  const auto made = make(spec_with("login", std::string("ui")), std::move(credentials), {});
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().what.find("credentials.password"), std::string::npos);
}

}  // namespace
}  // namespace muster::ameyo
