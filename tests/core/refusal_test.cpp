// A system is refused as a whole: another installation, or manifests that lost too much.
#include <gtest/gtest.h>

#include "reconciler/core/binding.h"
#include "reconciler/core/exit_code.h"
#include "reconciler/core/plan_document.h"
#include "reconciler/core/render_json.h"
#include "reconciler/core/render_text.h"
#include "reconciler/core/short_source.h"
#include "tests/support/small_centre.h"

namespace muster::core {
namespace {

class Refusal : public support::SmallCentre {
 protected:
  void SetUp() override {
    spec_.url = "https://one.example";
    memory_.binding = Binding{"toy", "https://one.example", ""};
    enforced_.current = EnforcedPolicy();
    enforced_.current->commit = "tree:before";
    enforced_.current->guards = spec_.guards;
    for (int i = 0; i < 6; ++i) {
      live("u" + std::to_string(i), {"ROLE_AGENT"});
      remember("u" + std::to_string(i), {});
    }
    want_name("u0", "New");
    want_roles("u1", {"ROLE_AGENT"});  // in sync, to be adopted
    want_absent("away");               // and gone
    remember("away", {});
  }

  static std::string refused_by(const Plan& plan) {
    const auto& refused = plan.systems.at(0).refused;
    return refused ? refused->guard : "";
  }

  static void expect_no_trace(const Plan& plan) {
    const SystemPlan& system = plan.systems.at(0);
    EXPECT_TRUE(system.schedule.steps.empty());
    EXPECT_TRUE(system.adopted.empty());
    EXPECT_TRUE(system.gone.empty());
    EXPECT_EQ(system.record, nullptr);
    EXPECT_EQ(exit_code(facts_of(plan)), ExitCode::blocked);
  }
};

TEST_F(Refusal, WithoutAReasonThereIsWorkToRecord) {
  const Plan plan = this->plan();
  EXPECT_EQ(refused_by(plan), "");
  EXPECT_EQ(plan.systems[0].adopted.size(), 1U);
  EXPECT_EQ(plan.systems[0].gone.size(), 1U);
  EXPECT_EQ(plan.systems[0].schedule.steps.size(), 1U);
}

TEST_F(Refusal, AnotherAddressStopsTheSystemAndNamesBoth) {
  spec_.url = "https://two.example";
  const Plan plan = this->plan();
  EXPECT_EQ(refused_by(plan), "binding");
  EXPECT_EQ(guard_of(plan, "u0"), "binding");
  const std::string& sentence = plan.systems[0].refused->sentence;
  for (const char* part : {"https://one.example", "https://two.example", "muster rebind --system toy-1"}) {
    EXPECT_NE(sentence.find(part), std::string::npos) << part;
  }
  expect_no_trace(plan);
}

TEST_F(Refusal, AnotherProviderOrOrganisationStopsTheSystemToo) {
  const Binding one{"toy", "https://one.example", "acme"};
  EXPECT_TRUE(is_same_installation(one, one));
  EXPECT_FALSE(is_same_installation(one, {"toy-other", one.url, "acme"}));
  EXPECT_FALSE(is_same_installation(one, {"toy", one.url, "other"}));
  EXPECT_TRUE(is_same_installation(one, {"toy", one.url, ""})) << "not known is no difference";
  EXPECT_TRUE(is_same_installation({"toy", one.url, ""}, one));
}

TEST_F(Refusal, TheFirstPassBindsTheInventory) {
  memory_.binding.reset();
  const Plan plan = this->plan();
  EXPECT_EQ(refused_by(plan), "");
  ASSERT_NE(plan.systems[0].record, nullptr);
  EXPECT_EQ(plan.systems[0].record->binding, (Binding{"toy", "https://one.example", ""}));
}

TEST_F(Refusal, AnOrganisationThatIsLearnedLaterIsRecordedAndOneThatIsKnownIsKept) {
  organisation_ = "acme";
  Plan plan = this->plan();
  ASSERT_NE(plan.systems[0].record, nullptr);
  EXPECT_EQ(plan.systems[0].record->binding->organisation, "acme");
  organisation_.clear();
  memory_.binding->organisation = "acme";
  rows_ = TableBuilder();
  want_name("u0", "New");
  plan = this->plan();
  EXPECT_EQ(refused_by(plan), "");
  EXPECT_FALSE(plan.systems[0].record->binding);
}

TEST_F(Refusal, ALossOfMoreThanATenthAndMoreThanThreeDocumentsIsRefused) {
  struct Case {
    std::size_t before;
    bool refused;
    const char* reason;
  };
  for (const Case& c :
       {Case{6, false, "three are few"}, Case{7, true, "four of seven"}, Case{2, false, "more than before"}}) {
    SCOPED_TRACE(c.reason);
    enforced_.current->documents = {{"User", c.before}};
    rows_ = TableBuilder();
    for (const char* name : {"u0", "u1", "u2"}) want_name(name, "New");
    EXPECT_EQ(refused_by(plan()), c.refused ? "shortSource" : "");
  }
  enforced_.current->documents = {{"User", 40}};
  for (const auto& [now, refused] : {std::pair{36, false}, std::pair{35, true}}) {
    rows_ = TableBuilder();
    for (int i = 0; i < now; ++i) want_name("x" + std::to_string(i), "New");
    EXPECT_EQ(refused_by(plan()), refused ? "shortSource" : "") << now;
  }
}

TEST_F(Refusal, AShortSourceLeavesNoTraceAndIsNotEnforced) {
  enforced_.current->documents = {{"User", 40}};
  const Plan plan = this->plan();
  EXPECT_EQ(guard_of(plan, "u0"), "shortSource");
  expect_no_trace(plan);
}

TEST_F(Refusal, AKindThatIsGoneAltogetherIsShortToo) {
  enforced_.current->documents = {{"Team", 4}, {"User", 3}};
  EXPECT_EQ(refused_by(plan()), "shortSource");
}

TEST_F(Refusal, AnOverrideOfTheKindLetsAShortSourcePassWhateverItNames) {
  enforced_.current->documents = {{"User", 40}};
  Override each;
  each.name = "closing";
  each.guard = "shortSource";
  each.system = "toy-1";
  each.names = {"somebody"};
  each.expires = now_ + std::chrono::hours(1);
  each.reason = "the site closes";
  overrides_ = {each};
  enforced_.current->overrides = overrides_;
  const Plan plan = this->plan();
  EXPECT_EQ(refused_by(plan), "");
  EXPECT_EQ(
      plan.systems[0].warnings,
      (std::vector<std::string>{"the loss of User documents passes shortSource by Override closing: the site closes"}));
}

TEST_F(Refusal, ACommitThatWasEnforcedOnceIsNotRefusedLater) {
  enforced_.preceding = enforced_.current;
  enforced_.preceding->documents = {{"User", 40}};
  enforced_.current->commit = commit_;
  EXPECT_EQ(refused_by(plan()), "");
}

TEST_F(Refusal, AnEditIsRefusedAsWellAndAFilteredRunIsNot) {
  enforced_.current->documents = {{"User", 40}};
  more_.selection.only = std::vector<EntityKey>{{"toy-1", "user", "u0"}};
  EXPECT_EQ(refused_by(plan()), "shortSource");
  rows_ = TableBuilder();
  want_name("u0", "New");
  more_.selection = {};
  more_.selection.kinds = {"User"};
  EXPECT_EQ(refused_by(plan()), "");
}

TEST_F(Refusal, EveryFormatSaysThatNothingIsDone) {
  spec_.url = "https://two.example";
  const Plan plan = this->plan();
  const PlanDocument document = make_plan_document(plan, *desired_, support::toy_catalogs());
  EXPECT_NE(render_text(document, {}).find("REFUSED by binding: the inventory of toy-1"), std::string::npos);
  EXPECT_NE(render_json(document).find("\"refused\": {\n        \"guard\": \"binding\""), std::string::npos);
}

}  // namespace
}  // namespace muster::core
