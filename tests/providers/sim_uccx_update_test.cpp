#include <gtest/gtest.h>

#include "providers/simulators/uccx/compare.h"
#include "tests/providers/sim_uccx_site.h"

namespace muster::tests::uccx_site {
namespace {

using net::Method;
using Roles = std::set<std::string, std::less<>>;

struct SignedIn : Site {
  SignedIn() { sign_in(); }
};

// Every field of somebody's page, as a careful client posts it back.
Fields careful_fields(const uccx::User& user) {
  const auto& profile = user.profile;
  Fields fields{{"email", profile.email},
                {"title", profile.title},
                {"managerId", profile.manager_id},
                {"dept", profile.department},
                {"spokenLanguage", profile.spoken_language},
                {"writtenLanguage", profile.written_language},
                {"primaryExtn", profile.primary_extension},
                {"notes", profile.notes},
                {"view", profile.view}};
  if (profile.notified) fields.emplace_back("notified", "on");
  return fields;
}

TEST(SimUccxUpdate, SetsTheWholeListOfRoles) {
  SignedIn site;
  EXPECT_TRUE(site.update("blind", "Agent,Administrator,Supervisor", careful_fields(site.user("blind")))
                  .has("<DIV id=\"statMsg\""));
  EXPECT_EQ(site.user("blind").roles, (Roles{"Administrator", "Agent", "Supervisor"}));
  ASSERT_EQ(site.world.log.size(), 1U);
  const auto& happening = site.world.log.back();
  EXPECT_EQ(happening.actor, "svc-muster");
  EXPECT_EQ(happening.entity, "user");
  EXPECT_EQ(happening.name, "blind");
  const simulators::FieldEffect expected{"roles", "Reporting Supervisor", "Administrator Supervisor"};
  EXPECT_EQ(happening.fields, (std::vector{expected})) << "careful fields change nothing else";
}

TEST(SimUccxUpdate, ClearsWhatIsNotPosted) {
  SignedIn site;
  const auto before = site.world;
  EXPECT_TRUE(site.update("zoe.amari", "Agent", {{"title", "null"}}).has("successfully"));
  EXPECT_EQ(site.user("zoe.amari").profile.title, "null");
  EXPECT_EQ(site.user("zoe.amari").profile.email, "");
  EXPECT_GT(uccx::differences(before, site.world).size(), 5U);
}

TEST(SimUccxUpdate, LeavesAgentToTheTelephoneSystem) {
  SignedIn site;
  (void)site.update("arook", "Supervisor");
  EXPECT_EQ(site.user("arook").roles, (Roles{"Agent", "Supervisor"}));
  (void)site.update("guest", "Agent,Reporting");
  EXPECT_EQ(site.user("guest").roles, Roles{"Reporting"});
  site.world.quirks.agent_role = uccx::AgentRole::as_posted;
  (void)site.update("arook", "Supervisor");
  EXPECT_EQ(site.user("arook").roles, Roles{"Supervisor"});
}

TEST(SimUccxUpdate, KeepsTheRoleOfWhoLeadsATeam) {
  SignedIn site;
  EXPECT_TRUE(site.update("mkos", "Agent").has("supervisor of a team"));
  EXPECT_TRUE(site.user("mkos").has_role("Supervisor"));
  site.world.quirks.role_removal = uccx::RoleRemoval::leaves_teams;
  EXPECT_TRUE(site.update("mkos", "Agent").has("successfully"));
  EXPECT_EQ(site.team("Billing").primary, "");
  EXPECT_EQ(site.world.log.front().actor, "vendor");
}

TEST(SimUccxUpdate, RefusesWhatItDoesNotKnow) {
  SignedIn site;
  EXPECT_TRUE(site.update("arook", "Agent,King").has("not known"));
  EXPECT_TRUE(site.update("arook", "Agent", {{"agentExtn", "9"}}).has("successfully")) << "the first of a name counts";
  const Fields wrong_extension{
      {"request_type", "ldapsetup.userupdate"}, {"selected_user", "arook"}, {"users", "Agent"}, {"agentExtn", "9"}};
  EXPECT_TRUE(site.web(Method::post, "/LDAPSetup", form_body(wrong_extension)).has("another user"));
  const Fields no_roles{{"request_type", "ldapsetup.userupdate"}, {"selected_user", "arook"}};
  EXPECT_TRUE(site.web(Method::post, "/LDAPSetup", form_body(no_roles)).has("missing"));
  const Fields nobody{{"request_type", "ldapsetup.userupdate"}, {"selected_user", "nobody"}, {"users", "Agent"}};
  EXPECT_TRUE(site.web(Method::post, "/LDAPSetup", form_body(nobody)).has("not there"));
  EXPECT_EQ(site.world.log.size(), 1U);
}

TEST(SimUccxUpdate, IsNotMadeWhenEveryButtonIsPosted) {
  SignedIn site;
  (void)site.update("arook", "Agent,Supervisor", {{"btnUpdate", "Update"}, {"btnCancel", "Cancel"}});
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimUccxUpdate, NeedsAFormAndAPost) {
  SignedIn site;
  const std::string fields = form_body({{"request_type", "ldapsetup.userupdate"}, {"selected_user", "arook"}});
  EXPECT_TRUE(site.web(Method::get, "/LDAPSetup?" + fields + "&users=Agent").has("not known"));
  net::HttpRequest request(Method::post, "/appadmin/LDAPSetup");
  request.headers.add("Cookie", site.session_cookie);
  request.headers.add("CSRFTOKEN", site.token);
  request.headers.add("Referer", "x");
  request.headers.add("Content-Type", "text/plain");
  request.body = fields + "&users=Agent&agentExtn=4104";
  EXPECT_TRUE(site.send(request).has("not known"));
  EXPECT_TRUE(site.world.log.empty());
}

TEST(SimUccxUpdate, NeedsTheDetailsFirstWhereTheSiteDoes) {
  SignedIn site;
  site.world.quirks.details_first = true;
  EXPECT_TRUE(site.update("arook", "Agent").has("No user is chosen"));
  (void)site.details("mkos");
  EXPECT_TRUE(site.update("arook", "Agent").has("No user is chosen"));
  (void)site.details("arook");
  EXPECT_TRUE(site.update("arook", "Agent").has("successfully"));
}

TEST(SimUccxUpdate, AnswersAsTheSiteDoes) {
  SignedIn site;
  site.world.quirks.update_answer = uccx::UpdateAnswer::list;
  const auto list = site.update("arook", "Agent");
  EXPECT_TRUE(list.has("successfully"));
  EXPECT_TRUE(list.has("uId=mkos"));
  site.world.quirks.update_answer = uccx::UpdateAnswer::redirect;
  EXPECT_EQ(site.update("arook", "Agent").status, 302);
}

TEST(SimUccxUpdate, IsBusyOrDoesNothingAtFirstWhereTheSiteDoes) {
  SignedIn site;
  site.world.quirks.busy_updates = 1;
  site.world.quirks.ignored_updates = 1;
  const auto busy = site.update("arook", "Agent,Reporting");
  EXPECT_EQ(busy.status, 200);
  EXPECT_TRUE(busy.has("Server is busy"));
  EXPECT_TRUE(site.update("arook", "Agent,Reporting").has("successfully"));
  EXPECT_TRUE(site.world.log.empty());
  EXPECT_TRUE(site.update("arook", "Agent,Reporting").has("successfully"));
  EXPECT_TRUE(site.user("arook").has_role("Reporting"));
}

TEST(SimUccxUpdate, IsSeenLateWhereAnswersLag) {
  SignedIn site;
  site.world.quirks.visibility_lag = std::chrono::seconds(3);
  site.world.quirks.tidy_pages = true;
  (void)site.update("arook", "Agent,Reporting");
  EXPECT_TRUE(site.list("arook").has("uId=arook&amp;cap=Agent&amp;"));
  EXPECT_TRUE(site.details("arook").has("name=\"users\" value=\"Agent\""));
  site.now += std::chrono::seconds(3);
  EXPECT_TRUE(site.list("arook").has("uId=arook&amp;cap=Agent%2CReporting&amp;"));
}

TEST(SimUccxUpdate, IsCountedByWhatItAsksFor) {
  SignedIn site;
  (void)site.update("arook", "Agent");
  EXPECT_EQ(site.world.request_count("POST /appadmin/LDAPSetup ldapsetup.userupdate"), 1U);
  EXPECT_EQ(site.world.request_count("POST /appadmin/j_security_check"), 1U);
}

}  // namespace
}  // namespace muster::tests::uccx_site
