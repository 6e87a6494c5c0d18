// What earlier commits said about guards stays in force.
#include "reconciler/core/enforced.h"

#include <gtest/gtest.h>

#include "tests/support/small_centre.h"

namespace muster::core {
namespace {

EnforcedPolicy policy(std::string commit) {
  EnforcedPolicy policy;
  policy.commit = std::move(commit);
  policy.guards.max_removals = {5, 7};
  policy.guards.required_admins = {"root", "svc \"quoted\""};
  policy.protected_objects = {{"toy-1", "user", "bo"}};
  policy.documents = {{"Team", 2}, {"User", 40}};
  Override each;
  each.name = "merger";
  each.guard = "maxRemovals";
  each.system = "toy-1";
  each.kind = "User";
  each.names = {"ann", "bo"};
  each.expires = WallMillis(std::chrono::milliseconds(1'800'000'000'123));
  each.reason = "the centres merge";
  policy.overrides = {each};
  return policy;
}

TEST(EnforcedRecord, TheJudgeIsTheLastEnforcedCommitThatIsAnotherOne) {
  EnforcedRecord record;
  EXPECT_EQ(record.judge_of("a"), nullptr);
  record = advance(record, policy("a"));
  EXPECT_EQ(record.judge_of("a"), nullptr) << "nothing was enforced before the first commit";
  ASSERT_NE(record.judge_of("b"), nullptr);
  EXPECT_EQ(record.judge_of("b")->commit, "a");
  record = advance(record, policy("b"));
  EXPECT_EQ(record.judge_of("b")->commit, "a") << "a commit is never its own judge";
  EXPECT_EQ(record.judge_of("c")->commit, "b");
}

TEST(EnforcedRecord, TheSameCommitAgainChangesNothing) {
  const EnforcedRecord record = advance(advance({}, policy("a")), policy("b"));
  EnforcedPolicy again = policy("b");
  again.guards.max_removals = {100, 100};
  EXPECT_EQ(to_json(advance(record, again)), to_json(record));
}

TEST(EnforcedRecord, ItsTextSaysEverythingAndIsReadBack) {
  const EnforcedRecord record = advance(advance({}, policy("a")), policy("b"));
  const std::string text = to_json(record);
  const auto read = parse_enforced(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(to_json(*read), text);
  ASSERT_TRUE(read->current && read->preceding);
  EXPECT_EQ(read->current->guards.max_removals.number, 7);
  EXPECT_EQ(read->current->protected_objects, policy("b").protected_objects);
  EXPECT_EQ(read->current->documents.at("User"), 40U);
  ASSERT_EQ(read->current->overrides.size(), 1U);
  EXPECT_TRUE(read->current->overrides[0].says_the_same_as(policy("b").overrides[0]));
  EXPECT_EQ(to_json(*parse_enforced(to_json(EnforcedRecord{}))), to_json(EnforcedRecord{}));
}

TEST(EnforcedRecord, ATextThatIsDamagedAnywhereGivesNothingOrSomethingElseButNeverThrows) {
  const std::string text = to_json(advance({}, policy("a")));
  for (std::size_t at = 0; at < text.size(); ++at) EXPECT_FALSE(parse_enforced(text.substr(0, at))) << at;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string damaged = text;
    damaged[at] = damaged[at] == '1' ? '-' : '1';
    (void)parse_enforced(damaged);
  }
  for (const char* wrong : {"", "null", "[]", "{}", "7", R"({"current":{},"preceding":null})",
                            R"({"current":[],"preceding":null})", R"({"current":7,"preceding":null})"}) {
    EXPECT_FALSE(parse_enforced(wrong)) << wrong;
  }
}

TEST(EnforcedRecord, NumbersOutOfRangeAreMalformed) {
  std::string text = to_json(advance({}, policy("a")));
  const auto at = text.find("\"number\":7");
  ASSERT_NE(at, std::string::npos);
  for (const char* wrong : {"-1", "7.5", "99999999999", "\"7\"", "18446744073709551615"}) {
    std::string changed = text;
    changed.replace(at, 10, std::string("\"number\":") + wrong);
    EXPECT_FALSE(parse_enforced(changed)) << wrong;
  }
}

TEST(Stricter, TakesTheTighterOfBothInEveryNumberAndAllRequiredAdministrators) {
  Guards one;
  one.max_removals = {10, 5};
  one.max_updates = {30, 200};
  one.min_admins = 3;
  one.required_admins = {"root", "ann"};
  Guards other;
  other.max_removals = {5, 20};
  other.max_updates = {100, 1};
  other.max_member_removals = {1, 1};
  other.min_admins = 1;
  other.required_admins = {"bo", "root"};
  const Guards guards = stricter(one, other);
  EXPECT_EQ(guards.max_removals, (Limit{5, 5}));
  EXPECT_EQ(guards.max_updates, (Limit{30, 1}));
  EXPECT_EQ(guards.max_member_removals, (Limit{1, 1}));
  EXPECT_EQ(guards.min_admins, 3);
  EXPECT_EQ(guards.required_admins, (std::vector<std::string>{"ann", "bo", "root"}));
  EXPECT_EQ(stricter(other, one), guards);
}

class Enforced : public support::SmallCentre {
 protected:
  Enforced() {
    spec_.guards.max_updates = {100, 200};
    spec_.guards.max_removals = {100, 200};
  }
  // The policy that judges the commit at hand.
  EnforcedPolicy& judge() {
    if (!enforced_.current) {
      enforced_.current = EnforcedPolicy();
      enforced_.current->commit = "tree:before";
      enforced_.current->guards = spec_.guards;
    }
    return *enforced_.current;
  }
  void want_renamed(int from, int to) {
    for (int i = from; i < to; ++i) {
      live("u" + std::to_string(i), {"ROLE_AGENT"});
      want_name("u" + std::to_string(i), "New");
    }
  }
};

TEST_F(Enforced, ACommitThatRaisesALimitIsStillJudgedByTheOneBefore) {
  want_renamed(0, 3);
  judge().guards.max_updates = {30, 2};
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "u1"), "maxUpdates");
  EXPECT_NE(change_of(plan, "u1").blocked[0].sentence.find("counts from the next one on"), std::string::npos);
}

TEST_F(Enforced, TheCommitAfterItMayUseTheRaisedLimit) {
  want_renamed(0, 3);
  judge();
  EXPECT_EQ(guard_of(plan(), "u1"), "");
}

TEST_F(Enforced, TheCommitItselfIsNotItsJudgeHoweverOftenItIsPlanned) {
  want_renamed(0, 3);
  judge().commit = commit_;
  enforced_.preceding = judge();
  enforced_.preceding->commit = "tree:before";
  enforced_.preceding->guards.max_updates = {30, 2};
  EXPECT_EQ(guard_of(plan(), "u1"), "maxUpdates");
}

TEST_F(Enforced, ACommitThatTightensALimitIsJudgedByItself) {
  want_renamed(0, 3);
  judge();
  spec_.guards.max_updates = {30, 2};
  EXPECT_EQ(guard_of(plan(), "u1"), "maxUpdates");
}

TEST_F(Enforced, ManifestsCannotRaiseWhatTheDaemonAllows) {
  want_renamed(0, 3);
  more_.ceiling = Guards();
  more_.ceiling->max_updates = {30, 2};
  EXPECT_EQ(guard_of(plan(), "u1"), "maxUpdates");
}

TEST_F(Enforced, MinAdminsAndRequiredAdminsOfTheCommitBeforeHold) {
  live("root", {"ROLE_ADMIN"});
  live("ann", {"ROLE_ADMIN"});
  want_roles("ann", {"ROLE_AGENT"});
  judge().guards.min_admins = 2;
  EXPECT_EQ(guard_of(plan(), "ann"), "minAdmins");
  rows_ = TableBuilder();
  want_roles("ann", {"ROLE_AGENT"});
  judge().guards.min_admins = 1;
  judge().guards.required_admins = {"Ann"};
  EXPECT_EQ(guard_of(plan(), "ann"), "requiredAdmins");
}

TEST_F(Enforced, ACommitCannotUnprotectAndChangeAtOnce) {
  live("bo", {"ROLE_AGENT"});
  want_name("bo", "New");
  judge().protected_objects = {{"toy-1", "user", "bo"}};
  EXPECT_EQ(guard_of(plan(), "bo"), "protect");
}

TEST_F(Enforced, AWholeRunMakesItsCommitTheOneThatIsEnforced) {
  live("bo", {"ROLE_AGENT"});
  want_name("bo", "New");
  objects_["bo"].protect = true;
  judge();
  const Plan plan = this->plan();
  ASSERT_NE(plan.systems[0].record, nullptr);
  const auto& enforced = plan.systems[0].record->enforced;
  ASSERT_TRUE(enforced && enforced->current && enforced->preceding);
  EXPECT_EQ(enforced->current->commit, "tree:0");
  EXPECT_EQ(enforced->preceding->commit, "tree:before");
  EXPECT_EQ(enforced->current->documents.at("User"), 1U);
  EXPECT_EQ(enforced->current->protected_objects, (std::vector<EntityKey>{{"toy-1", "user", "bo"}}));
}

TEST_F(Enforced, ACommitThatIsEnforcedAlreadyIsNotRecordedAgain) {
  live("bo", {"ROLE_AGENT"});
  want_name("bo", "New");
  judge().commit = commit_;
  memory_.binding = Binding{"toy", "", ""};
  EXPECT_EQ(plan().systems[0].record, nullptr);
}

TEST_F(Enforced, AFilteredRunEnforcesNothing) {
  live("bo", {"ROLE_AGENT"});
  want_name("bo", "New");
  memory_.binding = Binding{"toy", "", ""};
  more_.selection.kinds = {"User"};
  EXPECT_EQ(plan().systems[0].record, nullptr);
  rows_ = TableBuilder();
  want_name("bo", "New");
  more_.selection = {};
  more_.selection.only = std::vector<EntityKey>{{"toy-1", "user", "bo"}};
  EXPECT_EQ(plan().systems[0].record, nullptr);
}

}  // namespace
}  // namespace muster::core
