#include <gtest/gtest.h>

#include "tests/providers/sim_ameyo_site.h"

namespace muster::tests::ameyo_site {
namespace {

using ameyo::Assignments;
using ameyo::GroupListing;
using ameyo::HierarchyLicence;
using ameyo::IdKind;
using ameyo::PeopleForm;

const Json kNothing = Json::object();

TEST(SimAmeyoGroups, ShowPeopleInSeveralForms) {
  Site site;
  const auto shown = site.shown_group("Billing");
  EXPECT_EQ(shown["ccManagerUserIds"], (Json{site.id("mkos"), site.id("blind")}));
  EXPECT_EQ(shown["ccUserIds"].size(), 7U);
  site.world.quirks.people_form = PeopleForm::user_ids;
  site.world.quirks.people_names = ameyo::PeopleNames::plain;
  EXPECT_EQ(site.shown_group("Billing")["managers"], (Json{"mkos", "blind"}));
  site.world.quirks.people_form = PeopleForm::objects;
  EXPECT_EQ(site.shown_group("Billing")["managers"][0]["userId"], "mkos");
  EXPECT_EQ(site.shown_group("Billing")["managers"][0]["ccUserId"], site.id("mkos"));
}

TEST(SimAmeyoGroups, AreListedByOneCallOrTheOther) {
  Site site;
  EXPECT_EQ(site.get(Site::kGroups).json().size(), 5U);
  EXPECT_EQ(site.get(Site::kCenterGroups).json(), site.get(Site::kGroups).json());
  site.world.quirks.group_listing = GroupListing::first_only;
  EXPECT_EQ(site.get(Site::kCenterGroups).status, 404);
  site.world.quirks.group_listing = GroupListing::second_only;
  EXPECT_EQ(site.get(Site::kGroups).status, 404);
  site.world.quirks.group_listing = GroupListing::first_without_people;
  EXPECT_FALSE(site.shown_group("Billing").contains("ccUserIds"));
  EXPECT_TRUE(site.shown_group("Billing", Site::kCenterGroups).contains("ccUserIds"));
}

TEST(SimAmeyoGroups, MayStandUnderAName) {
  Site site;
  site.world.quirks.groups_wrapped = true;
  EXPECT_EQ(site.get(Site::kGroups).json()["groups"].size(), 5U);
}

TEST(SimAmeyoGroups, AreCreatedWithWhoeverCanBeAssigned) {
  Site site;
  const auto reply = site.create_group("Night", {{"ccManagerUserIds", {site.id("mkos"), site.id("arook"), 9}},
                                                 {"ccUserIds", {site.id("arook"), "fober"}}});
  EXPECT_EQ(reply.status, 200) << "though not everybody is in it";
  EXPECT_TRUE(reply.json()["groupErrorReason"].is_null());
  EXPECT_EQ(reply.json()["managerAssignmentInGroupResponse"].size(), 2U);
  EXPECT_EQ(reply.json()["userAssignmentInGroupResponse"]["fober"], "user.not.found") << "that list wants numbers";
  EXPECT_FALSE(reply.json().contains("groupId"));
  EXPECT_EQ(site.group("Night").managers, std::set{site.id("mkos")});
  EXPECT_EQ(site.group("Night").members, std::set{site.id("arook")});
}

TEST(SimAmeyoGroups, NeedAManagerAndAFreeName) {
  Site site;
  const auto nobody = site.create_group("Night", {{"ccManagerUserIds", {site.id("arook")}}});
  EXPECT_EQ(nobody.status, 200);
  EXPECT_EQ(nobody.json()["groupErrorReason"], "group.manager.required");
  EXPECT_EQ(site.create_group("Sales EMEA").json()["groupErrorReason"], "group.name.already.exists");
  EXPECT_EQ(site.create_group("").status, 400);
  site.world.quirks.group_failure_512 = true;
  EXPECT_EQ(site.create_group("Sales EMEA").status, 512);
  EXPECT_TRUE(site.world.log.empty());
  site.world.quirks.managers_need_role = false;
  EXPECT_EQ(site.create_group("Night", {{"ccManagerUserIds", {site.id("arook")}}}).status, 200);
  EXPECT_NE(site.world.find_group("Night"), nullptr);
}

TEST(SimAmeyoGroups, MaySayTheNumberOfANewOne) {
  Site site;
  site.world.quirks.group_id_in_reply = true;
  const auto reply = site.create_group("Night").json();
  EXPECT_EQ(reply["groupId"], site.group("Night").id);
}

TEST(SimAmeyoGroups, AreChangedByDeltas) {
  Site site;
  const auto reply = site.modify_group("Billing", {{"assignUserIds", {"fober"}},
                                                   {"unassignUserIds", {"arook"}},
                                                   {"assignManagerUserIds", {"sdahl"}},
                                                   {"unassignManagerIds", {site.id("blind")}},
                                                   {"description", "Invoices"}});
  EXPECT_EQ(reply.status, 200);
  const auto& group = site.group("Billing");
  EXPECT_TRUE(group.members.contains(site.id("fober")));
  EXPECT_TRUE(group.members.contains(site.id("zoe.amari"))) << "who is not named stays";
  EXPECT_FALSE(group.members.contains(site.id("arook")));
  EXPECT_EQ(group.managers, (std::set{site.id("mkos"), site.id("sdahl")}));
  EXPECT_EQ(group.description, "Invoices");
  ASSERT_EQ(site.world.log.size(), 1U);
  EXPECT_EQ(site.world.log[0].entity, "group");
  EXPECT_EQ(site.world.log[0].fields[0].field, "agents");
}

TEST(SimAmeyoGroups, WantAnotherKindOfIdInEachList) {
  Site site;
  const int number = site.id("fober");
  const auto said = site.modify_group("Billing", {{"assignUserIds", {number}}}).json();
  EXPECT_EQ(said["userAssignmentInGroupResponse"][std::to_string(number)], "user.not.found");
  site.world.quirks.member_ids = IdKind::cc_user_id;
  EXPECT_EQ(site.modify_group("Billing", {{"assignUserIds", {number, "sanand"}}}).status, 200);
  EXPECT_TRUE(site.group("Billing").members.contains(number));
  EXPECT_FALSE(site.group("Billing").members.contains(site.id("sanand")));
  site.world.quirks.manager_ids = IdKind::user_id;
  (void)site.modify_group("Billing", {{"assignManagerUserIds", {site.id("sdahl")}}});
  EXPECT_EQ(site.group("Billing").managers.size(), 2U);
  site.world.quirks.created_ids = IdKind::user_id;
  (void)site.create_group("Night", {{"ccManagerUserIds", {"mkos"}}, {"ccUserIds", {"fober"}}});
  EXPECT_EQ(site.group("Night").members, std::set{number});
}

TEST(SimAmeyoGroups, DoHalfOfWhatTheyAreAsked) {
  Site site;
  const Json change{{"assignUserIds", {"arook", "nobody", "fober"}}, {"unassignUserIds", {"sanand"}}};
  const auto said = site.modify_group("Billing", change).json()["userAssignmentInGroupResponse"];
  EXPECT_EQ(said, (Json{{"arook", "user.already.assigned.to.group"},
                        {"nobody", "user.not.found"},
                        {"sanand", "user.not.assigned.to.group"}}));
  EXPECT_TRUE(site.group("Billing").members.contains(site.id("fober")));
}

TEST(SimAmeyoGroups, SayOfEverybodyOrOfNobodyWhatBecameOfThem) {
  Site site;
  site.world.quirks.assignments = Assignments::everyone;
  const auto everyone = site.modify_group("Billing", {{"assignUserIds", {"fober", "nobody"}}}).json();
  EXPECT_EQ(everyone["userAssignmentInGroupResponse"], (Json{{"fober", "SUCCESS"}, {"nobody", "user.not.found"}}));
  site.world.quirks.assignments = Assignments::silent;
  const auto silent = site.modify_group("Billing", {{"assignUserIds", {"nobody"}}}).json();
  EXPECT_TRUE(silent["userAssignmentInGroupResponse"].is_null());
}

TEST(SimAmeyoGroups, KeepTheirLastManager) {
  Site site;
  const Json swap{{"unassignManagerIds", {"cweiss"}}, {"assignManagerUserIds", {"imandic"}}};
  site.world.quirks.unassigns_first = true;
  const auto said = site.modify_group("Logistik Süd", swap).json();
  EXPECT_EQ(said["managerAssignmentInGroupResponse"]["cweiss"], "group.manager.required");
  EXPECT_EQ(site.group("Logistik Süd").managers.size(), 2U);
  EXPECT_EQ(site.modify_group("Logistik Süd", {{"unassignManagerIds", {"cweiss"}}}).status, 200);
  site.world.quirks.unassigns_first = false;
  EXPECT_EQ(
      site.modify_group("Logistik Süd", {{"unassignManagerIds", {"imandic"}}, {"assignManagerUserIds", {"cweiss"}}})
          .json()["managerAssignmentInGroupResponse"],
      kNothing);
  EXPECT_EQ(site.group("Logistik Süd").managers, std::set{site.id("cweiss")});
}

TEST(SimAmeyoGroups, AreManagedByWhoHasTheRole) {
  Site site;
  const auto said = site.modify_group("Billing", {{"assignManagerUserIds", {"arook", "amoreau"}}}).json();
  EXPECT_EQ(said["managerAssignmentInGroupResponse"], (Json{{"arook", "user.type.cannot.manage.group"}}));
  EXPECT_TRUE(site.group("Billing").managers.contains(site.id("amoreau"))) << "a Group Manager";
}

TEST(SimAmeyoGroups, TakeAnotherNameUnlessItIsTaken) {
  Site site;
  EXPECT_EQ(site.modify_group("Billing", {{"name", "Support"}}).json()["groupErrorReason"],
            "group.name.already.exists");
  EXPECT_EQ(site.modify_group("Billing", {{"name", ""}}).status, 400);
  EXPECT_EQ(site.modify_group("Billing", {{"name", "Invoices"}}).status, 200);
  EXPECT_EQ(site.world.find_group("Billing"), nullptr);
}

TEST(SimAmeyoGroups, LoseADescriptionThatIsLeftOut) {
  Site site;
  const Json without{{"description", nullptr}};
  site.world.quirks.omitted = ameyo::Omitted::kept;
  (void)site.modify_group("Billing", without);
  EXPECT_EQ(site.group("Billing").description, "Desk of Billing");
  site.world.quirks.omitted = ameyo::Omitted::nulled;
  (void)site.modify_group("Billing", without);
  EXPECT_EQ(site.group("Billing").description, "");
}

TEST(SimAmeyoGroups, MayWantTheSessionInTheBody) {
  Site site;
  site.world.quirks.session_in_body = true;
  EXPECT_EQ(site.modify_group("Billing", kNothing).status, 400);
  EXPECT_EQ(site.modify_group("Billing", {{"sessionId", "another"}}).status, 512);
  EXPECT_EQ(site.modify_group("Billing", {{"sessionId", site.session}}).status, 200);
}

TEST(SimAmeyoGroups, MayHaveNoLicence) {
  Site site;
  EXPECT_EQ(site.get("/group/isGroupHierarchyLicenseEnabled").json(), true);
  EXPECT_EQ(site.modify_group("Billing", {{"assignChildGroupIds", {site.group("Support").id}}}).status, 200);
  EXPECT_EQ(site.group("Billing").children.size(), 1U);
  site.world.quirks.hierarchy_licence = HierarchyLicence::no_children;
  EXPECT_EQ(site.get("/group/isGroupHierarchyLicenseEnabled").json(), false);
  EXPECT_TRUE(site.create_group("Night", {{"childGroupIds", {21}}}).has("group.hierarchy.license.disabled"));
  EXPECT_EQ(site.create_group("Night", {{"childGroupIds", Json::array()}}).status, 200);
  site.world.quirks.hierarchy_licence = HierarchyLicence::no_groups;
  EXPECT_EQ(site.create_group("Late").status, 512);
  EXPECT_EQ(site.modify_group("Billing", kNothing).status, 512);
  EXPECT_EQ(site.send(Method::del, "/group/deleteContactCenterUserGroup?id=21").status, 512);
}

TEST(SimAmeyoGroups, AreRemovedByNumber) {
  Site site;
  const auto path = "/group/deleteContactCenterUserGroup?id=" + std::to_string(site.group("Billing").id);
  site.world.quirks.group_removal = ameyo::GroupRemoval::only_empty;
  EXPECT_TRUE(site.send(Method::del, path).has("group.has.users"));
  site.world.quirks.group_removal = ameyo::GroupRemoval::with_members;
  EXPECT_EQ(site.send(Method::del, path).status, 200);
  EXPECT_EQ(site.world.find_group("Billing"), nullptr);
  EXPECT_EQ(site.send(Method::del, path).status, 512);
  EXPECT_EQ(site.send(Method::del, "/group/deleteContactCenterUserGroup").status, 400);
}

TEST(SimAmeyoGroups, RefuseWhatIsNoList) {
  Site site;
  EXPECT_EQ(site.modify_group("Billing", {{"assignUserIds", "arook"}}).status, 512);
  EXPECT_EQ(site.modify_group("Billing", {{"groupId", 999}}).status, 512);
  EXPECT_EQ(site.modify_group("Billing", {{"assignChildGroupIds", {999}}}).status, 512);
  EXPECT_TRUE(site.world.log.empty());
}

}  // namespace
}  // namespace muster::tests::ameyo_site
