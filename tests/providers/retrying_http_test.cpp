#include "providers/kit/retrying_http.h"

#include <gtest/gtest.h>

#include "tests/support/scripted_http.h"
#include "tests/support/virtual_clock.h"

namespace muster::kit {
namespace {

using core::Delivery;
using core::Error;
using core::ErrorKind;
using net::HttpRequest;
using net::HttpResponse;
using net::Method;
using std::chrono::milliseconds;
using Outcome = core::Result<HttpResponse>;

Outcome failed(ErrorKind kind, Delivery delivery) { return std::unexpected(Error(kind, delivery, "it failed")); }

struct Case {
  const char* name;
  Method method;
  Outcome outcome;
  AnswerVerdict verdict;
  bool repeat;
};

class MayRepeat : public testing::TestWithParam<Case> {};

TEST_P(MayRepeat, Decides) {
  EXPECT_EQ(may_repeat(GetParam().method, GetParam().outcome, GetParam().verdict), GetParam().repeat);
}

constexpr auto kStatus = AnswerVerdict::by_status;
INSTANTIATE_TEST_SUITE_P(
    Outcomes, MayRepeat,
    testing::Values(
        Case{"GetAfterReset", Method::get, failed(ErrorKind::unavailable, Delivery::maybe_applied), kStatus, true},
        Case{"GetAfterTimeout", Method::get, failed(ErrorKind::timeout, Delivery::maybe_applied), kStatus, true},
        Case{"GetAfterTruncation", Method::get, failed(ErrorKind::protocol, Delivery::maybe_applied), kStatus, true},
        Case{"GetAfterRefusedLogin", Method::get, failed(ErrorKind::auth, Delivery::not_sent), kStatus, false},
        Case{"GetAfterInvalid", Method::get, failed(ErrorKind::invalid, Delivery::not_sent), kStatus, false},
        Case{"PutNotSent", Method::put, failed(ErrorKind::unavailable, Delivery::not_sent), kStatus, true},
        Case{"PutRefused", Method::put, failed(ErrorKind::unavailable, Delivery::refused), kStatus, true},
        Case{"PutAfterReset", Method::put, failed(ErrorKind::unavailable, Delivery::maybe_applied), kStatus, false},
        Case{"PostAfterTimeout", Method::post, failed(ErrorKind::timeout, Delivery::maybe_applied), kStatus, false},
        Case{"DeleteAfterReset", Method::del, failed(ErrorKind::unavailable, Delivery::maybe_applied), kStatus, false},
        Case{"Get200", Method::get, HttpResponse(200, ""), kStatus, false},
        Case{"Get404", Method::get, HttpResponse(404, ""), kStatus, false},
        Case{"Get429", Method::get, HttpResponse(429, ""), kStatus, true},
        Case{"Get500", Method::get, HttpResponse(500, ""), kStatus, true},
        Case{"Get501", Method::get, HttpResponse(501, ""), kStatus, false},
        Case{"Get504", Method::get, HttpResponse(504, ""), kStatus, true},
        Case{"Post429", Method::post, HttpResponse(429, ""), kStatus, true},
        Case{"Post423", Method::post, HttpResponse(423, ""), kStatus, true},
        Case{"Post503WithATime", Method::post, tests::answer(503, "", {{"Retry-After", "1"}}), kStatus, true},
        Case{"Post503WithoutATime", Method::post, HttpResponse(503, ""), kStatus, false},
        Case{"Post500", Method::post, HttpResponse(500, ""), kStatus, false},
        Case{"Put502", Method::put, HttpResponse(502, ""), kStatus, false},
        Case{"Put504", Method::put, HttpResponse(504, ""), kStatus, false},
        Case{"VendorSettledA503", Method::get, HttpResponse(503, ""), AnswerVerdict::settled, false},
        Case{"VendorRefusedAPut", Method::put, HttpResponse(200, ""), AnswerVerdict::refused_for_now, true}),
    [](const auto& test) { return test.param.name; });

class RetryingHttpTest : public testing::Test {
 protected:
  Outcome send(Method method, tests::ScriptedHttp::Script script, RetryPolicy policy = {}) {
    transport_ = std::make_shared<tests::ScriptedHttp>(clock_, std::move(script));
    RetryingHttp retrying(transport_, std::move(policy), clock_, random_);
    HttpRequest request(method, "/users");
    request.body = "the body";
    return clock_.run(retrying.send(std::move(request)));
  }
  milliseconds wait_before(std::size_t attempt) const {
    return transport_->sent()[attempt].at - transport_->sent()[attempt - 1].at;
  }

  tests::VirtualClock clock_;
  tests::SeededRandom random_{3};
  std::shared_ptr<tests::ScriptedHttp> transport_;
};

TEST_F(RetryingHttpTest, GivesTheFirstGoodAnswerAndRepeatsTheWholeRequest) {
  const auto outcome = send(Method::get, [](const HttpRequest& request, std::size_t count) -> Outcome {
    EXPECT_EQ(request.body, "the body");
    if (count == 0) return failed(ErrorKind::unavailable, Delivery::not_sent);
    return HttpResponse(count == 1 ? 502 : 200, "ok");
  });
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->body, "ok");
  EXPECT_EQ(transport_->sent().size(), 3u);
}

TEST_F(RetryingHttpTest, GivesTheLastOutcomeWhenAttemptsRunOut) {
  const auto outcome = send(Method::get, [](const HttpRequest&, std::size_t) { return HttpResponse(503, "no"); });
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->status, 503);
  EXPECT_EQ(transport_->sent().size(), 4u);
}

TEST_F(RetryingHttpTest, TellsBeforeEachRepetitionWhyItIsMade) {
  std::vector<std::string> reasons;
  RetryPolicy policy;
  policy.observer = [&](std::string_view reason) { reasons.emplace_back(reason); };
  (void)send(
      Method::get,
      [](const HttpRequest&, std::size_t count) -> Outcome {
        if (count == 0) return failed(ErrorKind::timeout, Delivery::maybe_applied);
        return HttpResponse(count == 1 ? 503 : 404, "");
      },
      policy);
  EXPECT_EQ(reasons, (std::vector<std::string>{"timeout", "503"}));
}

TEST_F(RetryingHttpTest, WaitsLongerEachTimeAndNotTheSameEachTime) {
  (void)send(Method::get, [](const HttpRequest&, std::size_t) { return HttpResponse(500, ""); });
  EXPECT_GE(wait_before(1), milliseconds(250));
  EXPECT_LE(wait_before(1), milliseconds(500));
  EXPECT_GE(wait_before(3), milliseconds(1000));
  EXPECT_LE(wait_before(3), milliseconds(2000));
}

TEST_F(RetryingHttpTest, WaitsAsLongAsItIsToldAndALittleMore) {
  (void)send(Method::put, [](const HttpRequest&, std::size_t count) {
    return count == 0 ? tests::answer(429, "", {{"Retry-After", "20"}}) : HttpResponse(200, "");
  });
  EXPECT_GE(wait_before(1), milliseconds(20'000));
  EXPECT_LE(wait_before(1), milliseconds(22'000));
}

TEST_F(RetryingHttpTest, FallsBackToItsOwnWaitOnGarbage) {
  (void)send(Method::get, [](const HttpRequest&, std::size_t count) {
    return count == 0 ? tests::answer(429, "", {{"Retry-After", "later"}}) : HttpResponse(200, "");
  });
  EXPECT_LE(wait_before(1), milliseconds(500));
}

TEST_F(RetryingHttpTest, NeverRepeatsAWriteThatMayHaveBeenApplied) {
  const auto outcome = send(Method::post, [](const HttpRequest&, std::size_t) -> Outcome {
    return failed(ErrorKind::timeout, Delivery::maybe_applied);
  });
  ASSERT_FALSE(outcome);
  EXPECT_EQ(transport_->sent().size(), 1u);
}

TEST_F(RetryingHttpTest, AsksTheVendorWhatAnAnswerMeans) {
  RetryPolicy policy;
  policy.classify = [](const HttpResponse& response) {
    return response.body == "busy" ? AnswerVerdict::refused_for_now : AnswerVerdict::settled;
  };
  const auto outcome = send(
      Method::put,
      [](const HttpRequest&, std::size_t count) { return HttpResponse(500, count < 2 ? "busy" : "forbidden"); },
      policy);
  EXPECT_EQ(outcome->body, "forbidden");
  EXPECT_EQ(transport_->sent().size(), 3u);
}

}  // namespace
}  // namespace muster::kit
