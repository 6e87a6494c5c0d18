#include "providers/kit/cookie_jar.h"

#include <gtest/gtest.h>

namespace muster::kit {
namespace {

using std::chrono::seconds;
constexpr CookieJar::Time kNow{std::chrono::milliseconds(784'111'777'000)};

std::string seen(const CookieJar& jar, std::string_view target, CookieJar::Time now = kNow) {
  return jar.header_for(target, now).value_or("-");
}

TEST(CookieJar, GivesBackWhatWasSet) {
  CookieJar jar;
  jar.store("JSESSIONID=abc123; Path=/; HttpOnly; Secure", "/api/v2/me", kNow);
  jar.store("AWSELB=node-4", "/me", kNow);
  EXPECT_EQ(seen(jar, "/api/v2/users?limit=5"), "JSESSIONID=abc123; AWSELB=node-4");
}

TEST(CookieJar, ReplacesACookieOfTheSameNameAndPath) {
  CookieJar jar;
  jar.store("S=1; Path=/", "/", kNow);
  jar.store("S=2; Path=/", "/", kNow);
  EXPECT_EQ(seen(jar, "/"), "S=2");
}

TEST(CookieJar, KeepsPathsApart) {
  CookieJar jar;
  jar.store("A=root; Path=/", "/x", kNow);
  jar.store("A=api; Path=/api", "/x", kNow);
  EXPECT_EQ(seen(jar, "/api/v2"), "A=api; A=root") << "longer paths first";
  EXPECT_EQ(seen(jar, "/api"), "A=api; A=root");
  EXPECT_EQ(seen(jar, "/apiary"), "A=root");
}

TEST(CookieJar, TakesTheFolderOfTheTargetWhereNoPathIsGiven) {
  CookieJar jar;
  jar.store("A=1", "/api/v2/me?x=/y", kNow);
  EXPECT_EQ(seen(jar, "/api/v2/users"), "A=1");
  EXPECT_EQ(seen(jar, "/other"), "-");
}

TEST(CookieJar, ForgetsWhatHasExpired) {
  CookieJar jar;
  jar.store("A=1; Max-Age=10; Expires=Sun, 06 Nov 1994 08:49:38 GMT", "/", kNow);
  EXPECT_EQ(seen(jar, "/", kNow + seconds(9)), "A=1") << "Max-Age wins over Expires";
  EXPECT_EQ(seen(jar, "/", kNow + seconds(10)), "-");
  jar.store("B=1; Expires=Sun, 06-Nov-1994 08:49:47 GMT", "/", kNow);
  EXPECT_EQ(seen(jar, "/", kNow + seconds(9)), "A=1; B=1");
  EXPECT_EQ(seen(jar, "/", kNow + seconds(11)), "-");
}

TEST(CookieJar, IsToldToForgetACookieByAnExpiryGoneBy) {
  CookieJar jar;
  jar.store("A=1; Path=/", "/", kNow);
  jar.store("A=; Path=/; Max-Age=0", "/", kNow);
  EXPECT_TRUE(jar.empty());
}

TEST(CookieJar, SurvivesNonsense) {
  CookieJar jar;
  for (const char* nonsense : {"", ";", "=", "=x", "noequals", "; Path=/", "A", ";;;;=;"})
    jar.store(nonsense, "", kNow);
  EXPECT_TRUE(jar.empty());
  jar.store("A=b=c; Max-Age=99999999999999999999; Path=relative", "/", kNow);
  EXPECT_EQ(seen(jar, "/", kNow + seconds(1'000'000)), "A=b=c");
  jar.store("BIG=" + std::string(10'000, 'x'), "/", kNow);
  EXPECT_EQ(seen(jar, "/"), "A=b=c");
}

}  // namespace
}  // namespace muster::kit
