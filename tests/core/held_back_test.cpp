// Fields that are left as they are: contended ones, drift that is only reported; and objects with an open intent.
#include "reconciler/core/held_back.h"

#include <gtest/gtest.h>

#include "reconciler/core/applied.h"
#include "reconciler/core/exit_code.h"
#include "reconciler/core/plan_document.h"
#include "reconciler/core/render_json.h"
#include "reconciler/core/render_text.h"
#include "tests/support/small_centre.h"

namespace muster::core {
namespace {

namespace toy = support::toy;
using std::chrono::hours;

class HeldBack : public support::SmallCentre {
 protected:
  void SetUp() override {
    now_ = WallMillis(hours(10'000));
    memory_.binding = Binding{"toy", "", ""};
    live("root", {"ROLE_ADMIN"});
    live("bo", {"ROLE_AGENT"});
  }

  void want_bo(bool email_too) {
    rows_ = TableBuilder();
    rows_.begin_row(toy::kUser, "bo", "bo");
    rows_.add(toy::kDisplayName, CellKind::text, "Bo");
    if (email_too) rows_.add(toy::kEmail, CellKind::text, "bo@acme.example");
    objects_["bo"] = {};
  }

  void wrote(int times, const std::string& wish = "=Bo", Action action = Action::update) {
    for (int i = 0; i < times; ++i) {
      SentChange sent;
      sent.entity = EntityKey("toy-1", "user", "bo");
      sent.kind = "User";
      sent.action = action;
      sent.plan_id = "p" + std::to_string(memory_.history.size());
      sent.at = now_ - hours(1);
      sent.fields = {{"displayName", wish}};
      memory_.history.push_back(sent);
    }
  }

  static const AppliedField* flagged(const Plan& plan, std::vector<AppliedField>& keep) {
    const auto& record = plan.systems.at(0).record;
    if (!record || record->put.empty()) return nullptr;
    keep = record->put[0].applied.list();
    const auto at = std::ranges::find(keep, true, &AppliedField::contended);
    return at == keep.end() ? nullptr : &*at;
  }
};

TEST_F(HeldBack, AFieldWrittenThreeTimesInADayIsContendedAndRememberedAsSuch) {
  want_bo(false);
  wrote(2);
  EXPECT_EQ(guard_of(plan(), "bo"), "");
  want_bo(false);
  wrote(1);
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "bo"), "contended");
  EXPECT_EQ(change_of(plan, "bo").fields.size(), 1U) << "what would have been written is shown";
  std::vector<AppliedField> fields;
  const AppliedField* field = flagged(plan, fields);
  ASSERT_NE(field, nullptr);
  EXPECT_EQ(field->path, "displayName");
  EXPECT_EQ(field->wish, "=Bo");
}

TEST_F(HeldBack, OtherWishesOtherDaysAndCreatesDoNotMakeItContended) {
  want_bo(false);
  wrote(3, "=Other");
  wrote(3, "=Bo", Action::create);
  wrote(3);
  for (std::size_t i = 6; i < 9; ++i) memory_.history[i].at = now_ - hours(24);
  EXPECT_EQ(guard_of(plan(), "bo"), "");
}

TEST_F(HeldBack, TheOtherFieldsOfTheChangeGoOn) {
  want_bo(true);
  wrote(3);
  const Plan plan = this->plan();
  const Change& change = change_of(plan, "bo");
  EXPECT_EQ(change.action, Action::update);
  ASSERT_EQ(change.wishes.size(), 1U);
  EXPECT_EQ(change.wishes[0].field, toy::kEmail);
  ASSERT_EQ(change.left_out.size(), 1U);
  EXPECT_EQ(change.left_out[0].field.path, "displayName");
  EXPECT_EQ(change.left_out[0].reason.guard, "contended");
  EXPECT_EQ(exit_code(facts_of(plan)), ExitCode::blocked);
  const PlanDocument document = make_plan_document(plan, *desired_, support::toy_catalogs());
  EXPECT_NE(render_text(document, {}).find("left out by contended: displayName was written three times"),
            std::string::npos);
  EXPECT_NE(render_json(document).find("\"leftOut\": ["), std::string::npos);
}

TEST_F(HeldBack, ItStaysContendedAfterTheDayUntilItsWishChanges) {
  remember("bo", {{"displayName", "=Bo", {}, "", true}});
  want_bo(false);
  Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "bo"), "contended");
  std::vector<AppliedField> fields;
  EXPECT_EQ(flagged(plan, fields), nullptr) << "it is remembered already";
  inventory_.entries[0].applied = {{"displayName", "=Bob", {}, "", true}};
  want_bo(false);
  EXPECT_EQ(guard_of(this->plan(), "bo"), "");
}

TEST_F(HeldBack, WhatIsRecordedDoesNotFlapBecauseOfTheFlag) {
  TableBuilder rows;
  rows.begin_row(toy::kUser, "bo", "bo");
  rows.add(toy::kDisplayName, CellKind::text, "Bo");
  const Table table = rows.finish();
  InventoryEntry entry;
  entry.applied = {{"displayName", "=Bo", {}, "", true}};
  const AppliedInputs same{support::toy_catalog().entities[0], table.cells(table.rows()[0]), &entry, versions_};
  EXPECT_TRUE(is_recorded(same));
  EXPECT_TRUE(applied_fields(same).at(0).contended);
  InventoryEntry other;
  other.applied = {{"displayName", "=Other", {}, "", true}};
  const AppliedInputs changed{support::toy_catalog().entities[0], table.cells(table.rows()[0]), &other, versions_};
  EXPECT_FALSE(applied_fields(changed).at(0).contended) << "another wish is another matter";
}

TEST_F(HeldBack, AnOverrideOfContendedLetsItBeWritten) {
  want_bo(false);
  wrote(3);
  Override each;
  each.name = "again";
  each.guard = "contended";
  each.system = "toy-1";
  each.expires = now_ + hours(1);
  each.reason = "the other tool is off";
  overrides_ = {each};
  enforced_.current = EnforcedPolicy();
  enforced_.current->commit = "tree:before";
  enforced_.current->overrides = overrides_;
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "bo"), "");
  EXPECT_EQ(change_of(plan, "bo").notes.at(0), "displayName passes contended by Override again: the other tool is off");
}

TEST_F(HeldBack, DriftIsCorrectedUnlessTheDaemonIsToldToReportIt) {
  remember("bo", {{"displayName", "=Bo", {}, ""}});
  want_bo(false);
  EXPECT_EQ(guard_of(plan(), "bo"), "") << "a muster apply corrects what its plan shows";
  more_.reports_drift = true;
  want_bo(false);
  Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "bo"), "onDrift");
  EXPECT_TRUE(change_of(plan, "bo").by_drift);
  EXPECT_TRUE(plan.systems[0].schedule.steps.empty());
  spec_.on_drift = OnDrift::correct;
  want_bo(false);
  EXPECT_EQ(guard_of(this->plan(), "bo"), "");
}

TEST_F(HeldBack, WhereTheManifestChangedTooOnlyThatIsWritten) {
  remember("bo", {{"displayName", "=Bo", {}, ""}, {"emailAddress", "=old@acme.example", {}, ""}});
  more_.reports_drift = true;
  want_bo(true);
  const Plan plan = this->plan();
  const Change& change = change_of(plan, "bo");
  ASSERT_EQ(change.wishes.size(), 1U);
  EXPECT_EQ(change.wishes[0].field, toy::kEmail);
  ASSERT_EQ(change.left_out.size(), 1U);
  EXPECT_EQ(change.left_out[0].reason.guard, "onDrift");
}

TEST_F(HeldBack, AnObjectThatVanishedIsNotMadeAgainWhereDriftIsReported) {
  rows_ = TableBuilder();
  rows_.begin_row(toy::kUser, "ann", "ann");
  rows_.add(toy::kRoles, CellKind::set, "");
  rows_.add_member(toy::kRoles, "role_agent", "ROLE_AGENT");
  rows_.add(toy::kEmail, CellKind::text, "ann@acme.example");
  rows_.add(toy::kPassword, CellKind::secret, "env:P");
  objects_["ann"] = {};
  remember("ann", {});
  more_.reports_drift = true;
  const Plan plan = this->plan();
  EXPECT_EQ(change_of(plan, "ann").intended, Action::restore);
  EXPECT_EQ(guard_of(plan, "ann"), "onDrift");
}

TEST_F(HeldBack, AnObjectWithAnOpenIntentWaitsAndIsNotTakenOver) {
  want_bo(false);
  Intent intent;
  intent.entity = EntityKey("toy-1", "user", "bo");
  memory_.open = {intent};
  EXPECT_EQ(guard_of(plan(), "bo"), "settling");
  rows_ = TableBuilder();
  want_roles("bo", {"ROLE_AGENT"});
  EXPECT_TRUE(plan().systems[0].adopted.empty());
  memory_.open.clear();
  rows_ = TableBuilder();
  want_roles("bo", {"ROLE_AGENT"});
  EXPECT_EQ(plan().systems[0].adopted.size(), 1U);
}

TEST_F(HeldBack, SecretsAskedForByNameAreWrittenWhateverIsKnown) {
  const auto want_secret = [&] {
    rows_ = TableBuilder();
    rows_.begin_row(toy::kUser, "bo", "bo");
    rows_.add(toy::kPassword, CellKind::secret, "env:P");
    objects_["bo"] = {};
  };
  versions_["env:P"] = "v1";
  remember("bo", {{"password", "secret env:P", {}, "v1"}});
  want_secret();
  EXPECT_TRUE(plan().systems[0].changes.empty());
  more_.set_secrets = {"BO", "nobody"};
  want_secret();
  const Plan plan = this->plan();
  ASSERT_EQ(change_of(plan, "bo").wishes.size(), 1U);
  EXPECT_EQ(change_of(plan, "bo").fields[0].note, "asked for with --set-secrets");
  EXPECT_EQ(
      plan.warnings,
      (std::vector<std::string>{"--set-secrets nobody: no document of that name has a secret, so nothing is set"}));
}

}  // namespace
}  // namespace muster::core
