#include "providers/genesys_gws/answer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "providers/genesys_gws/session.h"
#include "providers/genesys_gws/status_code.h"
#include "tests/support/scripted_http.h"

namespace muster::genesys_gws {
namespace {

using core::Delivery;
using core::ErrorKind;
using net::HttpResponse;
using net::Method;

constexpr std::chrono::sys_time<std::chrono::milliseconds> kNow{std::chrono::milliseconds(784'111'777'000)};

core::Result<nlohmann::json> read(Method method, const HttpResponse& response) {
  return read_answer({method, "/api/v2/users", "gws"}, response, {}, kNow);
}

TEST(GwsAnswer, TakesTheStatusCodeAsNumberAndAsText) {
  EXPECT_TRUE(read(Method::get, HttpResponse(200, R"({"statusCode":0})")));
  EXPECT_TRUE(read(Method::get, HttpResponse(200, R"({"statusCode":"0","id":"x"})")));
  EXPECT_EQ(read(Method::get, HttpResponse(200, R"({"statusCode":"6"})")).error().kind, ErrorKind::not_found);
  EXPECT_EQ(read(Method::get, HttpResponse(200, R"({"statusCode":6})")).error().kind, ErrorKind::not_found);
}

TEST(GwsAnswer, BelievesTheStatusCodeAndNotTheHttpStatus) {
  EXPECT_TRUE(read(Method::put, HttpResponse(404, R"({"statusCode":0})")));
  EXPECT_EQ(read(Method::post, HttpResponse(403, R"({"statusCode":"18"})")).error().kind, ErrorKind::conflict);
  EXPECT_EQ(read(Method::put, HttpResponse(400, R"({"statusCode":3})")).error().kind, ErrorKind::rejected);
  EXPECT_EQ(read(Method::put, HttpResponse(500, R"({"statusCode":3})")).error().kind, ErrorKind::rejected);
}

TEST(GwsAnswer, TakesASuccessWithinAServerErrorForNeither) {
  const auto answer = read(Method::put, HttpResponse(502, R"({"statusCode":0})"));
  EXPECT_EQ(answer.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(answer.error().delivery, Delivery::maybe_applied);
}

struct Code {
  int code;
  ErrorKind kind;
  Delivery delivery;
  bool repeat;
};

class EveryCode : public testing::TestWithParam<Code> {};

TEST_P(EveryCode, HasItsMeaning) {
  const auto [code, kind, delivery, repeat] = GetParam();
  const HttpResponse response(403, R"({"statusCode":)" + std::to_string(code) + R"(,"statusMessage":"why"})");
  const auto answer = read(Method::put, response);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, kind);
  EXPECT_EQ(answer.error().delivery, delivery);
  EXPECT_EQ(classify(response) == kit::AnswerVerdict::refused_for_now, repeat);
  EXPECT_NE(answer.error().what.find("PUT /api/v2/users of gws"), std::string::npos);
  EXPECT_NE(answer.error().what.find(": why"), std::string::npos);
}

constexpr auto kNone = Delivery::refused;
constexpr auto kPerhaps = Delivery::maybe_applied;
INSTANTIATE_TEST_SUITE_P(
    GwsStatusCode, EveryCode,
    testing::Values(Code{1, ErrorKind::rejected, kNone, false}, Code{2, ErrorKind::rejected, kNone, false},
                    Code{3, ErrorKind::rejected, kNone, false}, Code{4, ErrorKind::unavailable, kNone, true},
                    Code{5, ErrorKind::rejected, kNone, false}, Code{6, ErrorKind::not_found, kNone, false},
                    Code{7, ErrorKind::unavailable, kPerhaps, false}, Code{8, ErrorKind::auth, kNone, false},
                    Code{9, ErrorKind::unavailable, kPerhaps, false}, Code{10, ErrorKind::rejected, kNone, false},
                    Code{11, ErrorKind::rejected, kNone, false}, Code{12, ErrorKind::unavailable, kNone, true},
                    Code{13, ErrorKind::unavailable, kNone, true}, Code{14, ErrorKind::unavailable, kNone, true},
                    Code{15, ErrorKind::unavailable, kNone, true}, Code{16, ErrorKind::unavailable, kNone, true},
                    Code{17, ErrorKind::unavailable, kNone, true}, Code{18, ErrorKind::conflict, kNone, false},
                    Code{19, ErrorKind::rejected, kNone, false}, Code{20, ErrorKind::auth, kNone, false},
                    Code{99, ErrorKind::rejected, kNone, false}),
    [](const auto& code) { return "Code" + std::to_string(code.param.code); });

struct Bare {
  const char* name;
  Method method;
  int status;
  const char* body;
  ErrorKind kind;
  Delivery delivery;
};

class WithoutEnvelope : public testing::TestWithParam<Bare> {};

TEST_P(WithoutEnvelope, TheHttpStatusSays) {
  const auto answer = read(GetParam().method, HttpResponse(GetParam().status, GetParam().body));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, GetParam().kind) << answer.error().what;
  EXPECT_EQ(answer.error().delivery, GetParam().delivery) << answer.error().what;
}

INSTANTIATE_TEST_SUITE_P(
    GwsAnswer, WithoutEnvelope,
    testing::Values(Bare{"SwitchedOffFeature", Method::get, 404, "", ErrorKind::rejected, kNone},
                    Bare{"SwitchedOffFeatureOnDelete", Method::del, 404, "<html>", ErrorKind::rejected, kNone},
                    Bare{"LoginPageOnGet", Method::get, 200, "<html>login</html>", ErrorKind::protocol, kNone},
                    Bare{"LoginPageOnPut", Method::put, 200, "<html>login</html>", ErrorKind::protocol, kPerhaps},
                    Bare{"EmptyBody", Method::put, 200, "", ErrorKind::protocol, kPerhaps},
                    Bare{"JsonWithoutStatusCode", Method::post, 200, "{}", ErrorKind::protocol, kPerhaps},
                    Bare{"BrokenJson", Method::post, 200, R"({"statusCode":0,)", ErrorKind::protocol, kPerhaps},
                    Bare{"Redirect", Method::get, 302, "", ErrorKind::protocol, kNone},
                    Bare{"Unauthorized", Method::get, 401, "", ErrorKind::auth, kNone},
                    Bare{"Forbidden", Method::put, 403, "no", ErrorKind::rejected, kNone},
                    Bare{"CsrfText", Method::put, 403, "Missing or invalid Csrf token", ErrorKind::rejected, kNone},
                    Bare{"ServerErrorOnPut", Method::put, 500, "", ErrorKind::unavailable, kPerhaps},
                    Bare{"ServerErrorOnGet", Method::get, 500, "{", ErrorKind::unavailable, kNone},
                    Bare{"LostOnTheWay", Method::put, 503, "", ErrorKind::unavailable, kPerhaps},
                    Bare{"Locked", Method::put, 423, "", ErrorKind::unavailable, kNone},
                    Bare{"TooMany", Method::put, 429, R"({"statusCode":4})", ErrorKind::rate_limited, kNone}),
    [](const auto& bare) { return bare.param.name; });

TEST(GwsAnswer, ATooManyTellsHowLongToWait) {
  using std::chrono::seconds;
  EXPECT_EQ(read(Method::get, tests::answer(429, "", {{"Retry-After", "7"}})).error().retry_after, seconds(7));
  EXPECT_EQ(read(Method::get, tests::answer(429, "", {{"Retry-After", "soon"}})).error().retry_after, seconds(1));
  EXPECT_EQ(read(Method::get, tests::answer(429, "")).error().retry_after, seconds(1));
  EXPECT_EQ(read(Method::get, tests::answer(503, "")).error().retry_after, std::nullopt);
}

TEST(GwsAnswer, ABusyServerThatNamesATimeDidNothing) {
  const auto answer = read(Method::put, tests::answer(503, "", {{"Retry-After", "3"}}));
  EXPECT_EQ(answer.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(answer.error().delivery, Delivery::refused);
  EXPECT_EQ(answer.error().retry_after, std::chrono::seconds(3));
}

TEST(GwsAnswer, QuotesOneShortLineOfTheVendorsText) {
  const std::string text = std::string(199, 'x') + "\xc3\xa9" + std::string(100, 'y');
  const auto answer = read(Method::put, HttpResponse(400, R"({"statusCode":3,"statusMessage":"a\nb )" + text + "\"}"));
  EXPECT_EQ(answer.error().what.find('\n'), std::string::npos);
  EXPECT_LT(answer.error().what.size(), 320u);
  EXPECT_NE(answer.error().what.find("a b xxx"), std::string::npos);
}

TEST(GwsAnswer, HandsOverTheUsersOfAListing) {
  int users = 0;
  const kit::OnElement count = [&](const nlohmann::json&, std::size_t) { ++users; };
  const HttpResponse response(200, R"({"users":[{},{}],"statusCode":0})");
  EXPECT_TRUE(read_answer({Method::get, "/users", "gws"}, response, {"users", &count}, kNow));
  EXPECT_EQ(users, 2);
}

class BasicSignInTest : public testing::Test {
 protected:
  const BasicSignIn sign_in_{core::Secret("svc"), core::Secret("pw"), "/api/v2/me"};
};

TEST_F(BasicSignInTest, PutsBasicOnEveryRequest) {
  net::HttpRequest request(Method::get, "/x");
  sign_in_.authorise(request);
  EXPECT_EQ(request.headers.find("authorization"), "Basic c3ZjOnB3");
}

TEST_F(BasicSignInTest, TakesNameAndValueOfTheTokenFromTheAnswer) {
  const auto token =
      sign_in_.token_in(tests::answer(200, "", {{"X-CSRF-HEADER", "X-My-Token"}, {"X-CSRF-TOKEN", "v"}}));
  EXPECT_EQ(token, (std::pair<std::string, std::string>("X-My-Token", "v")));
  EXPECT_FALSE(sign_in_.token_in(tests::answer(200, "", {{"X-CSRF-HEADER", "X-My-Token"}})));
  EXPECT_FALSE(sign_in_.token_in(tests::answer(200, "", {{"X-CSRF-TOKEN", "v"}})));
}

TEST_F(BasicSignInTest, LetsNoServerReplaceAHeaderOfOurs) {
  for (const char* name : {"Authorization", "COOKIE", "Host", "Content-Length", "", "X Y", "X:Y"}) {
    EXPECT_FALSE(sign_in_.token_in(tests::answer(200, "", {{"X-CSRF-HEADER", name}, {"X-CSRF-TOKEN", "v"}}))) << name;
  }
}

TEST_F(BasicSignInTest, KnowsWhatRefusedTheSessionAndWhatTheToken) {
  using kit::SessionState;
  EXPECT_EQ(sign_in_.judge(HttpResponse(401, "")), SessionState::expired);
  EXPECT_EQ(sign_in_.judge(HttpResponse(200, R"({"statusCode":"20"})")), SessionState::expired);
  EXPECT_EQ(sign_in_.judge(HttpResponse(403, "Missing or invalid Csrf token")), SessionState::stale_token);
  EXPECT_EQ(sign_in_.judge(HttpResponse(403, R"({"statusCode":18})")), SessionState::fine);
  EXPECT_EQ(sign_in_.judge(HttpResponse(401, R"({"statusCode":8})")), SessionState::fine);
  EXPECT_EQ(sign_in_.judge(HttpResponse(200, R"({"statusCode":0})")), SessionState::fine);
  EXPECT_EQ(sign_in_.judge(HttpResponse(200, "Missing or invalid Csrf token")), SessionState::fine);
}

}  // namespace
}  // namespace muster::genesys_gws
