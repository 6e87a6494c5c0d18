// Logins of servers that answer in other ways than the simulated one.
#include <nlohmann/json.hpp>

#include "tests/providers/ameyo_fixture.h"

namespace muster::ameyo {
namespace {

using core::ErrorKind;
using net::HttpRequest;
using net::HttpResponse;
using nlohmann::json;
using Outcome = std::optional<SpiedHttp::Outcome>;

constexpr const char* kOneUser = R"([{"ccUserId":1,"userId":"a"}])";

bool is_login(const HttpRequest& request) {
  return request.target.ends_with("/session/userLogin") || request.target.ends_with("/userLogin/login");
}

std::string session_of(const HttpRequest& request) {
  return std::string(request.headers.find("sessionId").value_or(""));
}

TEST(AmeyoOtherLogins, TheSessionIdMayStandBesideTheBody) {
  const std::vector<std::tuple<std::string, std::string, std::string>> answers = {
      {"sessionId", "d898-ses-1", ""},
      {"sessionId", "d898-ses-1", R"({"message":"","code":0,"status":200})"},
      {"Set-Cookie", "sessionId=d898-ses-1; Path=/; HttpOnly", R"({"userType":"Administrator"})"},
      {"Set-Cookie", "SESSIONID=d898-ses-1", "{}"},
      {"X-Nothing", "", R"({"data":{"sessionId":"d898-ses-1"}})"},
      {"X-Nothing", "", R"({"data":{"userSessionInfo":{"sessionId":"d898-ses-1"}}})"}};
  for (const auto& [name, value, body] : answers) {
    Centre centre;
    std::string used;
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      HttpResponse response(200, is_login(request) ? body : kOneUser);
      if (is_login(request)) response.headers.set(name, value);
      if (!is_login(request)) used = session_of(request);
      return SpiedHttp::Outcome(std::move(response));
    };
    const auto coverage = centre.observe({kUser});
    ASSERT_TRUE(coverage) << name << body << coverage.error().what;
    EXPECT_EQ(used, "d898-ses-1") << name << body;
  }
}

TEST(AmeyoOtherLogins, ASuccessThatTellsAFailureIsOne) {
  const std::vector<std::tuple<std::string, ErrorKind, std::size_t>> answers = {
      {R"({"errorCode":7,"message":"SessionService.login.failed.invalid.password"})", ErrorKind::auth, 1},
      {R"({"message":"login.failed","info":null})", ErrorKind::auth, 1},
      {R"({"message":"SessionService.session.already.exists","code":99999})", ErrorKind::unavailable, 0},
      {R"({"info":"login.failed.session.limit.reached","status":"512"})", ErrorKind::unavailable, 0},
      {R"({"errorCode":7,"message":"odd.key"})", ErrorKind::auth, 2}};
  for (const auto& [body, kind, logins] : answers) {
    Centre centre;
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      if (!is_login(request)) return std::nullopt;
      HttpResponse response(200, body);
      response.headers.set("Set-Cookie", "sessionId=of-nobody");
      return SpiedHttp::Outcome(std::move(response));
    };
    ErrorKind last = ErrorKind::invalid;
    for (int i = 0; i < 3; ++i) {
      last = centre.observe().error().kind;
      centre.clock.run(centre.clock.sleep(std::chrono::seconds(2)));
    }
    EXPECT_EQ(last, kind) << body;
    EXPECT_LE(std::ranges::count_if(centre.http->sent, is_login), 12) << body;
    if (kind != ErrorKind::auth) continue;
    EXPECT_EQ(centre.http->sent.size(), logins) << "a password that may be wrong: " << body;
  }
}

TEST(AmeyoOtherLogins, AWriteWhoseSessionEndsOnTheWayIsRepeatedWithTheNewOne) {
  const std::vector<std::pair<int, std::string>> endings = {
      {403, R"({"message":"","code":99999,"info":"invalid.session.id","status":403})"},
      {200, R"({"message":"","code":99999,"info":"invalid.session.id","status":403})"},
      {401, R"({"message":"invalid.authentication.token","code":909090,"status":401})"},
      {401, ""},
      {512, R"({"message":"Session has expired","status":512})"},
      {403, R"({"message":"[\"SessionService.invalid.session\"]"})"}};
  for (const auto& [status, body] : endings) {
    Centre centre;
    centre.spec.settings["groupUserIds"] = std::string("userId");
    centre.connect();
    centre.look();
    auto write = centre.change_of("group", "Billing");
    write.fields.push_back(Centre::value(kGroupDescription, "Invoices"));
    bool ended = false;
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      if (ended || is_login(request)) return std::nullopt;
      ended = true;
      return SpiedHttp::Outcome(HttpResponse(status, body));
    };
    const auto done = centre.write(std::move(write));
    ASSERT_TRUE(done) << status << body << done.error().what;
    ASSERT_EQ(centre.http->sent.size(), 3u) << status << body;
    const auto& again = centre.http->sent.back();
    EXPECT_NE(session_of(again), session_of(centre.http->sent.front()));
    EXPECT_EQ(json::parse(again.body)["sessionId"], session_of(again)) << "in the body as well";
    EXPECT_EQ(centre.changed(), (Names{"group Billing description"}));
  }
}

TEST(AmeyoOtherLogins, ASessionThatIsNotFoundIsNoRemovedUser) {
  Centre centre;
  centre.look();
  auto write = centre.change_of("user", "fober");
  write.action = core::WriteAction::remove;
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (request.method != net::Method::del) return std::nullopt;
    return SpiedHttp::Outcome(HttpResponse(512, R"({"message":"session.not.found","status":512})"));
  };
  EXPECT_FALSE(centre.write(std::move(write)));
}

TEST(AmeyoOtherLogins, NoLoginIsForcedAndNoSessionIsEndedUnasked) {
  for (const char* login : {"userLogin", "ui"}) {
    Centre centre;
    centre.spec.settings["login"] = std::string(login);
    centre.connect();
    ASSERT_TRUE(centre.observe());
    auto write = centre.change_of("user", "fober");
    write.action = core::WriteAction::remove;
    ASSERT_TRUE(centre.observe());
    (void)centre.write(std::move(write));
    for (const auto& request : centre.http->sent) {
      EXPECT_EQ(request.target.find("terminate"), std::string::npos);
      EXPECT_EQ(request.target.find("ogout"), std::string::npos);
      if (!is_login(request)) continue;
      EXPECT_EQ(json::parse(request.body)["forceLogin"], false);
    }
  }
}

TEST(AmeyoOtherLogins, WhereTheOneThatWasSetIsNotThereTheOtherIs) {
  for (const char* login : {"userLogin", "ui"}) {
    for (const auto& [status, body] : std::vector<std::pair<int, std::string>>{
             {404, R"({"message":"requested.resource.not.found","code":99999,"status":404})"}, {405, ""}}) {
      Centre centre;
      centre.spec.settings["login"] = std::string(login);
      centre.connect();
      const std::string missing = std::string(login) == "ui" ? "/userLogin/login" : "/session/userLogin";
      centre.http->instead = [&](const HttpRequest& request) -> Outcome {
        if (!request.target.ends_with(missing)) return std::nullopt;
        return SpiedHttp::Outcome(HttpResponse(status, body));
      };
      ASSERT_TRUE(centre.observe({kUser})) << login << status;
      EXPECT_EQ(std::ranges::count_if(centre.http->sent, is_login), 2) << login << status;
      centre.world().sessions.clear();
      centre.http->sent.clear();
      ASSERT_TRUE(centre.observe({kUser}));
      EXPECT_EQ(std::ranges::count_if(centre.http->sent, is_login), 1) << "remembered";
    }
  }
}

TEST(AmeyoOtherLogins, WhereThereIsNeitherThatIsSaid) {
  Centre centre;
  centre.http->instead = [](const HttpRequest&) -> Outcome { return SpiedHttp::Outcome(HttpResponse(404, "")); };
  const auto refused = centre.observe();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
  EXPECT_NE(refused.error().what.find("settings.login"), std::string::npos);
  EXPECT_EQ(centre.lines(), (Names{"POST /session/userLogin", "POST /userLogin/login"}));
}

TEST(AmeyoOtherLogins, AJwtThatEndedIsRenewedWithoutALogin) {
  for (const bool can_renew : {true, false}) {
    Centre centre;
    centre.world().quirks.secure_mode = true;
    centre.spec.settings["login"] = std::string("ui");
    centre.connect();
    centre.look();
    for (auto& [id, session] : centre.world().sessions) session.jwt = "another";
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      if (can_renew || !request.target.ends_with("/refreshToken")) return std::nullopt;
      return SpiedHttp::Outcome(HttpResponse(404, ""));
    };
    ASSERT_TRUE(centre.observe({kUser}));
    EXPECT_EQ(centre.count("POST /session/refreshToken"), 1u);
    EXPECT_EQ(std::ranges::count_if(centre.http->sent, is_login), can_renew ? 0 : 1);
    for (const auto& request : centre.http->sent) {
      if (request.target.ends_with("/refreshToken")) {
        EXPECT_EQ(json::parse(request.body), (json{{"userId", sim::kServiceAccount}}));
      }
    }
  }
}

}  // namespace
}  // namespace muster::ameyo
