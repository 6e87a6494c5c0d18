// Members that are asked for until a date: added before it, taken away after it, and nothing flaps in between.
#include "reconciler/core/expiry.h"

#include <gtest/gtest.h>

#include "reconciler/core/applied.h"
#include "reconciler/core/planning.h"
#include "reconciler/core/wish.h"
#include "tests/support/small_centre.h"

namespace muster::core {
namespace {

namespace toy = support::toy;

class Expiring : public support::SmallCentre {
 protected:
  static inline const WallMillis kUntil = parse_end_of_day("2026-12-24").value();
  static inline const WallMillis kBefore = kUntil - std::chrono::milliseconds(1);

  void want_until(const std::string& name, CellKind mode, const std::vector<std::string>& roles,
                  const std::string& expiring) {
    want_roles(name, roles, mode);
    rows_.add_member(toy::kRoles, comparable(expiring, Compare::folded), expiring);
    objects_[name].expiring = {{toy::kRoles, comparable(expiring, Compare::folded), kUntil}};
  }

  // What the inventory says once the document is as asked at `time`, with the members that were written.
  AppliedFields applied(const std::string& name, WallMillis time, std::vector<std::string> added) {
    TableBuilder rows;
    rows.begin_row(toy::kUser, name, name);
    rows.add(toy::kRoles, CellKind::partial, "");
    rows.add_member(toy::kRoles, "role_agent", "ROLE_AGENT");
    rows.add_member(toy::kRoles, "role_admin", "ROLE_ADMIN");
    const Table table = rows.finish();
    FieldWrite write;
    write.field = toy::kRoles;
    write.added = std::move(added);
    const std::vector<ExpiringMember> members = {{toy::kRoles, "role_admin", kUntil}};
    const AppliedInputs inputs{
        support::toy_catalog().entities[toy::kUser], table.cells(table.rows()[0]), nullptr, versions_, {members, time}};
    const std::vector<FieldWrite> written = [&] {
      std::vector<FieldWrite> writes;
      writes.push_back(write.copy());
      return writes;
    }();
    return AppliedFields(applied_fields(inputs, written));
  }

  static const FieldDifference& roles_of(const Plan& plan, const std::string& name) {
    return *find_difference(change_of(plan, name), "roles");
  }
};

TEST_F(Expiring, AMemberIsAddedUntilItsDateAndThePlanSaysUntilWhen) {
  live("ada", {"ROLE_AGENT"});
  want_until("ada", CellKind::partial, {"ROLE_AGENT"}, "ROLE_ADMIN");
  now_ = kBefore;
  const Plan plan = this->plan();
  EXPECT_EQ(roles_of(plan, "ada").added, std::vector<std::string>{"ROLE_ADMIN"});
  EXPECT_EQ(roles_of(plan, "ada").note, "until 2026-12-24: ROLE_ADMIN");
}

TEST_F(Expiring, AMemberThatMusterAddedGoesByItselfAfterTheDate) {
  live("root", {"ROLE_ADMIN"});
  live("ada", {"ROLE_AGENT", "ROLE_ADMIN"});
  remember("ada", applied("ada", kBefore, {"ROLE_ADMIN"}));
  want_until("ada", CellKind::partial, {"ROLE_AGENT"}, "ROLE_ADMIN");
  now_ = kUntil;
  const Plan plan = this->plan();
  EXPECT_EQ(roles_of(plan, "ada").removed, std::vector<std::string>{"ROLE_ADMIN"});
  EXPECT_EQ(roles_of(plan, "ada").note, "was asked for until 2026-12-24: ROLE_ADMIN");
  EXPECT_FALSE(change_of(plan, "ada").by_drift) << "the manifest asks for it";
  EXPECT_EQ(plan.systems[0].schedule.steps.size(), 1U);
}

TEST_F(Expiring, BeforeTheDateNothingIsTakenAway) {
  live("ada", {"ROLE_AGENT", "ROLE_ADMIN"});
  remember("ada", applied("ada", kBefore, {"ROLE_ADMIN"}));
  want_until("ada", CellKind::partial, {"ROLE_AGENT"}, "ROLE_ADMIN");
  now_ = kBefore;
  const Plan plan = this->plan();
  EXPECT_TRUE(plan.systems[0].changes.empty());
  EXPECT_TRUE(plan.systems[0].adopted.empty()) << "the inventory says it already";
}

TEST_F(Expiring, AMemberThatWasThereBeforeStaysAndIsSaid) {
  live("ada", {"ROLE_AGENT", "ROLE_ADMIN"});
  remember("ada", applied("ada", kBefore, {}));
  want_until("ada", CellKind::partial, {"ROLE_AGENT"}, "ROLE_ADMIN");
  now_ = kUntil;
  const Plan plan = this->plan();
  EXPECT_TRUE(plan.systems[0].changes.empty());
  EXPECT_EQ(plan.systems[0].warnings,
            std::vector<std::string>{"ada: roles: no longer managed, still granted: ROLE_ADMIN"});
}

TEST_F(Expiring, AfterTheReversalNothingIsLeftToDo) {
  live("ada", {"ROLE_AGENT"});
  remember("ada", applied("ada", kUntil, {}));
  want_until("ada", CellKind::partial, {"ROLE_AGENT"}, "ROLE_ADMIN");
  now_ = kUntil + std::chrono::hours(1);
  const Plan plan = this->plan();
  EXPECT_TRUE(plan.systems[0].changes.empty());
  EXPECT_TRUE(plan.systems[0].adopted.empty()) << "the inventory says it already";
}

TEST_F(Expiring, InAnExactListTheMemberIsSimplyNoneAnyMore) {
  live("root", {"ROLE_ADMIN"});
  live("ada", {"ROLE_AGENT", "ROLE_ADMIN"});
  live("bo", {"ROLE_AGENT"});
  want_until("ada", CellKind::set, {"ROLE_AGENT"}, "ROLE_ADMIN");
  want_until("bo", CellKind::set, {"ROLE_AGENT"}, "ROLE_ADMIN");
  now_ = kUntil;
  const Plan plan = this->plan();
  EXPECT_EQ(roles_of(plan, "ada").removed, std::vector<std::string>{"ROLE_ADMIN"});
  EXPECT_EQ(plan.systems[0].changes.size(), 1U) << "bo is as asked";
}

TEST_F(Expiring, AListOfWhichNothingIsLeftIsNotSentWhereItMustNotBeEmpty) {
  live("ada", {"ROLE_SUPERVISOR"});
  want_until("ada", CellKind::set, {}, "ROLE_SUPERVISOR");
  now_ = kUntil;
  EXPECT_EQ(guard_of(plan(), "ada"), "emptyRoles");
}

TEST_F(Expiring, TheWishOfAnotherFieldIsLeftAlone) {
  TableBuilder rows;
  rows.begin_row(toy::kTeam, "billing", "billing");
  for (const FieldIndex field : {toy::kSupervisors, toy::kAgents}) {
    rows.add(field, CellKind::set, "");
    rows.add_member(field, "bo", "Bo");
  }
  const Table table = rows.finish();
  const auto cells = table.cells(table.rows()[0]);
  const std::vector<ExpiringMember> members = {{toy::kAgents, "bo", kUntil}};
  const Expiry expiry{members, kUntil};
  EXPECT_TRUE(read_wish(toy::kAgents, cells_of(cells, toy::kAgents), expiry)->set.include.empty());
  EXPECT_EQ(read_wish(toy::kSupervisors, cells_of(cells, toy::kSupervisors), expiry)->set.include.size(), 1U);
}

}  // namespace
}  // namespace muster::core
