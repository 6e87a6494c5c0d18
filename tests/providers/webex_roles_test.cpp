// Roles of people, written: by SCIM and by replacing the person.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/providers/webex_fixture.h"

namespace muster::webex {
namespace {

using core::Delivery;
using core::ErrorKind;
using nlohmann::json;
using Lines = std::vector<std::string>;

constexpr const char* kBo = "bo.lind@acme.example";
constexpr const char* kPatch = "PATCH /identity/scim/{id}/v2/Users/";
constexpr const char* kPut = "PUT /v1/people/{id}?callingData=true&showAllTypes=true";

class WebexRoles : public WebexProviderTest {
 protected:
  sim::Person& bo() { return *world().people.find_email(kBo); }
  void SetUp() override {
    bo().roles = {"id_user_admin"};
    bo().emails.push_back("bo@old.acme.example");
  }
  Lines verbs() const {
    Lines verbs;
    for (const auto& line : writes_sent()) verbs.push_back(line.substr(0, line.find(' ')));
    return verbs;
  }
  core::Result<core::Receipt> swap() {
    (void)observe(managing(kPerson, kBo));
    return write(change(kPerson, kBo, {"Device Administrator", "Support Administrator"}, {"User Administrator"}));
  }
  bool is_swapped() { return bo().roles == Lines{"id_device_admin", "id_support_admin"}; }
};

TEST_F(WebexRoles, ADifferenceIsOnePatch) {
  const auto done = swap();
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_TRUE(is_swapped());
  ASSERT_EQ(verbs(), Lines{"PATCH"});
  const auto& request = wire_->sent.front();
  EXPECT_EQ(request.target, "/identity/scim/" + world().org + "/v2/Users/" + bo().uuid);
  const auto operations = json::parse(request.body).at("Operations");
  ASSERT_EQ(operations.size(), 2u);
  EXPECT_EQ(operations[0].at("op"), "add");
  EXPECT_EQ(operations[0].at("value")[0], (json{{"value", "id_device_admin"}, {"type", "cirole"}}));
  EXPECT_EQ(operations[1], (json{{"op", "remove"}, {"path", R"(roles[value eq "id_user_admin"])"}}));
}

TEST_F(WebexRoles, ASuccessWithoutABodyIsLookedAt) {
  world().quirks.scim_patch_status = 204;
  ASSERT_TRUE(swap());
  EXPECT_TRUE(is_swapped());
  EXPECT_EQ(verbs(), Lines{"PATCH"});
}

TEST_F(WebexRoles, ReplacesThePersonWhereScimDoesNotWork) {
  for (const auto mode : {sim::ScimMode::off, sim::ScimMode::does_nothing}) {
    world().quirks.scim = mode;
    bo().roles = {"id_user_admin"};
    const auto done = swap();
    ASSERT_TRUE(done) << done.error().what;
    EXPECT_TRUE(is_swapped());
    EXPECT_EQ(verbs(), (Lines{"PATCH", "PUT"}));
  }
}

TEST_F(WebexRoles, AReplacementChangesRolesAndNothingElse) {
  spec_.settings["roleWrites"] = std::string("people");
  world().quirks.refuses_read_only = true;
  const sim::Person before = bo();
  const auto done = swap();
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_EQ(writes_sent(), Lines{kPut});
  EXPECT_TRUE(is_swapped());
  EXPECT_EQ(bo().details, before.details) << "avatar, numbers, sites and what nobody documented";
  EXPECT_EQ(bo().licences, before.licences);
  EXPECT_EQ(bo().display_name, before.display_name);
  EXPECT_EQ(bo().login_enabled, before.login_enabled);
  const auto body = json::parse(bodies_sent().at(0));
  EXPECT_EQ(body.at("emails")[0], kBo);
  for (const char* field : {"id", "created", "lastModified", "timezone", "lastActivity", "sipAddresses", "status",
                            "invitePending", "type", "loginEnabled", "nickName"}) {
    EXPECT_FALSE(body.contains(field)) << field;
  }
  EXPECT_EQ(bodies_sent().at(0).find("work_extension"), std::string::npos);
  EXPECT_NE(bodies_sent().at(0).find("#attendee"), std::string::npos);
}

TEST_F(WebexRoles, ThePrimaryEmailGoesFirst) {
  spec_.settings["roleWrites"] = std::string("people");
  change_ = [](const net::HttpRequest& request, net::HttpResponse& response) {
    if (request.target.find("showAllTypes") == std::string::npos || response.status != 200) return;
    auto body = json::parse(response.body);
    std::reverse(body["emails"].begin(), body["emails"].end());
    response.body = body.dump();
  };
  ASSERT_TRUE(swap());
  EXPECT_EQ(json::parse(bodies_sent().at(0)).at("emails"), (json{kBo, "bo@old.acme.example"}));
}

TEST_F(WebexRoles, RolesThatScimCannotAssignArePut) {
  for (const char* role : {"Location Administrator", "Webex Site Administrator"}) {
    bo().roles = {"id_user_admin"};
    ASSERT_TRUE(write(change(kPerson, kBo, {role}, {})));
    EXPECT_EQ(verbs(), Lines{"PUT"});
    EXPECT_EQ(bo().roles.size(), 2u);
  }
  spec_.settings["roleWrites"] = std::string("scim");
  provider_.reset();
  bo().roles = {"id_user_admin"};
  const auto done = write(change(kPerson, kBo, {"Location Administrator"}, {}));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().delivery, Delivery::not_sent);
}

TEST_F(WebexRoles, WithScimAloneNothingElseIsTried) {
  spec_.settings["roleWrites"] = std::string("scim");
  world().quirks.scim = sim::ScimMode::does_nothing;
  const auto done = swap();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::rejected);
  EXPECT_EQ(verbs(), Lines{"PATCH"});
}

TEST_F(WebexRoles, SomebodyElsesChangeMeanwhileIsNotOverwritten) {
  spec_.settings["roleWrites"] = std::string("people");
  auto one = change(kPerson, kBo, {"Device Administrator"}, {});
  bo().last_modified += std::chrono::seconds(1);
  const auto done = write(std::move(one));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::conflict);
  EXPECT_EQ(done.error().delivery, Delivery::not_sent);
  EXPECT_TRUE(writes_sent().empty());
}

TEST_F(WebexRoles, RolesGrantedElsewhereMeanwhileStay) {
  spec_.settings["roleWrites"] = std::string("people");
  auto one = change(kPerson, kBo, {"Device Administrator"}, {"User Administrator"});
  bo().roles.emplace_back("id_readonly_admin");
  ASSERT_TRUE(write(std::move(one)));
  EXPECT_EQ(bo().roles, (Lines{"id_readonly_admin", "id_device_admin"}));
}

TEST_F(WebexRoles, AnErrorIsJudgedByWhatIsThereAfterwards) {
  spec_.settings["roleWrites"] = std::string("people");
  world().quirks.put_trouble = sim::PutTrouble::applies_roles;
  EXPECT_TRUE(swap()) << "the roles were changed after all";
  bo().roles = {"id_user_admin"};
  world().quirks.put_trouble = sim::PutTrouble::applies_rest;
  const auto refused = swap();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().delivery, Delivery::refused) << "the roles are as they were";
}

TEST_F(WebexRoles, WhatAnAnswerDoesNotTellIsNeverReplacedAway) {
  spec_.settings["roleWrites"] = std::string("people");
  for (const char* field : {"roles", "licenses", "displayName"}) {
    auto one = change(kPerson, kBo, {"Device Administrator"}, {});
    wire_->change = [field](const net::HttpRequest& request, net::HttpResponse& response) {
      if (request.target.find("showAllTypes") == std::string::npos) return;
      auto body = json::parse(response.body);
      body.erase(field);
      response.body = body.dump();
    };
    const auto done = write(std::move(one));
    wire_->change = {};
    ASSERT_FALSE(done) << field;
    EXPECT_EQ(done.error().delivery, Delivery::not_sent);
    EXPECT_TRUE(writes_sent().empty());
  }
}

TEST_F(WebexRoles, ARoleThatTheOrganisationLacksIsNotSent) {
  const auto done = write(change(kPerson, kBo, {"Wizard"}, {}));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().delivery, Delivery::not_sent);
  EXPECT_NE(done.error().what.find("no role named Wizard"), std::string::npos);
}

TEST_F(WebexRoles, ALostAnswerIsDecidedByALookAndElseStaysInDoubt) {
  bool carried_out = false;
  instead_ = [&](const net::HttpRequest& request) -> std::optional<core::Result<net::HttpResponse>> {
    if (request.method == net::Method::get) return std::nullopt;
    if (carried_out) bo().roles = {"id_device_admin", "id_support_admin"};
    return core::Result<net::HttpResponse>(
        std::unexpected(core::Error(ErrorKind::timeout, Delivery::maybe_applied, "no answer")));
  };
  for (const char* way : {"scim", "people"}) {
    spec_.settings["roleWrites"] = std::string(way);
    provider_.reset();
    bo().roles = {"id_user_admin"};
    carried_out = false;
    const auto doubtful = swap();
    ASSERT_FALSE(doubtful);
    EXPECT_EQ(doubtful.error().delivery, Delivery::maybe_applied) << way;
    EXPECT_EQ(writes_sent().size(), 1u);
    carried_out = true;
    EXPECT_TRUE(swap());
  }
}

TEST_F(WebexRoles, PeopleAreNeitherCreatedNorRemoved) {
  for (const auto action : {core::WriteAction::create, core::WriteAction::remove}) {
    const auto done = write(write_of(action, kPerson, kBo));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().delivery, Delivery::not_sent);
  }
}

}  // namespace
}  // namespace muster::webex
