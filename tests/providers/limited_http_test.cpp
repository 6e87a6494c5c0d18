#include "providers/kit/limited_http.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>

#include "tests/support/scripted_http.h"
#include "tests/support/virtual_clock.h"

namespace muster::kit {
namespace {

using net::HttpRequest;
using net::HttpResponse;
using net::Method;
using std::chrono::milliseconds;

class LimitedHttpTest : public testing::Test {
 protected:
  void build(const core::Budget& budget, tests::ScriptedHttp::Script script) {
    transport_ = std::make_shared<tests::ScriptedHttp>(clock_, std::move(script));
    budget_ = std::make_shared<OriginBudget>(budget, clock_);
    limited_ = std::make_shared<LimitedHttp>(transport_, budget_, clock_);
  }
  engine::Task<void> one(std::shared_ptr<LimitedHttp> limited) {
    HttpRequest request(Method::get, "/x");
    (void)co_await limited->send(std::move(request));
    --running_;
  }
  void start(int count, const std::shared_ptr<LimitedHttp>& limited) {
    running_ += count;
    for (int i = 0; i < count; ++i) {
      boost::asio::co_spawn(clock_.context(), one(limited), [](const std::exception_ptr&) {});
    }
  }
  engine::Task<void> until_done() {
    while (running_ > 0) co_await clock_.sleep(milliseconds(1));
  }
  void send_all(int count) {
    start(count, limited_);
    clock_.run(until_done());
  }
  milliseconds sent_at(std::size_t index) const { return transport_->sent()[index].at - begin_; }

  tests::VirtualClock clock_;
  engine::SteadyTime begin_ = clock_.now();
  std::shared_ptr<tests::ScriptedHttp> transport_;
  std::shared_ptr<OriginBudget> budget_;
  std::shared_ptr<LimitedHttp> limited_;
  int running_ = 0;
};

core::Result<HttpResponse> fine(const HttpRequest&, std::size_t) { return HttpResponse(200, "{}"); }

TEST_F(LimitedHttpTest, NeverHasMoreUnderWayThanItsConcurrency) {
  build({100'000, 100, 3}, fine);
  transport_->set_latency(milliseconds(20));
  send_all(30);
  EXPECT_EQ(transport_->most_at_once(), 3u);
  EXPECT_EQ(limited_->sent(), 30);
}

TEST_F(LimitedHttpTest, SpendsNoMoreThanItsShareOfTheBudget) {
  build({120, 50, 8}, fine);  // 60 a minute
  send_all(200);
  for (std::size_t i = 60; i < 200; ++i) {
    ASSERT_GT(transport_->sent()[i].at - transport_->sent()[i - 60].at, std::chrono::seconds(60)) << i;
  }
}

TEST_F(LimitedHttpTest, ARetryAfterPausesEverybodyNotOnlyTheOneWhoWasTold) {
  build({0, 100, 2}, [](const HttpRequest&, std::size_t count) {
    if (count == 0) return tests::answer(429, "", {{"Retry-After", "7"}});
    return HttpResponse(200, "{}");
  });
  transport_->set_latency(milliseconds(10));
  send_all(6);
  EXPECT_EQ(sent_at(1), milliseconds(0)) << "was under way already";
  for (std::size_t i = 2; i < 6; ++i) EXPECT_GE(sent_at(i), milliseconds(7010)) << i;
}

TEST_F(LimitedHttpTest, ObeysEveryStatusThatTurnsAwayAndCapsThePause) {
  for (const int status : {429, 423, 503}) {
    build({0, 100, 1}, [status](const HttpRequest&, std::size_t count) {
      if (count == 0) return tests::answer(status, "", {{"retry-after", "99999999"}});
      return HttpResponse(200, "{}");
    });
    begin_ = clock_.now();
    send_all(2);
    EXPECT_EQ(sent_at(1), kLongestPause) << status;
  }
}

TEST_F(LimitedHttpTest, GarbageAndOtherStatusesPauseNothing) {
  build({0, 100, 1}, [](const HttpRequest&, std::size_t count) {
    return count == 0 ? tests::answer(503, "", {{"Retry-After", "soon"}})
                      : tests::answer(200, "", {{"Retry-After", "9"}});
  });
  send_all(3);
  EXPECT_EQ(sent_at(2), milliseconds(0));
}

TEST_F(LimitedHttpTest, SystemsOfOneOriginAndPrincipalShareOneBudget) {
  Budgets budgets(clock_);
  const core::Budget small{60, 100, 4};
  const auto first = budgets.get("https://gws", "svc", small);
  EXPECT_EQ(first, budgets.get("https://gws", "svc", small));
  EXPECT_NE(first, budgets.get("https://gws", "other", small));
  EXPECT_NE(first, budgets.get("https://other", "svc", small));
}

TEST_F(LimitedHttpTest, TellsHowMuchOfItsBudgetEachSystemHasUsedAsLongAsItIsThere) {
  Budgets budgets(clock_);
  {
    build(core::Budget{600, 100, 4}, [](const HttpRequest&, std::size_t) { return HttpResponse(200, ""); });
    budgets.note("gws-emea", budget_);
    EXPECT_EQ(budgets.used(), (std::map<std::string, double>{{"gws-emea", 0.0}}));
    send_all(1);
    EXPECT_GT(budgets.used().at("gws-emea"), 0.0);
  }
  limited_.reset();
  budget_.reset();
  EXPECT_TRUE(budgets.used().empty());
}

}  // namespace
}  // namespace muster::kit
