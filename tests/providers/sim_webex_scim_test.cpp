#include <gtest/gtest.h>

#include <set>

#include "tests/providers/sim_webex_site.h"

namespace muster::tests {
namespace {

constexpr const char* kMira = WebexSite::kMira;

struct ScimSite : WebexSite {
  [[nodiscard]] std::string path(std::string_view email) {
    return "/identity/scim/" + world.org + "/v2/Users/" + person(email).uuid;
  }
  WebexReply patch(const std::vector<Json>& operations, std::string_view email = kMira) {
    const Json body{{"schemas", {"urn:ietf:params:scim:api:messages:2.0:PatchOp"}}, {"Operations", operations}};
    return send(webex_request(net::Method::patch, path(email), body));
  }
  [[nodiscard]] std::set<std::string> roles() {
    const auto& list = person(kMira).roles;
    return {list.begin(), list.end()};
  }
};

Json operation(const char* op, const char* path, const Json& value = nullptr) {
  Json json{{"op", op}, {"path", path}};
  if (!value.is_null()) json["value"] = value;
  return json;
}

Json role(const char* tail) { return {{"value", tail}, {"type", "cirole"}}; }

using Roles = std::set<std::string>;

TEST(SimWebexScim, ShowsAUserByBareUuid) {
  ScimSite site;
  site.person(kMira).roles = {"id_user_admin"};
  const auto user = site.send(webex_request(net::Method::get, site.path(kMira)));
  EXPECT_EQ(user.status, 200);
  EXPECT_EQ(user.json()["id"], site.person(kMira).uuid);
  EXPECT_EQ(user.json()["userName"], kMira);
  EXPECT_EQ(user.json()["roles"][0]["value"], "id_user_admin");
  EXPECT_EQ(site.world.request_count("GET /identity/scim/{org}/v2/Users/{id}"), 1U);
  EXPECT_EQ(site.send(webex_request(net::Method::get, "/v1" + site.path(kMira))).status, 404);
}

TEST(SimWebexScim, AddsRemovesAndReplacesRoles) {
  ScimSite site;
  EXPECT_EQ(site.patch({operation("add", "roles", role("id_user_admin"))}).status, 200);
  EXPECT_EQ(
      site.patch({operation("Add", "roles", Json::array({role("id_device_admin"), role("id_user_admin")}))}).status,
      200);
  EXPECT_EQ(site.roles(), (Roles{"id_device_admin", "id_user_admin"}));
  site.patch({operation("remove", "roles[value eq \"id_user_admin\"]")});
  EXPECT_EQ(site.roles(), (Roles{"id_device_admin"}));
  site.patch({operation("replace", "roles", Json::array({role("id_full_admin"), role("id_user_admin")}))});
  EXPECT_EQ(site.roles(), (Roles{"id_full_admin", "id_user_admin"}));
  site.patch({operation("remove", "roles", Json::array({role("id_full_admin")}))});
  EXPECT_EQ(site.roles(), (Roles{"id_user_admin"}));
  site.patch({operation("remove", "roles")});
  EXPECT_TRUE(site.roles().empty());
  EXPECT_EQ(site.world.log.size(), 6U);
}

TEST(SimWebexScim, AppliesAllOperationsOrNone) {
  ScimSite site;
  const auto bad =
      site.patch({operation("add", "roles", role("id_user_admin")), operation("add", "roles", role("id_x"))});
  EXPECT_EQ(bad.status, 400);
  EXPECT_TRUE(site.roles().empty());
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimWebexScim, CannotAssignAdministratorsOfLocationsOrSites) {
  ScimSite site;
  EXPECT_EQ(site.patch({operation("add", "roles", role("id_location_admin"))}).status, 400);
  EXPECT_EQ(site.patch({operation("replace", "roles", Json::array({role("id_site_admin")}))}).status, 400);
  site.person(kMira).roles = {"id_location_admin"};
  EXPECT_EQ(site.patch({operation("replace", "roles", Json::array({role("id_location_admin")}))}).status, 200)
      << "it is there already";
}

TEST(SimWebexScim, RefusesWhatIsNoPatch) {
  ScimSite site;
  EXPECT_EQ(site.send(webex_request(net::Method::patch, site.path(kMira), {{"Operations", Json::array()}})).status,
            400);
  EXPECT_EQ(site.patch({}).status, 400);
  EXPECT_EQ(site.patch({operation("append", "roles", role("id_user_admin"))}).status, 400);
  EXPECT_EQ(site.patch({operation("add", "title", "Lead")}).status, 400);
  EXPECT_EQ(site.patch({operation("add", "roles")}).status, 400);
  EXPECT_EQ(site.send(webex_request(net::Method::put, site.path(kMira), Json::object())).status, 405);
  const auto error = site.send(webex_request(net::Method::get, site.path(kMira) + "0"));
  EXPECT_EQ(error.status, 404);
  EXPECT_EQ(error.json()["schemas"][0], "urn:ietf:params:scim:api:messages:2.0:Error");
}

TEST(SimWebexScim, EndsTheTokensOfWhoeverItChanges) {
  ScimSite site;
  EXPECT_EQ(site.patch({operation("add", "roles", role("id_user_admin"))}, webex::kServiceAccount).status, 200);
  EXPECT_EQ(site.get("/people/me").status, 401);
}

TEST(SimWebexScim, MayBeClosedOrDoNothing) {
  ScimSite site;
  site.world.quirks.scim = webex::ScimMode::off;
  EXPECT_EQ(site.patch({operation("add", "roles", role("id_user_admin"))}).status, 403);
  site.world.quirks.scim = webex::ScimMode::does_nothing;
  EXPECT_EQ(site.patch({operation("add", "roles", role("id_user_admin"))}).status, 200);
  EXPECT_TRUE(site.roles().empty());
  site.world.quirks.scim = webex::ScimMode::works;
  site.world.quirks.scim_patch_status = 204;
  EXPECT_EQ(site.patch({operation("add", "roles", role("id_user_admin"))}).body, "");
  EXPECT_EQ(site.roles(), (Roles{"id_user_admin"}));
}

TEST(SimWebexScim, NeedsAScopeOfItsOwn) {
  ScimSite site;
  site.world.quirks.missing_scopes = {"identity:people_rw"};
  EXPECT_EQ(site.patch({operation("add", "roles", role("id_user_admin"))}).status, 403);
  EXPECT_EQ(site.send(webex_request(net::Method::get, site.path(kMira))).status, 200);
}

}  // namespace
}  // namespace muster::tests
