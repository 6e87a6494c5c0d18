#include "providers/kit/oauth_http.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <map>

#include "providers/kit/http_chain.h"
#include "tests/support/scripted_http.h"
#include "tests/support/virtual_clock.h"

namespace muster::kit {
namespace {

using core::ErrorKind;
using net::HttpRequest;
using net::HttpResponse;
using net::Method;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using Outcome = core::Result<HttpResponse>;

constexpr const char* kPath = "/v1/access_token";

// What several processes of one installation share. Calls are noted in `order`.
class SharedStore final : public TokenStore {
 public:
  SharedStore(engine::Clock& clock, std::vector<std::string>& order) : clock_(&clock), order_(&order) {}

  engine::Task<core::Result<core::Secret>> load(std::string name) override {
    if (load_fails) co_return std::unexpected(core::Error(ErrorKind::unavailable, "reading the store: it is busy"));
    const auto found = tokens.find(name);
    co_return found == tokens.end() ? core::Secret() : found->second.copy();
  }
  engine::Task<core::Status> keep(std::string name, core::Secret token) override {
    co_await clock_->sleep(milliseconds(3));
    if (keeps_until_failure-- <= 0) {
      co_return std::unexpected(core::Error(ErrorKind::unavailable, "writing the store: the disk is full"));
    }
    order_->push_back("keep " + std::string(token.reveal().substr(token.reveal().rfind('\n') + 1)));
    tokens[name] = std::move(token);
    co_return core::Status{};
  }
  engine::Task<core::Result<std::shared_ptr<void>>> lock() override {
    for (int i = 0; held.lock() != nullptr; ++i) {
      if (i > 1000) co_return std::unexpected(core::Error(ErrorKind::conflict, "somebody else renews"));
      co_await clock_->sleep(milliseconds(1));
    }
    auto mine = std::make_shared<int>(0);
    held = mine;
    co_return std::shared_ptr<void>(mine);
  }
  void expires(std::string name, engine::WallTime when) override { ends[name] = when; }

  std::map<std::string, core::Secret> tokens;
  std::map<std::string, engine::WallTime> ends;
  std::weak_ptr<int> held;
  int keeps_until_failure = 1'000'000;
  bool load_fails = false;

 private:
  engine::Clock* clock_;
  std::vector<std::string>* order_;
};

// A server with one valid refresh token and one valid access token; each renewal replaces both.
struct Server {
  std::string refresh = "refresh-0";
  std::string access = "none";
  int renewals = 0;
  std::string lives = R"("expires_in": 1209600, "refresh_token_expires_in": 7776000)";
  std::function<std::optional<Outcome>(const HttpRequest&)> instead;  // of an answer to a renewal

  HttpResponse renew() {
    ++renewals;
    refresh = "refresh-" + std::to_string(renewals);
    access = "access-" + std::to_string(renewals);
    return HttpResponse(200, R"({"access_token": ")" + access + R"(", "refresh_token": ")" + refresh +
                                 R"(", "token_type": "Bearer", )" + lives + "}");
  }
  Outcome answer(const HttpRequest& request) {
    if (request.target != kPath) {
      return HttpResponse(request.headers.find("Authorization") == "Bearer " + access ? 200 : 401, "");
    }
    if (instead) {
      if (auto other = instead(request)) return *other;
    }
    const bool known = request.body.ends_with("&refresh_token=" + refresh);
    return known ? renew() : HttpResponse(400, R"({"error": "invalid_grant"})");
  }
};

class OAuthHttpTest : public testing::Test {
 protected:
  OAuthHttpTest() {
    transport_ = std::make_shared<tests::ScriptedHttp>(clock_, [this](const HttpRequest& request, std::size_t) {
      const std::string bearer(request.headers.find("Authorization").value_or("none"));
      order_.push_back(std::string(net::to_text(request.method)) + " " + request.target +
                       (request.target == kPath ? "" : " " + bearer));
      return server_.answer(request);
    });
  }

  static OAuthGrant grant(std::string seed) {
    OAuthGrant grant;
    grant.token_path = kPath;
    grant.client_id = core::Secret("client 1");
    grant.client_secret = core::Secret("top/secret");
    grant.refresh_token = core::Secret(std::move(seed));
    return grant;
  }
  std::unique_ptr<OAuthHttp> process(std::string seed = "refresh-0", bool stored = true) {
    return std::make_unique<OAuthHttp>(transport_, grant(std::move(seed)),
                                       SessionId{"webex-1", "https://webex", "client 1"}, clock_,
                                       stored ? &store_ : nullptr);
  }
  Outcome get(net::HttpClient& http) {
    HttpRequest request(Method::get, "/people");
    return clock_.run(http.send(std::move(request)));
  }
  engine::Task<void> one(OAuthHttp* http) {
    HttpRequest request(Method::get, "/people");
    const auto outcome = co_await http->send(std::move(request));
    statuses_.push_back(outcome ? outcome->status : 0);
  }
  engine::Task<void> until(std::size_t count) {
    while (statuses_.size() < count) co_await clock_.sleep(milliseconds(1));
  }
  void together(const std::vector<OAuthHttp*>& all) {
    for (OAuthHttp* http : all) {
      boost::asio::co_spawn(clock_.context(), one(http), [](const std::exception_ptr&) {});
    }
    clock_.run(until(all.size()));
  }
  void wait(engine::Duration duration) { clock_.run(clock_.sleep(duration)); }

  tests::VirtualClock clock_;
  std::vector<std::string> order_;
  SharedStore store_{clock_, order_};
  Server server_;
  std::shared_ptr<tests::ScriptedHttp> transport_;
  std::vector<int> statuses_;
};

TEST_F(OAuthHttpTest, StoresWhatItGotBeforeItUsesIt) {
  const auto http = process();
  EXPECT_EQ(get(*http)->status, 200);
  EXPECT_EQ(order_, (std::vector<std::string>{"keep ", "POST /v1/access_token", "keep access-1",
                                              "GET /people Bearer access-1"}));
  EXPECT_NE(store_.tokens.at("refresh").reveal().find("\nrefresh-1\n"), std::string::npos);
}

TEST_F(OAuthHttpTest, AsksAsTheRfcSays) {
  const auto http = process();
  (void)get(*http);
  const HttpRequest& request = transport_->sent().front().request;
  EXPECT_EQ(request.headers.find("Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_FALSE(request.headers.find("Authorization"));
  EXPECT_EQ(request.body,
            "grant_type=refresh_token&client_id=client%201&client_secret=top%2Fsecret&refresh_token=refresh-0");
}

TEST_F(OAuthHttpTest, TheNextProcessGoesOnWithTheStoredTokens) {
  (void)get(*process());
  EXPECT_EQ(get(*process())->status, 200);
  EXPECT_EQ(server_.renewals, 1);
}

TEST_F(OAuthHttpTest, TheNextProcessRenewsWithTheStoredTokenAndNotWithTheConfiguredOne) {
  (void)get(*process());
  wait(hours(24 * 14));
  EXPECT_EQ(get(*process())->status, 200);
  EXPECT_EQ(server_.renewals, 2);
  EXPECT_TRUE(transport_->sent()[2].request.body.ends_with("refresh_token=refresh-1"));
}

TEST_F(OAuthHttpTest, AnotherConfiguredTokenWinsOverTheStoredOnes) {
  (void)get(*process());
  server_.refresh = "anew";
  EXPECT_EQ(get(*process("anew"))->status, 200);
  EXPECT_EQ(server_.renewals, 2);
  EXPECT_EQ(get(*process("anew"))->status, 200);
  EXPECT_EQ(server_.renewals, 2) << "once is enough";
}

TEST_F(OAuthHttpTest, RenewsFiveMinutesBeforeTheEnd) {
  server_.lives = R"("expires_in": 3600)";
  const auto http = process();
  (void)get(*http);
  wait(minutes(54));
  (void)get(*http);
  EXPECT_EQ(server_.renewals, 1);
  wait(minutes(1));
  (void)get(*http);
  EXPECT_EQ(server_.renewals, 2);
}

TEST_F(OAuthHttpTest, AShortLifeIsRenewedInItsMiddle) {
  server_.lives = R"("expires_in": "240")";
  const auto http = process();
  (void)get(*http);
  wait(minutes(1));
  (void)get(*http);
  EXPECT_EQ(server_.renewals, 1);
  wait(minutes(1));
  (void)get(*http);
  EXPECT_EQ(server_.renewals, 2);
}

TEST_F(OAuthHttpTest, ATokenWhoseEndIsNotSaidIsUsedUntilItIsRefused) {
  server_.lives = R"("scope": "x")";
  const auto http = process();
  (void)get(*http);
  wait(hours(24 * 365));
  (void)get(*http);
  EXPECT_EQ(server_.renewals, 1);
  server_.access = "gone";
  EXPECT_EQ(get(*http)->status, 200);
  EXPECT_EQ(server_.renewals, 2);
}

TEST_F(OAuthHttpTest, NewTokensAreKeptThoughTheirEndIsToldInAStrangeForm) {
  for (const char* lives : {R"("expires_in": "soon")", R"("expires_in": 3599.5, "refresh_token_expires_in": {})"}) {
    server_.lives = lives;
    server_.access = "gone";
    const auto http = process();
    EXPECT_EQ(get(*http)->status, 200) << "the server has withdrawn the token before by now";
    EXPECT_NE(store_.tokens.at("refresh").reveal().find("\n" + server_.refresh + "\n"), std::string::npos);
  }
}

TEST_F(OAuthHttpTest, TheRefreshTokenStaysWhenTheAnswerHasNone) {
  const auto http = process();
  server_.instead = [this](const HttpRequest&) {
    server_.access = "lonely";
    return HttpResponse(200, R"({"access_token": "lonely", "expires_in": 600})");
  };
  EXPECT_EQ(get(*http)->status, 200);
  server_.instead = nullptr;
  wait(minutes(10));
  EXPECT_EQ(get(*http)->status, 200);
  EXPECT_EQ(server_.renewals, 1);
}

TEST_F(OAuthHttpTest, TellsWhenTheRefreshTokenEnds) {
  const auto before = clock_.wall_now();
  (void)get(*process());
  EXPECT_EQ(store_.ends.at("refresh"), before + milliseconds(3) + std::chrono::seconds(7'776'000));
  const auto told = store_.ends.at("refresh");
  store_.ends.clear();
  (void)get(*process());
  EXPECT_EQ(store_.ends.at("refresh"), told) << "from the store as well";
}

TEST_F(OAuthHttpTest, TasksThatNeedATokenTogetherRenewOnce) {
  const auto http = process();
  transport_->set_latency(milliseconds(5));
  together(std::vector<OAuthHttp*>(6, http.get()));
  EXPECT_EQ(statuses_, std::vector<int>(6, 200));
  EXPECT_EQ(server_.renewals, 1);
}

TEST_F(OAuthHttpTest, TasksThatAreRefusedTogetherRenewOnce) {
  const auto http = process();
  (void)get(*http);
  server_.access = "gone";
  transport_->set_latency(milliseconds(5));
  together(std::vector<OAuthHttp*>(6, http.get()));
  EXPECT_EQ(statuses_, std::vector<int>(6, 200));
  EXPECT_EQ(server_.renewals, 2);
}

TEST_F(OAuthHttpTest, ProcessesThatNeedATokenTogetherRenewOnce) {
  const auto first = process();
  const auto second = process();
  const auto third = process();
  transport_->set_latency(milliseconds(5));
  together({first.get(), second.get(), third.get()});
  EXPECT_EQ(statuses_, std::vector<int>(3, 200));
  EXPECT_EQ(server_.renewals, 1);
}

TEST_F(OAuthHttpTest, ARefusedTokenIsReplacedByTheOneThatAnotherProcessGot) {
  const auto first = process();
  const auto second = process();
  (void)get(*first);
  (void)get(*second);
  server_.access = "gone";
  (void)get(*first);
  EXPECT_EQ(get(*second)->status, 200);
  EXPECT_EQ(server_.renewals, 2);
}

TEST_F(OAuthHttpTest, ASecondRefusalIsReturnedAndNothingIsSentForAWhile) {
  const auto http = process();
  (void)get(*http);
  server_.instead = [](const HttpRequest&) { return HttpResponse(200, R"({"access_token": "useless"})"); };
  server_.access = "gone";
  EXPECT_EQ(get(*http)->status, 401);
  const auto sent = transport_->sent().size();
  const auto later = get(*http);
  ASSERT_FALSE(later);
  EXPECT_EQ(later.error().kind, ErrorKind::auth);
  EXPECT_EQ(later.error().delivery, core::Delivery::not_sent);
  EXPECT_EQ(transport_->sent().size(), sent) << "nothing was sent any more";
  server_.instead = {};
  wait(kRefusalPause);
  EXPECT_EQ(get(*http)->status, 200) << "the server took the credentials, and takes its token by now";
}

TEST_F(OAuthHttpTest, ARefusedRenewalIsNotTriedAgain) {
  const auto http = process("withdrawn");
  for (int i = 0; i < 3; ++i) {
    const auto outcome = get(*http);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, ErrorKind::auth);
    EXPECT_EQ(
        outcome.error().what,
        "webex-1 refused the tokens of client 1: nothing more is sent until the client is authorised anew and "
        "the refresh token it gets is configured. If they are right by now, `muster retry-login --system webex-1` "
        "(with the --state or --config of this run) lets muster try them once more");
    wait(hours(1));
  }
  const auto next = process("withdrawn");
  EXPECT_EQ(get(*next).error().kind, ErrorKind::auth) << "by another process";
  EXPECT_EQ(transport_->lines(), std::vector<std::string>{"POST /v1/access_token"});
  store_.tokens.erase("login/refused/renewal");
  EXPECT_EQ(get(*http).error().kind, ErrorKind::auth);
  EXPECT_EQ(transport_->lines().size(), 2u) << "somebody asked for another try";
}

TEST_F(OAuthHttpTest, ALostAnswerIsUnavailableAndTheStoredTokenIsTriedLater) {
  const auto http = process();
  server_.instead = [](const HttpRequest&) -> std::optional<Outcome> {
    return std::unexpected(core::Error(ErrorKind::timeout, core::Delivery::maybe_applied, "POST: no answer in time"));
  };
  const auto lost = get(*http);
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(lost.error().delivery, core::Delivery::not_sent);
  EXPECT_EQ(lost.error().what, "renewing the access token of webex-1: POST: no answer in time");
  server_.instead = nullptr;
  EXPECT_FALSE(get(*http)) << "not at once";
  EXPECT_EQ(transport_->sent().size(), 1u);
  wait(kRenewalPause);
  EXPECT_EQ(get(*http)->status, 200);
}

TEST_F(OAuthHttpTest, AnAnswerThatIsNoAnswerChangesNothing) {
  const std::vector<std::pair<HttpResponse, ErrorKind>> answers = {
      {HttpResponse(503, ""), ErrorKind::unavailable},
      {HttpResponse(302, ""), ErrorKind::unavailable},
      {HttpResponse(200, "<html>Sign in</html>"), ErrorKind::protocol},
      {HttpResponse(200, "[]"), ErrorKind::protocol},
      {HttpResponse(200, R"({"refresh_token": "stolen"})"), ErrorKind::protocol},
      {HttpResponse(200, R"({"access_token": "a\r\nX-Evil: 1"})"), ErrorKind::protocol},
      {HttpResponse(200, R"({"access_token": "a", "refresh_token": "r\ns"})"), ErrorKind::protocol},
      {HttpResponse(200, R"({"access_token": 17})"), ErrorKind::protocol}};
  const auto http = process();
  for (const auto& [given, kind] : answers) {
    server_.instead = [&given = given](const HttpRequest&) { return given; };
    const auto outcome = get(*http);
    ASSERT_FALSE(outcome) << given.body;
    EXPECT_EQ(outcome.error().kind, kind) << given.body;
    wait(kRenewalPause);
  }
  server_.instead = nullptr;
  EXPECT_EQ(get(*http)->status, 200);
  EXPECT_EQ(server_.renewals, 1);
}

TEST_F(OAuthHttpTest, AStoreThatCannotBeWrittenIsFoundOutBeforeTheServerIsAsked) {
  store_.keeps_until_failure = 0;
  const auto outcome = get(*process());
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(outcome.error().what, "renewing the access token of webex-1: writing the store: the disk is full");
  EXPECT_TRUE(transport_->sent().empty());
}

TEST_F(OAuthHttpTest, TokensThatCannotBeStoredAreKeptAndStoredBeforeTheyAreUsed) {
  const auto http = process();
  store_.keeps_until_failure = 1;
  EXPECT_EQ(get(*http).error().kind, ErrorKind::unavailable);
  wait(kRenewalPause);
  EXPECT_EQ(get(*http).error().kind, ErrorKind::unavailable);
  EXPECT_EQ(transport_->lines(), std::vector<std::string>{"POST /v1/access_token"}) << "nothing is sent with them";
  store_.keeps_until_failure = 100;
  wait(kRenewalPause);
  EXPECT_EQ(get(*http)->status, 200);
  EXPECT_EQ(order_, (std::vector<std::string>{"keep ", "POST /v1/access_token", "keep access-1",
                                              "GET /people Bearer access-1"}));
}

TEST_F(OAuthHttpTest, AProcessThatEndsBeforeItCouldStoreLosesTheTokens) {
  store_.keeps_until_failure = 1;
  EXPECT_FALSE(get(*process()));
  store_.keeps_until_failure = 100;
  const auto next = process();
  EXPECT_EQ(get(*next).error().kind, ErrorKind::auth) << "the server withdrew refresh-0";
  server_.refresh = "anew";
  EXPECT_EQ(get(*process("anew"))->status, 200);
}

TEST_F(OAuthHttpTest, AStoreThatCannotBeReadSendsNothing) {
  store_.load_fails = true;
  EXPECT_EQ(get(*process()).error().kind, ErrorKind::unavailable);
  EXPECT_TRUE(transport_->sent().empty());
}

TEST_F(OAuthHttpTest, ALockThatIsHeldForLongIsUnavailable) {
  const auto mine = std::make_shared<int>(0);
  store_.held = mine;
  const auto outcome = get(*process());
  EXPECT_EQ(outcome.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(outcome.error().what, "renewing the access token of webex-1: somebody else renews");
  EXPECT_TRUE(transport_->sent().empty());
}

TEST_F(OAuthHttpTest, GoodStoredTokensNeedNoLock) {
  (void)get(*process());
  const auto mine = std::make_shared<int>(0);
  store_.held = mine;
  EXPECT_EQ(get(*process())->status, 200);
}

TEST_F(OAuthHttpTest, WithoutAStoreTokensLiveInMemory) {
  const auto http = process("refresh-0", false);
  EXPECT_EQ(get(*http)->status, 200);
  wait(hours(24 * 14));
  EXPECT_EQ(get(*http)->status, 200);
  EXPECT_EQ(server_.renewals, 2);
  EXPECT_TRUE(store_.tokens.empty());
}

TEST_F(OAuthHttpTest, InTheChainARenewalPaysTheBudgetAndIsNotRepeated) {
  tests::SeededRandom random(1);
  ProviderPorts ports;
  ports.transport = transport_;
  ports.clock = &clock_;
  ports.random = &random;
  std::vector<std::string> told;
  ports.on_retry = [&](std::string_view reason) { told.emplace_back(reason); };
  const SessionId id{"webex-1", "https://webex", "client 1"};
  const SessionLink session = [&](std::shared_ptr<net::HttpClient> limited) {
    return std::make_shared<OAuthHttp>(std::move(limited), grant("refresh-0"), id, clock_, &store_);
  };
  const auto chain = build_chain(ports, core::Budget(), session, id, RetryPolicy());
  EXPECT_EQ(chain.session, nullptr);
  server_.instead = [](const HttpRequest&) { return HttpResponse(503, ""); };
  EXPECT_EQ(get(*chain.signed_in).error().kind, ErrorKind::unavailable);
  EXPECT_EQ(chain.limited->sent(), 1);
  EXPECT_EQ(told, std::vector<std::string>(3, "unavailable")) << "the request was repeated, the renewal was not";
  server_.instead = nullptr;
  wait(kRenewalPause);
  EXPECT_EQ(get(*chain.signed_in)->status, 200);
  EXPECT_EQ(chain.limited->sent(), 3);
}

TEST_F(OAuthHttpTest, NoErrorHoldsASecret) {
  const std::vector<HttpResponse> answers = {
      HttpResponse(500, "refresh-0"), HttpResponse(200, R"({"access_token": "access-x access-x"})"),
      HttpResponse(200, R"({"access_token": "access-x", "refresh_token": ["refresh-x"]})"),
      HttpResponse(400, R"({"error_description": "refresh-0"})")};
  for (const HttpResponse& given : answers) {
    server_.instead = [&](const HttpRequest&) { return given; };
    const auto outcome = get(*process());
    ASSERT_FALSE(outcome);
    for (const std::string secret : {"refresh-", "access-x", "top/secret"}) {
      EXPECT_EQ(outcome.error().what.find(secret), std::string::npos) << outcome.error().what;
    }
  }
}

TEST(OAuthTokens, ABlobThatIsNotOneIsNothing) {
  for (const std::string text : {"", "token", "oauth-1\ns\n-\n-\nr", "oauth-2\ns\n-\n-\nr\na", "oauth-1\ns\n-\n-\n\na",
                                 "oauth-1\ns\nsoon\n-\nr\na", "oauth-1\ns\n-\n-\nr\na\nmore"}) {
    EXPECT_FALSE(from_blob(core::Secret(text))) << text;
  }
  EXPECT_TRUE(from_blob(core::Secret("oauth-1\ns\n-\n12\nr\na")));
}

}  // namespace
}  // namespace muster::kit
