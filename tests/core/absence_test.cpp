// Objects that no document names any more, and those that are wanted absent after a while.
#include "reconciler/core/absence.h"

#include <gtest/gtest.h>

#include "reconciler/core/plan_document.h"
#include "reconciler/core/render_json.h"
#include "reconciler/core/render_text.h"
#include "tests/support/small_centre.h"

namespace muster::core {
namespace {

namespace toy = support::toy;
using std::chrono::hours;

class Absence : public support::SmallCentre {
 protected:
  void SetUp() override {
    now_ = WallMillis(hours(100'000));
    more_.source_complete = true;
    spec_.unmanaged_action = UnmanagedAction::disable;
    live("root", {"ROLE_ADMIN"});
    live("bo", {"ROLE_AGENT"});
    want_roles("root", {"ROLE_ADMIN"});
    know("bo", 1);
  }

  InventoryEntry& know(const std::string& name, int seen, bool created = true) {
    remember(name, {{"displayName", "=x", {}, ""}}, created);
    InventoryEntry& entry = *std::ranges::find(inventory_.entries, name, [](const auto& e) { return e.key.name; });
    entry.absent_seen = seen;
    if (seen > 0) entry.absent_since = now_ - hours(1);
    return entry;
  }
  InventoryEntry& bo() { return inventory_.entries.at(0); }

  static const Change* find(const Plan& plan, const std::string& name) {
    const auto& changes = plan.systems.at(0).changes;
    const auto at = std::ranges::find(changes, name, [](const Change& change) { return change.entity.name; });
    return at == changes.end() ? nullptr : &*at;
  }
  Plan plan_again() {
    rows_ = TableBuilder();
    want_roles("root", {"ROLE_ADMIN"});
    return plan();
  }
  static std::optional<AbsenceMark> mark_of(const Plan& plan, const std::string& name) {
    if (!plan.systems.at(0).record) return std::nullopt;
    for (const AbsenceMark& mark : plan.systems[0].record->marks) {
      if (mark.entity.name == name) return mark;
    }
    return std::nullopt;
  }
  static bool disables(const Change* change) {
    return change != nullptr && change->action == Action::update && change->wishes.size() == 1 &&
           change->wishes[0].field == toy::kEnabled && change->wishes[0].value == "false";
  }
};

TEST_F(Absence, TheFirstCompleteObservationOnlyMarks) {
  bo().absent_seen = 0;
  bo().absent_since.reset();
  const Plan plan = this->plan();
  EXPECT_EQ(find(plan, "bo"), nullptr);
  const auto mark = mark_of(plan, "bo");
  ASSERT_TRUE(mark);
  EXPECT_EQ(mark->since, now_);
  EXPECT_EQ(mark->seen, 1);
  EXPECT_EQ(plan.systems[0].warnings,
            (std::vector<std::string>{
                "no document names bo any more: it is acted on once another complete observation finds the same"}));
}

TEST_F(Absence, TheSecondDisablesAndSaysWhy) {
  const Plan plan = this->plan();
  EXPECT_TRUE(disables(find(plan, "bo")));
  const auto mark = mark_of(plan, "bo");
  ASSERT_TRUE(mark);
  EXPECT_EQ(mark->seen, 2);
  EXPECT_EQ(mark->since, now_ - hours(1)) << "since the first";
  const PlanDocument document = make_plan_document(plan, *desired_, support::toy_catalogs());
  EXPECT_NE(render_text(document, {}).find("no document names it any more"), std::string::npos);
  EXPECT_NE(render_json(document).find("\"cause\": \"absence\""), std::string::npos);
}

TEST_F(Absence, NothingHappensWithoutACompleteSource) {
  more_.source_complete = false;
  Plan plan = this->plan();
  EXPECT_EQ(find(plan, "bo"), nullptr);
  EXPECT_FALSE(mark_of(plan, "bo"));
  more_.source_complete = true;
  more_.selection.kinds = {"User"};
  plan = plan_again();
  EXPECT_EQ(find(plan, "bo"), nullptr);
  more_.selection = {};
  more_.selection.only = std::vector<EntityKey>{{"toy-1", "user", "root"}};
  plan = plan_again();
  EXPECT_EQ(find(plan, "bo"), nullptr);
  EXPECT_FALSE(mark_of(plan, "bo"));
}

TEST_F(Absence, AnIncompleteObservationNeitherActsNorMarks) {
  incomplete_ = "a page failed";
  const Plan plan = this->plan();
  EXPECT_EQ(find(plan, "bo"), nullptr);
  EXPECT_FALSE(mark_of(plan, "bo"));
}

TEST_F(Absence, ReportAndIgnoreLeaveObjectsAlone) {
  for (const UnmanagedAction action : {UnmanagedAction::report, UnmanagedAction::ignore}) {
    spec_.unmanaged_action = action;
    const Plan plan = plan_again();
    EXPECT_EQ(find(plan, "bo"), nullptr);
    EXPECT_EQ(plan.systems[0].unmanaged.size(), action == UnmanagedAction::report ? 1U : 0U);
  }
}

TEST_F(Absence, WhatTheInventoryDoesNotHoldIsOnlyReported) {
  inventory_.entries.clear();
  spec_.unmanaged_action = UnmanagedAction::remove;
  const Plan plan = this->plan();
  EXPECT_EQ(find(plan, "bo"), nullptr);
  EXPECT_EQ(plan.systems[0].unmanaged, (std::vector<EntityKey>{{"toy-1", "user", "bo"}}));
}

TEST_F(Absence, ExceptionsMustersOwnAccountAndAnotherObjectOfThatNameAreLeftAlone) {
  spec_.unmanaged_except = {"b*"};
  EXPECT_EQ(find(plan(), "bo"), nullptr);
  spec_.unmanaged_except.clear();
  own_ = OwnAccount{"bo", RemoteId(bo().id), {}, false};
  EXPECT_EQ(find(plan_again(), "bo"), nullptr);
  own_.reset();
  bo().id = RemoteId("another");
  EXPECT_EQ(find(plan_again(), "bo"), nullptr);
}

TEST_F(Absence, ProtectionOfTheCommitBeforeStillHoldsWhenItsDocumentIsDropped) {
  enforced_.current = EnforcedPolicy();
  enforced_.current->commit = "tree:before";
  enforced_.current->protected_objects = {{"toy-1", "user", "bo"}};
  EXPECT_EQ(guard_of(plan(), "bo"), "protect");
}

TEST_F(Absence, TheLastAdministratorIsNotDisabledForWantOfADocument) {
  world_ = {};
  inventory_.entries.clear();
  live("bo", {"ROLE_ADMIN"});
  know("bo", 1);
  rows_ = TableBuilder();
  EXPECT_EQ(guard_of(plan(), "bo"), "minAdmins");
}

TEST_F(Absence, DisablingCountsAsARemoval) {
  spec_.guards.max_removals = {10, 0};
  EXPECT_EQ(guard_of(plan(), "bo"), "maxRemovals");
}

TEST_F(Absence, DeleteDisablesFirstAndDeletesWhatMusterCreatedWhenItsTimeHasCome) {
  spec_.unmanaged_action = UnmanagedAction::remove;
  bo().absent_since = now_ - hours(24 * 30);
  EXPECT_TRUE(disables(find(plan(), "bo")));
  world_ = {};
  live("root", {"ROLE_ADMIN"});
  live("bo", {"ROLE_AGENT"}, false);
  bo().absent_since = now_ - kDeleteAfter + std::chrono::milliseconds(1);
  Plan plan = plan_again();
  EXPECT_EQ(find(plan, "bo"), nullptr);
  EXPECT_EQ(plan.systems[0].warnings.at(0), "no document names bo any more: it is deleted once deleteAfter has passed");
  bo().absent_since = now_ - kDeleteAfter;
  plan = plan_again();
  ASSERT_NE(find(plan, "bo"), nullptr);
  EXPECT_EQ(find(plan, "bo")->action, Action::remove);
}

TEST_F(Absence, DeleteAfterOfTheSystemIsWhatCounts) {
  spec_.unmanaged_action = UnmanagedAction::remove;
  spec_.delete_after = hours(1);
  world_ = {};
  live("root", {"ROLE_ADMIN"});
  live("bo", {"ROLE_AGENT"}, false);
  EXPECT_EQ(change_of(plan(), "bo").action, Action::remove);
}

TEST_F(Absence, WhatMusterDidNotCreateIsNeverDeleted) {
  spec_.unmanaged_action = UnmanagedAction::remove;
  world_ = {};
  live("root", {"ROLE_ADMIN"});
  live("bo", {"ROLE_AGENT"}, false);
  bo().created = false;
  bo().absent_since = now_ - hours(24 * 400);
  EXPECT_EQ(find(plan(), "bo"), nullptr);
}

TEST_F(Absence, AnAccountOfWhichOnlyRolesWereAssignedIsNotDisabled) {
  bo().created = false;
  bo().applied = {{"roles", "include\x1fROLE_AGENT", {}, ""}};
  EXPECT_EQ(find(plan(), "bo"), nullptr);
}

TEST_F(Absence, MembersThatMusterAddedGoOutAndTheOthersStay) {
  spec_.unmanaged_action = UnmanagedAction::report;
  live("ann", {"ROLE_AGENT", "ROLE_SUPERVISOR", "ROLE_OTHER"});
  remember("ann", {{"roles", "include\x1frole_agent\x1frole_supervisor", {"role_supervisor"}, ""}});
  inventory_.entries[0].absent_seen = 1;
  inventory_.entries[0].absent_since = now_;
  const Plan plan = this->plan();
  const Change& change = change_of(plan, "ann");
  EXPECT_EQ(change.action, Action::update);
  ASSERT_EQ(change.fields.size(), 1U);
  EXPECT_EQ(change.fields[0].removed, (std::vector<std::string>{"ROLE_SUPERVISOR"}));
  EXPECT_EQ(change.fields[0].note, "no longer managed, still granted: ROLE_AGENT");
  EXPECT_TRUE(change.wishes.at(0).set.include.empty());
}

TEST_F(Absence, MembersWaitForASecondObservationToo) {
  live("ann", {"ROLE_AGENT", "ROLE_SUPERVISOR"});
  remember("ann", {{"roles", "include\x1frole_supervisor", {"role_supervisor"}, ""}});
  EXPECT_EQ(find(plan(), "ann"), nullptr);
}

TEST_F(Absence, WhereNothingWouldBeLeftOfTheRolesDisablingHasToDo) {
  bo().applied = {{"displayName", "=x", {}, ""}, {"roles", "include\x1frole_agent", {"role_agent"}, ""}};
  const Plan plan = this->plan();
  EXPECT_TRUE(disables(find(plan, "bo")));
}

TEST_F(Absence, ADocumentThatIsBackClearsTheMark) {
  rows_ = TableBuilder();
  want_roles("root", {"ROLE_ADMIN"});
  want_roles("bo", {"ROLE_AGENT"});
  const auto mark = mark_of(plan(), "bo");
  ASSERT_TRUE(mark);
  EXPECT_EQ(mark->since, std::nullopt);
  EXPECT_EQ(mark->seen, 0);
  EXPECT_FALSE(mark->disabled);
}

TEST_F(Absence, AFormerNameOfAnObjectIsNotWithoutADocument) {
  objects_.erase("bo");
  rows_ = TableBuilder();
  want_roles("root", {"ROLE_ADMIN"});
  objects_["root"].previously = {"bo"};
  EXPECT_EQ(find(plan(), "bo"), nullptr);
}

TEST_F(Absence, WhatIsConfirmedToBeGoneIsForgotten) {
  world_ = {};
  live("root", {"ROLE_ADMIN"});
  EXPECT_TRUE(plan().systems[0].gone.empty()) << "a listing alone does not say so";
  confirmed_absent_ = {{"toy-1", "user", "bo"}};
  EXPECT_EQ(plan_again().systems[0].gone, confirmed_absent_);
}

TEST_F(Absence, AMarkThatSaysAllIsNotWrittenAgain) {
  spec_.unmanaged_action = UnmanagedAction::report;
  bo().absent_seen = 2;
  EXPECT_FALSE(mark_of(plan(), "bo"));
}

class AskedAbsent : public Absence {
 protected:
  void SetUp() override {
    Absence::SetUp();
    inventory_.entries.clear();
    more_.source_complete = false;
    spec_.delete_after = hours(48);
    want_absent("bo");
  }
  void ask_again() {
    rows_ = TableBuilder();
    want_roles("root", {"ROLE_ADMIN"});
    want_absent("bo");
  }
};

TEST_F(AskedAbsent, WithDeleteAfterItIsDisabledFirstAndMarkedWithItsId) {
  const Plan plan = this->plan();
  EXPECT_TRUE(disables(find(plan, "bo")));
  const auto mark = mark_of(plan, "bo");
  ASSERT_TRUE(mark);
  EXPECT_EQ(mark->since, now_);
  EXPECT_EQ(mark->id.text, world_.find(toy::kUser, "bo")->id);
}

TEST_F(AskedAbsent, ItIsRemovedOnceTheTimeHasPassedAndNotBefore) {
  world_ = {};
  live("root", {"ROLE_ADMIN"});
  live("bo", {"ROLE_AGENT"}, false);
  know("bo", 1, false).absent_since = now_ - hours(48) + std::chrono::milliseconds(1);
  Plan plan = this->plan();
  EXPECT_EQ(find(plan, "bo"), nullptr);
  EXPECT_EQ(plan.systems[0].warnings.at(0), "bo: it is removed once deleteAfter has passed");
  inventory_.entries[0].absent_since = now_ - hours(48);
  ask_again();
  EXPECT_EQ(change_of(this->plan(), "bo").action, Action::remove);
}

TEST_F(AskedAbsent, WithoutDeleteAfterItIsRemovedInItsOwnPass) {
  spec_.delete_after.reset();
  EXPECT_EQ(change_of(plan(), "bo").action, Action::remove);
}

}  // namespace
}  // namespace muster::core
