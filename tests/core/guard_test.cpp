// Guards one by one, through the only entrance that planning has.
#include <gtest/gtest.h>

#include "reconciler/core/limits.h"
#include "reconciler/core/make_plan.h"
#include "tests/support/small_centre.h"
#include "tests/support/toy_catalog.h"

namespace muster::core {
namespace {

namespace toy = support::toy;
using Guarded = support::SmallCentre;

TEST(Limit, TheLowerOfShareAndNumberWinsAndBelowTenOnlyTheNumberCounts) {
  struct Case {
    Limit limit;
    std::size_t base;
    std::size_t expected;
    const char* reason;
  };
  const std::vector<Case> cases = {
      {{10, 20}, 100, 10, "the share is lower"},
      {{10, 20}, 1000, 20, "the number is lower"},
      {{10, 20}, 9, 20, "below ten the share would say nothing"},
      {{10, 20}, 10, 1, "floor of the share"},
      {{1, 20}, 10, 1, "a share is at least one"},
      {{0, 20}, 50, 1, "even a share of nothing"},
      {{100, 0}, 50, 0, "a number of nothing forbids"},
  };
  for (const Case& c : cases) EXPECT_EQ(allowed(c.limit, c.base), c.expected) << c.reason;
}

TEST_F(Guarded, AllUpdatesWaitWhenTheyAreMoreThanAllowed) {
  for (int i = 0; i < 20; ++i) {
    live("u" + std::to_string(i), {"ROLE_AGENT"});
    if (i < 7) want_name("u" + std::to_string(i), "New");
    if (i >= 7) want_roles("u" + std::to_string(i), {"ROLE_AGENT"});
  }
  spec_.guards.max_updates = {30, 200};  // of 20: 6
  const Plan plan = this->plan();
  for (int i = 0; i < 7; ++i) EXPECT_EQ(guard_of(plan, "u" + std::to_string(i)), "maxUpdates");
  EXPECT_TRUE(plan.systems[0].schedule.steps.empty());
}

TEST_F(Guarded, UpdatesAtTheLimitGoOn) {
  for (int i = 0; i < 20; ++i) {
    live("u" + std::to_string(i), {"ROLE_AGENT"});
    if (i < 6) want_name("u" + std::to_string(i), "New");
    if (i >= 6) want_roles("u" + std::to_string(i), {"ROLE_AGENT"});
  }
  spec_.guards.max_updates = {30, 200};
  EXPECT_EQ(plan().systems[0].schedule.steps.size(), 6U);
}

TEST_F(Guarded, RemovalsAreCountedByThemselves) {
  for (int i = 0; i < 12; ++i) {
    live("u" + std::to_string(i), {"ROLE_AGENT"});
    if (i < 2) want_absent("u" + std::to_string(i));
    if (i >= 2) want_name("u" + std::to_string(i), "New");
  }
  spec_.guards.max_updates = {100, 200};
  spec_.guards.max_removals = {10, 20};  // of 12: 1
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "u0"), "maxRemovals");
  EXPECT_EQ(guard_of(plan, "u5"), "");
}

TEST_F(Guarded, RemovedMembershipsAreCountedOverAllObjects) {
  for (int i = 0; i < 10; ++i) {
    live("u" + std::to_string(i), {"ROLE_AGENT", "ROLE_SUPERVISOR"});
    want_roles("u" + std::to_string(i), {"ROLE_AGENT"});
  }
  spec_.guards.max_updates = {100, 200};
  spec_.guards.max_member_removals = {10, 50};  // of 20 memberships: 2
  EXPECT_EQ(guard_of(plan(), "u3"), "maxMemberRemovals");
}

TEST_F(Guarded, MustersOwnAccountKeepsItsRights) {
  live("svc", {"ROLE_ADMIN"});
  live("root", {"ROLE_ADMIN"});
  own_ = OwnAccount{"svc", RemoteId("id-1"), {"ROLE_ADMIN"}, true};
  want_roles("svc", {"ROLE_AGENT"});
  EXPECT_EQ(guard_of(plan(), "svc"), "ownAccount");
}

TEST_F(Guarded, MustersOwnAccountIsNeitherRemovedNorDisabled) {
  live("svc", {"ROLE_ADMIN"});
  live("root", {"ROLE_ADMIN"});
  own_ = OwnAccount{"svc", RemoteId("id-1"), {"ROLE_ADMIN"}, true};
  want_disabled("svc");
  EXPECT_EQ(guard_of(plan(), "svc"), "ownAccount");
  rows_ = TableBuilder();
  want_absent("svc");
  EXPECT_EQ(guard_of(plan(), "svc"), "ownAccount");
}

TEST_F(Guarded, MustersOwnAccountMayGainAndMayChangeItsName) {
  live("svc", {"ROLE_ADMIN"});
  own_ = OwnAccount{"svc", RemoteId("id-1"), {"ROLE_ADMIN"}, true};
  want_name("svc", "Muster");
  EXPECT_EQ(guard_of(plan(), "svc"), "");
}

TEST_F(Guarded, MustersOwnPasswordIsNotChangedUnderIt) {
  live("svc", {"ROLE_ADMIN"});
  own_ = OwnAccount{"svc", RemoteId("id-1"), {"ROLE_ADMIN"}, true};
  rows_.begin_row(toy::kUser, "svc", "svc");
  rows_.add(toy::kPassword, CellKind::secret, "env:NEW");
  objects_["svc"] = {};
  InventoryEntry entry;
  entry.key = EntityKey("toy-1", "user", "svc");
  entry.id = RemoteId("id-1");
  entry.applied = {{"password", "secret env:NEW", {}, "old version"}};
  inventory_.entries = {entry};
  versions_["env:NEW"] = "new version";
  EXPECT_EQ(guard_of(plan(), "svc"), "ownAccount");
}

TEST_F(Guarded, RequiredAdministratorsStayAdministrators) {
  live("root@acme.example", {"ROLE_ADMIN"});
  live("ada", {"ROLE_ADMIN"});
  spec_.guards.required_admins = {"Root@ACME.example"};
  want_roles("root@acme.example", {"ROLE_AGENT"});
  EXPECT_EQ(guard_of(plan(), "root@acme.example"), "requiredAdmins");
}

TEST_F(Guarded, TheLastAdministratorStays) {
  live("ada", {"ROLE_ADMIN"});
  live("bo", {"ROLE_AGENT"});
  want_roles("ada", {"ROLE_AGENT"});
  EXPECT_EQ(guard_of(plan(), "ada"), "minAdmins");
}

TEST_F(Guarded, ADisabledAdministratorDoesNotCount) {
  live("ada", {"ROLE_ADMIN"});
  live("bo", {"ROLE_ADMIN"}, false);
  want_roles("ada", {"ROLE_AGENT"});
  EXPECT_EQ(guard_of(plan(), "ada"), "minAdmins");
}

TEST_F(Guarded, TheNewAdministratorComesBeforeTheOldOneGoes) {
  live("ada", {"ROLE_ADMIN"});
  live("bo", {"ROLE_AGENT"});
  want_roles("ada", {"ROLE_AGENT"});
  want_roles("bo", {"ROLE_ADMIN"});
  const Plan plan = this->plan();
  const Schedule& schedule = plan.systems[0].schedule;
  ASSERT_EQ(schedule.steps.size(), 2U);
  EXPECT_EQ(plan.systems[0].changes[schedule.steps[0].change].entity.name, "bo");
  ASSERT_EQ(schedule.waits.size(), 1U);
  EXPECT_EQ(schedule.waits[0].until, Until::verified);
}

TEST_F(Guarded, WhereTheNewAdministratorIsBlockedTheOldOneStays) {
  live("ada", {"ROLE_ADMIN"});
  live("bo", {"ROLE_AGENT"});
  want_roles("ada", {"ROLE_AGENT"});
  want_roles("bo", {"ROLE_ADMIN"});
  objects_["bo"].protect = true;
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "bo"), "protect");
  EXPECT_EQ(guard_of(plan, "ada"), "minAdmins");
}

TEST_F(Guarded, MinAdminsCountsMustersOwnAccount) {
  live("ada", {"ROLE_ADMIN"});
  own_ = OwnAccount{"svc", RemoteId("x"), {"ROLE_ADMIN"}, true};  // not in the listing
  want_roles("ada", {"ROLE_AGENT"});
  EXPECT_EQ(guard_of(plan(), "ada"), "");
}

TEST_F(Guarded, WhoseRightsCannotBeReadIsNeitherRemovedNorDisabled) {
  live("ada", {"ROLE_ADMIN"});
  hide_ = toy::kRoles;
  want_absent("ada");
  EXPECT_EQ(guard_of(plan(), "ada"), "presence");
  rows_ = TableBuilder();
  objects_["ada"].absent = false;
  want_disabled("ada");
  EXPECT_EQ(guard_of(plan(), "ada"), "presence");
}

TEST_F(Guarded, WithoutAnAdministratorInSightNobodyLosesARight) {
  live("ada", {"admin", "agent"});  // another spelling than settings.adminRoles
  live("bo", {"admin"});
  want_roles("ada", {"agent"});
  want_absent("bo");
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "ada"), "minAdmins");
  EXPECT_EQ(guard_of(plan, "bo"), "minAdmins");
}

class Teams : public support::SmallCentre {
 protected:
  void live_team(const std::string& name, std::vector<std::string> agents) {
    support::ModelObject team{name, {}, {}};
    team.fields[toy::kAgents] = {true, {}, std::move(agents)};
    world_.put(toy::kTeam, team);
  }

  // What keeps `agent` out of the team Billing.
  std::string guard_of_agent(const std::string& agent) {
    rows_ = TableBuilder();
    rows_.begin_row(toy::kTeam, "Billing", "Billing");
    rows_.add(toy::kAgents, CellKind::partial, "");
    rows_.add_member(toy::kAgents, agent, agent);
    objects_["Billing"].kind = 2;
    return guard_of(plan(), "Billing");
  }
};

// Whom a vendor puts into one team leaves the other, which may be a protected one.
TEST_F(Teams, WhoseTeamCouldNotBeReadIsNotPutIntoAnother) {
  live("ada", {"ROLE_AGENT"});
  live("bo", {"ROLE_AGENT"});
  live_team("Billing", {});
  live_team("Sales", {"bo"});
  EXPECT_EQ(guard_of_agent("ada"), "");
  EXPECT_EQ(guard_of_agent("bo"), "unmanaged");
  incomplete_ = "a page failed";
  EXPECT_EQ(guard_of_agent("ada"), "presence");
  EXPECT_EQ(guard_of_agent("bo"), "unmanaged") << "it is known who has them";
}

// Who goes leaves every team, and so one that is protected.
TEST_F(Teams, WhoMayBeInATeamThatCouldNotBeReadIsNotRemoved) {
  live("ada", {"ROLE_AGENT"});
  live("root", {"ROLE_ADMIN"});
  live_team("Billing", {});
  for (const bool is_managed : {true, false}) {
    for (const bool is_read : {true, false}) {
      rows_ = TableBuilder();
      want_absent("ada");
      if (is_managed) {
        rows_.begin_row(toy::kTeam, "Billing", "Billing");
        rows_.add(toy::kAgents, CellKind::set, "");
        objects_["Billing"].kind = 2;
      }
      hidden_ = is_read ? std::nullopt : std::optional<EntityIndex>(toy::kTeam);
      EXPECT_EQ(guard_of(plan(), "ada"), is_managed && !is_read ? "presence" : "") << is_managed << is_read;
    }
  }
}

TEST_F(Guarded, WhatWaitsForABlockedChangeIsBlocked) {
  live("ada", {"ROLE_AGENT"});
  rows_.begin_row(toy::kTeam, "Billing", "Billing");
  rows_.add(toy::kSupervisors, CellKind::set, "");
  rows_.add_member(toy::kSupervisors, "ada", "ada");
  objects_["Billing"].kind = 2;
  want_roles("ada", {"ROLE_AGENT", "ROLE_SUPERVISOR"});
  objects_["ada"].protect = true;
  EXPECT_EQ(guard_of(plan(), "Billing"), "waitsFor");
}

TEST_F(Guarded, BlockingOneMoreChangeNeverLetsAnotherGo) {
  for (int i = 0; i < 10; ++i) {
    live("u" + std::to_string(i), {"ROLE_AGENT", "ROLE_ADMIN"});
    want_roles("u" + std::to_string(i), {"ROLE_AGENT"});
  }
  spec_.guards.max_updates = {100, 200};
  spec_.guards.max_member_removals = {100, 200};
  const Plan all = plan();  // no administrator would remain
  for (const Change& change : all.systems[0].changes) EXPECT_TRUE(is_blocked(change));
}

}  // namespace
}  // namespace muster::core
