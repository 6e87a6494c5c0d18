#include <gtest/gtest.h>

#include <algorithm>

#include "providers/simulators/ameyo/compare.h"
#include "tests/providers/sim_ameyo_site.h"

namespace muster::tests::ameyo_site {
namespace {

using namespace std::chrono_literals;
using ameyo::LoginsForm;
using ameyo::UpdateId;
using ameyo::WriteReply;

const Json kEverything{{"defaultReady", true},
                       {"maxAllowedLogins", "2"},
                       {"loginPolicy", "disallow.after.limit"},
                       {"mappingUserId", "new@acme.example"},
                       {"description", "night desk"}};

TEST(SimAmeyoCreate, IgnoresWhatTheDocumentedReplyLost) {
  Site site;
  const auto reply = site.create("new.one", kEverything);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.json()["ccUserId"], site.id("new.one"));
  EXPECT_TRUE(reply.json()["skillIds"].is_null());
  const auto& user = site.user("new.one");
  EXPECT_FALSE(user.default_ready);
  EXPECT_FALSE(user.max_logins || user.login_policy || user.mapping);
  EXPECT_EQ(user.description, "night desk");
  EXPECT_EQ(user.password, "long-enough");
  ASSERT_EQ(site.world.log.size(), 1U);
  EXPECT_EQ(site.world.log[0].fields.back(), (simulators::FieldEffect{"password", "", "***"}));
}

TEST(SimAmeyoCreate, MayStoreWhatItIsSent) {
  Site site;
  site.world.quirks.create_ignores = {};
  EXPECT_EQ(site.create("new.one", kEverything).status, 200);
  const auto shown = site.shown("new.one");
  EXPECT_EQ(shown["maxAllowedLogins"], 2);
  EXPECT_EQ(shown["loginPolicy"], "disallow.after.limit");
  EXPECT_TRUE(shown["defaultReady"].get<bool>());
}

TEST(SimAmeyoCreate, RepliesInSeveralWays) {
  Site site;
  site.world.quirks.create_ignores = {};
  site.world.quirks.write_reply = WriteReply::as_stored;
  EXPECT_EQ(site.create("one.a", kEverything).json()["maxAllowedLogins"], 2);
  site.world.quirks.write_reply = WriteReply::nulls;
  EXPECT_TRUE(site.create("one.b", kEverything).json()["maxAllowedLogins"].is_null());
  site.world.quirks.write_reply = WriteReply::another_sample;
  EXPECT_EQ(site.create("one.c", kEverything).json()["userId"], "tesUser");
  site.world.quirks.write_reply = WriteReply::empty;
  EXPECT_EQ(site.create("one.d", kEverything).body, "");
  EXPECT_EQ(site.user("one.d").max_logins, 2);
}

TEST(SimAmeyoCreate, WantsEveryNecessaryField) {
  Site site;
  for (const auto* name : {"userType", "userName", "userData"}) {
    const auto reply = site.create("new.one", {{name, nullptr}});
    EXPECT_EQ(reply.status, 400) << name;
    EXPECT_EQ(reply.json()["info"], std::string("parameter expected in input: ") + name);
    EXPECT_EQ(reply.json()["code"], 40001);
  }
  EXPECT_EQ(site.create("").status, 400);
  EXPECT_EQ(site.create("new.one", {{"contactCenterId", 9}}).status, 512);
  EXPECT_EQ(site.create("new.one", {{"defaultReady", "yes"}}).status, 512);
  EXPECT_EQ(site.create("new.one", {{"loginPolicy", "whenever"}}).status, 512);
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimAmeyoCreate, WantsTheNumberOfLoginsAsText) {
  Site site;
  EXPECT_EQ(site.create("new.one", {{"maxAllowedLogins", 1}}).status, 512);
  EXPECT_EQ(site.create("new.one", {{"maxAllowedLogins", "many"}}).status, 512);
  EXPECT_EQ(site.create("new.one", {{"maxAllowedLogins", "1"}}).status, 200);
  site.world.quirks.logins_on_create = LoginsForm::number;
  EXPECT_EQ(site.create("new.two", {{"maxAllowedLogins", "1"}}).status, 512);
  site.world.quirks.logins_on_create = LoginsForm::either;
  EXPECT_EQ(site.create("new.two", {{"maxAllowedLogins", 1}}).status, 200);
}

TEST(SimAmeyoCreate, RefusesWhoIsThere) {
  Site site;
  EXPECT_TRUE(site.create("arook").has("user.already.exists"));
  EXPECT_EQ(site.create("AROOK").status, 200) << "case counts here";
  site.world.quirks.ids_fold_case = true;
  site.world.quirks.existing_key = "Some.other.key";
  EXPECT_TRUE(site.create("ARook").has("Some.other.key"));
}

TEST(SimAmeyoCreate, MayWaitForApproval) {
  Site site;
  site.world.quirks.approval_lag = 1h;
  EXPECT_EQ(site.create("new.one").status, 200);
  EXPECT_TRUE(site.shown("new.one").is_null());
  EXPECT_TRUE(site.create("new.one").has("already.exists")) << "though nobody sees them";
  site.now += 1h;
  site.sign_in();
  EXPECT_FALSE(site.shown("new.one").is_null());
}

TEST(SimAmeyoCreate, StopsWhereTheLicencesEnd) {
  Site site;
  site.world.quirks.licensed_users = site.world.ids.size() + 1;
  EXPECT_EQ(site.create("new.one").status, 200);
  EXPECT_TRUE(site.create("new.two").has("licence.limit.reached"));
}

TEST(SimAmeyoCreate, RefusesAShortPasswordAndMayRepeatIt) {
  Site site;
  const auto reply = site.create("new.one", {{"userData", "zebra-7"}});
  EXPECT_TRUE(reply.has("password.policy.violated"));
  EXPECT_FALSE(reply.has("zebra-7"));
  site.world.quirks.echoes_password = true;
  EXPECT_TRUE(site.create("new.one", {{"userData", "zebra-7"}}).has("zebra-7"));
  site.world.quirks.password_length = 4;
  EXPECT_EQ(site.create("new.one", {{"userData", "zebra-7"}}).status, 200);
  EXPECT_EQ(site.get("/session/getPasswordPolicyForUser?userId=arook").json()["minimumLength"], 4);
}

TEST(SimAmeyoRoles, AreThoseOfTheServerInItsSpelling) {
  Site site;
  const auto created = [&](const char* id, const char* type) {
    return site.create(id, {{"userType", type}, {"systemUserType", type}}).status;
  };
  EXPECT_EQ(created("one.a", "Professional-Agent"), 200);
  EXPECT_EQ(site.shown("one.a")["privilegePlanId"], 5);
  EXPECT_EQ(created("one.b", "Agent"), 512);
  EXPECT_EQ(created("one.b", "executive"), 512);
  site.world.quirks.role_spelling = ameyo::RoleSpelling::spaced;
  EXPECT_EQ(created("one.b", "Professional-Agent"), 512);
  EXPECT_EQ(created("one.b", "Professional Agent"), 200);
  EXPECT_EQ(site.shown("one.a")["userType"], "Professional Agent");
  site.world.quirks.role_spelling = ameyo::RoleSpelling::upper_case;
  EXPECT_EQ(created("one.c", "EXECUTIVE"), 200);
  site.world.quirks.allowed_roles = {"SUPERVISOR"};
  EXPECT_EQ(created("one.d", "EXECUTIVE"), 512);
  EXPECT_EQ(created("one.d", "SUPERVISOR"), 200);
}

TEST(SimAmeyoUpdate, TakesTheNumberInThePath) {
  Site site;
  EXPECT_EQ(site.update("arook", {{"userType", "Supervisor"}}).status, 200);
  EXPECT_EQ(site.shown("arook")["privilegePlanId"], 13);
  EXPECT_EQ(site.update_at("arook", "arook").status, 404);
  EXPECT_EQ(site.update_at("", "arook").status, 405);
  EXPECT_EQ(site.update_at("99999", "arook").status, 512);
  EXPECT_EQ(site.update_at("105", "105").status, 512) << "105 is the number of somebody else";
  EXPECT_EQ(site.world.log.size(), 1U);
}

TEST(SimAmeyoUpdate, MayTakeTheUserIdOrNothingInThePath) {
  Site site;
  site.world.quirks.update_id = UpdateId::user_id;
  EXPECT_EQ(site.update_at("j%C3%B6rg.k%C3%BChn", "jörg.kühn").status, 200);
  EXPECT_EQ(site.update_at("a%2Fb%20test", "a/b test").status, 200);
  EXPECT_EQ(site.update("arook").status, 512);
  site.world.quirks.update_id = UpdateId::none;
  EXPECT_EQ(site.update_at("", "arook").status, 200);
  EXPECT_EQ(site.update_at("arook", "arook").status, 404);
}

TEST(SimAmeyoUpdate, MayFollowThePathWhateverTheBodySays) {
  Site site;
  site.world.quirks.checks_body_id = false;
  EXPECT_EQ(site.update_at(std::to_string(site.id("arook")), "mriva", {{"userName", "Wrong"}}).status, 200);
  EXPECT_EQ(site.user("arook").name, "Wrong");
  EXPECT_NE(site.user("mriva").name, "Wrong");
}

TEST(SimAmeyoUpdate, NullsWhatIsLeftOutOrKeepsIt) {
  Site site;
  ASSERT_TRUE(site.user("tferrin").max_logins);
  site.world.quirks.omitted = ameyo::Omitted::kept;
  EXPECT_EQ(site.update("tferrin").status, 200);
  EXPECT_TRUE(site.user("tferrin").max_logins);
  EXPECT_EQ(site.update("tferrin", {{"maxAllowedLogins", nullptr}}).status, 200);
  EXPECT_FALSE(site.user("tferrin").max_logins);
  EXPECT_TRUE(site.user("tferrin").mapping);
  site.world.quirks.omitted = ameyo::Omitted::nulled;
  const auto password = site.user("tferrin").password;
  EXPECT_EQ(site.update("tferrin").status, 200);
  EXPECT_FALSE(site.user("tferrin").mapping || site.user("tferrin").default_ready);
  EXPECT_EQ(site.user("tferrin").password, password);
  EXPECT_FALSE(site.user("tferrin").campaigns.empty());
}

TEST(SimAmeyoUpdate, WantsTheNumberOfLoginsAsANumber) {
  Site site;
  EXPECT_EQ(site.update("arook", {{"maxAllowedLogins", "3"}}).status, 512);
  EXPECT_EQ(site.update("arook", {{"maxAllowedLogins", 3}}).status, 200);
  EXPECT_EQ(site.user("arook").max_logins, 3);
  site.world.quirks.logins_on_update = LoginsForm::text;
  EXPECT_EQ(site.update("arook", {{"maxAllowedLogins", 3}}).status, 512);
}

TEST(SimAmeyoUpdate, MayNeverStoreAField) {
  Site site;
  site.world.quirks.update_ignores = {"mappingUserId", "userName"};
  const auto before = site.user("zoe.amari");
  EXPECT_EQ(site.update("zoe.amari", {{"mappingUserId", "x"}, {"userName", "Z"}, {"defaultReady", true}}).status, 200);
  EXPECT_EQ(site.user("zoe.amari").mapping, before.mapping);
  EXPECT_EQ(site.user("zoe.amari").name, before.name);
  EXPECT_TRUE(site.user("zoe.amari").default_ready);
}

TEST(SimAmeyoUpdate, LogsANewPasswordMasked) {
  Site site;
  const auto before = site.world;
  EXPECT_EQ(site.update("arook", {{"userData", "another-secret"}}).status, 200);
  EXPECT_EQ(site.world.log[0].fields.back(), (simulators::FieldEffect{"password", "***", "***"}));
  const auto found = differences(before, site.world);
  EXPECT_EQ(std::ranges::count(found, std::string("password"), &simulators::WorldDifference::field), 1);
}

TEST(SimAmeyoUpdate, KeepsManagersInTheirRole) {
  Site site;
  EXPECT_TRUE(site.update("mkos").has("user.is.manager.of.group"));
  site.world.quirks.managers_need_role = false;
  EXPECT_EQ(site.update("mkos").status, 200);
}

TEST(SimAmeyoRemoval, TakesTheUserIdAndNotTheNumber) {
  Site site;
  EXPECT_TRUE(site.remove(std::to_string(site.id("mriva"))).has("user.not.found"));
  EXPECT_EQ(site.remove("petra%20vance").status, 200);
  EXPECT_EQ(site.world.find_user("petra vance"), nullptr);
  ASSERT_EQ(site.world.log.size(), 2U);
  EXPECT_EQ(site.world.log[1].actor, "vendor") << "the group lost them";
  EXPECT_EQ(site.world.log[1].name, "Billing");
  EXPECT_EQ(site.remove("105").status, 200);
  EXPECT_NE(site.world.find_user(105), nullptr) << "whoever has that number stays";
}

TEST(SimAmeyoRemoval, IsRefusedWhileSomebodyIsSignedIn) {
  Site site;
  EXPECT_TRUE(site.remove("mriva2").has("user.is.logged.in"));
  EXPECT_TRUE(site.send(Method::del, "/cc/removeUser?userId=mriva2").has("user.is.logged.in"));
  site.world.quirks.removal_with_sessions = ameyo::RemovalWithSessions::ends_them;
  EXPECT_EQ(site.remove("mriva2").status, 200);
  ASSERT_EQ(site.world.log.size(), 2U);
  EXPECT_EQ(site.world.log[0].entity, "session");
  EXPECT_EQ(site.remove("svc-muster").status, 512);
}

TEST(SimAmeyoRemoval, OfTheOnlyManagerMayBeRefused) {
  Site site;
  EXPECT_TRUE(site.remove("cweiss").has("user.is.only.manager.of.group"));
  EXPECT_EQ(site.remove("mkos").status, 200) << "Billing has another";
  site.world.quirks.last_manager = ameyo::LastManager::leaves_group;
  EXPECT_EQ(site.remove("cweiss").status, 200);
  EXPECT_TRUE(site.group("Logistik Süd").managers.empty());
}

}  // namespace
}  // namespace muster::tests::ameyo_site
