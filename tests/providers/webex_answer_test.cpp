#include "providers/webex/answer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace muster::webex {
namespace {

using core::Delivery;
using core::ErrorKind;

Answer answer_to(net::Method method, int status, std::string body,
                 std::vector<std::pair<std::string, std::string>> headers = {}) {
  net::HttpResponse response(status, std::move(body));
  for (auto& [name, value] : headers) response.headers.add(std::move(name), std::move(value));
  return read_answer(Call(method, "/people", "webex", "spark-admin:people_read"), response, {});
}

std::string said(int status, std::string body, std::vector<std::pair<std::string, std::string>> headers = {}) {
  const auto answer = answer_to(net::Method::put, status, std::move(body), std::move(headers));
  return answer ? "" : answer.error().error.what;
}

TEST(WebexAnswer, ASuccessMayHaveABodyOrNone) {
  EXPECT_TRUE(answer_to(net::Method::put, 204, "")->body.is_null());
  EXPECT_TRUE(answer_to(net::Method::put, 200, " null\n")->body.is_null());
  EXPECT_EQ(answer_to(net::Method::put, 202, R"({"a":1})")->body.at("a"), 1);
  EXPECT_EQ(answer_to(net::Method::get, 200, "{}", {{"Link", R"(</v1/people?b>; rel="next")"}})->next, "/v1/people?b");
}

TEST(WebexAnswer, BothFormsOfErrorsAreRead) {
  EXPECT_EQ(said(400, R"({"message":"bad","errors":[{"description":"worse"}],"trackingId":"R_1"})"),
            "PUT /people of webex: Webex answered 400; it says: bad (worse) (trackingId R_1)");
  EXPECT_EQ(said(409, R"({"errorCode":6612,"message":"taken"})", {{"Trackingid", "a-1,a-1"}}),
            "PUT /people of webex: Webex answered 409; it says: taken (trackingId a-1)");
  EXPECT_EQ(said(400, R"({"schemas":[],"detail":"no such role","status":"400"})"),
            "PUT /people of webex: Webex answered 400; it says: no such role");
  EXPECT_EQ(said(400, "plain words"), "PUT /people of webex: Webex answered 400; it says: plain words");
}

TEST(WebexAnswer, EqualFailuresOfReadsAreToldInEqualWords) {
  const auto failure = [](const char* tracking) {
    return answer_to(net::Method::get, 403, fmt::format(R"({{"message":"no","trackingId":"{}"}})", tracking),
                     {{"Trackingid", tracking}})
        .error()
        .error.what;
  };
  EXPECT_EQ(failure("ROUTER_1"), failure("ROUTER_2"));
}

TEST(WebexAnswer, WhatIsNoTextIsNotRepeated) {
  EXPECT_EQ(said(400, "<html>\xff</html>", {{"TrackingID", "<script>"}}), "PUT /people of webex: Webex answered 400");
  EXPECT_EQ(said(400, R"({"message":17,"errors":"x"})"), "PUT /people of webex: Webex answered 400");
}

TEST(WebexAnswer, TokensAreTakenOutAndLongTextsAreCut) {
  EXPECT_EQ(said(400, R"({"message":"sent Bearer abc.def, twice: Bearer xyz"})"),
            "PUT /people of webex: Webex answered 400; it says: sent Bearer ***, twice: Bearer ***");
  EXPECT_EQ(quotable(std::string(199, 'a') + "\xc3\xa9"), std::string(199, 'a') + "...");
}

TEST(WebexAnswer, A403NamesTheScope) {
  EXPECT_NE(said(403, "").find("grant the token the scope spark-admin:people_read"), std::string::npos);
}

TEST(WebexAnswer, NonsenseInRetryAfterIsOurOwnWait) {
  const auto answer = answer_to(net::Method::get, 429, "", {{"Retry-After", "rand(30),add(30)"}});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().error.kind, ErrorKind::rate_limited);
  EXPECT_EQ(answer.error().error.retry_after, std::chrono::seconds(5));
  EXPECT_EQ(answer_to(net::Method::get, 423, "", {{"Retry-After", "7"}}).error().error.retry_after,
            std::chrono::seconds(7));
}

TEST(WebexAnswer, AWriteThatIsNotUnderstoodMayHaveBeenDone) {
  for (const int status : {200, 500, 502, 504}) {
    const auto answer = answer_to(net::Method::put, status, "<html>");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().error.delivery, Delivery::maybe_applied) << status;
    EXPECT_EQ(answer.error().status, status);
  }
  EXPECT_EQ(answer_to(net::Method::get, 200, "<html>").error().error.kind, ErrorKind::protocol);
}

}  // namespace
}  // namespace muster::webex
