// Renewing tokens of a simulated organisation, over months.
#include <gtest/gtest.h>

#include "providers/kit/oauth_http.h"
#include "providers/simulators/in_process.h"
#include "providers/simulators/webex/organisation.h"
#include "providers/simulators/webex/simulator.h"
#include "tests/support/memory_tokens.h"
#include "tests/support/virtual_clock.h"

namespace muster {
namespace {

using simulators::webex::Rotation;
using std::chrono::hours;
using std::chrono::seconds;

class WebexTokenTest : public testing::TestWithParam<Rotation> {
 protected:
  WebexTokenTest() { simulator_.world().quirks.rotation = GetParam(); }

  std::unique_ptr<kit::OAuthHttp> process() {
    kit::OAuthGrant grant;
    grant.token_path = "/v1/access_token";
    grant.client_id = core::Secret(std::string(simulators::webex::kClientId));
    grant.client_secret = core::Secret(std::string(simulators::webex::kClientSecret));
    grant.refresh_token = core::Secret(std::string(simulators::webex::kRefreshToken));
    auto client = std::make_shared<simulators::InProcessClient>(clock_, simulator_.answering());
    return std::make_unique<kit::OAuthHttp>(std::move(client), std::move(grant), kit::SessionId{"webex", "", "app"},
                                            clock_, &tokens_);
  }
  int get(kit::OAuthHttp& http) {
    net::HttpRequest request(net::Method::get, "/v1/people/me");
    const auto answer = clock_.run(http.send(std::move(request)));
    return answer ? answer->status : 0;
  }
  int renewals() { return static_cast<int>(simulator_.world().requests["POST /access_token"]); }
  void wait(engine::Duration duration) { clock_.run(clock_.sleep(duration)); }

  tests::VirtualClock clock_;
  simulators::webex::Simulator simulator_{simulators::webex::sample_organisation()};
  tests::MemoryTokens tokens_;
};

TEST_P(WebexTokenTest, AYearOfDailyCommandsNeedsARenewalAFortnight) {
  for (int day = 0; day < 365; ++day) {
    ASSERT_EQ(get(*process()), 200) << "day " << day;
    wait(hours(24));
  }
  EXPECT_EQ(renewals(), 27);
}

TEST_P(WebexTokenTest, TheEndOfTheRefreshTokenIsThatOfTheLastRenewal) {
  const auto http = process();
  ASSERT_EQ(get(*http), 200);
  EXPECT_EQ(tokens_.ends, clock_.wall_now() + hours(24 * 90));
  wait(hours(24 * 20));
  ASSERT_EQ(get(*http), 200);
  EXPECT_EQ(tokens_.ends, clock_.wall_now() + hours(24 * 90));
}

TEST_P(WebexTokenTest, WhoComesTooLateHasToBeAuthorisedAnew) {
  const auto http = process();
  ASSERT_EQ(get(*http), 200);
  wait(hours(24 * 91));
  EXPECT_EQ(get(*http), 0);
  const int asked = renewals();
  wait(hours(24));
  EXPECT_EQ(get(*http), 0);
  EXPECT_EQ(get(*process()), 0);
  EXPECT_EQ(renewals(), asked) << "a refused token is not sent again, by any process";
}

TEST_P(WebexTokenTest, TokensThatTheVendorInvalidatedAreReplacedOnce) {
  const auto http = process();
  ASSERT_EQ(get(*http), 200);
  simulator_.world().tokens.clear();
  EXPECT_EQ(get(*http), 200);
  EXPECT_EQ(renewals(), 2);
}

INSTANTIATE_TEST_SUITE_P(Rotations, WebexTokenTest,
                         testing::Values(Rotation::none, Rotation::at_once, Rotation::after_use));

}  // namespace
}  // namespace muster
