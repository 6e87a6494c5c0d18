// Groups: differences, ids of two kinds, and successes that are only partly so.
#include <nlohmann/json.hpp>

#include "tests/providers/ameyo_fixture.h"

namespace muster::ameyo {
namespace {

using core::Delivery;
using core::ErrorKind;
using core::WriteAction;
using net::HttpRequest;
using net::HttpResponse;
using nlohmann::json;
using Outcome = std::optional<SpiedHttp::Outcome>;

constexpr const char* kUsers = "GET /cc/contactCenterUsers/getAllContactCenterUsers";
constexpr const char* kGroups = "GET /group/getAllAvailableGroups";
constexpr const char* kCreate = "POST /group/validateAndCreateGroup";
constexpr const char* kModify = "POST /group/userGroupModifyAPI";

void use_ids(Centre& centre, std::string kind) {
  centre.spec.settings["groupUserIds"] = std::move(kind);
  centre.connect();
}

TEST(AmeyoGroup, ACreateIsOnePostByNumbersAndALookWhereTheIdIsNotTold) {
  for (const bool told : {false, true}) {
    Centre centre;
    centre.world().quirks.group_id_in_reply = told;
    centre.look();
    const auto receipt = centre.write(Centre::new_group("Claims"));
    ASSERT_TRUE(receipt) << receipt.error().what;
    EXPECT_EQ(centre.lines(), told ? (Names{kCreate}) : (Names{kCreate, kGroups}));
    const auto body = json::parse(centre.http->sent[0].body);
    EXPECT_EQ(body["ccManagerUserIds"], json::array({centre.world().find_user("mkos")->cc_user_id}));
    EXPECT_EQ(body["userId"], sim::kServiceAccount);
    EXPECT_EQ(body["childGroupIds"], json::array());
    EXPECT_EQ(receipt->id.text, std::to_string(centre.world().find_group("Claims")->id));
    EXPECT_EQ(centre.members_of("Claims"), (Names{"hana+mori", "petra vance"}));
    EXPECT_EQ(centre.members_of("Claims", true), (Names{"mkos"}));
    EXPECT_EQ(centre.world().find_group("Claims")->description, "Claims desk");
  }
}

TEST(AmeyoGroup, AnExistingNameIsAConflict) {
  for (const bool by_status : {true, false}) {
    Centre centre;
    centre.world().quirks.group_failure_512 = by_status;
    centre.look();
    const auto refused = centre.write(Centre::new_group("Billing"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::conflict) << refused.error().what;
    EXPECT_EQ(refused.error().delivery, Delivery::refused);
    EXPECT_TRUE(centre.changed().empty());
  }
}

TEST(AmeyoGroup, WithoutAManagerOrWithSomebodyUnknownNothingIsSent) {
  Centre centre;
  centre.look();
  auto nobody = Centre::new_group("Claims");
  nobody.fields[0].members.clear();
  EXPECT_EQ(centre.write(std::move(nobody)).error().delivery, Delivery::not_sent);
  EXPECT_TRUE(centre.http->sent.empty());
  auto stranger = Centre::new_group("Claims");
  stranger.fields[1].members = {"nobody"};
  const auto refused = centre.write(std::move(stranger));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().delivery, Delivery::not_sent);
  EXPECT_NE(refused.error().what.find("nobody"), std::string::npos);
  EXPECT_EQ(centre.lines(), (Names{kUsers})) << "somebody may be new";
}

TEST(AmeyoGroup, AServerThatWantsLoginsInACreateGetsThem) {
  Centre centre;
  centre.world().quirks.created_ids = sim::IdKind::user_id;
  centre.look();
  const auto receipt = centre.write(Centre::new_group("Claims"));
  ASSERT_TRUE(receipt) << receipt.error().what;
  EXPECT_EQ(centre.members_of("Claims"), (Names{"hana+mori", "petra vance"}));
  centre.http->sent.clear();
  ASSERT_TRUE(centre.write(Centre::new_group("Claims II")));
  EXPECT_EQ(centre.count(kCreate), 1u) << "remembered";
}

TEST(AmeyoGroup, AChangeIsOnePostOfDifferencesWhereTheKindOfIdsIsKnown) {
  Centre centre;
  centre.world().quirks.session_in_body = true;
  use_ids(centre, "userId");
  centre.look();
  auto write = centre.change_of("group", "Billing");
  write.fields.push_back(Centre::delta(kSupervisors, {"sdahl"}, {"blind"}));
  write.fields.push_back(Centre::delta(kAgents, {"fober"}, {"arook", "petra vance"}));
  auto expected = centre.members_of("Billing");
  const auto done = centre.write(std::move(write));
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_TRUE(done->elements.empty());
  EXPECT_EQ(centre.lines(), (Names{kModify}));
  const auto body = json::parse(centre.http->sent[0].body);
  EXPECT_EQ(body["assignUserIds"], json::array({"fober"}));
  EXPECT_EQ(body["unassignUserIds"], json::array({"arook", "petra vance"}));
  EXPECT_EQ(body["assignManagerUserIds"], json::array({"sdahl"}));
  EXPECT_EQ(body["unassignManagerIds"], json::array({"blind"}));
  EXPECT_EQ(body["name"], "Billing");
  EXPECT_EQ(body["description"], "Desk of Billing") << "what is known is sent again";
  EXPECT_EQ(body["sessionId"], *centre.http->sent[0].headers.find("sessionId"));
  EXPECT_FALSE(centre.http->sent[0].headers.find("X-Muster-Session-In-Body"));
  std::erase(expected, "arook");
  std::erase(expected, "petra vance");
  expected.emplace_back("fober");
  std::ranges::sort(expected);
  EXPECT_EQ(centre.members_of("Billing"), expected);
  EXPECT_EQ(centre.members_of("Billing", true), (Names{"mkos", "sdahl"}));
}

TEST(AmeyoGroup, WhichKindOfIdsIsFoundOutOnceForEachList) {
  for (const auto members : {sim::IdKind::user_id, sim::IdKind::cc_user_id, sim::IdKind::either}) {
    for (const auto managers : {sim::IdKind::user_id, sim::IdKind::cc_user_id, sim::IdKind::either}) {
      Centre centre;
      centre.world().quirks.member_ids = members;
      centre.world().quirks.manager_ids = managers;
      centre.look();
      auto write = centre.change_of("group", "Billing");
      write.fields.push_back(Centre::delta(kSupervisors, {"sdahl"}, {"blind"}));
      write.fields.push_back(Centre::delta(kAgents, {"fober"}, {"nokafor"}));
      const auto done = centre.write(std::move(write));
      ASSERT_TRUE(done) << done.error().what;
      EXPECT_TRUE(done->elements.empty()) << done->elements.at(0).error->what;
      EXPECT_EQ(centre.members_of("Billing", true), (Names{"mkos", "sdahl"}));
      EXPECT_EQ(std::ranges::count(centre.members_of("Billing"), "fober"), 1);
      EXPECT_EQ(std::ranges::count(centre.members_of("Billing"), "nokafor"), 0);
      auto next = centre.change_of("group", "Support");
      next.fields.push_back(Centre::delta(kSupervisors, {"mkos"}));
      next.fields.push_back(Centre::delta(kAgents, {"fober"}));
      ASSERT_TRUE(centre.write(std::move(next)));
      EXPECT_EQ(centre.lines(), (Names{kModify})) << "and then it is known";
      EXPECT_EQ(centre.members_of("Support", true).size(), 3u);
    }
  }
}

TEST(AmeyoGroup, SomebodyWhoseIdIsAnothersOtherIdIsNotTried) {
  Centre centre;
  centre.look();
  auto write = centre.change_of("group", "Billing");
  write.fields.push_back(Centre::delta(kAgents, {"105"}));
  const auto refused = centre.write(std::move(write));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().delivery, Delivery::not_sent);
  EXPECT_NE(refused.error().what.find("settings.groupUserIds"), std::string::npos);
  use_ids(centre, "userId");
  centre.look();
  auto told = centre.change_of("group", "Billing");
  told.fields.push_back(Centre::delta(kAgents, {"105"}));
  ASSERT_TRUE(centre.write(std::move(told)));
  EXPECT_EQ(centre.changed(), (Names{"group Billing agents"}));
  EXPECT_EQ(std::ranges::count(centre.members_of("Billing"), "105"), 1);
}

TEST(AmeyoGroup, WhoCouldNotBeAssignedIsToldOneByOne) {
  for (const auto assignments : {sim::Assignments::failures, sim::Assignments::everyone}) {
    Centre centre;
    centre.world().quirks.assignments = assignments;
    use_ids(centre, "userId");
    centre.look();
    auto write = centre.change_of("group", "Billing");
    write.fields.push_back(Centre::delta(kSupervisors, {"sdahl", "fober"}));
    const auto done = centre.write(std::move(write));
    ASSERT_TRUE(done) << done.error().what;
    ASSERT_EQ(done->elements.size(), 1u);
    EXPECT_EQ(done->elements[0].path, "supervisors");
    EXPECT_EQ(done->elements[0].element, "fober") << "an Executive manages nothing";
    EXPECT_EQ(done->elements[0].error->delivery, Delivery::refused);
    EXPECT_EQ(centre.members_of("Billing", true), (Names{"blind", "mkos", "sdahl"}));
  }
}

TEST(AmeyoGroup, TheOnlyManagerIsReplacedOnAServerThatLetsGoFirst) {
  for (const bool first : {false, true}) {
    for (const char* kind : {"userId", "auto"}) {
      Centre centre;
      centre.world().quirks.unassigns_first = first;
      use_ids(centre, kind);
      centre.look();
      auto write = centre.change_of("group", "Sales EMEA");
      for (const auto& manager : centre.members_of("Sales EMEA", true)) {
        write.fields.push_back(Centre::delta(kSupervisors, {"mkos"}, {manager}));
        break;
      }
      write.fields[0].removed = centre.members_of("Sales EMEA", true);
      const auto done = centre.write(std::move(write));
      ASSERT_TRUE(done) << done.error().what;
      EXPECT_TRUE(done->elements.empty()) << kind << done->elements.at(0).error->what;
      EXPECT_EQ(centre.members_of("Sales EMEA", true), (Names{"mkos"})) << first << kind;
    }
  }
}

TEST(AmeyoGroup, ADescriptionAloneChangesNobody) {
  Centre centre;
  centre.look();
  auto write = centre.change_of("group", "Billing");
  write.fields.push_back(Centre::value(kGroupDescription, "Invoices"));
  ASSERT_TRUE(centre.write(std::move(write)));
  EXPECT_EQ(centre.lines(), (Names{kModify}));
  EXPECT_EQ(centre.changed(), (Names{"group Billing description"}));
}

TEST(AmeyoGroup, RemovingIsOneDeleteAndWhatIsGoneIsRemoved) {
  Centre centre;
  centre.look();
  auto write = centre.change_of("group", "Billing");
  write.action = WriteAction::remove;
  core::Write again;
  again.entity = write.entity;
  again.name = write.name;
  again.id = write.id;
  again.action = WriteAction::remove;
  ASSERT_TRUE(centre.write(std::move(write)));
  EXPECT_EQ(centre.lines(), (Names{"DELETE /group/deleteContactCenterUserGroup"}));
  EXPECT_EQ(centre.world().find_group("Billing"), nullptr);
  EXPECT_TRUE(centre.write(std::move(again)));
  EXPECT_EQ(centre.read("group", "Billing").error().kind, ErrorKind::not_found);
}

TEST(AmeyoGroup, AReportInAPlausibleFormIsUnderstoodAndASuccessIsNot) {
  const std::vector<std::pair<std::string, std::string>> reports = {
      {R"({"userAssignmentInGroupResponse":{"fober":"user.busy"}})", "user.busy"},
      {R"({"userAssignmentInGroupResponse":{"FOBER":{"errorReason":"user.busy"}}})", "user.busy"},
      {R"({"userAssignmentInGroupResponse":[{"userId":"fober","reason":"user.busy"}]})", "user.busy"},
      {R"({"userAssignmentInGroupResponse":{"failedUsers":["fober"]}})", "failedUsers"},
      {R"({"userAssignmentInGroupResponse":{"fober":false}})", "it was not done"},
      {R"({"userAssignmentInGroupResponse":{"fober":"SUCCESS"}})", ""},
      {R"({"userAssignmentInGroupResponse":{"fober":true}})", ""},
      {R"({"managerAssignmentInGroupResponse":{"fober":"about managers"}})", ""},
      {R"({"userAssignmentInGroupResponse":{"assigned":["fober"]}})", ""},
      {"", ""},
      {"null", ""},
      {"OK", ""}};
  for (const auto& [body, reason] : reports) {
    Centre centre;
    use_ids(centre, "userId");
    centre.look();
    auto write = centre.change_of("group", "Billing");
    write.fields.push_back(Centre::delta(kAgents, {"fober"}));
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      if (request.method != net::Method::post) return std::nullopt;
      return SpiedHttp::Outcome(HttpResponse(200, body));
    };
    const auto done = centre.write(std::move(write));
    ASSERT_TRUE(done) << body << done.error().what;
    EXPECT_EQ(done->elements.size(), reason.empty() ? 0u : 1u) << body;
    if (!reason.empty() && !done->elements.empty()) {
      EXPECT_NE(done->elements[0].error->what.find(reason), std::string::npos) << done->elements[0].error->what;
    }
  }
}

}  // namespace
}  // namespace muster::ameyo
