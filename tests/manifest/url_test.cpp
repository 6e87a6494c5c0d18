#include "reconciler/manifest/url.h"

#include <gtest/gtest.h>

namespace muster::manifest {
namespace {

TEST(Url, IsAnOrigin) {
  EXPECT_EQ(parse_origin("https://GWS.Acme.example").origin->text, "https://gws.acme.example");
  EXPECT_EQ(parse_origin("HTTPS://a:8443/").origin->text, "https://a:8443");
  EXPECT_EQ(parse_origin("http://[::1]:80").origin->text, "http://[::1]:80");
}

TEST(Url, KnowsThisMachine) {
  for (const auto* url : {"http://127.0.0.1", "http://127.9.9.9:1", "http://localhost:8080", "http://[::1]"}) {
    EXPECT_TRUE(parse_origin(url).origin->loopback) << url;
  }
  for (const auto* url : {"http://127.0.0.1.evil.example", "http://localhost.evil.example", "http://10.0.0.1"}) {
    EXPECT_FALSE(parse_origin(url).origin->loopback) << url;
  }
}

TEST(Url, IsNothingElse) {
  for (const auto* url :
       {"", "gws.acme.example", "ftp://a", "https://", "https://a/api", "https://a?x", "https://a#x", "https://u:p@a",
        "https://a:0", "https://a:99999", "https://a:", "https://a b", "https://[::1", "https://a//"}) {
    EXPECT_FALSE(parse_origin(url).origin) << url;
    EXPECT_FALSE(parse_origin(url).why_not.empty()) << url;
  }
}

}  // namespace
}  // namespace muster::manifest
