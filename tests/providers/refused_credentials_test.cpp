#include "providers/kit/refused_credentials.h"

#include <gtest/gtest.h>

#include "tests/support/memory_tokens.h"
#include "tests/support/virtual_clock.h"

namespace muster::kit {
namespace {

class RefusedCredentialsTest : public testing::Test {
 protected:
  RefusedCredentials process(const std::string& configured = "one", std::string_view login = "session") {
    RefusedCredentials refused(&tokens_, login, configured);
    return refused;
  }
  bool is_refused(RefusedCredentials& refused) {
    const auto looked = clock_.run(refused.look());
    EXPECT_TRUE(looked);
    return refused.holds_configured();
  }
  bool is_refused_elsewhere(const std::string& configured = "one", std::string_view login = "session") {
    auto other = process(configured, login);
    return is_refused(other);
  }
  void refuse(RefusedCredentials& refused) { clock_.run(refused.add(refused.configured())); }
  void ask_for_another_try() {
    std::erase_if(tokens_.kept, [](const auto& token) { return token.first.starts_with(kLoginMemory); });
  }

  tests::VirtualClock clock_;
  tests::MemoryTokens tokens_;
};

TEST_F(RefusedCredentialsTest, AreRememberedByEveryProcess) {
  auto first = process();
  EXPECT_FALSE(is_refused(first));
  refuse(first);
  EXPECT_TRUE(first.holds_configured());
  EXPECT_TRUE(is_refused_elsewhere());
}

TEST_F(RefusedCredentialsTest, OtherCredentialsAndOtherLoginsAreNotMeant) {
  auto first = process();
  refuse(first);
  EXPECT_FALSE(is_refused_elsewhere("two"));
  EXPECT_FALSE(is_refused_elsewhere("one", "pages"));
}

TEST_F(RefusedCredentialsTest, ThoseThatWereConfiguredBeforeMayComeBackOnceOthersWereGood) {
  auto first = process("one");
  refuse(first);
  auto second = process("two");
  EXPECT_FALSE(is_refused(second));
  EXPECT_TRUE(is_refused_elsewhere("one")) << "as long as nothing was accepted in between";
  clock_.run(second.accept("two"));
  EXPECT_FALSE(is_refused_elsewhere("one"));
}

TEST_F(RefusedCredentialsTest, AreForgottenByAllWhoRememberThemWhereAnotherTryIsAskedFor) {
  auto daemon = process();
  refuse(daemon);
  ask_for_another_try();
  EXPECT_FALSE(is_refused(daemon));
  EXPECT_FALSE(is_refused_elsewhere());
  refuse(daemon);
  EXPECT_TRUE(is_refused_elsewhere()) << "they were refused once more";
  ask_for_another_try();
  EXPECT_FALSE(is_refused_elsewhere());
}

TEST_F(RefusedCredentialsTest, SeveralOfOneLoginAreRememberedTogether) {
  auto user = process("seed");
  clock_.run(user.add("old"));
  clock_.run(user.add("new"));
  auto next = process("seed");
  EXPECT_FALSE(is_refused(next));
  EXPECT_TRUE(next.holds("old"));
  EXPECT_TRUE(next.holds("new"));
  clock_.run(next.remove("new"));
  EXPECT_FALSE(is_refused(user));
  EXPECT_TRUE(user.holds("old"));
  EXPECT_FALSE(user.holds("new"));
}

TEST_F(RefusedCredentialsTest, WhatCannotBeStoredIsRememberedInMemory) {
  auto first = process();
  tokens_.keeping_fails = true;
  refuse(first);
  EXPECT_TRUE(is_refused(first));
  EXPECT_FALSE(is_refused_elsewhere());
  first.configure("two");
  EXPECT_FALSE(is_refused(first));
}

TEST_F(RefusedCredentialsTest, WithoutAStoreTheyAreRememberedInMemory) {
  RefusedCredentials refused(nullptr, "session", "one");
  EXPECT_FALSE(is_refused(refused));
  refuse(refused);
  EXPECT_TRUE(is_refused(refused));
}

TEST_F(RefusedCredentialsTest, AStoreThatCannotBeReadIsAnErrorAndNotAnAllClear) {
  auto first = process();
  refuse(first);
  tokens_.fails = true;
  auto next = process();
  EXPECT_EQ(clock_.run(next.look()).error().kind, core::ErrorKind::unavailable);
}

TEST_F(RefusedCredentialsTest, WhatWasSealedWithALostKeyIsNoRefusalAndCanBeReplaced) {
  auto first = process();
  refuse(first);
  tokens_.failure = core::Error(core::ErrorKind::invalid, "it was sealed with another state key");
  auto next = process();
  EXPECT_FALSE(is_refused(next));
  tokens_.failure.reset();
  clock_.run(next.accept("one"));
  EXPECT_FALSE(is_refused_elsewhere()) << "it is gone";
}

TEST_F(RefusedCredentialsTest, AStoredTextOfAnotherFormIsNoRefusal) {
  for (const char* text : {"refused-2\none\none\n", "one", "refused-1\n", "refused-1\none\none"}) {
    tokens_.kept["login/refused/session"] = core::Secret(text);
    EXPECT_FALSE(is_refused_elsewhere()) << text;
  }
}

TEST(DigestOfCredentials, DiffersWithEachPartAndShowsNone) {
  const auto digest = [](std::string_view url, std::string_view name, std::string_view password) {
    Credentials all;
    all.emplace("username", core::Secret(std::string(name)));
    all.emplace("password", core::Secret(std::string(password)));
    return digest_of(url, all);
  };
  const auto usual = digest("https://one", "svc", "pw");
  EXPECT_EQ(digest("https://one", "svc", "pw"), usual);
  EXPECT_NE(digest("https://two", "svc", "pw"), usual);
  EXPECT_NE(digest("https://one", "svc2", "pw"), usual);
  EXPECT_NE(digest("https://one", "svc", "pw2"), usual);
  EXPECT_EQ(usual.find("pw"), std::string::npos);
}

}  // namespace
}  // namespace muster::kit
