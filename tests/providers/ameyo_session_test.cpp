// Logging in, staying logged in, and never sending a refused password again.
#include <boost/asio/co_spawn.hpp>
#include <nlohmann/json.hpp>

#include "tests/providers/ameyo_fixture.h"
#include "tests/support/memory_tokens.h"

namespace muster::ameyo {
namespace {

using core::Delivery;
using core::ErrorKind;
using net::HttpRequest;
using net::HttpResponse;
using nlohmann::json;
using Outcome = std::optional<SpiedHttp::Outcome>;

constexpr const char* kLogin = "POST /session/userLogin";
constexpr const char* kUsers = "GET /cc/contactCenterUsers/getAllContactCenterUsers";

bool is_login(const HttpRequest& request) { return request.target.find("ogin") != std::string::npos; }

// The login is answered so; everything else by the server.
void answer_login(Centre& centre, int status, std::string body) {
  centre.http->instead = [status, body = std::move(body)](const HttpRequest& request) -> Outcome {
    if (!is_login(request)) return std::nullopt;
    return SpiedHttp::Outcome(HttpResponse(status, body));
  };
}

TEST(AmeyoSession, BothLoginsWorkAndTheIdIsAHeaderOfEveryRequest) {
  for (const char* login : {"userLogin", "ui"}) {
    for (const auto reply : {sim::LoginReply::top_level, sim::LoginReply::nested}) {
      Centre centre;
      centre.world().quirks.login_reply = reply;
      centre.world().quirks.needs_cookie = true;
      centre.spec.settings["login"] = std::string(login);
      centre.connect();
      const auto coverage = centre.observe({kUser});
      ASSERT_TRUE(coverage) << login << coverage.error().what;
      EXPECT_TRUE(coverage->entities.at(kUser).complete) << coverage->entities.at(kUser).why_not;
      EXPECT_EQ(centre.http->sent.size(), 2u);
      EXPECT_TRUE(centre.http->sent[1].headers.find("sessionId"));
      EXPECT_NE(centre.http->sent[1].headers.find("Cookie").value_or("").find("__METADATA__="), std::string::npos);
      const auto body = json::parse(centre.http->sent[0].body);
      EXPECT_EQ(body["forceLogin"], false);
      EXPECT_EQ(body.contains("domain"), std::string(login) == "ui");
      EXPECT_EQ(body.contains("terminalInfo"), std::string(login) == "userLogin");
    }
  }
}

TEST(AmeyoSession, AJwtGoesAlongWithoutBearer) {
  Centre centre;
  centre.world().quirks.secure_mode = true;
  centre.spec.settings["login"] = std::string("ui");
  centre.connect();
  ASSERT_TRUE(centre.observe({kUser}));
  const auto sent = centre.http->sent[1].headers.find("Authorization");
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->find("Bearer"), std::string::npos);
  centre.clock.run(centre.clock.sleep(std::chrono::hours(2)));
  centre.http->sent.clear();
  const auto later = centre.observe({kUser});
  ASSERT_TRUE(later) << later.error().what;
  EXPECT_TRUE(later->entities.at(kUser).complete) << "a new one is fetched by logging in";
}

TEST(AmeyoSession, ASessionThatEndedIsOpenedOnceMoreAndTheRequestRepeated) {
  for (const auto expired : {sim::Expired::forbidden, sim::Expired::unauthorized, sim::Expired::page}) {
    Centre centre;
    centre.world().quirks.expired = expired;
    centre.look();
    auto write = centre.change_of("user", "fober");
    write.fields.push_back(Centre::value(kUserName, "F. Ober"));
    const bool page = expired == sim::Expired::page;
    std::erase_if(centre.world().sessions, [](const auto& one) { return one.second.user == sim::kServiceAccount; });
    const auto done = centre.write(std::move(write));
    if (page) {
      ASSERT_FALSE(done) << "a page does not say that nothing was done";
      EXPECT_EQ(done.error().delivery, Delivery::maybe_applied);
      EXPECT_EQ(centre.http->sent.size(), 1u);
      ASSERT_TRUE(centre.observe({kUser})) << "and the next look logs in";
      EXPECT_EQ(centre.count(kLogin), 1u);
      continue;
    }
    ASSERT_TRUE(done) << done.error().what;
    EXPECT_EQ(centre.count(kLogin), 1u);
    EXPECT_EQ(centre.changed(), (Names{"user fober userName"}));
  }
}

TEST(AmeyoSession, ReadsThatFindItOverTogetherLogInOnceBetweenThem) {
  Centre centre;
  centre.look();
  std::erase_if(centre.world().sessions, [](const auto& one) { return one.second.user == sim::kServiceAccount; });
  int done = 0;
  for (int i = 0; i < 3; ++i) {
    boost::asio::co_spawn(centre.clock.context(),
                          centre.provider->read(core::EntityKey("desk", "user", "mkos"), core::RemoteId(), nullptr),
                          [&](std::exception_ptr, const core::Result<core::Fresh>& fresh) { done += fresh ? 1 : 0; });
  }
  ASSERT_TRUE(centre.read("user", "arook"));
  centre.clock.run(centre.clock.sleep(std::chrono::seconds(60)));
  EXPECT_EQ(done, 3);
  EXPECT_EQ(centre.count(kLogin), 1u);
}

TEST(AmeyoSession, AForbiddenRequestIsNoReasonToLogInAgain) {
  Centre centre;
  centre.look();
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (is_login(request)) return std::nullopt;
    return SpiedHttp::Outcome(HttpResponse(403, R"({"message":"not.authorized","code":1,"status":403})"));
  };
  const auto coverage = centre.observe({kUser});
  ASSERT_TRUE(coverage);
  EXPECT_FALSE(coverage->entities.at(kUser).complete);
  EXPECT_EQ(centre.lines(), (Names{kUsers}));
}

TEST(AmeyoSession, AServerThatEndsEverySessionIsNotAskedForever) {
  Centre centre;
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (is_login(request)) return std::nullopt;
    return SpiedHttp::Outcome(HttpResponse(403, R"({"info":"invalid.session.id","code":99999,"status":403})"));
  };
  const auto coverage = centre.observe({kUser});
  ASSERT_FALSE(coverage);
  EXPECT_EQ(coverage.error().kind, ErrorKind::unavailable);
  EXPECT_LE(centre.http->sent.size(), 12u);
}

TEST(AmeyoSession, AWrongPasswordIsSentOnce) {
  for (const auto form : {sim::FailureForm::body, sim::FailureForm::http}) {
    Centre centre;
    centre.world().quirks.login_failure = form;
    centre.connect("wrong-Passw0rd");
    for (int i = 0; i < 3; ++i) {
      const auto coverage = centre.observe();
      ASSERT_FALSE(coverage);
      EXPECT_EQ(coverage.error().kind, ErrorKind::auth);
      EXPECT_EQ(coverage.error().delivery, Delivery::not_sent);
      EXPECT_EQ(coverage.error().what.find("wrong-Passw0rd"), std::string::npos);
    }
    EXPECT_EQ(centre.lines(), (Names{kLogin}));
    EXPECT_EQ(centre.world().wrong_passwords, 1u);
  }
}

TEST(AmeyoSession, RefusalsOfALoginInEveryForm) {
  for (const auto& [status, body] : std::vector<std::pair<int, std::string>>{
           {401, ""},
           {403, "<html>forbidden</html>"},
           {200, R"({"status":512,"info":"SessionService.login.failed.invalid.credentials"})"},
           {512, R"({"message":"[\"authentication.failed\"]","errorCode":7})"}}) {
    Centre centre;
    answer_login(centre, status, body);
    EXPECT_EQ(centre.observe().error().kind, ErrorKind::auth) << body;
    EXPECT_EQ(centre.observe().error().kind, ErrorKind::auth) << body;
    EXPECT_EQ(centre.http->sent.size(), 1u) << body;
  }
}

void pass(Centre& centre, std::chrono::milliseconds time) { centre.clock.run(centre.clock.sleep(time)); }

TEST(AmeyoSession, WhatIsNotUnderstoodIsTriedOnceMoreLaterAndThenSeldom) {
  Centre centre;
  answer_login(centre, 200, R"({"status":512,"info":"something.went.wrong"})");
  EXPECT_EQ(centre.observe().error().kind, ErrorKind::rejected);
  EXPECT_EQ(centre.http->sent.size(), 1u);
  pass(centre, std::chrono::seconds(2));
  EXPECT_EQ(centre.observe().error().kind, ErrorKind::auth);
  pass(centre, std::chrono::minutes(9));
  const auto later = centre.observe();
  EXPECT_EQ(later.error().kind, ErrorKind::auth);
  EXPECT_NE(later.error().what.find("the next login is in 1 min"), std::string::npos) << later.error().what;
  EXPECT_EQ(centre.http->sent.size(), 2u);
  for (int i = 0; i < 24 * 4; ++i) {
    pass(centre, std::chrono::minutes(15));
    EXPECT_EQ(centre.observe().error().kind, ErrorKind::auth);
  }
  EXPECT_LE(centre.http->sent.size(), 2u + 26u) << "a day, and hardly more than one an hour";
  centre.http->instead = {};
  pass(centre, std::chrono::minutes(61));
  EXPECT_TRUE(centre.observe());
}

TEST(AmeyoSession, NoLoginIsSentAgainByAnotherProcessThatWasRefusedAndFewThatWereNotUnderstood) {
  for (const auto& [body, most] : std::vector<std::pair<std::string, std::size_t>>{
           {R"({"status":512,"info":"SessionService.login.failed.invalid.credentials"})", 1},
           {R"({"status":512,"info":"something.went.wrong"})", 2}}) {
    Centre centre;
    tests::MemoryTokens tokens;
    centre.tokens = &tokens;
    std::size_t sent = 0;
    for (int process = 0; process < 6; ++process) {
      centre.connect();
      answer_login(centre, 200, body);
      EXPECT_FALSE(centre.observe());
      sent += centre.http->sent.size();
    }
    EXPECT_EQ(sent, most) << body;
    tokens.kept.clear();
    centre.connect();
    EXPECT_TRUE(centre.observe()) << "somebody asked for another try";
  }
}

// However many requests wait for it.
TEST(AmeyoSession, AfterALoginThatFailedThereIsNoneForAWhile) {
  Centre centre;
  answer_login(centre, 512, R"({"info":"SessionService.login.failed.max.allowed.logins.exceeded"})");
  for (int i = 0; i < 20; ++i) EXPECT_EQ(centre.observe().error().kind, ErrorKind::unavailable);
  const auto elapsed = centre.clock.now().time_since_epoch();
  EXPECT_LE(centre.http->sent.size(), static_cast<std::size_t>(elapsed / std::chrono::seconds(15)) + 1);
  centre.http->instead = {};
  pass(centre, std::chrono::seconds(15));
  EXPECT_TRUE(centre.observe());
}

// The session had ended, and the answer to the repetition was a page: nothing says that it was not carried out.
TEST(AmeyoSession, AWriteThatWasRepeatedAndMetTheLoginPageIsInDoubt) {
  Centre centre;
  centre.look();
  int writes = 0;
  centre.http->instead = [&](const HttpRequest& request) -> Outcome {
    if (request.method == net::Method::get || is_login(request)) return std::nullopt;
    if (++writes == 1) return SpiedHttp::Outcome(HttpResponse(403, R"({"info":"invalid.session.id","status":403})"));
    return SpiedHttp::Outcome(HttpResponse(200, "<html><title>Sign in</title></html>"));
  };
  const auto done = centre.write(Centre::new_group("Claims"));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().delivery, Delivery::maybe_applied) << done.error().what;
  EXPECT_EQ(writes, 2) << "refused, and in doubt";
}

TEST(AmeyoSession, AServerThatIsOutOfOrderIsTriedAgainLater) {
  for (const auto& [status, body] : std::vector<std::pair<int, std::string>>{
           {500, "<html>"}, {503, ""}, {200, "<html>"}, {200, "{}"}, {200, R"({"status":500,"info":"x"})"}}) {
    Centre centre;
    answer_login(centre, status, body);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(centre.observe().error().kind, ErrorKind::unavailable) << status << body;
    centre.http->instead = {};
    EXPECT_TRUE(centre.observe()) << status << body;
  }
}

TEST(AmeyoSession, AnAccountThatIsLoggedInElsewhereIsUnavailableAndNobodyIsThrownOut) {
  Centre centre;
  centre.world().quirks.service_logins = 1;
  centre.look();
  centre.connect();
  const auto second = centre.observe();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::unavailable) << second.error().what;
  EXPECT_TRUE(sim::changes_by(centre.world()).empty());
  centre.spec.settings["forceLogin"] = true;
  centre.connect();
  EXPECT_TRUE(centre.observe()) << "where that was asked for";
}

TEST(AmeyoSession, AnAccountThatWasMadeAMomentAgoIsWaitedFor) {
  Centre centre;
  centre.world().quirks.login_hiccups = 2;
  const auto before = centre.clock.now();
  ASSERT_TRUE(centre.observe({kUser}));
  EXPECT_EQ(centre.count(kLogin), 3u);
  EXPECT_GE(centre.clock.now() - before, std::chrono::seconds(4));
}

TEST(AmeyoSession, TheIdIsASecret) {
  Centre centre;
  centre.look();
  std::string id;
  centre.http->instead = [&](const HttpRequest& request) -> Outcome {
    id = request.headers.find("sessionId").value_or("");
    return SpiedHttp::Outcome(HttpResponse(512, json{{"message", "denied for " + id}, {"status", 512}}.dump()));
  };
  const auto coverage = centre.observe({kUser});
  ASSERT_TRUE(coverage);
  ASSERT_GT(id.size(), 8u);
  const auto& why = coverage->entities.at(kUser).why_not;
  EXPECT_EQ(why.find(id), std::string::npos) << why;
  EXPECT_NE(why.find("denied for ***"), std::string::npos) << why;
}

TEST(AmeyoSession, APasswordThatHasToBeChangedIsSaid) {
  Centre centre;
  answer_login(centre, 200,
               R"({"sessionId":"x","authenticationState":{"authPolicyVsUserInfo":{"auth.type.passwd":{"properties":
               {"passwordStateDetail":{"shouldChangePassword":true}}}}}})");
  centre.http->instead = [login = centre.http->instead](const HttpRequest& request) -> Outcome {
    if (is_login(request)) return login(request);
    return SpiedHttp::Outcome(HttpResponse(200, R"([{"ccUserId":1,"userId":"a"}])"));
  };
  const auto coverage = centre.observe({kUser});
  ASSERT_TRUE(coverage);
  EXPECT_EQ(coverage->notes.size(), 1u);
}

}  // namespace
}  // namespace muster::ameyo
