#include "providers/net/origin.h"

#include <gtest/gtest.h>

namespace muster::net {
namespace {

TEST(Origin, KnowsThePortOfItsScheme) {
  const auto https = parse_origin("https://GWS.example");
  ASSERT_TRUE(https);
  EXPECT_TRUE(https->tls);
  EXPECT_EQ(https->host, "gws.example");
  EXPECT_EQ(https->port, 443);
  EXPECT_EQ(https->host_field(), "gws.example");
  EXPECT_EQ(https->authority(), "gws.example:443");
  EXPECT_EQ(parse_origin("http://gws.example/")->port, 80);
}

TEST(Origin, ShowsAPortThatIsNotItsSchemesOwn) {
  const auto origin = parse_origin("https://gws.example:8443");
  ASSERT_TRUE(origin);
  EXPECT_EQ(origin->host_field(), "gws.example:8443");
  EXPECT_EQ(origin->text(), "https://gws.example:8443");
}

TEST(Origin, WritesIpVersion6InBrackets) {
  const auto origin = parse_origin("http://[::1]:8080");
  ASSERT_TRUE(origin);
  EXPECT_EQ(origin->host, "::1");
  EXPECT_TRUE(origin->literal);
  EXPECT_EQ(origin->host_field(), "[::1]:8080");
}

TEST(Origin, KnowsWhatDoesNotLeaveTheMachine) {
  for (const char* text : {"http://localhost", "http://127.0.0.1", "http://127.9.9.9:1", "http://[::1]"}) {
    EXPECT_TRUE(parse_origin(text)->is_loopback()) << text;
  }
  for (const char* text : {"http://localhost.example", "http://10.0.0.1", "http://127.0.0.1.example"}) {
    EXPECT_FALSE(parse_origin(text)->is_loopback()) << text;
  }
}

struct Refused {
  const char* text;
  const char* why;
};

TEST(Origin, RefusesWhatIsMoreOrLessThanAnOrigin) {
  const Refused cases[] = {
      {"", "not a URL"},
      {"gws.example", "not a URL"},
      {"ftp://gws.example", "the scheme"},
      {"https://", "its host"},
      {"https://gws.example/api", "a path"},
      {"https://gws.example?x=1", "a query"},
      {"https://gws.example:0", "its port"},
      {"https://gws.example:99999", "its port"},
      {"https://gws.example:", "its port"},
      {"https://gws%20x.example", "its host"},
      {"https://gws.example\r\nX: y", "not a URL"},
  };
  for (const auto& [text, why] : cases) {
    const auto origin = parse_origin(text);
    ASSERT_FALSE(origin) << text;
    EXPECT_EQ(origin.error().kind, core::ErrorKind::invalid);
    EXPECT_NE(origin.error().what.find(why), std::string::npos) << text << ": " << origin.error().what;
  }
}

TEST(Origin, DoesNotRepeatAPasswordThatWasWrittenIntoIt) {
  const auto origin = parse_origin("https://user:hunter2@gws.example");
  ASSERT_FALSE(origin);
  EXPECT_EQ(origin.error().what.find("hunter2"), std::string::npos);
}

}  // namespace
}  // namespace muster::net
