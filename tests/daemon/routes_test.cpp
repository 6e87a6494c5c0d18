#include "daemon/routes.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reconciler/core/digest.h"
#include "tests/daemon/sample_status.h"
#include "tests/support/golden.h"

namespace muster::daemon {
namespace {

using Json = nlohmann::ordered_json;
using net::HttpRequest;
using net::Method;

class Routes : public ::testing::Test {
 protected:
  Routes() {
    access_.tokens = {{"r", Role::read, core::sha256_hex("read")},
                      {"p", Role::plan, core::sha256_hex("plan")},
                      {"o", Role::operate, core::sha256_hex("operate")}};
    events_.keep({at(1), Severity::info, "source_accepted", "", {{"commit", "tree:0123456789ab"}}});
    events_.keep({at(2), Severity::warning, "circuit_opened", "toy-two", {}});
  }

  Reply ask(const HttpRequest& request, Door door = Door::tcp) {
    const ApiState state{status_, access_, events_, [] { return std::string("muster_build_info 1\n"); },
                         at(20),  alive_};
    return respond(request, door, state);
  }
  static HttpRequest request(Method method, std::string target, const std::string& token = "", std::string body = "") {
    HttpRequest made(method, std::move(target));
    made.headers.add("Host", "localhost:9646");
    if (!token.empty()) made.headers.add("Authorization", "Bearer " + token);
    if (!body.empty()) made.headers.add("Content-Type", "application/json");
    made.body = std::move(body);
    return made;
  }
  int status_of(Method method, std::string target, const std::string& token = "", std::string body = "") {
    return ask(request(method, std::move(target), token, std::move(body))).response.status;
  }
  std::string error_of(const HttpRequest& asked) {
    return Json::parse(ask(asked).response.body).at("error").get<std::string>();
  }

  engine::Status status_ = sample_status();
  AccessRules access_;
  EventRing events_;
  bool alive_ = true;
};

TEST_F(Routes, EverybodyMayAskForHealthAndMetrics) {
  EXPECT_EQ(status_of(Method::get, "/healthz"), 200);
  EXPECT_EQ(status_of(Method::get, "/readyz"), 200);
  EXPECT_EQ(status_of(Method::get, "/metrics"), 200);
  EXPECT_EQ(ask(request(Method::get, "/metrics")).response.body, "muster_build_info 1\n");
}

TEST_F(Routes, AStuckLoopIsNotHealthy) {
  alive_ = false;
  EXPECT_EQ(status_of(Method::get, "/healthz"), 503);
}

TEST_F(Routes, NotReadyBeforeManifestsWereAcceptedAndEachSystemHadItsFirstPass) {
  status_.systems[2].state = engine::SystemState::starting;
  EXPECT_EQ(status_of(Method::get, "/readyz"), 503);
  status_.systems[2].state = engine::SystemState::failing;
  EXPECT_EQ(status_of(Method::get, "/readyz"), 200) << "a system that fails has had its first pass";
  status_.desired.reset();
  EXPECT_EQ(status_of(Method::get, "/readyz"), 503);
}

struct Needed {
  Method method;
  const char* target;
  int anonymous, read, plan, operate;
};

TEST_F(Routes, EachRoleMayDoWhatItsTokenSaysAndNoMore) {
  const std::vector<Needed> table = {
      {Method::get, "/api/v1/status", 401, 200, 200, 200},   {Method::get, "/api/v1/events", 401, 200, 200, 200},
      {Method::get, "/api/v1/plan", 401, 403, 501, 501},     {Method::post, "/api/v1/plan", 401, 403, 501, 501},
      {Method::post, "/api/v1/trigger", 401, 403, 403, 202}, {Method::post, "/api/v1/pause", 401, 403, 403, 202},
      {Method::post, "/api/v1/resume", 401, 403, 403, 202},
  };
  for (const Needed& row : table) {
    EXPECT_EQ(status_of(row.method, row.target), row.anonymous) << row.target;
    EXPECT_EQ(status_of(row.method, row.target, "wrong"), row.anonymous) << row.target;
    EXPECT_EQ(status_of(row.method, row.target, "read"), row.read) << row.target;
    EXPECT_EQ(status_of(row.method, row.target, "plan"), row.plan) << row.target;
    EXPECT_EQ(status_of(row.method, row.target, "operate"), row.operate) << row.target;
  }
}

TEST_F(Routes, NoCommandComesOutOfARefusedRequest) {
  EXPECT_FALSE(ask(request(Method::post, "/api/v1/pause")).command);
  EXPECT_FALSE(ask(request(Method::post, "/api/v1/pause", "plan")).command);
  HttpRequest rebound = request(Method::post, "/api/v1/pause", "operate");
  rebound.headers.set("Host", "evil.example");
  EXPECT_EQ(ask(rebound).response.status, 421);
  EXPECT_FALSE(ask(rebound).command);
}

TEST_F(Routes, TheSocketNeedsNoTokenAndNoHost) {
  const Reply reply = ask(HttpRequest(Method::post, "/api/v1/trigger"), Door::unix_socket);
  EXPECT_EQ(reply.response.status, 202);
  ASSERT_TRUE(reply.command);
  EXPECT_EQ(std::get<TriggerCommand>(*reply.command).system, std::nullopt);
  EXPECT_EQ(reply.by, "unix socket");
}

TEST_F(Routes, APauseCarriesItsReasonAndItsEnd) {
  const Reply reply = ask(request(Method::post, "/api/v1/pause", "operate",
                                  R"({"system": "toy-one", "reason": "audit", "until": "2026-11-22T18:00:00Z"})"));
  ASSERT_TRUE(reply.command);
  const auto& pause = std::get<PauseCommand>(*reply.command);
  EXPECT_EQ(pause.system, "toy-one");
  EXPECT_EQ(pause.pause.reason, "audit");
  EXPECT_EQ(pause.pause.until, at(18 * 60));
  const EventRecord record = record_of(*reply.command, reply.by, at(20));
  EXPECT_EQ(record.event, "commanded");
  EXPECT_EQ(record.system, "toy-one");
  EXPECT_EQ(record.fields[1], (std::pair<std::string, std::string>("by", "token o")));
}

TEST_F(Routes, RefusesBodiesThatAreNotTheCommandsWithASentence) {
  const std::vector<std::pair<std::string, int>> bodies = {
      {"[]", 400},
      {"{", 400},
      {"null", 400},
      {"{\"system\": 7}", 400},
      {"{\"system\": \"toy-one\"} x", 400},
      {"{\"sytem\": \"toy-one\"}", 400},
      {"{\"system\": \"nowhere\"}", 404},
      {"{\"system\": \"toy-one\", \"system\": \"toy-two\"}", 400},
      {"{\"until\": \"tomorrow\"}", 400},
      {"{\"until\": \"2026-11-22T00:00:00Z\"}", 400},
      {"{\"reason\": \"" + std::string(501, 'x') + "\"}", 400},
      {"{\"reason\": \"\xff\"}", 400},
      {std::string(2000, '['), 400},
      {"{\"reason\": \"" + std::string(kLargestRequestBody, 'x') + "\"}", 413},
  };
  for (const auto& [body, expected] : bodies) {
    const Reply reply = ask(request(Method::post, "/api/v1/pause", "operate", body));
    EXPECT_EQ(reply.response.status, expected) << body.substr(0, 80);
    EXPECT_FALSE(reply.command) << body.substr(0, 80);
    EXPECT_FALSE(Json::parse(reply.response.body).at("error").get<std::string>().empty());
  }
}

TEST_F(Routes, ABodyThatABrowserCouldSendFromAnywhereIsRefused) {
  for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""}) {
    HttpRequest form = request(Method::post, "/api/v1/trigger", "operate");
    form.body = "{}";
    form.headers.set("Content-Type", type);
    EXPECT_EQ(ask(form).response.status, 415) << type;
  }
  HttpRequest fine = request(Method::post, "/api/v1/trigger", "operate", "{}");
  fine.headers.set("Content-Type", "Application/JSON; charset=utf-8");
  EXPECT_EQ(ask(fine).response.status, 202);
}

TEST_F(Routes, UnknownPathsAreNotFoundAndWrongMethodsSayTheRightOnes) {
  for (const char* path : {"/", "/login", "/api", "/api/v1/", "/api/v2/status", "/healthz/", "//healthz", "/metrics%00",
                           "/../metrics", "/api/v1/status/toy-one", "*"}) {
    EXPECT_EQ(status_of(Method::get, path), 404) << path;
  }
  const Reply reply = ask(request(Method::del, "/api/v1/plan"));
  EXPECT_EQ(reply.response.status, 405);
  EXPECT_EQ(reply.response.headers.find("Allow"), "GET, POST");
  EXPECT_EQ(status_of(Method::post, "/metrics"), 405);
  EXPECT_EQ(status_of(Method::get, "/api/v1/pause", "operate"), 405);
}

TEST_F(Routes, EveryAnswerKeepsBrowsersFromUsingIt) {
  for (const char* target : {"/metrics", "/healthz", "/api/v1/status", "/nothing"}) {
    const net::HttpResponse response = ask(request(Method::get, target, "read")).response;
    EXPECT_EQ(response.headers.find("Cache-Control"), "no-store") << target;
    EXPECT_EQ(response.headers.find("X-Content-Type-Options"), "nosniff") << target;
    EXPECT_TRUE(response.headers.find("Content-Security-Policy")->starts_with("default-src 'none'")) << target;
    EXPECT_FALSE(response.headers.find("Access-Control-Allow-Origin")) << target;
  }
}

TEST_F(Routes, NoAnswerRepeatsATokenOrADigest) {
  for (const RouteName& route : route_names()) {
    for (const std::string token : {"operate", "not-a-known-token"}) {
      const net::HttpResponse response = ask(request(route.method, std::string(route.path), token)).response;
      EXPECT_EQ(response.body.find("not-a-known-token"), std::string::npos);
      EXPECT_EQ(response.body.find(core::sha256_hex("operate")), std::string::npos);
    }
  }
}

TEST_F(Routes, EventsAreTheLaterOnesOnly) {
  const auto ids = [&](const std::string& query) {
    std::vector<std::uint64_t> list;
    const Json answer = Json::parse(ask(request(Method::get, "/api/v1/events" + query, "read")).response.body);
    for (const Json& each : answer["events"]) {
      list.push_back(each["id"]);
    }
    return list;
  };
  EXPECT_EQ(ids(""), (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(ids("?after=1"), (std::vector<std::uint64_t>{2}));
  EXPECT_TRUE(ids("?after=2").empty());
  EXPECT_EQ(ids("?after=99").size(), 2U) << "the id is of an earlier process";
  for (const char* query :
       {"?after=", "?after=-1", "?after=1x", "?after=99999999999999999999", "?before=1", "?after=1&x"}) {
    EXPECT_EQ(status_of(Method::get, std::string("/api/v1/events") + query, "read"), 400) << query;
  }
}

TEST_F(Routes, TheSentenceOfAnErrorSaysWhatToDo) {
  EXPECT_EQ(error_of(request(Method::get, "/api/v1/status")),
            "this needs a token of the configuration; send Authorization: Bearer TOKEN");
  EXPECT_EQ(error_of(request(Method::post, "/api/v1/pause", "read")),
            "the token may not do this; it takes one with the role operate");
}

// schemas/openapi.yaml is held against this file by tests/system/openapi_test.py.
TEST_F(Routes, AnswersOfEveryRouteGolden) {
  Json all = Json::array();
  const auto record = [&](Method method, std::string_view path, const std::string& token, const std::string& body) {
    const net::HttpResponse response = ask(request(method, std::string(path), token, body)).response;
    const bool json = response.headers.find("Content-Type") == "application/json";
    all.push_back({{"method", net::to_text(method)},
                   {"path", path},
                   {"status", response.status},
                   {"type", *response.headers.find("Content-Type")},
                   {"body", json ? Json::parse(response.body) : Json(response.body)}});
  };
  for (const RouteName& route : route_names()) {
    record(route.method, route.path, "operate", "");
    if (!route.path.starts_with("/api/")) continue;
    record(route.method, route.path, "", "");
    if (route.method == Method::post || route.path == "/api/v1/plan") record(route.method, route.path, "read", "");
    if (route.method != Method::post || route.path == "/api/v1/plan") continue;
    record(route.method, route.path, "operate", "{");
    record(route.method, route.path, "operate", R"({"system": "nowhere"})");
  }
  alive_ = false;
  status_.desired.reset();
  record(Method::get, "/healthz", "", "");
  record(Method::get, "/readyz", "", "");
  EXPECT_TRUE(support::matches_golden(all.dump(2) + "\n", "daemon/golden/api_answers.json"));
}

}  // namespace
}  // namespace muster::daemon
