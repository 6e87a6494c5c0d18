#include <gtest/gtest.h>

#include "tests/providers/sim_gws_site.h"

namespace muster::tests {
namespace {

TEST(SimGwsDevices, MakesADeviceForANumberAndAssignsIt) {
  Site site;
  const auto id = site.add("mira");
  const auto reply = site.post("/users/" + id + "/devices", {{"phoneNumber", "3001"}});
  EXPECT_EQ(reply.code(), 0);
  EXPECT_TRUE(reply.json().contains("uri"));
  const auto listed = site.get("/users/" + id + "/devices?fields=*").json()["devices"];
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0]["phoneNumber"], "3001");
  EXPECT_EQ(site.get("/users/" + id + "/devices").count("uris"), 1U);
  EXPECT_EQ(site.get("/devices/" + reply.json()["id"].get<std::string>()).json()["device"]["phoneNumber"], "3001");
}

TEST(SimGwsDevices, TakesADeviceFromItsOwnerWithoutAWord) {
  for (const bool by_uri : {true, false}) {
    Site site;
    const auto loser = site.add("mira");
    const auto winner = site.add("bo");
    const auto uri = site.post("/users/" + loser + "/devices", {{"phoneNumber", "3001"}}).json()["uri"];
    const Json body = by_uri ? Json{{"uri", uri}} : Json{{"phoneNumber", "3001"}};
    EXPECT_EQ(site.post("/users/" + winner + "/devices", body).code(), 0);
    EXPECT_TRUE(site.user("mira").device_ids.empty());
    EXPECT_EQ(site.user("bo").device_ids.size(), 1U);
    EXPECT_EQ(site.world.log.back().from, "mira");
    EXPECT_EQ(site.get("/devices").count("uris"), 1U);
  }
}

TEST(SimGwsDevices, AssignsToAgentsAlone) {
  Site site;
  const auto id = site.add("lead", {"ROLE_SUPERVISOR"});
  EXPECT_EQ(site.post("/users/" + id + "/devices", {{"phoneNumber", "3001"}}).code(), 2);
  EXPECT_TRUE(site.world.devices.empty());
}

TEST(SimGwsDevices, RefusesWhatNamesNoDevice) {
  Site site;
  const auto path = "/users/" + site.add("mira") + "/devices";
  EXPECT_EQ(site.post(path, Json::object()).code(), 1);
  EXPECT_EQ(site.post(path, {{"phoneNumber", "desk"}}).code(), 10);
  EXPECT_EQ(site.post(path, {{"uri", "http://x/api/v2/devices/none"}}).code(), 6);
}

TEST(SimGwsDevices, FindsADeviceByNumber) {
  Site site(gws::sample_organisation());
  EXPECT_EQ(site.get("/devices?fields=*&phoneNumber=3901").count("devices"), 1U);
}

TEST(SimGwsDevices, HasNoCallToUnassignUnlessTheSiteSaysSo) {
  Site site;
  const auto id = site.add("mira");
  const auto device = site.post("/users/" + id + "/devices", {{"phoneNumber", "3001"}}).json()["id"].get<std::string>();
  const auto path = "/users/" + id + "/devices/" + device;
  EXPECT_EQ(site.del(path).status, 405);
  site.world.quirks.device_unassign = true;
  EXPECT_EQ(site.del(path).code(), 0);
  EXPECT_TRUE(site.user("mira").device_ids.empty());
  EXPECT_EQ(site.del(path).code(), 6);
}

TEST(SimGwsDevices, KeepsDropsOrProtectsTheDevicesOfADemotedAgent) {
  Site site;
  const auto id = site.add("mira");
  const Json demotion{{"roles", {"ROLE_SUPERVISOR"}}};
  site.post("/users/" + id + "/devices", {{"phoneNumber", "3001"}});
  site.world.quirks.demotion = gws::Demotion::refused;
  EXPECT_EQ(site.put("/users/" + id, demotion).code(), 2);
  site.world.quirks.demotion = gws::Demotion::keeps_devices;
  EXPECT_EQ(site.put("/users/" + id, demotion).code(), 0);
  EXPECT_EQ(site.user("mira").device_ids.size(), 1U);
  site.put("/users/" + id, {{"roles", {"ROLE_AGENT"}}});
  site.world.quirks.demotion = gws::Demotion::drops_devices;
  EXPECT_EQ(site.put("/users/" + id, demotion).code(), 0);
  EXPECT_TRUE(site.user("mira").device_ids.empty());
}

TEST(SimGwsDevices, FreesTheDevicesOfARemovedPerson) {
  Site site;
  const auto id = site.add("mira");
  site.post("/users/" + id + "/devices", {{"phoneNumber", "3001"}});
  site.del("/users/" + id);
  EXPECT_EQ(site.world.devices.begin()->second.owner_id, "");
  EXPECT_EQ(site.post("/users/" + site.add("bo") + "/devices", {{"phoneNumber", "3001"}}).code(), 0);
  EXPECT_EQ(site.world.log.back().from, "");
}

TEST(SimGwsSkills, ListsTheCatalogueWithLevelsAsText) {
  Site site(gws::sample_organisation());
  const auto skills = site.get("/skills?fields=*").json()["skills"];
  ASSERT_EQ(skills.size(), 6U);
  EXPECT_EQ(skills[0]["level"], "0");
  EXPECT_TRUE(skills[0].contains("description"));
  EXPECT_FALSE(skills[5].contains("description"));
  EXPECT_EQ(site.get("/skills/" + skills[0]["id"].get<std::string>()).json()["skill"]["name"], "billing");
}

TEST(SimGwsSkills, ShowsTheSkillsOfAPerson) {
  Site site(gws::sample_organisation());
  const auto path = "/users/" + site.user("bo.lind@acme.example").id + "/skills";
  const auto listed = site.get(path + "?fields=*").json()["skills"];
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(site.get(path + "/" + listed[0]["id"].get<std::string>()).json()["skill"], listed[0]);
  EXPECT_EQ(site.get(path + "/none").code(), 6);
  site.world.quirks.skill_level_as_text = false;
  EXPECT_TRUE(site.get(path + "?fields=*").json()["skills"][0]["level"].is_number());
}

TEST(SimGwsSkills, CannotBeWrittenUnlessTheSiteSaysSo) {
  Site site(gws::sample_organisation());
  const auto path = "/users/" + site.user("bo.lind@acme.example").id + "/skills";
  const auto& english = site.world.skills[5].id;
  const Json body{{"uri", "http://x/api/v2/skills/" + english}, {"level", 3}};
  EXPECT_EQ(site.post(path, body).status, 405);
  site.world.quirks.skill_writes = true;
  EXPECT_EQ(site.post(path, body).code(), 0);
  EXPECT_EQ(site.put(path + "/" + english, {{"level", 7}}).code(), 0);
  EXPECT_EQ(site.user("bo.lind@acme.example").skills[1].level, 7);
  EXPECT_EQ(site.del(path + "/" + english).code(), 0);
  EXPECT_EQ(site.user("bo.lind@acme.example").skills.size(), 1U);
}

}  // namespace
}  // namespace muster::tests
