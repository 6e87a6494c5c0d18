// What plans and manifests make of Ameyo's catalog.
#include "providers/ameyo/catalog.h"
#include "tests/providers/vendor_plan.h"

namespace muster::tests {
namespace {

using core::Compare;

class PlanOfAmeyo : public VendorPlan {
 protected:
  PlanOfAmeyo()
      : VendorPlan(
            "  provider: ameyo\n  url: https://cc.acme.example:8443\n"
            "  credentials: {username: svc, password: {env: P}}\n") {
    own_.key = "svc";
    own_.is_administrator = true;
    own_.roles = {"Administrator"};
    user("svc", "Administrator");
  }
  void user(const std::string& name, const std::string& role) {
    live(ameyo::kUser, name);
    value(ameyo::kUserName, name);
    set(ameyo::kRoles, {role});
    value(ameyo::kLoginPolicy, "");
  }
  void group(const std::string& name, const std::vector<std::string>& supervisors,
             const std::vector<std::string>& agents) {
    live(ameyo::kGroup, name, Compare::trimmed);
    set(ameyo::kSupervisors, supervisors);
    set(ameyo::kAgents, agents);
  }
};

constexpr const char* kWholeUser = "{userName: Ann, roles: [Executive], password: {env: Q}}";

TEST_F(PlanOfAmeyo, ANewUserIsCreatedBeforeTheGroupThatNamesThem) {
  group("Billing", {"svc"}, {});
  want("User", "ann", kWholeUser);
  want("Team", "Billing", "{agents: [ann]}");
  const auto planned = plan();
  EXPECT_EQ(find(planned, "user", "ann")->action, core::Action::create);
  EXPECT_EQ(why_blocked(planned, "group", "Billing"), "");
  EXPECT_LT(position(planned, "user", "ann"), position(planned, "group", "Billing"));
}

TEST_F(PlanOfAmeyo, AUserLeavesTheGroupsBeforeTheyAreRemoved) {
  user("mkos", "Supervisor");
  user("ann", "Executive");
  group("Billing", {"mkos"}, {"ann"});
  want("User", "ann", "{}", ", ensure: absent");
  want("Team", "Billing", "{agents: []}");
  const auto planned = plan();
  EXPECT_EQ(why_blocked(planned, "user", "ann"), "");
  EXPECT_LT(position(planned, "group", "Billing"), position(planned, "user", "ann"));
}

TEST_F(PlanOfAmeyo, ACreateNeedsNameRoleAndPassword) {
  want("User", "ann", "{userName: Ann, roles: [Executive]}");
  EXPECT_NE(why_blocked(plan(), "user", "ann").find("password"), std::string::npos);
}

TEST_F(PlanOfAmeyo, ARoleIsOneAndComparesWithoutCase) {
  user("ann", "EXECUTIVE");
  want("User", "ann", "{roles: [Executive]}");
  EXPECT_EQ(find(plan(), "user", "ann"), nullptr);
}

TEST_F(PlanOfAmeyo, TwoRolesAreRefusedByTheManifest) {
  want("User", "ann", "{roles: [Executive, Supervisor]}");
  EXPECT_NE(problems().find("roles"), std::string::npos) << problems();
}

TEST_F(PlanOfAmeyo, PartOfARoleIsRefusedByTheManifest) {
  want("User", "ann", "{roles: {include: [Supervisor]}}");
  EXPECT_NE(problems().find("roles"), std::string::npos) << problems();
}

TEST_F(PlanOfAmeyo, NoRoleIsRefusedByTheManifest) {
  want("User", "ann", "{roles: []}");
  EXPECT_NE(problems().find("roles"), std::string::npos) << problems();
}

TEST_F(PlanOfAmeyo, WhatIsAsAskedIsNoChange) {
  user("ann", "Executive");
  want("User", "ann", "{userName: ann, roles: [Executive]}");
  EXPECT_TRUE(plan().changes.empty());
}

// An update replaces the user, and no answer shows the description that it would have to echo.
TEST_F(PlanOfAmeyo, ADescriptionGoesWithEveryOtherUpdateAndIsNoneByItself) {
  user("ann", "Executive");
  remember("user", "ann", {{"description", "=night shift", {}, {}}});
  want("User", "ann", "{userName: ann, description: night shift}");
  EXPECT_TRUE(plan().changes.empty());
}

TEST_F(PlanOfAmeyo, AnUpdateCarriesTheDescriptionAndShowsOnlyWhatChanges) {
  user("ann", "Executive");
  remember("user", "ann", {{"description", "=night shift", {}, {}}});
  want("User", "ann", "{userName: Ann Lee, description: night shift}");
  const auto planned = plan();
  const auto* change = find(planned, "user", "ann");
  ASSERT_NE(change, nullptr);
  ASSERT_EQ(change->wishes.size(), 2U);
  EXPECT_EQ(change->wishes[1].field, ameyo::kDescription);
  EXPECT_EQ(change->wishes[1].value, "night shift");
  EXPECT_EQ(change->fields.size(), 1U);
}

TEST_F(PlanOfAmeyo, TheLastSupervisorIsNotTakenOutOfAGroup) {
  user("mkos", "Supervisor");
  group("Billing", {"mkos"}, {});
  want("Team", "Billing", "{supervisors: {exclude: [mkos]}}");
  EXPECT_NE(why_blocked(plan(), "group", "Billing"), "");
}

TEST_F(PlanOfAmeyo, TheOnlySupervisorIsReplacedInOneStep) {
  user("mkos", "Supervisor");
  user("blind", "Supervisor");
  group("Billing", {"mkos"}, {});
  want("Team", "Billing", "{supervisors: [blind]}");
  const auto planned = plan();
  EXPECT_EQ(why_blocked(planned, "group", "Billing"), "");
  EXPECT_EQ(planned.schedule.steps.size(), 1u);
}

TEST_F(PlanOfAmeyo, SomebodyMayBeInSeveralGroups) {
  user("mkos", "Supervisor");
  user("ann", "Executive");
  group("Billing", {"mkos"}, {"ann"});
  group("Sales", {"mkos"}, {});
  want("Team", "Billing", "{agents: [ann]}");
  want("Team", "Sales", "{agents: [ann]}");
  const auto planned = plan();
  EXPECT_EQ(why_blocked(planned, "group", "Sales"), "");
  EXPECT_EQ(planned.changes.size(), 1u);
}

TEST_F(PlanOfAmeyo, AGroupThatIsStillThereUnderItsFormerNameIsNotMadeTwice) {
  user("mkos", "Supervisor");
  group("Billing", {"mkos"}, {});
  want("Team", "Invoices", "{supervisors: [mkos]}", ", previously: [Billing]");
  EXPECT_EQ(why_blocked(plan(), "group", "Invoices"),
            "it is still there as Billing: rename it at Ameyo, and muster goes on with it");
}

TEST_F(PlanOfAmeyo, WhatCannotBeManagedSaysHowItIsDone) {
  want("User", "ann", "{enabled: false}");
  EXPECT_NE(problems().find("no known way to disable a user"), std::string::npos) << problems();
  want("RoleAssignment", "ann", "{roles: [Executive]}");
  EXPECT_NE(problems().find("use User with roles"), std::string::npos) << problems();
}

}  // namespace
}  // namespace muster::tests
