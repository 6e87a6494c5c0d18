#include "providers/webex/settings.h"

#include <gtest/gtest.h>

#include "providers/webex/provider.h"
#include "tests/support/virtual_clock.h"

namespace muster::webex {
namespace {

core::SystemSpec spec_with(const std::vector<std::string>& credentials) {
  core::SystemSpec spec;
  spec.name = "webex";
  spec.provider = "webex";
  spec.url = "https://webexapis.com";
  for (const auto& name : credentials) spec.credentials[name] = std::string("x");
  return spec;
}

struct Credentials {
  std::vector<std::string> names;
  const char* said;  // empty: fine
};

class WebexCredentials : public testing::TestWithParam<Credentials> {};

TEST_P(WebexCredentials, AreATokenOrWhatRenewsOne) {
  const auto status = check_settings(spec_with(GetParam().names));
  if (std::string_view(GetParam().said).empty()) {
    EXPECT_TRUE(status) << status.error().what;
    return;
  }
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().what.find(GetParam().said), std::string::npos) << status.error().what;
  EXPECT_EQ(status.error().kind, core::ErrorKind::invalid);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, WebexCredentials,
    testing::Values(Credentials{{"token"}, ""}, Credentials{{"clientId", "clientSecret", "refreshToken"}, ""},
                    Credentials{{}, "must have token, or"},
                    Credentials{{"clientId", "refreshToken"}, "credentials.clientSecret is missing"},
                    Credentials{{"token", "clientId"}, "give either the token or those three"}));

TEST(WebexSettings, HaveRanges) {
  const auto refused = [](const char* name, core::SettingValue value) {
    auto spec = spec_with({"token"});
    spec.settings[name] = std::move(value);
    const auto status = check_settings(spec);
    return !status && status.error().what.find(name) != std::string::npos;
  };
  EXPECT_TRUE(refused("pageSize", std::int64_t{0}));
  EXPECT_TRUE(refused("pageSize", std::int64_t{1001}));
  EXPECT_TRUE(refused("agentBatch", std::int64_t{0}));
  EXPECT_TRUE(refused("roleWrites", std::string("both")));
  EXPECT_TRUE(refused("orgId", std::string("acme")));
  EXPECT_TRUE(refused("basePath", std::string("v1")));
  EXPECT_TRUE(refused("scimBasePath", std::string("/a?b")));
  EXPECT_FALSE(refused("pageSize", std::int64_t{1000}));
}

TEST(WebexSettings, AProviderNeedsTheValuesToo) {
  tests::VirtualClock clock;
  tests::SeededRandom random(1);
  kit::ProviderPorts ports;
  ports.clock = &clock;
  ports.random = &random;
  kit::Credentials empty;
  empty.emplace("token", core::Secret(std::string()));
  EXPECT_FALSE(make(spec_with({"token"}), std::move(empty), ports));
  kit::Credentials some;
  some.emplace("clientId", core::Secret(std::string("id")));
  EXPECT_FALSE(make(spec_with({"clientId"}), std::move(some), ports));
}

}  // namespace
}  // namespace muster::webex
