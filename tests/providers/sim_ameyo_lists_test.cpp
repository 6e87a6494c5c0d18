#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/providers/sim_ameyo_site.h"

namespace muster::tests::ameyo_site {
namespace {

using namespace std::chrono_literals;
using ameyo::BadElement;

TEST(SimAmeyoLists, ShowTheWholeContactCentreAtOnce) {
  Site site;
  EXPECT_EQ(site.users().size(), 41U) << "forty people and muster; not those of the other centre";
  const auto shown = site.shown("blind");
  EXPECT_EQ(shown["ccUserId"], site.id("blind"));
  EXPECT_EQ(shown["skillIds"].size(), shown["skillLevelIds"].size());
  EXPECT_EQ(shown["maxAllowedLogins"], 2);
  EXPECT_EQ(shown["privilegePlanId"], 13);
  for (const auto* name : {"password", "userData", "description", "contactCenterId", "email"}) {
    EXPECT_FALSE(shown.contains(name)) << name;
  }
  EXPECT_TRUE(site.shown("mkos")["maxAllowedLogins"].is_null());
}

TEST(SimAmeyoLists, TakeACentre) {
  Site site;
  const std::string path = Site::kUsers;
  EXPECT_EQ(site.get(path + "?ccId=2").json().size(), 2U);
  EXPECT_EQ(site.get(path + "?ccId=acme").status, 404);
  EXPECT_EQ(site.get(path + "?info=true").status, 405);
  EXPECT_EQ(site.get(path + "?ccId=9").json(), Json::array()) << "a wrong centre looks like an empty one";
  site.world.quirks.unknown_center = ameyo::UnknownCenter::refused;
  EXPECT_EQ(site.get(path + "?ccId=9").status, 512);
}

TEST(SimAmeyoLists, FailAsAWholeForOneBrokenUser) {
  Site site;
  site.world.quirks.broken_skills = "arook";
  EXPECT_EQ(site.get(Site::kUsers).status, 500);
  EXPECT_TRUE(site.get(Site::kUsers).has("<html>"));
  site.world.quirks.html_500 = false;
  EXPECT_EQ(site.get(Site::kUsers).body, "");
  EXPECT_EQ(site.remove("arook").status, 512) << "still signed in";
  EXPECT_EQ(site.send(Method::post, "/session/terminateAllSessionsForUser", {{"userId", "arook"}}).status, 200);
  EXPECT_EQ(site.remove("arook").status, 200);
  EXPECT_EQ(site.get(Site::kUsers).status, 200);
}

TEST(SimAmeyoLists, MayHoldOneBadElement) {
  Site site;
  const auto last = [&](BadElement kind, const char* path) {
    site.world.quirks.bad_element = kind;
    return site.get(path).json().back();
  };
  for (const auto* path : {Site::kUsers, Site::kGroups}) {
    EXPECT_TRUE(last(BadElement::null, path).is_null());
    EXPECT_EQ(last(BadElement::number, path), 7);
    EXPECT_FALSE(last(BadElement::no_id, path).contains("ccUserId"));
    EXPECT_FALSE(last(BadElement::no_id, path).contains("groupId"));
    EXPECT_TRUE(last(BadElement::wrong_types, path).is_object());
  }
  EXPECT_EQ(last(BadElement::wrong_types, Site::kUsers)["userId"], 7);
  EXPECT_EQ(site.users().size(), 42U);
}

TEST(SimAmeyoLists, MayHoldATwinInAnotherCase) {
  Site site;
  site.world.quirks.case_twin = "arook";
  EXPECT_EQ(site.users().size(), 42U);
  EXPECT_EQ(site.shown("AROOK")["userName"], "Anselm Rook");
  EXPECT_NE(site.shown("AROOK")["ccUserId"], site.shown("arook")["ccUserId"]);
}

TEST(SimAmeyoLists, MayWriteNumbersAsText) {
  Site site;
  site.world.quirks.numbers_as_text = true;
  EXPECT_EQ(site.shown("blind")["maxAllowedLogins"], "2");
  EXPECT_EQ(site.shown("blind")["ccUserId"], std::to_string(site.id("blind")));
}

TEST(SimAmeyoLists, MayHaveFieldsThatNobodyDescribed) {
  Site site;
  EXPECT_TRUE(site.shown("arook").contains("autoWrapTime"));
  site.world.quirks.extra_fields = false;
  EXPECT_FALSE(site.shown("arook").contains("autoWrapTime"));
}

TEST(SimAmeyoLists, MayChangeTheirOrder) {
  Site site;
  const auto ordered = site.users();
  site.world.quirks.shuffled_lists = true;
  EXPECT_NE(site.users(), ordered);
  EXPECT_NE(site.users(), site.users());
  EXPECT_EQ(site.users().size(), ordered.size());
}

TEST(SimAmeyoLists, ShowEveryUserOfTheSystem) {
  Site site;
  EXPECT_EQ(site.send(Method::del, "/cc/removeUser?userId=mriva").status, 200);
  const auto everybody = site.get("/cc/contactCenterHierarchy/getAllUsers").json();
  EXPECT_EQ(everybody.size(), 43U);
  const auto found = std::ranges::find_if(everybody, [](const Json& user) { return user["userID"] == "mriva"; });
  ASSERT_NE(found, everybody.end());
  EXPECT_TRUE((*found)["contactCenterId"].is_null());
  EXPECT_TRUE(site.shown("mriva").is_null()) << "the centre's own list lost them";
}

TEST(SimAmeyoLists, ShowTheCentres) {
  Site site;
  const auto centers = site.get("/cc/contactCenters/getAllContactCenters").json();
  ASSERT_EQ(centers.size(), 2U);
  EXPECT_EQ(centers[0]["contactCenterUserIds"]["arook"], site.id("arook"));
  EXPECT_EQ(centers[1]["contactCenterUserIds"].size(), 2U);
}

TEST(SimAmeyoLists, LagBehindWrites) {
  Site site;
  site.world.quirks.visibility_lag = 2s;
  EXPECT_EQ(site.update("ibrandt", {{"userName", "Ilka B."}}).status, 200);
  EXPECT_EQ(site.remove("mriva").status, 200);
  EXPECT_EQ(site.shown("ibrandt")["userName"], "Ilka Brandt");
  EXPECT_FALSE(site.shown("mriva").is_null());
  site.now += 2s;
  EXPECT_EQ(site.shown("ibrandt")["userName"], "Ilka B.");
  EXPECT_TRUE(site.shown("mriva").is_null());
}

TEST(SimAmeyoLists, ShowCampaignsAndQueuesForReadingAlone) {
  Site site;
  EXPECT_EQ(site.get("/cc/processes/getAllProcesses").json().size(), 2U);
  EXPECT_EQ(site.get("/cc/campaigns/getAllCampaigns").json().size(), 3U);
  const auto members = site.get("/cc/campaignUsers/getByCampaign?campaignId=1").json();
  ASSERT_FALSE(members.empty());
  EXPECT_NE(members[0]["campaignUserId"], members[0]["ccUserId"]);
  EXPECT_EQ(site.get("/cc/agentQueues/getByCampaign?campaignId=1&info=false").json().size(), 2U);
  EXPECT_EQ(site.get("/cc/agentQueueUsers/getByAgentQueue?agentQueueId=11").json().size(), members.size());
  EXPECT_EQ(site.get("/cc/hybrid/campaigns/getAssignedByUserId?userId=arook").json().size(), 2U);
  EXPECT_EQ(site.send(Method::post, "/cc/agentQueues", Json::object()).status, 404);
}

TEST(SimAmeyoLists, RefuseCampaignsThatAreNotThere) {
  Site site;
  EXPECT_EQ(site.get("/cc/campaignUsers/getByCampaign?campaignId=9").status, 512);
  EXPECT_EQ(site.get("/cc/campaignUsers/getByCampaign").status, 400);
  EXPECT_EQ(site.get("/cc/agentQueueUsers/getByAgentQueue?agentQueueId=9").status, 512);
  const std::string path = "/cc/hybrid/campaigns/getAssignedByUserId?userId=";
  EXPECT_TRUE(site.get(path + "nobody").has("user.not.found"));
  EXPECT_TRUE(site.get(path + "mkos").has("user.not.assigned.to.any.campaign"));
}

}  // namespace
}  // namespace muster::tests::ameyo_site
