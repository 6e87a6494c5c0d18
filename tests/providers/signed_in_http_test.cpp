#include "providers/kit/signed_in_http.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>

#include "providers/kit/limited_http.h"
#include "tests/support/memory_tokens.h"
#include "tests/support/scripted_http.h"
#include "tests/support/virtual_clock.h"

namespace muster::kit {
namespace {

using core::ErrorKind;
using net::HttpRequest;
using net::HttpResponse;
using net::Method;
using std::chrono::milliseconds;
using Outcome = core::Result<HttpResponse>;

class TestSignIn final : public SignIn {
 public:
  explicit TestSignIn(bool has_login_call) : has_login_call_(has_login_call) {}
  void authorise(HttpRequest& request) const override { request.headers.set("Authorization", "Basic eDp5"); }
  std::optional<HttpRequest> opening() const override {
    if (!has_login_call_) return std::nullopt;
    return HttpRequest(Method::post, "/login");
  }
  std::optional<HttpRequest> token_request() const override { return HttpRequest(Method::get, "/me"); }
  std::optional<std::pair<std::string, std::string>> token_in(const HttpResponse& response) const override {
    const auto value = response.headers.find("X-TOKEN");
    if (!value) return std::nullopt;
    return std::pair<std::string, std::string>("X-SEND", *value);
  }
  SessionState judge(const HttpResponse& response) const override {
    if (response.status == 401) return SessionState::expired;
    return response.status == 403 ? SessionState::stale_token : SessionState::fine;
  }

 private:
  bool has_login_call_;
};

class SignedInHttpTest : public testing::Test {
 protected:
  void build(tests::ScriptedHttp::Script script, bool has_login_call = false) {
    transport_ = std::make_shared<tests::ScriptedHttp>(clock_, std::move(script));
    begin_process(has_login_call);
  }
  void begin_process(bool has_login_call = false) {
    http_ = std::make_shared<SignedInHttp>(transport_, std::make_shared<TestSignIn>(has_login_call),
                                           SessionId{"gws", "https://gws", "svc"}, clock_,
                                           RefusedCredentials(&tokens_, "session", "digest"));
  }
  Outcome send(Method method, std::string target) {
    HttpRequest request(method, std::move(target));
    return clock_.run(http_->send(std::move(request)));
  }
  engine::Task<void> one(Method method) {
    HttpRequest request(method, "/users");
    const auto outcome = co_await http_->send(std::move(request));
    statuses_.push_back(outcome ? outcome->status : 0);
    if (!outcome) errors_.push_back(outcome.error());
  }
  engine::Task<void> until(std::size_t count) {
    while (statuses_.size() < count) co_await clock_.sleep(milliseconds(1));
  }
  void send_together(Method method, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      boost::asio::co_spawn(clock_.context(), one(method), [](const std::exception_ptr&) {});
    }
    clock_.run(until(count));
  }
  std::string header(std::size_t request, std::string_view name) const {
    return std::string(transport_->sent()[request].request.headers.find(name).value_or("-"));
  }

  tests::VirtualClock clock_;
  tests::MemoryTokens tokens_;
  std::shared_ptr<tests::ScriptedHttp> transport_;
  std::shared_ptr<SignedInHttp> http_;
  std::vector<int> statuses_;
  std::vector<core::Error> errors_;
};

TEST_F(SignedInHttpTest, SendsCredentialsAndKeepsCookies) {
  build([](const HttpRequest&, std::size_t) {
    return tests::answer(200, "", {{"Set-Cookie", "JSESSIONID=1; Path=/"}, {"Set-Cookie", "AWSELB=n4; Path=/"}});
  });
  (void)send(Method::get, "/me");
  (void)send(Method::get, "/users");
  EXPECT_EQ(header(0, "Authorization"), "Basic eDp5");
  EXPECT_EQ(header(0, "Cookie"), "-");
  EXPECT_EQ(header(1, "Cookie"), "JSESSIONID=1; AWSELB=n4");
}

TEST_F(SignedInHttpTest, PutsTheTokenOnWritesAlone) {
  build([](const HttpRequest&, std::size_t) { return tests::answer(200, "", {{"X-TOKEN", "t1"}}); });
  (void)send(Method::get, "/me");
  (void)send(Method::get, "/me");
  (void)send(Method::put, "/users/1");
  EXPECT_EQ(header(1, "X-SEND"), "-");
  EXPECT_EQ(header(2, "X-SEND"), "t1");
}

TEST_F(SignedInHttpTest, FetchesAMissingTokenByOneGetAndSendsTheWriteOnceMore) {
  build([](const HttpRequest& request, std::size_t) {
    if (request.method == Method::get) return tests::answer(200, "", {{"X-TOKEN", "t2"}});
    return HttpResponse(request.headers.find("X-SEND") == "t2" ? 200 : 403, "");
  });
  EXPECT_EQ(send(Method::put, "/users/1")->status, 200);
  EXPECT_EQ(transport_->lines(), (std::vector<std::string>{"PUT /users/1", "GET /me", "PUT /users/1"}));
}

TEST_F(SignedInHttpTest, GivesUpAfterOneNewToken) {
  build([](const HttpRequest& request, std::size_t) {
    return request.method == Method::get ? tests::answer(200, "", {{"X-TOKEN", "t"}}) : HttpResponse(403, "");
  });
  EXPECT_EQ(send(Method::put, "/users/1")->status, 403);
  EXPECT_EQ(transport_->sent().size(), 3u);
  EXPECT_FALSE(http_->closed());
}

TEST_F(SignedInHttpTest, TasksThatFindTheTokenStaleTogetherFetchOne) {
  build([](const HttpRequest& request, std::size_t) {
    if (request.method == Method::get) return tests::answer(200, "", {{"X-TOKEN", "t2"}});
    return HttpResponse(request.headers.find("X-SEND") == "t2" ? 200 : 403, "");
  });
  transport_->set_latency(milliseconds(5));
  send_together(Method::put, 6);
  EXPECT_EQ(statuses_, std::vector<int>(6, 200));
  EXPECT_EQ(transport_->sent().size(), 13u) << "six refused, one token, six again";
}

TEST_F(SignedInHttpTest, ForgetsAnExpiredSessionAndSendsOnceMore) {
  build([](const HttpRequest& request, std::size_t count) {
    if (count == 0) return tests::answer(200, "", {{"Set-Cookie", "S=old; Path=/"}});
    return HttpResponse(request.headers.find("Cookie") ? 401 : 200, "");
  });
  (void)send(Method::get, "/me");
  EXPECT_EQ(send(Method::put, "/users/1")->status, 200);
  EXPECT_FALSE(http_->closed());
}

TEST_F(SignedInHttpTest, ARefusedLoginClosesTheSessionUntilTheSecretChanges) {
  build([](const HttpRequest&, std::size_t count) { return HttpResponse(count < 1 ? 401 : 200, ""); });
  EXPECT_EQ(send(Method::get, "/me")->status, 401);
  EXPECT_TRUE(http_->closed());
  const auto later = send(Method::get, "/me");
  ASSERT_FALSE(later);
  EXPECT_EQ(later.error().kind, ErrorKind::auth);
  EXPECT_EQ(later.error().delivery, core::Delivery::not_sent);
  EXPECT_EQ(transport_->sent().size(), 1u) << "nothing was sent any more";
  http_->restart(std::make_shared<TestSignIn>(false));
  EXPECT_EQ(send(Method::get, "/me")->status, 200);
}

TEST_F(SignedInHttpTest, RefusedCredentialsAreSentOnceHoweverManyComeTogether) {
  build([](const HttpRequest&, std::size_t) { return HttpResponse(401, ""); });
  transport_->set_latency(milliseconds(5));
  send_together(Method::get, 8);
  EXPECT_EQ(transport_->sent().size(), 1u);
  EXPECT_EQ(std::ranges::count(statuses_, 401), 1);
  ASSERT_EQ(errors_.size(), 7u);
  for (const auto& error : errors_) EXPECT_EQ(error.delivery, core::Delivery::not_sent);
}

TEST_F(SignedInHttpTest, APasswordThatChangedThereIsTriedOnceMoreAndNotOnceForEachTask) {
  bool changed = false;
  build([&](const HttpRequest&, std::size_t) { return HttpResponse(changed ? 401 : 200, ""); });
  (void)send(Method::get, "/me");
  changed = true;
  transport_->set_latency(milliseconds(5));
  send_together(Method::get, 6);
  EXPECT_EQ(transport_->sent().size(), 8u) << "six were on their way, and one looked whether the session had ended";
}

TEST_F(SignedInHttpTest, OneResourceThatIsClosedToMusterSaysNothingOfTheCredentials) {
  build([](const HttpRequest& request, std::size_t) { return HttpResponse(request.target == "/me" ? 200 : 401, ""); });
  (void)send(Method::get, "/me");
  EXPECT_EQ(send(Method::put, "/users/1")->status, 401);
  EXPECT_EQ(transport_->lines(), (std::vector<std::string>{"GET /me", "PUT /users/1", "GET /me", "PUT /users/1"}));
  EXPECT_FALSE(http_->closed());
  EXPECT_EQ(send(Method::get, "/me")->status, 200);
  begin_process();
  EXPECT_EQ(send(Method::get, "/me")->status, 200) << "nothing is remembered";
}

TEST_F(SignedInHttpTest, AServerThatIsBusyWhenItIsAskedAgainIsNoRefusalAndNoWriteIsInDoubt) {
  build([](const HttpRequest& request, std::size_t count) {
    if (request.method == Method::get) return HttpResponse(count == 0 ? 200 : 503, "");
    return HttpResponse(401, "");
  });
  (void)send(Method::get, "/me");
  const auto written = send(Method::put, "/users/1");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(written.error().delivery, core::Delivery::not_sent);
  EXPECT_FALSE(http_->closed());
}

TEST_F(SignedInHttpTest, WhatWaitsForTheBudgetDoesNotLeaveWithWhatWasRefusedMeanwhile) {
  bool changed = false;
  build([&](const HttpRequest&, std::size_t) { return HttpResponse(changed ? 401 : 200, ""); });
  auto budget = std::make_shared<OriginBudget>(core::Budget{60, 100, 8}, clock_);
  auto limited = std::make_shared<LimitedHttp>(transport_, std::move(budget), clock_);
  http_ = std::make_shared<SignedInHttp>(limited, std::make_shared<TestSignIn>(false),
                                         SessionId{"gws", "https://gws", "svc"}, clock_,
                                         RefusedCredentials(&tokens_, "session", "digest"));
  for (int i = 0; i < 10; ++i) (void)send(Method::get, "/me");
  const auto before = transport_->sent().size();
  changed = true;
  send_together(Method::put, 8);
  EXPECT_LE(transport_->sent().size() - before, 3u) << "one that was refused, and one that looked whether it was";
  EXPECT_TRUE(http_->closed());
}

TEST_F(SignedInHttpTest, RefusedCredentialsAreNotSentByTheNextProcess) {
  bool good = false;
  build([&](const HttpRequest&, std::size_t) { return HttpResponse(good ? 200 : 401, ""); });
  EXPECT_EQ(send(Method::get, "/me")->status, 401);
  begin_process();
  const auto later = send(Method::get, "/me");
  ASSERT_FALSE(later);
  EXPECT_EQ(later.error().kind, ErrorKind::auth);
  EXPECT_EQ(later.error().what,
            "gws refused the credentials of svc: nothing more is sent until they change. If they are right by now, "
            "`muster retry-login --system gws` (with the --state or --config of this run) lets muster try them once "
            "more");
  EXPECT_EQ(transport_->sent().size(), 1u);
  good = true;
  tokens_.kept.clear();
  EXPECT_EQ(send(Method::get, "/me")->status, 200) << "by this very process";
  begin_process();
  EXPECT_EQ(send(Method::get, "/me")->status, 200);
}

TEST_F(SignedInHttpTest, ARefusedLoginCallIsNotTriedByTheNextProcess) {
  build([](const HttpRequest&, std::size_t) { return HttpResponse(401, ""); }, true);
  EXPECT_FALSE(send(Method::get, "/users"));
  begin_process(true);
  EXPECT_FALSE(send(Method::get, "/users"));
  EXPECT_EQ(transport_->lines(), std::vector<std::string>{"POST /login"});
}

TEST_F(SignedInHttpTest, AnOverloadedServerSaysNothingOfTheCredentials) {
  for (const int status : {503, 429, 302, 500}) {
    build([status](const HttpRequest&, std::size_t count) { return HttpResponse(count == 0 ? status : 401, ""); });
    EXPECT_EQ(send(Method::get, "/me")->status, status);
    EXPECT_EQ(send(Method::get, "/me")->status, 401);
    EXPECT_EQ(transport_->sent().size(), 2u) << "the 401 is the first thing that was said of them";
    tokens_.kept.clear();
  }
}

TEST_F(SignedInHttpTest, NobodyWaitsForAServerThatSomebodyElseHasJustWaitedFor) {
  build([](const HttpRequest&, std::size_t) {
    return Outcome(std::unexpected(core::Error(ErrorKind::timeout, core::Delivery::maybe_applied, "no answer")));
  });
  transport_->set_latency(milliseconds(30'000));
  const auto begun = clock_.now();
  send_together(Method::put, 5);
  EXPECT_LT(clock_.now() - begun, milliseconds(31'000));
  EXPECT_EQ(transport_->sent().size(), 1u);
  ASSERT_EQ(errors_.size(), 5u);
  EXPECT_EQ(std::ranges::count(errors_, core::Delivery::not_sent, &core::Error::delivery), 4);
}

TEST_F(SignedInHttpTest, WithoutItsMemoryNothingIsSent) {
  build([](const HttpRequest&, std::size_t) { return HttpResponse(200, ""); });
  tokens_.fails = true;
  EXPECT_EQ(send(Method::get, "/me").error().kind, ErrorKind::unavailable);
  EXPECT_TRUE(transport_->sent().empty());
}

TEST_F(SignedInHttpTest, SignsInOnceForAllWhoCome) {
  build(
      [](const HttpRequest& request, std::size_t) {
        if (request.target == "/login") return tests::answer(200, "", {{"Set-Cookie", "S=1; Path=/"}});
        return HttpResponse(request.headers.find("Cookie") ? 200 : 401, "");
      },
      true);
  transport_->set_latency(milliseconds(5));
  send_together(Method::get, 5);
  EXPECT_EQ(statuses_, std::vector<int>(5, 200));
  EXPECT_EQ(transport_->sent().size(), 6u);
}

TEST_F(SignedInHttpTest, TasksThatFindTheSessionExpiredTogetherSignInOnce) {
  std::string valid = "1";
  int logins = 0;
  build(
      [&](const HttpRequest& request, std::size_t) {
        if (request.target == "/login") {
          valid = std::to_string(++logins);
          return tests::answer(200, "", {{"Set-Cookie", "S=" + valid + "; Path=/"}});
        }
        return HttpResponse(request.headers.find("Cookie") == "S=" + valid ? 200 : 401, "");
      },
      true);
  (void)send(Method::get, "/me");
  valid = "gone";
  transport_->set_latency(milliseconds(5));
  send_together(Method::get, 4);
  EXPECT_EQ(statuses_, std::vector<int>(4, 200));
  EXPECT_EQ(logins, 2);
}

TEST_F(SignedInHttpTest, ARefusedLoginCallIsNotTriedAgain) {
  build([](const HttpRequest&, std::size_t) { return HttpResponse(401, ""); }, true);
  EXPECT_EQ(send(Method::get, "/users").error().kind, ErrorKind::auth);
  EXPECT_EQ(send(Method::get, "/users").error().kind, ErrorKind::auth);
  EXPECT_EQ(transport_->lines(), std::vector<std::string>{"POST /login"});
}

TEST_F(SignedInHttpTest, AnUnavailableLoginCallIsNotARefusal) {
  build([](const HttpRequest& request,
           std::size_t count) { return HttpResponse(request.target == "/login" && count == 0 ? 503 : 200, ""); },
        true);
  EXPECT_EQ(send(Method::get, "/users").error().kind, ErrorKind::unavailable);
  EXPECT_EQ(send(Method::get, "/users")->status, 200);
}

TEST(BasicAuthorization, IsThatOfTheRfc) {
  EXPECT_EQ(basic_authorization("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  EXPECT_EQ(basic_authorization("test", "123\xc2\xa3"), "Basic dGVzdDoxMjPCow==");
  EXPECT_EQ(basic_authorization("", ""), "Basic Og==");
}

}  // namespace
}  // namespace muster::kit
