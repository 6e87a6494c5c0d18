#include "providers/net/request_text.h"

#include <gtest/gtest.h>

namespace muster::net {
namespace {

std::string head_of(const HttpRequest& request) {
  RequestForm form;
  form.host_field = "gws.example";
  form.user_agent = "muster/test";
  std::string head;
  append_head(head, request, form);
  return head;
}

TEST(RequestText, WritesLineHostAndFields) {
  HttpRequest request(Method::get, "/users?limit=1");
  request.headers.add("Accept", "application/json");
  EXPECT_EQ(head_of(request),
            "GET /users?limit=1 HTTP/1.1\r\nHost: gws.example\r\nAccept: application/json\r\n"
            "User-Agent: muster/test\r\n\r\n");
}

TEST(RequestText, AnnouncesTheLengthOfEveryBodyAndOfAMissingOneWhereOneIsExpected) {
  HttpRequest put(Method::put, "/");
  put.body = "{}";
  EXPECT_NE(head_of(put).find("Content-Length: 2\r\n"), std::string::npos);
  EXPECT_NE(head_of(HttpRequest(Method::post, "/")).find("Content-Length: 0\r\n"), std::string::npos);
  EXPECT_EQ(head_of(HttpRequest(Method::del, "/")).find("Content-Length"), std::string::npos);
}

TEST(RequestText, LeavesOutFieldsThatFrameTheMessage) {
  HttpRequest request(Method::post, "/");
  for (const char* name : {"Host", "content-length", "Transfer-Encoding", "CONNECTION"}) {
    request.headers.add(name, "evil");
  }
  EXPECT_EQ(head_of(request).find("evil"), std::string::npos);
}

TEST(RequestText, KeepsAUserAgentOfTheRequest) {
  HttpRequest request(Method::get, "/");
  request.headers.add("user-agent", "other");
  EXPECT_EQ(head_of(request).find("muster/test"), std::string::npos);
}

struct Flawed {
  const char* target;
  const char* name;
  const char* value;
};

TEST(RequestText, SeesEveryWayToSmuggleASecondRequest) {
  const Flawed cases[] = {
      {"", "A", "b"},       {"users", "A", "b"}, {"/a b", "A", "b"}, {"/a\r\nX: y", "A", "b"}, {"/\xC3\xA9", "A", "b"},
      {"/", "A\r\nB", "c"}, {"/", "A:", "b"},    {"/", "", "b"},     {"/", "A", "b\r\nC: d"},  {"/", "A", "b\nC: d"},
      {"/", "A", "b\x01"},  {"/", "A", "b\x7f"}, {"/", "A B", "c"},
  };
  for (const auto& [target, name, value] : cases) {
    HttpRequest request(Method::get, target);
    request.headers.add(name, value);
    EXPECT_FALSE(flaw_of(request).empty()) << target << " | " << name << " | " << value;
  }
}

TEST(RequestText, AcceptsTabsAndUtf8InValues) {
  HttpRequest request(Method::get, "/a%20b?c=%0D%0A");
  request.headers.add("X-Name", "J\xC3\xBCrgen\tx");
  EXPECT_TRUE(flaw_of(request).empty());
}

}  // namespace
}  // namespace muster::net
