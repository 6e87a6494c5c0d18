#include <gtest/gtest.h>

#include "tests/providers/sim_gws_site.h"

namespace muster::tests {
namespace {

Json mira() {
  return {{"userName", "mira.kos@acme.example"},
          {"firstName", "Mira"},
          {"lastName", "Kos"},
          {"password", "secret"},
          {"roles", {"ROLE_AGENT"}}};
}

TEST(SimGwsUsers, CreatesAndTellsWhere) {
  Site site;
  const auto reply = site.post("/users", mira());
  ASSERT_EQ(reply.code(), 0);
  const auto id = reply.json()["id"].get<std::string>();
  EXPECT_EQ(id.size(), 32U);
  EXPECT_EQ(reply.json()["path"], "/users/" + id);
  EXPECT_EQ(site.user("MIRA.KOS@acme.example").id, id);
  ASSERT_EQ(site.world.log.size(), 1U);
  EXPECT_EQ(site.world.log[0].actor, "svc-muster");
  EXPECT_EQ(site.world.log[0].effect, gws::Effect::created);
  for (const auto& field : site.world.log[0].fields) EXPECT_NE(field.after, "secret");
}

TEST(SimGwsUsers, MayUseDashedIdsAnd201) {
  Site site;
  site.world.quirks.id_form = gws::IdForm::dashed;
  site.world.quirks.created_status = 201;
  const auto reply = site.post("/users", mira());
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.json()["id"].get<std::string>().size(), 36U);
}

TEST(SimGwsUsers, WantsFiveFieldsToCreate) {
  for (const char* field : {"userName", "firstName", "lastName", "password", "roles"}) {
    Site site;
    auto body = mira();
    body.erase(field);
    EXPECT_EQ(site.post("/users", body).code(), 1) << field;
    EXPECT_TRUE(site.world.log.empty()) << field;
  }
}

TEST(SimGwsUsers, RefusesALoginThatIsTaken) {
  Site site;
  site.post("/users", mira());
  auto body = mira();
  body["userName"] = "Mira.Kos@ACME.example";
  const auto reply = site.post("/users", body);
  EXPECT_EQ(reply.status, 403);
  EXPECT_EQ(reply.code(), 18);
  EXPECT_NE(reply.json()["statusMessage"].get<std::string>().find("Mira.Kos@ACME.example"), std::string::npos);
}

TEST(SimGwsUsers, ReplacesRolesAndKeepsWhatABodyDoesNotName) {
  Site site;
  const auto id = site.add("mira", {"ROLE_AGENT", "ROLE_SUPERVISOR"});
  EXPECT_EQ(site.put("/users/" + id, {{"roles", {"ROLE_ADMIN"}}}).code(), 0);
  EXPECT_EQ(site.user("mira").roles, std::vector<std::string>{"ROLE_ADMIN"});
  EXPECT_EQ(site.user("mira").first_name, "Mira");
  EXPECT_EQ(site.put("/users/" + id, {{"firstName", "Maria"}}).json().size(), 2U);  // no echo, one unknown field
  EXPECT_EQ(site.user("mira").roles, std::vector<std::string>{"ROLE_ADMIN"});
  const std::vector<gws::FieldEffect> effect{{"firstName", "Mira", "Maria"}};
  EXPECT_EQ(site.world.log.back().fields, effect);
}

TEST(SimGwsUsers, LogsAnUpdateThatChangesNothing) {
  Site site;
  const auto id = site.add("mira");
  site.put("/users/" + id, {{"firstName", "Mira"}});
  EXPECT_EQ(site.world.log.size(), 2U);
  EXPECT_TRUE(site.world.log.back().fields.empty());
}

TEST(SimGwsUsers, DisablesAndChangesAnAddress) {
  Site site;
  const auto id = site.add("mira");
  EXPECT_EQ(site.put("/users/" + id, {{"enabled", false}, {"emailAddress", "m@acme.example"}}).code(), 0);
  EXPECT_FALSE(site.user("mira").enabled);
  EXPECT_EQ(site.user("mira").email_address, "m@acme.example");
}

struct RefusedBody {
  Json body;
  int code;
  const char* reason;
};

TEST(SimGwsUsers, RefusesWhatAnUpdateMustNotChange) {
  Site site;
  const auto id = site.add("mira");
  const std::vector<RefusedBody> cases{
      {{{"userName", "other"}}, 3, "the login is for ever"},
      {{{"changePasswordOnFirstLogin", true}}, 11, "settable at create only"},
      {{{"id", "x"}}, 11, "read-only"},
      {{{"devices", Json::array()}}, 11, "a sub-resource"},
      {{{"firstName", 7}}, 2, "wrong type"},
      {{{"roles", "ROLE_AGENT"}}, 2, "wrong type"},
      {{{"roles", {"ROLE_PILOT"}}}, 10, "unknown role"},
      {Json::array({1}), 2, "no object"},
  };
  for (const auto& refused : cases) {
    EXPECT_EQ(site.put("/users/" + id, refused.body).code(), refused.code) << refused.reason;
  }
  EXPECT_EQ(site.world.log.size(), 1U);
}

TEST(SimGwsUsers, ForbidsWithEitherStatus) {
  Site site;
  const auto id = site.add("mira");
  EXPECT_EQ(site.put("/users/" + id, {{"userName", "other"}}).status, 403);
  site.world.quirks.forbidden_status = 400;
  EXPECT_EQ(site.put("/users/" + id, {{"userName", "other"}}).status, 400);
}

TEST(SimGwsUsers, NeverTakesItsOwnAdministratorRight) {
  Site site;
  const auto reply = site.put("/users/" + site.user("svc-muster").id, {{"roles", {"ROLE_AGENT"}}});
  EXPECT_EQ(reply.status, 403);
  EXPECT_EQ(reply.code(), 2);
  EXPECT_TRUE(site.user("svc-muster").has_role("ROLE_ADMIN"));
}

TEST(SimGwsUsers, WantsAnAdministratorForWrites) {
  Site site;
  site.add("mira");
  auto request = request_to(net::Method::post, "/api/v2/users", mira());
  request.headers.add("Authorization", simulators::basic_authorization("mira", "secret"));
  EXPECT_EQ(site.send(request).code(), 5);
  site.put("/users/" + site.user("mira").id, {{"roles", {"ROLE_API_USER"}}});
  EXPECT_EQ(site.send(request).code(), 0);
}

TEST(SimGwsUsers, WantsWellFormedJsonThatIsDeclared) {
  Site site;
  auto request = request_to(net::Method::post, "/api/v2/users", mira());
  sign(request);
  request.headers.set("Content-Type", "text/plain");
  EXPECT_EQ(site.send(request).status, 415);
  request.headers.set("Content-Type", "application/json");
  request.body.pop_back();
  EXPECT_EQ(site.send(request).code(), 2);
}

TEST(SimGwsUsers, RemovesOnceAndThenKnowsNobody) {
  Site site;
  const auto id = site.add("mira");
  EXPECT_EQ(site.del("/users/" + id).code(), 0);
  const auto again = site.del("/users/" + id);
  EXPECT_EQ(again.status, 404);
  EXPECT_EQ(again.code(), 6);
  EXPECT_EQ(site.put("/users/" + id, {{"firstName", "x"}}).code(), 6);
}

TEST(SimGwsUsers, MayRefuseToRemoveTheCaller) {
  Site site;
  site.world.quirks.self_removal = false;
  EXPECT_EQ(site.del("/users/" + site.user("svc-muster").id).code(), 2);
  site.world.quirks.self_removal = true;
  EXPECT_EQ(site.del("/users/" + site.user("svc-muster").id).code(), 0);
}

TEST(SimGwsUsers, UpdatesByPostOnlyWhereTheSiteIsOld) {
  Site site;
  const auto id = site.add("mira");
  EXPECT_EQ(site.post("/users/" + id, {{"firstName", "A"}}).status, 405);
  site.world.quirks.update_verb = gws::UpdateVerb::post;
  EXPECT_EQ(site.post("/users/" + id, {{"firstName", "A"}}).code(), 0);
  EXPECT_EQ(site.put("/users/" + id, {{"firstName", "B"}}).status, 405);
  site.world.quirks.update_verb = gws::UpdateVerb::both;
  EXPECT_EQ(site.put("/users/" + id, {{"firstName", "B"}}).code(), 0);
}

TEST(SimGwsUsers, MayDropARoleWithoutALicence) {
  Site site;
  site.world.quirks.unlicensed_roles = {"ROLE_SUPERVISOR"};
  const auto id = site.add("mira");
  EXPECT_EQ(site.put("/users/" + id, {{"roles", {"ROLE_AGENT", "ROLE_SUPERVISOR"}}}).code(), 0);
  EXPECT_EQ(site.user("mira").roles, std::vector<std::string>{"ROLE_AGENT"});
}

TEST(SimGwsUsers, MayAcceptAnUpdateWithoutMakingIt) {
  Site site;
  site.world.quirks.ineffective_fields = {"lastName"};
  const auto id = site.add("mira");
  EXPECT_EQ(site.put("/users/" + id, {{"firstName", "A"}, {"lastName", "B"}}).code(), 0);
  EXPECT_EQ(site.user("mira").first_name, "A");
  EXPECT_EQ(site.user("mira").last_name, "Kos");
}

TEST(SimGwsUsers, MayTidyNames) {
  Site site;
  site.world.quirks.normalises_text = true;
  const auto id = site.add("mira");
  site.put("/users/" + id, {{"firstName", "  anna "}});
  EXPECT_EQ(site.user("mira").first_name, "Anna");
}

TEST(SimGwsUsers, MayIgnoreOrRefuseTheAddressAndTheSwitch) {
  Site site;
  const auto path = "/users/" + site.add("mira");
  site.world.quirks.email = gws::FieldWrite::ignored;
  site.world.quirks.enabled = gws::FieldWrite::ignored;
  EXPECT_EQ(site.put(path, {{"emailAddress", "x"}, {"enabled", false}}).code(), 0);
  EXPECT_TRUE(site.user("mira").enabled);
  EXPECT_EQ(site.user("mira").email_address, "");
  site.world.quirks.email = gws::FieldWrite::refused;
  site.world.quirks.enabled = gws::FieldWrite::refused;
  EXPECT_EQ(site.put(path, {{"emailAddress", "x"}}).code(), 11);
  EXPECT_EQ(site.put(path, {{"enabled", false}}).code(), 11);
}

TEST(SimGwsUsers, MayRefuseEmptyRolesAndUnknownFields) {
  Site site;
  const auto path = "/users/" + site.add("mira");
  EXPECT_EQ(site.put(path, {{"roles", Json::array()}}).code(), 0);
  EXPECT_EQ(site.put(path, {{"shoeSize", 42}}).code(), 0);
  site.world.quirks.empty_roles = false;
  site.world.quirks.unknown_field = gws::UnknownField::refused;
  EXPECT_EQ(site.put(path, {{"roles", Json::array()}}).code(), 2);
  EXPECT_EQ(site.put(path, {{"shoeSize", 42}}).code(), 2);
}

}  // namespace
}  // namespace muster::tests
