#include "providers/kit/link_header.h"

#include <gtest/gtest.h>

namespace muster::kit {
namespace {

struct Case {
  const char* field;
  std::optional<std::string> next;
  const char* reason;
};

class LinkHeader : public testing::TestWithParam<Case> {};

TEST_P(LinkHeader, FindsTheNextPage) {
  net::Headers headers;
  headers.add("Link", GetParam().field);
  EXPECT_EQ(find_link(headers, "next"), GetParam().next) << GetParam().reason;
}

INSTANTIATE_TEST_SUITE_P(
    Fields, LinkHeader,
    testing::Values(
        Case{R"(<https://a.example/v1/people?cursor=x>; rel="next")", "https://a.example/v1/people?cursor=x", "plain"},
        Case{"</v1/people?a=1>;rel=next", "/v1/people?a=1", "a token needs no quotes"},
        Case{R"(<https://a.example/1>; rel="first", <https://a.example/2>; rel="next")", "https://a.example/2",
             "several links in one field"},
        Case{R"(<https://a.example/?x=1,2;3>; title="a, \"b\"; c"; REL="prev NEXT")", "https://a.example/?x=1,2;3",
             "commas and semicolons within a target or quotes separate nothing, and case does not matter"},
        Case{R"(<https://a.example/1>; rel="prev")", std::nullopt, "another relation"},
        Case{R"(<https://a.example/1>; rel="nextish")", std::nullopt, "whole words only"},
        Case{"string", std::nullopt, "no link at all"},
        Case{R"(<https://a.example/1; rel="next")", std::nullopt, "a target that is not closed"},
        Case{R"(bogus, <https://a.example/2>; rel="next")", "https://a.example/2", "what is malformed is passed over"},
        Case{"<https://a.example/1>", std::nullopt, "a link without a relation"}, Case{"", std::nullopt, "empty"},
        Case{R"(<x>; rel="next)", std::nullopt, "quotes that are not closed"}));

TEST(LinkHeaderFields, MayBeSeveral) {
  net::Headers headers;
  EXPECT_FALSE(find_link(headers, "next"));
  headers.add("Link", R"(</1>; rel="first")");
  headers.add("link", R"(</2>; rel="next")");
  EXPECT_EQ(find_link(headers, "next"), "/2");
}

}  // namespace
}  // namespace muster::kit
