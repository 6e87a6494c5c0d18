// What differs, and what does not: field states, set modes, secrets, drift, restore.
#include <gtest/gtest.h>

#include "reconciler/core/applied.h"
#include "reconciler/core/wish.h"
#include "tests/support/small_centre.h"

namespace muster::core {
namespace {

namespace toy = support::toy;

class Diff : public support::SmallCentre {
 protected:
  static const FieldDifference& field_of(const Change& change, std::string_view path) {
    for (const FieldDifference& field : change.fields) {
      if (field.path == path) return field;
    }
    throw std::runtime_error("no difference of " + std::string(path));
  }
};

TEST_F(Diff, AFieldThatTheManifestDoesNotStateIsLeftAlone) {
  live("ada", {"ROLE_AGENT"}, false);
  want_name("ada", "Ada");
  const Plan plan = this->plan();
  ASSERT_EQ(change_of(plan, "ada").wishes.size(), 1U);
  EXPECT_EQ(change_of(plan, "ada").fields[0].path, "displayName");
}

TEST_F(Diff, DefaultIsNeitherAbsentNorAValue) {
  live("ada", {"ROLE_AGENT"}, false);
  want("ada");
  rows_.add(toy::kEnabled, CellKind::boolean, "", CellState::at_default);
  const Plan plan = this->plan();
  const FieldDifference& field = field_of(change_of(plan, "ada"), "enabled");
  EXPECT_EQ(field.before, "false");
  EXPECT_EQ(field.after, "true");
  EXPECT_EQ(change_of(plan, "ada").wishes[0].kind, WishKind::at_default);
}

TEST_F(Diff, AValueAtItsDefaultNeedsNothing) {
  live("ada", {"ROLE_AGENT"});
  want("ada");
  rows_.add(toy::kEnabled, CellKind::boolean, "", CellState::at_default);
  EXPECT_TRUE(plan().systems[0].changes.empty());
}

TEST_F(Diff, RolesCompareWithoutCaseAndKeepTheLiveSpelling) {
  live("ada", {"role_agent", "ROLE_OTHER"});
  want_roles("ada", {"ROLE_AGENT", "ROLE_SUPERVISOR"}, CellKind::partial);
  const Plan plan = this->plan();
  const FieldDifference& field = field_of(change_of(plan, "ada"), "roles");
  EXPECT_EQ(field.added, std::vector<std::string>{"ROLE_SUPERVISOR"});
  EXPECT_EQ(field.kept, std::vector<std::string>{"ROLE_OTHER"});
}

TEST_F(Diff, AnExactSetTakesTheRestOut) {
  live("ada", {"ROLE_AGENT", "ROLE_ADMIN"});
  live("root", {"ROLE_ADMIN"});
  want_roles("ada", {"ROLE_AGENT"});
  const Plan plan = this->plan();
  EXPECT_EQ(field_of(change_of(plan, "ada"), "roles").removed, std::vector<std::string>{"ROLE_ADMIN"});
}

TEST_F(Diff, WhatMusterAddedGoesWhenItLeavesInclude) {
  live("ada", {"ROLE_AGENT", "ROLE_SUPERVISOR"});
  remember("ada", {{"roles", "include\x1frole_agent\x1frole_supervisor", {"role_supervisor"}, {}}});
  want_roles("ada", {"ROLE_AGENT"}, CellKind::partial);
  const Plan plan = this->plan();
  EXPECT_EQ(field_of(change_of(plan, "ada"), "roles").removed, std::vector<std::string>{"ROLE_SUPERVISOR"});
}

TEST_F(Diff, WhatWasThereBeforeStaysAndIsSaid) {
  live("ada", {"ROLE_AGENT", "ROLE_SUPERVISOR"});
  remember("ada", {{"roles", "include\x1frole_agent\x1frole_supervisor", {}, {}}});
  want_roles("ada", {"ROLE_AGENT"}, CellKind::partial);
  const Plan plan = this->plan();
  EXPECT_TRUE(plan.systems[0].changes.empty());
  ASSERT_EQ(plan.systems[0].warnings.size(), 1U);
  EXPECT_EQ(plan.systems[0].warnings[0], "ada: roles: no longer managed, still granted: ROLE_SUPERVISOR");
}

TEST_F(Diff, ALiveSetThatIsNotKnownIsNeverReplaced) {
  live("ada", {"ROLE_AGENT"});
  want_roles("ada", {"ROLE_AGENT", "ROLE_SUPERVISOR"});
  hide_ = toy::kRoles;
  EXPECT_EQ(guard_of(plan(), "ada"), "presence");
}

TEST_F(Diff, ASecretIsWrittenAgainOnlyWhenItsVersionChanges) {
  live("ada", {"ROLE_AGENT"});
  want("ada");
  rows_.add(toy::kPassword, CellKind::secret, "env:PW");
  remember("ada", {{"password", "secret env:PW", {}, "version 1"}});
  versions_["env:PW"] = "version 2";
  const Plan plan = this->plan();
  const FieldDifference& field = field_of(change_of(plan, "ada"), "password");
  EXPECT_EQ(field.after, "(secret)");
  EXPECT_TRUE(field.unverifiable);
}

TEST_F(Diff, ASecretOfTheSameVersionIsLeftAlone) {
  live("ada", {"ROLE_AGENT"});
  want("ada");
  rows_.add(toy::kPassword, CellKind::secret, "env:PW");
  remember("ada", {{"password", "secret env:PW", {}, "version 1"}});
  versions_["env:PW"] = "version 1";
  EXPECT_TRUE(plan().systems[0].changes.empty());
}

// Stated again, its version tells whether it changed meanwhile.
TEST_F(Diff, ASecretThatIsStatedNoMoreStaysKnown) {
  InventoryEntry before;
  before.applied = {{"displayName", "text Ada", {}, ""}, {"password", "secret env:PW", {}, "version 1"}};
  const AppliedInputs inputs{support::toy_catalog().entities[toy::kUser], {}, &before, versions_};
  const auto fields = applied_fields(inputs);
  ASSERT_EQ(fields.size(), 1U);
  EXPECT_EQ(fields[0].path, "password");
  EXPECT_EQ(fields[0].secret_version, "version 1");
  before.applied = AppliedFields(fields);
  EXPECT_TRUE(is_recorded(inputs));
}

// A vendor shows an empty text as nothing.
TEST_F(Diff, AnEmptyTextIsWhatATextThatIsNotSetReadsAs) {
  TableBuilder seen;
  seen.begin_row(toy::kUser, "ada", "ada");
  seen.add(toy::kDisplayName, CellKind::text, "", CellState::at_default);
  const Table table = seen.finish();
  FieldRule rule = support::toy_catalog().entities[toy::kUser].fields[toy::kDisplayName];
  rule.default_value.reset();
  FieldWish wish;
  wish.field = toy::kDisplayName;
  wish.kind = WishKind::value;
  const auto live = cells_of(table.cells(table.rows()[0]), toy::kDisplayName);
  EXPECT_TRUE(is_fulfilled(wish, live, rule));
  wish.value = "Ada";
  EXPECT_FALSE(is_fulfilled(wish, live, rule));
}

// A listing that is complete says nothing of an object that it could not make out.
TEST_F(Diff, WhatCouldNotBeReadIsNotCreated) {
  want_roles("ada", {"ROLE_AGENT"});
  unreadable_ = EntityKey("toy-1", "user", "ada");
  const Plan plan = this->plan();
  EXPECT_TRUE(plan.systems[0].changes.empty());
  EXPECT_FALSE(plan.missing.empty());
  EXPECT_EQ(plan.systems[0].in_sync, 0U);
}

TEST_F(Diff, ASecretIsTheSameInEveryCheckout) {
  live("ada", {"ROLE_AGENT"});
  want("ada");
  rows_.add(toy::kPassword, CellKind::secret, "file:pw?from=/second/checkout");
  remember("ada", {{"password", "secret file:pw", {}, "version 1"}});
  versions_["file:pw?from=/second/checkout"] = "version 1";
  const Plan plan = this->plan();
  EXPECT_TRUE(plan.systems[0].changes.empty());
  EXPECT_TRUE(plan.systems[0].adopted.empty());
}

TEST_F(Diff, AnAdoptedAccountKeepsItsPassword) {
  live("ada", {"ROLE_AGENT"});
  want("ada");
  rows_.add(toy::kPassword, CellKind::secret, "env:PW");
  versions_["env:PW"] = "version 1";
  const Plan plan = this->plan();
  EXPECT_TRUE(plan.systems[0].changes.empty());
  EXPECT_EQ(plan.systems[0].adopted.size(), 1U);
}

TEST_F(Diff, ASecretThatCannotBeReadHereIsSaidAndLeftAlone) {
  live("ada", {"ROLE_AGENT"});
  want("ada");
  rows_.add(toy::kPassword, CellKind::secret, "env:PW");
  const Plan plan = this->plan();
  EXPECT_TRUE(plan.systems[0].changes.empty());
  ASSERT_EQ(plan.systems[0].warnings.size(), 1U);
}

TEST_F(Diff, ALiveValueThatChangedUnderAnUnchangedManifestIsDrift) {
  live("ada", {"ROLE_AGENT"});
  want_name("ada", "Ada");
  remember("ada", {{"displayName", "=Ada", {}, {}}});
  EXPECT_TRUE(change_of(plan(), "ada").by_drift);
}

TEST_F(Diff, AChangedManifestIsNotDrift) {
  live("ada", {"ROLE_AGENT"});
  want_name("ada", "Ada");
  remember("ada", {{"displayName", "=Before", {}, {}}});
  EXPECT_FALSE(change_of(plan(), "ada").by_drift);
}

TEST_F(Diff, AnObjectThatWasAppliedAndIsGoneIsRestored) {
  want("ada");
  rows_.add(toy::kEmail, CellKind::text, "ada@acme.example");
  rows_.add(toy::kPassword, CellKind::secret, "env:PW");
  rows_.add(toy::kRoles, CellKind::set, "");
  rows_.add_member(toy::kRoles, "role_agent", "ROLE_AGENT");
  remember("ada", {{"emailAddress", "=ada@acme.example", {}, {}}}, true);
  EXPECT_EQ(change_of(plan(), "ada").action, Action::restore);
}

TEST_F(Diff, AFieldNeededAtCreateIsNamedWhenItIsMissing) {
  want_roles("ada", {"ROLE_AGENT"});
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "ada"), "unmetNeed");
  EXPECT_NE(change_of(plan, "ada").blocked[0].sentence.find("emailAddress, password"), std::string::npos);
}

TEST_F(Diff, ARoleAssignmentNeverCreatesAnAccount) {
  want_roles("ada", {"ROLE_AGENT"});
  objects_["ada"].kind = 1;
  const Plan plan = this->plan();
  EXPECT_EQ(change_of(plan, "ada").intended, Action::update);
  EXPECT_EQ(guard_of(plan, "ada"), "unmetNeed");
}

TEST_F(Diff, AnAbsentRoleAssignmentRevokesExactlyTheRolesListed) {
  live("ada", {"ROLE_AGENT", "ROLE_SUPERVISOR", "ROLE_OTHER"});
  want_roles("ada", {"ROLE_SUPERVISOR"});
  objects_["ada"].kind = 1;
  objects_["ada"].absent = true;
  const Plan plan = this->plan();
  const FieldDifference& field = field_of(change_of(plan, "ada"), "roles");
  EXPECT_EQ(field.removed, std::vector<std::string>{"ROLE_SUPERVISOR"});
  EXPECT_EQ(field.kept, (std::vector<std::string>{"ROLE_AGENT", "ROLE_OTHER"}));
}

TEST_F(Diff, AFormerNameOnlyFollowsARenameMadeAtTheVendor) {
  live("ada.lovelace", {"ROLE_AGENT"});
  want_name("ada.lovelace", "Ada");
  objects_["ada.lovelace"].previously = {"ada"};
  remember("ada", {{"displayName", "=Ada", {}, {}}});
  const Change change = change_of(plan(), "ada.lovelace");
  EXPECT_EQ(change.action, Action::update);
  EXPECT_TRUE(change.by_drift);  // the inventory of the former name speaks for this one
}

TEST_F(Diff, AMovedDeviceNamesItsLoserAndAnUnmanagedLoserBlocksIt) {
  live("ada", {"ROLE_AGENT"});
  live("bo", {"ROLE_AGENT"});
  support::ModelObject bo = *world_.find(toy::kUser, "bo");
  bo.fields[toy::kDevices] = {true, {}, {"3001"}};
  world_.put(toy::kUser, bo);
  want("ada");
  rows_.add(toy::kDevices, CellKind::partial, "");
  rows_.add_member(toy::kDevices, "3001", "3001");
  Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "ada"), "unmanaged");
  EXPECT_NE(change_of(plan, "ada").blocked[0].sentence.find("bo"), std::string::npos);
}

TEST_F(Diff, AMovedDeviceOfAManagedLoserIsShownAsAMove) {
  live("ada", {"ROLE_AGENT"});
  live("bo", {"ROLE_AGENT"});
  support::ModelObject bo = *world_.find(toy::kUser, "bo");
  bo.fields[toy::kDevices] = {true, {}, {"3001"}};
  world_.put(toy::kUser, bo);
  want("ada");
  rows_.add(toy::kDevices, CellKind::partial, "");
  rows_.add_member(toy::kDevices, "3001", "3001");
  want_roles("bo", {"ROLE_AGENT"});
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "ada"), "");
  ASSERT_EQ(plan.systems[0].consequences.size(), 1U);
  EXPECT_EQ(plan.systems[0].consequences[0], "devices 3001 is taken from bo by ada");
}

TEST_F(Diff, AnEmptyFinalSetOfRolesIsBlocked) {
  live("root", {"ROLE_ADMIN"});
  live("ada", {"ROLE_AGENT"});
  live("bo", {"ROLE_AGENT"});
  want_roles("ada", {});
  want("bo");
  rows_.add(toy::kRoles, CellKind::partial, "");
  rows_.add_member(toy::kRoles, "role_agent", "ROLE_AGENT", CellKind::excluded);
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "ada"), "emptyRoles");
  EXPECT_EQ(guard_of(plan, "bo"), "emptyRoles");
}

TEST_F(Diff, AnEmptyFinalSetOfRolesIsSentWhereTheSystemAllowsIt) {
  live("root", {"ROLE_ADMIN"});
  live("ada", {"ROLE_AGENT"});
  want_roles("ada", {});
  spec_.settings["allowEmptyRoles"] = true;
  EXPECT_EQ(guard_of(plan(), "ada"), "");
}

TEST_F(Diff, ADeviceWhoseHolderMayBeUnreadIsNotTaken) {
  live("ada", {"ROLE_AGENT"});
  live("bo", {"ROLE_AGENT"});
  want("ada");
  rows_.add(toy::kDevices, CellKind::partial, "");
  rows_.add_member(toy::kDevices, "3001", "3001");
  incomplete_ = "a page failed";
  EXPECT_EQ(guard_of(plan(), "ada"), "presence");
}

TEST_F(Diff, TakingADeviceOutWhereTheVendorHasNoCallForItIsSaid) {
  live("ada", {"ROLE_AGENT"});
  support::ModelObject ada = *world_.find(toy::kUser, "ada");
  ada.fields[toy::kDevices] = {true, {}, {"3001"}};
  world_.put(toy::kUser, ada);
  want("ada");
  rows_.add(toy::kDevices, CellKind::set, "");
  EXPECT_EQ(guard_of(plan(), "ada"), "unsupported");
}

TEST(Wish, NeverTurnsOneFieldStateIntoAnother) {
  const FieldRule& rule = support::toy_catalog().entities[0].fields[toy::kDisplayName];
  TableBuilder rows;
  rows.begin_row(0, "a", "a");
  rows.add(toy::kDisplayName, CellKind::text, "");
  rows.begin_row(0, "b", "b");
  rows.add(toy::kDisplayName, CellKind::text, "", CellState::at_default);
  rows.begin_row(0, "c", "c");
  const Table table = rows.finish();
  const auto wish = [&](std::size_t row) {
    return read_wish(toy::kDisplayName, cells_of(table.cells(table.rows()[row]), toy::kDisplayName));
  };
  ASSERT_TRUE(wish(0) && wish(1));
  EXPECT_FALSE(wish(2));
  EXPECT_NE(canonical_text(*wish(0), rule), canonical_text(*wish(1), rule));
}

}  // namespace
}  // namespace muster::core
