// What plans and manifests make of Webex Calling's catalog.
#include <fmt/format.h>

#include "providers/webex/catalog.h"
#include "tests/providers/vendor_plan.h"

namespace muster::tests {
namespace {

using core::Compare;

constexpr std::string_view kWorkspace = "0f1e2d3c-4b5a-4697-8877-665544332211";
// ciscospark://us/PLACE/0F1E2D3C-4B5A-4697-8877-665544332211
constexpr std::string_view kWorkspaceId =
    "Y2lzY29zcGFyazovL3VzL1BMQUNFLzBGMUUyRDNDLTRCNUEtNDY5Ny04ODc3LTY2NTU0NDMzMjIxMQ";

class PlanOfWebex : public VendorPlan {
 protected:
  PlanOfWebex()
      : VendorPlan("  provider: webex\n  url: https://webexapis.example\n  credentials: {token: {env: TOKEN}}\n") {
    own_.key = "svc@acme.example";
    own_.is_administrator = true;
  }
  void person(const std::string& name, const std::vector<std::string>& roles,
              const std::vector<std::string>& licences = {}) {
    live(webex::kPerson, name);
    set(webex::person::roles, roles);
    set(webex::person::licences, licences);
  }
  void supervisor(core::EntityIndex tier, const std::string& name, const std::vector<std::string>& agents) {
    live(tier, name);
    set(webex::supervisor::agents, agents, Compare::folded_or_uuid);
  }
};

TEST_F(PlanOfWebex, TheTierIsPartOfWhatASupervisorIs) {
  person("ada@acme.example", {});
  person("bo@acme.example", {});
  person("lin@acme.example", {});
  supervisor(webex::kBasicSupervisor, "ada@acme.example", {"bo@acme.example"});
  supervisor(webex::kAssistSupervisor, "ada@acme.example", {"lin@acme.example"});
  want("SupervisorAssignment", "ada@acme.example", "{tier: basic, agents: [bo@acme.example, lin@acme.example]}");
  want("SupervisorAssignment", "ADA@acme.example", "{tier: customerAssist, agents: [lin@acme.example]}");
  const auto planned = plan();
  ASSERT_EQ(planned.changes.size(), 1U);
  EXPECT_EQ(planned.changes[0].entity.entity, "supervisor-basic");
  EXPECT_EQ(planned.changes[0].fields.at(0).added, std::vector<std::string>{"lin@acme.example"});
  EXPECT_EQ(planned.in_sync, 1U);
}

TEST_F(PlanOfWebex, TwoDocumentsOfOneTierAreOneTooMany) {
  want("SupervisorAssignment", "ada@acme.example", "{tier: basic, agents: [bo@acme.example]}");
  want("SupervisorAssignment", "Ada@acme.example", "{tier: basic, agents: [lin@acme.example]}");
  EXPECT_NE(problems().find("claimed already"), std::string::npos) << problems();
}

TEST_F(PlanOfWebex, AMissingOrUnknownTierIsAnErrorThatSaysWhichThereAre) {
  want("SupervisorAssignment", "ada@acme.example", "{agents: [bo@acme.example]}");
  want("SupervisorAssignment", "eve@acme.example", "{tier: customerAsist, agents: [bo@acme.example]}");
  const auto found = problems();
  EXPECT_NE(found.find("needs tier in its spec: basic or customerAssist"), std::string::npos) << found;
  EXPECT_NE(found.find("customerAsist"), std::string::npos) << found;
  EXPECT_NE(found.find("did you mean \"customerAssist\""), std::string::npos) << found;
}

TEST_F(PlanOfWebex, AnEmptyListOfAgentsIsAnErrorThatSaysWhatToWrite) {
  want("SupervisorAssignment", "ada@acme.example", "{tier: basic, agents: []}");
  EXPECT_NE(problems().find("write ensure: absent"), std::string::npos) << problems();
}

TEST_F(PlanOfWebex, ASupervisorNeverLosesItsLastAgentByItself) {
  person("ada@acme.example", {});
  person("bo@acme.example", {});
  supervisor(webex::kBasicSupervisor, "ada@acme.example", {"bo@acme.example"});
  want("SupervisorAssignment", "ada@acme.example", "{tier: basic, agents: {exclude: [bo@acme.example]}}");
  EXPECT_NE(why_blocked(plan(), "supervisor-basic", "ada@acme.example").find("ensure: absent"), std::string::npos);
}

TEST_F(PlanOfWebex, IdsOfWorkspacesCompareByTheirUuidInEveryForm) {
  person("ada@acme.example", {});
  person("bo@acme.example", {});
  const std::string padded = std::string(kWorkspaceId) + "==";
  supervisor(webex::kBasicSupervisor, "ada@acme.example", {padded});
  supervisor(webex::kBasicSupervisor, "bo@acme.example", {padded});
  want("SupervisorAssignment", "ada@acme.example", fmt::format("{{tier: basic, agents: [{}]}}", kWorkspace));
  want("SupervisorAssignment", "bo@acme.example", fmt::format("{{tier: basic, agents: [{}]}}", kWorkspaceId));
  EXPECT_TRUE(plan().changes.empty());
}

TEST_F(PlanOfWebex, AnUnknownAgentBlocksOnlyTheChangeThatNeedsIt) {
  for (const char* name : {"ada@acme.example", "eve@acme.example", "bo@acme.example"}) person(name, {});
  want("SupervisorAssignment", "ada@acme.example", "{tier: basic, agents: [bo@acme.example, noone@acme.example]}");
  want("SupervisorAssignment", "eve@acme.example",
       fmt::format("{{tier: basic, agents: [bo@acme.example, {}]}}", kWorkspaceId));
  const auto planned = plan();
  EXPECT_EQ(why_blocked(planned, "supervisor-basic", "ada@acme.example"),
            "agents names noone@acme.example, and there is no such account: look at its spelling, or create it at "
            "Webex Calling");
  EXPECT_EQ(why_blocked(planned, "supervisor-basic", "eve@acme.example"), "");
}

TEST_F(PlanOfWebex, ASupervisorHasToBeAPerson) {
  person("bo@acme.example", {});
  want("SupervisorAssignment", "noone@acme.example", "{tier: basic, agents: [bo@acme.example]}");
  EXPECT_NE(why_blocked(plan(), "supervisor-basic", "noone@acme.example").find("there is no such account"),
            std::string::npos);
}

TEST_F(PlanOfWebex, ACustomerAssistSupervisorNeedsTheLicenceAndABasicOneDoesNot) {
  person("ada@acme.example", {}, {"Webex Calling - Professional"});
  person("eve@acme.example", {}, {"customer experience - essential"});
  person("bo@acme.example", {});
  want("SupervisorAssignment", "ada@acme.example", "{tier: customerAssist, agents: [bo@acme.example]}");
  want("SupervisorAssignment", "eve@acme.example", "{tier: customerAssist, agents: [bo@acme.example]}");
  want("SupervisorAssignment", "bo@acme.example", "{tier: basic, agents: [eve@acme.example]}");
  const auto planned = plan();
  EXPECT_EQ(why_blocked(planned, "supervisor-customer-assist", "ada@acme.example"),
            "ada@acme.example holds none of the licences that this needs (Customer Experience - Essential, Customer "
            "Assist): assign one at Webex Calling");
  EXPECT_EQ(why_blocked(planned, "supervisor-customer-assist", "eve@acme.example"), "");
  EXPECT_EQ(why_blocked(planned, "supervisor-basic", "bo@acme.example"), "");
}

TEST_F(PlanOfWebex, ARoleThatTheOrganisationLacksBlocksTheChange) {
  person("ada@acme.example", {"Full Administrator"});
  person("bo@acme.example", {"Full Administrator"});
  live(webex::kRole, "Full Administrator");
  live(webex::kRole, "Device Administrator");
  want("RoleAssignment", "ada@acme.example", "{roles: {include: [Device Administrator, Wizard]}}");
  want("RoleAssignment", "bo@acme.example", "{roles: {include: [device administrator]}}");
  const auto planned = plan();
  EXPECT_NE(why_blocked(planned, "person", "ada@acme.example").find("there is no such role"), std::string::npos);
  EXPECT_EQ(why_blocked(planned, "person", "bo@acme.example"), "");
}

TEST_F(PlanOfWebex, TheRightsOfItsOwnAccountAreNeverChanged) {
  person("svc@acme.example", {"Full Administrator"});
  live(webex::kRole, "Full Administrator");
  live(webex::kRole, "Device Administrator");
  want("RoleAssignment", "svc@acme.example", "{roles: {include: [Device Administrator]}}");
  EXPECT_NE(why_blocked(plan(), "person", "svc@acme.example").find("end its session"), std::string::npos);
}

TEST_F(PlanOfWebex, PeopleWithoutRolesAndRolesThemselvesAreNotUnmanaged) {
  person("ada@acme.example", {"Full Administrator"});
  person("bo@acme.example", {});
  live(webex::kRole, "Full Administrator");
  supervisor(webex::kBasicSupervisor, "bo@acme.example", {"ada@acme.example"});
  std::vector<std::string> names;
  for (const auto& key : plan().unmanaged) names.push_back(key.entity + "/" + key.name);
  EXPECT_EQ(names, (std::vector<std::string>{"person/ada@acme.example", "supervisor-basic/bo@acme.example"}));
}

TEST_F(PlanOfWebex, BothTiersShareTheLimitOfTheirKind) {
  for (int i = 0; i < 11; ++i) {
    const auto name = fmt::format("s{}@acme.example", i);
    const auto tier = i % 2 == 0 ? webex::kBasicSupervisor : webex::kAssistSupervisor;
    person(name, {});
    supervisor(tier, name, {name});
    want("SupervisorAssignment", name, i % 2 == 0 ? "{tier: basic}" : "{tier: customerAssist}",
         i < 2 ? ", ensure: absent" : "");
  }
  const auto planned = plan();  // 10 % of 11 is one removal, not one of each tier
  EXPECT_EQ(planned.changes.size(), 2U);
  for (const auto& change : planned.changes) {
    ASSERT_FALSE(change.blocked.empty());
    EXPECT_EQ(change.blocked.front().guard, "maxRemovals");
  }
}

TEST_F(PlanOfWebex, TheTierIsShownBesideTheName) {
  for (const char* name : {"ada@acme.example", "bo@acme.example"}) person(name, {}, {"Customer Assist"});
  want("SupervisorAssignment", "ada@acme.example", "{tier: basic, agents: [bo@acme.example]}");
  want("SupervisorAssignment", "ada@acme.example", "{tier: customerAssist, agents: [bo@acme.example]}");
  const auto text = shown();
  EXPECT_NE(text.find("+ ada@acme.example (basic)"), std::string::npos) << text;
  EXPECT_NE(text.find("+ ada@acme.example (customerAssist)"), std::string::npos) << text;
}

}  // namespace
}  // namespace muster::tests
