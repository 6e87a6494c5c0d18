// What became of writes whose answer never came.
#include "reconciler/core/settle.h"

#include <gtest/gtest.h>

#include "tests/support/small_centre.h"

namespace muster::core {
namespace {

namespace toy = support::toy;

class Settle : public support::SmallCentre {
 protected:
  Intent intent(Action action, const std::string& name = "bo") {
    Intent intent;
    intent.id = "i1";
    intent.entity = EntityKey("toy-1", "user", name);
    intent.name = name;
    intent.kind = "User";
    intent.action = action;
    intent.plan_id = "p1";
    intent.commit = "c1";
    if (const auto* there = world_.find(toy::kUser, name)) intent.remote_id = RemoteId(there->id);
    intent.after = InventoryEntry();
    intent.after->key = intent.entity;
    if (action == Action::remove) intent.after.reset();
    return intent;
  }

  static IntentField value(const std::string& path, const std::string& wanted) {
    IntentField field;
    field.path = path;
    field.value = wanted;
    field.wish = "=" + wanted;
    return field;
  }
  static IntentField roles(std::vector<std::string> include, bool exact) {
    IntentField field;
    field.path = "roles";
    field.kind = WishKind::set;
    field.set = {exact, std::move(include), {}};
    return field;
  }
  static IntentField secret() {
    IntentField field;
    field.path = "password";
    field.kind = WishKind::secret;
    field.value = "env:P";
    return field;
  }

  std::optional<Closing> settle_one(const Intent& intent) {
    ObservedSystem seen = observed();
    seen.confirmed_absent = confirmed_absent_;
    const auto closings = settle({intent}, seen, support::toy_catalog(), WallMillis(std::chrono::hours(5)));
    if (closings.empty()) return std::nullopt;
    return closings.front();
  }
};

TEST_F(Settle, ACreateThatIsFoundIsVerifiedWithTheIdThatWasFound) {
  live("bo", {"ROLE_AGENT"});
  Intent intent = this->intent(Action::create);
  intent.remote_id = {};
  intent.absence_proven = true;
  intent.fields = {roles({"ROLE_AGENT"}, true)};
  const auto closing = settle_one(intent);
  ASSERT_TRUE(closing && closing->put);
  EXPECT_EQ(closing->outcome, Outcome::verified);
  EXPECT_EQ(closing->put->id.text, world_.find(toy::kUser, "bo")->id);
  EXPECT_TRUE(closing->put->created);
}

TEST_F(Settle, WithoutAProvenAbsenceItIsNotSaidToBeMustersOwn) {
  live("bo", {"ROLE_AGENT"});
  Intent intent = this->intent(Action::create);
  intent.after->created = true;
  const auto closing = settle_one(intent);
  ASSERT_TRUE(closing && closing->put);
  EXPECT_FALSE(closing->put->created);
}

TEST_F(Settle, WhatACreateLeftUndoneIsNotSaidToBeApplied) {
  live("bo", {"ROLE_AGENT"});
  Intent intent = this->intent(Action::create);
  intent.fields = {value("enabled", "false"), roles({"ROLE_AGENT"}, true)};
  intent.after->applied = {{"enabled", "=false", {}, ""}, {"roles", "exact\x1frole_agent", {}, ""}};
  const auto closing = settle_one(intent);
  ASSERT_TRUE(closing && closing->put);
  EXPECT_FALSE(closing->put->applied.find("enabled"));
  EXPECT_TRUE(closing->put->applied.find("roles"));
}

TEST_F(Settle, ACreateThatIsProvenAbsentFailedAndLeavesNoTrace) {
  const auto closing = settle_one(intent(Action::create));
  ASSERT_TRUE(closing);
  EXPECT_EQ(closing->outcome, Outcome::failed);
  EXPECT_FALSE(closing->put);
  EXPECT_FALSE(closing->forget);
}

TEST_F(Settle, WhatIsNotKnownStaysOpen) {
  incomplete_ = "a page failed";
  EXPECT_FALSE(settle_one(intent(Action::create)));
  EXPECT_FALSE(settle_one(intent(Action::remove)));
  EXPECT_FALSE(settle_one(intent(Action::update)));
  ObservedSystem failed = observed();
  failed.failure = Error(ErrorKind::unavailable, "it does not answer");
  EXPECT_TRUE(settle({intent(Action::create)}, failed, support::toy_catalog(), {}).empty());
}

TEST_F(Settle, ARemovalIsVerifiedWhenGoneAndFailedWhileThere) {
  live("bo", {"ROLE_AGENT"});
  const Intent removal = intent(Action::remove);
  auto closing = settle_one(removal);
  ASSERT_TRUE(closing);
  EXPECT_EQ(closing->outcome, Outcome::failed);
  EXPECT_FALSE(closing->forget);
  world_ = {};
  closing = settle_one(removal);
  ASSERT_TRUE(closing);
  EXPECT_EQ(closing->outcome, Outcome::verified);
  EXPECT_TRUE(closing->forget);
}

TEST_F(Settle, AnotherObjectUnderTheNameIsNotTheRemovedOne) {
  live("bo", {"ROLE_AGENT"});
  Intent removal = intent(Action::remove);
  removal.remote_id = RemoteId("an earlier one");
  auto closing = settle_one(removal);
  ASSERT_TRUE(closing);
  EXPECT_EQ(closing->outcome, Outcome::verified);
  incomplete_ = "a page failed";
  EXPECT_FALSE(settle_one(removal)) << "it may be there under another name";
}

TEST_F(Settle, OfAnUpdateThatFailedItIsSaidHowManyMembersItRemoved) {
  Intent update = intent(Action::update);
  update.fields = {roles({"ROLE_AGENT"}, true)};
  update.fields[0].removed = {"ROLE_ADMIN", "ROLE_OTHER"};
  const std::vector<std::pair<std::vector<std::string>, std::optional<std::size_t>>> cases = {
      {{"ROLE_AGENT", "ROLE_ADMIN", "ROLE_OTHER"}, std::nullopt},  // nothing happened
      {{"ROLE_AGENT", "role_other"}, 1},
      {{"ROLE_AGENT"}, std::nullopt}};  // everything did
  for (const auto& [there, removed] : cases) {
    live("bo", there);
    update.remote_id = RemoteId(world_.find(toy::kUser, "bo")->id);
    const auto closing = settle_one(update);
    ASSERT_TRUE(closing);
    EXPECT_EQ(closing->partly_removed, removed) << there.size();
  }
}

TEST_F(Settle, AnUpdateIsVerifiedWhereAllHoldsAndFailedWhereNot) {
  live("bo", {"ROLE_AGENT", "ROLE_OTHER"}, false);
  Intent update = intent(Action::update);
  update.fields = {value("enabled", "false"), roles({"ROLE_AGENT"}, false)};
  auto closing = settle_one(update);
  ASSERT_TRUE(closing && closing->put);
  EXPECT_EQ(closing->outcome, Outcome::verified);
  update.fields = {value("enabled", "false"), roles({"ROLE_AGENT"}, true)};
  closing = settle_one(update);
  ASSERT_TRUE(closing);
  EXPECT_EQ(closing->outcome, Outcome::failed);
  EXPECT_FALSE(closing->put);
}

TEST_F(Settle, AReleaseIsJudgedByWhatItTookOutAlone) {
  live("bo", {"ROLE_AGENT"});
  Intent update = intent(Action::update);
  update.fields = {roles({"ROLE_AGENT", "ROLE_SUPERVISOR"}, true)};
  update.part = Part::release;
  EXPECT_EQ(settle_one(update)->outcome, Outcome::verified);
  update.part = Part::whole;
  EXPECT_EQ(settle_one(update)->outcome, Outcome::failed);
}

TEST_F(Settle, AnUpdateOfAnotherObjectOrOfNoneFailed) {
  Intent update = intent(Action::update);
  update.fields = {value("enabled", "true")};
  EXPECT_EQ(settle_one(update)->outcome, Outcome::failed);
  live("bo", {"ROLE_AGENT"});
  update.remote_id = RemoteId("an earlier one");
  EXPECT_EQ(settle_one(update)->outcome, Outcome::failed);
}

TEST_F(Settle, ASecretIsInDoubtAndWrittenAgain) {
  live("bo", {"ROLE_AGENT"});
  Intent update = intent(Action::update);
  update.fields = {secret()};
  update.after->applied = {{"password", "secret env:P", {}, "v2"}};
  const auto closing = settle_one(update);
  ASSERT_TRUE(closing && closing->put);
  EXPECT_EQ(closing->outcome, Outcome::in_doubt);
  inventory_.entries = {*closing->put};
  versions_["env:P"] = "v2";
  rows_.begin_row(toy::kUser, "bo", "bo");
  rows_.add(toy::kPassword, CellKind::secret, "env:P");
  objects_["bo"] = {};
  EXPECT_EQ(change_of(plan(), "bo").wishes.size(), 1U);
}

TEST_F(Settle, WhatThisVersionDoesNotKnowOrCannotReadIsInDoubt) {
  live("bo", {"ROLE_AGENT"});
  Intent update = intent(Action::update);
  update.fields = {value("fromAnotherVersion", "x")};
  EXPECT_EQ(settle_one(update)->outcome, Outcome::in_doubt);
  EXPECT_FALSE(settle_one(update)->put);
  update.entity.entity = "queue";
  EXPECT_EQ(settle_one(update)->outcome, Outcome::in_doubt);
}

TEST_F(Settle, TheAuditSaysWhatWasFoundOut) {
  live("bo", {"ROLE_AGENT"});
  const AuditRecord audit = settle_one(intent(Action::create))->audit;
  EXPECT_EQ(audit.event, AuditEvent::settled);
  EXPECT_EQ(audit.system, "toy-1");
  EXPECT_EQ(audit.entity.name, "bo");
  EXPECT_EQ(audit.action, "create");
  EXPECT_EQ(audit.outcome, "verified");
  EXPECT_EQ(audit.request_id, "i1");
  EXPECT_EQ(audit.plan_id, "p1");
  EXPECT_EQ(audit.commit, "c1");
  EXPECT_EQ(audit.at, WallMillis(std::chrono::hours(5)));
}

}  // namespace
}  // namespace muster::core
