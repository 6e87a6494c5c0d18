// What plans and manifests make of UCCX's catalog.
#include "providers/uccx/catalog.h"
#include "tests/providers/vendor_plan.h"

namespace muster::tests {
namespace {

using core::Compare;

class PlanOfUccx : public VendorPlan {
 protected:
  explicit PlanOfUccx(bool roles = true)
      : VendorPlan(
            "  provider: uccx\n  url: https://ccx.example\n  credentials: {username: admin, password: {env: P}}\n" +
            std::string(roles ? "  settings: {appadminRoles: true}\n" : "")) {
    own_.key = "admin";
    own_.is_administrator = true;
  }
  void user(const std::string& name, const std::vector<std::string>& roles) {
    live(uccx::kUser, name);
    set(uccx::user::roles, roles);
  }
  void team(const std::string& name, const std::string& primary, const std::vector<std::string>& secondary,
            const std::vector<std::string>& agents) {
    live(uccx::kTeam, name, Compare::trimmed);
    value(uccx::team::primary_supervisor, primary);
    set(uccx::team::secondary_supervisors, secondary);
    set(uccx::team::agents, agents);
  }
};

class PlanOfUccxByRestAlone : public PlanOfUccx {
 protected:
  PlanOfUccxByRestAlone() : PlanOfUccx(false) {}
};

TEST_F(PlanOfUccx, ARoleIsGrantedAndSeenBeforeTheTeamThatNeedsIt) {
  user("apark", {});
  user("blind", {"Supervisor"});
  team("Billing", "blind", {}, {});
  want("RoleAssignment", "apark", "{roles: {include: [Supervisor]}}");
  want("Team", "Billing", "{primarySupervisor: apark}");
  const auto planned = plan();
  EXPECT_LT(position(planned, "user", "apark"), position(planned, "team", "Billing"));
  const auto waits = std::ranges::count(planned.schedule.waits, core::Until::verified, &core::Wait::until);
  EXPECT_EQ(waits, 1);
}

TEST_F(PlanOfUccx, ARoleIsTakenOnlyAfterEveryTeamHasLetGo) {
  user("apark", {"Supervisor"});
  user("blind", {"Supervisor"});
  team("Billing", "apark", {}, {});
  want("RoleAssignment", "apark", "{roles: {exclude: [Supervisor]}}");
  want("Team", "Billing", "{primarySupervisor: blind}");
  const auto planned = plan();
  EXPECT_EQ(why_blocked(planned, "user", "apark"), "");
  EXPECT_LT(position(planned, "team", "Billing"), position(planned, "user", "apark"));
}

TEST_F(PlanOfUccx, ARoleStaysAsLongAsAPrimarySupervisorStays) {
  user("apark", {"Supervisor"});
  team("Billing", "apark", {}, {});
  want("RoleAssignment", "apark", "{roles: {exclude: [Supervisor]}}");
  EXPECT_EQ(why_blocked(plan(), "user", "apark"),
            "apark is still named in primarySupervisor of Billing: take it out there first");
}

TEST_F(PlanOfUccx, WhoLacksTheRoleCannotLeadATeam) {
  user("apark", {});
  team("Billing", "", {}, {});
  want("Team", "Billing", "{primarySupervisor: apark}");
  EXPECT_EQ(why_blocked(plan(), "team", "Billing"),
            "primarySupervisor apark needs the role Supervisor, which apark does not have: grant it in the manifest");
}

TEST_F(PlanOfUccxByRestAlone, WithoutTheRolesThemselvesWhatRestShowsIsEnough) {
  live(uccx::kUser, "apark");
  set(uccx::user::capabilities, {"Agent", "Supervisor"});
  live(uccx::kUser, "cmoe");
  set(uccx::user::capabilities, {"Agent"});
  team("Billing", "", {}, {});
  team("Sales", "", {}, {});
  want("Team", "Billing", "{primarySupervisor: apark}");
  want("Team", "Sales", "{secondarySupervisors: [cmoe]}");
  const auto planned = plan();
  EXPECT_EQ(why_blocked(planned, "team", "Billing"), "");
  EXPECT_NE(why_blocked(planned, "team", "Sales"), "");
}

TEST_F(PlanOfUccxByRestAlone, RolesNeedTheirSetting) {
  want("RoleAssignment", "apark", "{roles: [Supervisor]}");
  EXPECT_NE(problems().find("needs settings.appadminRoles: true in the System here"), std::string::npos) << problems();
}

TEST_F(PlanOfUccx, AnAgentThatSwapsTeamsIsReleasedBeforeItIsAcquired) {
  user("cmoe", {});
  user("dlee", {});
  team("Billing", "", {}, {"cmoe"});
  team("Sales", "", {}, {"dlee"});
  want("Team", "Billing", "{agents: [dlee]}");
  want("Team", "Sales", "{agents: [cmoe]}");
  const auto planned = plan();
  EXPECT_EQ(planned.schedule.steps.size(), 4U);
  std::vector<core::Part> parts;
  for (const auto& step : planned.schedule.steps) parts.push_back(step.part);
  EXPECT_EQ(parts, (std::vector<core::Part>{core::Part::release, core::Part::release, core::Part::acquire,
                                            core::Part::acquire}));
}

TEST_F(PlanOfUccx, AnyNumberOfMembersIsOneRequestAndTheReadBeforeIt) {
  for (const char* name : {"cmoe", "dlee", "apark"}) user(name, {});
  team("Billing", "", {}, {});
  want("Team", "Billing", "{agents: [cmoe, dlee, apark]}");
  EXPECT_EQ(find(plan(), "team", "Billing")->requests, 2);
}

TEST_F(PlanOfUccx, WhoIsInNoTeamIsFree) {
  user("cmoe", {});
  live(uccx::kTeam, "Default", Compare::trimmed);  // its agents are never shown
  value(uccx::team::primary_supervisor, "");
  team("Billing", "", {}, {});
  want("Team", "Billing", "{agents: [cmoe]}");
  EXPECT_EQ(why_blocked(plan(), "team", "Billing"), "");
}

TEST_F(PlanOfUccx, AnAgentOfATeamWithoutAManifestIsNotTaken) {
  user("cmoe", {});
  team("Sales", "", {}, {"cmoe"});
  team("Billing", "", {}, {});
  want("Team", "Billing", "{agents: [cmoe]}");
  EXPECT_NE(why_blocked(plan(), "team", "Billing").find("belongs to Sales, which no manifest names"),
            std::string::npos);
}

TEST_F(PlanOfUccx, ATeamThatLosesEverybodyWhoLeadsItIsAConsequence) {
  user("apark", {"Supervisor"});
  user("blind", {"Supervisor"});
  team("Billing", "apark", {"blind"}, {});
  team("Sales", "apark", {}, {});
  want("Team", "Billing", "{secondarySupervisors: []}");
  want("Team", "Sales", "{primarySupervisor: !default }");
  const auto planned = plan();
  EXPECT_NE(std::ranges::find(planned.consequences, "left without anybody who leads: team Sales"),
            planned.consequences.end());
}

TEST_F(PlanOfUccx, ATeamThatIsStillThereUnderItsFormerNameIsNotMadeTwice) {
  team("Billing", "", {}, {});
  want("Team", "Invoices", "{}", ", previously: [Billing]");
  EXPECT_EQ(why_blocked(plan(), "team", "Invoices"),
            "it is still there as Billing: rename it at Cisco UCCX, and muster goes on with it");
}

TEST_F(PlanOfUccx, TheDefaultTeamIsNeitherRemovedNorFilled) {
  want("Team", "Default", "{}", ", ensure: absent");
  EXPECT_NE(problems().find("cannot be removed on uccx"), std::string::npos) << problems();
}

TEST_F(PlanOfUccx, TheAgentsOfTheDefaultTeamAreWhoeverIsLeft) {
  want("Team", "Default", "{agents: [cmoe]}");
  EXPECT_NE(problems().find("agents of Team Default cannot be set on uccx"), std::string::npos) << problems();
}

TEST_F(PlanOfUccx, AgentIsNoRoleThatAManifestCouldSet) {
  want("RoleAssignment", "apark", "{roles: [Agent, Supervisor]}");
  EXPECT_NE(problems().find("Agent comes with the IPCC extension"), std::string::npos) << problems();
}

TEST_F(PlanOfUccx, ATeamIsLedBySomebodyOrByNobodyButNotByNothing) {
  want("Team", "Billing", "{primarySupervisor: \"\"}");
  EXPECT_NE(problems().find("primarySupervisor is empty; name somebody, or write !default for nobody"),
            std::string::npos)
      << problems();
}

}  // namespace
}  // namespace muster::tests
