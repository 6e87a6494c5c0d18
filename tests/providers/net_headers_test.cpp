#include <gtest/gtest.h>

#include "providers/net/http.h"

namespace muster::net {
namespace {

using Values = std::vector<std::string_view>;

TEST(Headers, FindsNamesWithoutRegardToCase) {
  Headers headers;
  headers.add("Content-Type", "application/json");
  EXPECT_EQ(headers.find("content-TYPE"), "application/json");
  EXPECT_EQ(headers.find("Content"), std::nullopt);
}

TEST(Headers, KeepRepeatedFieldsInTheirOrder) {
  Headers headers;
  headers.add("Set-Cookie", "a=1");
  headers.add("Other", "x");
  headers.add("set-cookie", "b=2");
  EXPECT_EQ(headers.find_all("Set-Cookie"), (Values{"a=1", "b=2"}));
  EXPECT_EQ(headers.find("Set-Cookie"), "a=1");
}

TEST(Headers, SettingReplacesEveryFieldOfThatNameInThePlaceOfTheFirst) {
  Headers headers;
  headers.add("A", "1");
  headers.add("B", "2");
  headers.add("a", "3");
  headers.set("A", "4");
  ASSERT_EQ(headers.all().size(), 2u);
  EXPECT_EQ(headers.all()[0].second, "4");
  EXPECT_EQ(headers.all()[1].first, "B");
}

TEST(Headers, SettingAnAbsentFieldAddsIt) {
  Headers headers;
  headers.set("A", "1");
  EXPECT_EQ(headers.find_all("a"), Values{"1"});
}

TEST(Headers, RemovingTakesEveryFieldOfThatName) {
  Headers headers;
  headers.add("A", "1");
  headers.add("B", "2");
  headers.add("a", "3");
  headers.remove("A");
  ASSERT_EQ(headers.all().size(), 1u);
  EXPECT_EQ(headers.find("B"), "2");
}

TEST(Method, IsWrittenInCapitals) {
  EXPECT_EQ(to_text(Method::get), "GET");
  EXPECT_EQ(to_text(Method::post), "POST");
  EXPECT_EQ(to_text(Method::put), "PUT");
  EXPECT_EQ(to_text(Method::patch), "PATCH");
  EXPECT_EQ(to_text(Method::del), "DELETE");
}

}  // namespace
}  // namespace muster::net
