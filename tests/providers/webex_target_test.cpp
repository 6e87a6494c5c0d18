#include "providers/webex/target.h"

#include <gtest/gtest.h>

namespace muster::webex {
namespace {

net::Origin origin() { return net::parse_origin("https://webexapis.com").value(); }

TEST(WebexTarget, SetsAndReplacesParameters) {
  EXPECT_EQ(with_parameter("/a", "max", "5"), "/a?max=5");
  EXPECT_EQ(with_parameter("/a?max=5&b=1", "max", "7"), "/a?b=1&max=7");
  EXPECT_EQ(with_parameter("/a", "email", "x@y&z"), "/a?email=x%40y%26z");
  EXPECT_TRUE(has_parameter("/a?start&max=1", "start"));
  EXPECT_FALSE(has_parameter("/a?restart=1", "start"));
}

TEST(WebexTarget, PutsBackOurOwnParametersThatALinkHasLost) {
  EXPECT_EQ(next_target("https://webexapis.com/v1/people?cursor=c", "/v1/people?orgId=o&max=5&start=1", origin()),
            "/v1/people?cursor=c&orgId=o&max=5");
  EXPECT_EQ(next_target("/v1/people?cursor=c&max=3", "/v1/people?max=5", origin()), "/v1/people?cursor=c&max=3");
  EXPECT_EQ(next_target("https://WEBEXAPIS.com:443/v1/people?c=1#x", "/v1/people", origin()), "/v1/people?c=1");
}

TEST(WebexTarget, ALinkMayBeAQueryAlone) {
  EXPECT_EQ(next_target("?cursor=c", "/v1/people?max=5", origin()), "/v1/people?cursor=c&max=5");
  EXPECT_FALSE(next_target("?a b", "/v1/people", origin()));
}

TEST(WebexTarget, NeverLeadsElsewhere) {
  for (const char* link :
       {"https://evil.example/v1/people", "http://webexapis.com/v1/people", "https://webexapis.com:8443/v1/people",
        "//evil.example/v1/people", "https://webexapis.com@evil.example/v1/people", "https://webexapis.com/v1/other",
        "people?cursor=1", "javascript:alert(1)", "", "/v1/people?a b", "/v1/people\r\nX: y",
        "https://webexapis.com.evil.example/v1/people"}) {
    EXPECT_FALSE(next_target(link, "/v1/people?max=5", origin())) << link;
  }
}

}  // namespace
}  // namespace muster::webex
