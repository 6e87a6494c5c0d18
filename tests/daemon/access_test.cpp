#include "daemon/access.h"

#include <gtest/gtest.h>

#include "reconciler/core/digest.h"

namespace muster::daemon {
namespace {

AccessRules rules() {
  AccessRules rules;
  rules.tokens = {{"ci", Role::read, core::sha256_hex("read-token")}, {"ops", Role::operate, core::sha256_hex("top")}};
  rules.hosts = {"muster.acme.example"};
  return rules;
}

net::HttpRequest with(std::string header, std::string value) {
  net::HttpRequest request(net::Method::get, "/api/v1/status");
  request.headers.add(std::move(header), std::move(value));
  return request;
}

std::string who(const net::HttpRequest& request, Door door = Door::tcp) {
  const auto caller = identify(request, door, rules());
  return caller ? std::string(to_text(caller->role)) + " " + caller->name : "nobody";
}

bool addressed(const std::string& host) { return is_addressed_here(with("Host", host), Door::tcp, rules()); }

TEST(Access, KnowsATokenByItsDigest) {
  EXPECT_EQ(who(with("Authorization", "Bearer read-token")), "read token ci");
  EXPECT_EQ(who(with("authorization", "bearer top")), "operate token ops");
}

TEST(Access, RefusesEverythingThatIsNotExactlyOneKnownToken) {
  for (const char* value : {"", "Bearer", "Bearer ", "Bearer read-token ", "Bearer  read-token", "Bearer READ-TOKEN",
                            "Basic read-token", "read-token", "Bearer read-token,top", "Bearer ci"}) {
    EXPECT_EQ(who(with("Authorization", value)), "nobody") << value;
  }
  EXPECT_EQ(who(with("Authorization", "Bearer " + core::sha256_hex("top"))), "nobody") << "the digest is no token";
  EXPECT_EQ(who(with("Cookie", "Bearer top")), "nobody");
  net::HttpRequest twice = with("Authorization", "Bearer read-token");
  twice.headers.add("Authorization", "Bearer top");
  EXPECT_EQ(who(twice), "nobody");
}

TEST(Access, AnEmptyListOfTokensAdmitsNobodyOverTcp) {
  EXPECT_FALSE(identify(with("Authorization", "Bearer "), Door::tcp, AccessRules()));
  EXPECT_FALSE(identify(with("Authorization", "Bearer x"), Door::tcp, AccessRules()));
}

TEST(Access, WhoeverMayOpenTheSocketMayDoEverything) {
  EXPECT_EQ(who(net::HttpRequest(net::Method::get, "/"), Door::unix_socket), "operate unix socket");
}

TEST(Access, RolesAreOrderedAndReadBack) {
  EXPECT_LT(Role::read, Role::plan);
  EXPECT_LT(Role::plan, Role::operate);
  for (const Role role : {Role::read, Role::plan, Role::operate}) EXPECT_EQ(parse_role(to_text(role)), role);
  EXPECT_FALSE(parse_role("admin"));
}

TEST(Access, AnswersOnlyToNamesThatNobodyElsesDnsCanPointHere) {
  for (const char* host : {"localhost", "localhost:9646", "127.0.0.1:9646", "[::1]:9646", "LOCALHOST", "10.1.2.3",
                           "muster.acme.example:9646", "Muster.Acme.Example"}) {
    EXPECT_TRUE(addressed(host)) << host;
  }
  for (const char* host : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1", ":9646",
                           "evil.example:127.0.0.1", "x@localhost"}) {
    EXPECT_FALSE(addressed(host)) << host;
  }
}

TEST(Access, ARequestWithoutAHostOrWithTwoIsNotAddressedHere) {
  EXPECT_FALSE(is_addressed_here(net::HttpRequest(net::Method::get, "/"), Door::tcp, rules()));
  net::HttpRequest two = with("Host", "localhost");
  two.headers.add("Host", "evil.example");
  EXPECT_FALSE(is_addressed_here(two, Door::tcp, rules()));
  EXPECT_TRUE(is_addressed_here(two, Door::unix_socket, rules()));
}

}  // namespace
}  // namespace muster::daemon
