// What the provider for Ameyo makes of lists of groups, of which nobody knows what they look like.
#include <nlohmann/json.hpp>

#include "tests/providers/ameyo_fixture.h"

namespace muster::ameyo {
namespace {

using net::HttpRequest;
using net::HttpResponse;
using nlohmann::json;
using Outcome = std::optional<SpiedHttp::Outcome>;

constexpr const char* kGroups = "GET /group/getAllAvailableGroups";
constexpr const char* kSecondList = "GET /cc/usergroup/getAllContactCenterUserGroupsOfContactCenter";

TEST(AmeyoObserve, AGroupHasItsManagersAndMembersByLogin) {
  Centre centre;
  ASSERT_TRUE(centre.observe());
  const auto* billing = centre.row(kGroup, "Billing");
  ASSERT_NE(billing, nullptr);
  EXPECT_EQ(billing->remote_id.view(), std::to_string(centre.world().find_group("Billing")->id));
  EXPECT_EQ(centre.set_of(kGroup, "Billing", kSupervisors), (Names{"blind", "mkos"}));
  EXPECT_EQ(centre.set_of(kGroup, "Billing", kAgents), centre.members_of("Billing"));
  EXPECT_EQ(centre.set_of(kGroup, "Sales EMEA", kAgents), centre.members_of("Sales EMEA")) << "105 is a login here";
}

TEST(AmeyoObserve, EveryFormOfTheListsOfGroupsIsTheSame) {
  const std::vector<std::function<void(sim::Quirks&)>> ways = {
      [](auto& quirks) { quirks.people_form = sim::PeopleForm::user_ids; },
      [](auto& quirks) { quirks.people_form = sim::PeopleForm::objects; },
      [](auto& quirks) { quirks.people_names = sim::PeopleNames::plain; },
      [](auto& quirks) {
        quirks.people_names = sim::PeopleNames::plain;
        quirks.people_form = sim::PeopleForm::objects;
      },
      [](auto& quirks) { quirks.groups_wrapped = true; },
      [](auto& quirks) { quirks.numbers_as_text = true; },
      [](auto& quirks) { quirks.shuffled_lists = true; },
      [](auto& quirks) { quirks.group_listing = sim::GroupListing::first_without_people; }};
  for (std::size_t i = 0; i < ways.size(); ++i) {
    Centre centre;
    ways[i](centre.world().quirks);
    const auto coverage = centre.observe();
    ASSERT_TRUE(coverage) << i;
    EXPECT_TRUE(coverage->entities.at(kGroup).complete) << i << coverage->entities.at(kGroup).why_not;
    EXPECT_EQ(centre.set_of(kGroup, "Billing", kSupervisors), (Names{"blind", "mkos"})) << i;
    for (const char* group : {"Billing", "Support", "Retention & Care", "Logistik Süd"}) {
      EXPECT_EQ(centre.set_of(kGroup, group, kAgents), centre.members_of(group)) << i << group;
    }
  }
}

TEST(AmeyoObserve, WithoutTheLicenceForGroupsTheUsersGoOn) {
  Centre centre;
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (request.target.find("isGroupHierarchyLicenseEnabled") != std::string::npos) {
      return SpiedHttp::Outcome(HttpResponse(200, "false"));
    }
    if (request.target.find("getAllAvailableGroups") == std::string::npos) return std::nullopt;
    return SpiedHttp::Outcome(HttpResponse(512, R"({"message":"group.not.enabled","status":512})"));
  };
  const auto coverage = centre.observe();
  ASSERT_TRUE(coverage) << coverage.error().what;
  EXPECT_TRUE(coverage->entities.at(kUser).complete);
  EXPECT_FALSE(coverage->entities.at(kGroup).complete);
  EXPECT_NE(coverage->entities.at(kGroup).why_not.find("the licence for the hierarchy of groups is not enabled"),
            std::string::npos)
      << coverage->entities.at(kGroup).why_not;
}

TEST(AmeyoObserve, TheSecondListIsAskedOnlyWhereTheFirstDoesNotTellTheMembers) {
  Centre centre;
  ASSERT_TRUE(centre.observe());
  EXPECT_EQ(centre.count(kSecondList), 0u);
  centre.world().quirks.group_listing = sim::GroupListing::first_without_people;
  centre.http->sent.clear();
  ASSERT_TRUE(centre.observe());
  EXPECT_EQ(centre.count(kGroups), 1u);
  EXPECT_EQ(centre.count(kSecondList), 1u);
}

TEST(AmeyoObserve, WhereNoListTellsTheMembersTheyAreNotKnown) {
  Centre centre;
  centre.world().quirks.group_listing = sim::GroupListing::first_without_people;
  centre.http->instead = [](const HttpRequest& request) -> Outcome {
    if (request.target.find("OfContactCenter") == std::string::npos) return std::nullopt;
    return SpiedHttp::Outcome(HttpResponse(404, ""));
  };
  const auto coverage = centre.observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities.at(kGroup).complete);
  EXPECT_EQ(centre.set_of(kGroup, "Billing", kAgents), std::nullopt);
  ASSERT_EQ(coverage->notes.size(), 1u);
  EXPECT_NE(coverage->notes[0].find("who is in the groups of desk is not known"), std::string::npos);
}

TEST(AmeyoObserve, OneUnreadableGroupDoesNotLowerTheOthers) {
  const std::vector<std::pair<std::string, bool>> elements = {{R"({"name":"Odd"})", true},
                                                              {R"({"id":9,"name":"Odd","users":7})", true},
                                                              {"null", false},
                                                              {R"({"id":9})", false}};
  for (const auto& [element, named] : elements) {
    Centre centre;
    centre.http->after = [&](const HttpRequest& request, HttpResponse& response) {
      if (request.target.find("getAllAvailableGroups") == std::string::npos) return;
      auto groups = json::parse(response.body);
      groups.push_back(json::parse(element));
      response.body = groups.dump();
    };
    const auto coverage = centre.observe();
    ASSERT_TRUE(coverage) << element;
    EXPECT_EQ(centre.table.rows(kGroup).size(), 5u) << element;
    EXPECT_EQ(coverage->unreadable.size(), 1u) << element;
    EXPECT_EQ(coverage->entities.at(kGroup).complete, named) << element;
    EXPECT_TRUE(coverage->entities.at(kUser).complete) << element;
  }
}

TEST(AmeyoObserve, SomebodyNobodyKnowsLeavesTheListUnknownAndNotWrong) {
  Centre centre;
  centre.http->after = [](const HttpRequest& request, HttpResponse& response) {
    if (request.target.find("getAllAvailableGroups") == std::string::npos) return;
    auto groups = json::parse(response.body);
    groups[0]["ccUserIds"].push_back(987654);
    response.body = groups.dump();
  };
  const auto coverage = centre.observe();
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->entities.at(kGroup).complete);
  EXPECT_EQ(coverage->notes.size(), 1u);
  int unknown = 0;
  for (const auto& row : centre.table.rows(kGroup)) {
    unknown += Centre::set_in(centre.table, &row, kAgents) ? 0 : 1;
    EXPECT_TRUE(Centre::set_in(centre.table, &row, kSupervisors));
  }
  EXPECT_EQ(unknown, 1);
}

TEST(AmeyoObserve, TheSecondListOfGroupsIsAskedWhereTheFirstIsNotThere) {
  for (const bool second : {true, false}) {
    Centre centre;
    centre.http->instead = [&](const HttpRequest& request) -> Outcome {
      const bool is_first = request.target.find("getAllAvailableGroups") != std::string::npos;
      const bool is_second = request.target.find("OfContactCenter") != std::string::npos;
      if (!is_first && (second || !is_second)) return std::nullopt;
      return SpiedHttp::Outcome(HttpResponse(404, R"({"message":"requested.resource.not.found","status":404})"));
    };
    const auto coverage = centre.observe();
    ASSERT_TRUE(coverage);
    EXPECT_EQ(coverage->entities.at(kGroup).complete, second);
    EXPECT_EQ(centre.set_of(kGroup, "Billing", kAgents).has_value(), second);
    const auto group = centre.read("group", "Billing");
    EXPECT_EQ(group.has_value(), second);
    if (group) continue;
    EXPECT_NE(group.error().kind, core::ErrorKind::not_found) << "nothing says that the group is gone";
  }
}

}  // namespace
}  // namespace muster::ameyo
