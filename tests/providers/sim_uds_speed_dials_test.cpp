#include <gtest/gtest.h>

#include "tests/providers/sim_uds_site.h"

namespace muster::tests::uds_site {
namespace {

std::string dial(int index, const std::string& number, const std::string& label = "") {
  return "<speedDial><index>" + std::to_string(index) + "</index><number>" + number + "</number><label>" + label +
         "</label></speedDial>";
}
std::string dials(const std::string& inner) { return "<speedDials>" + inner + "</speedDials>"; }

TEST(SimUdsSpeedDials, AreShownWhereAllDevicesAgree) {
  Site site;
  site.world.quirks.shuffled = false;
  const auto same = site.get("bo.lind", "/speedDials");
  EXPECT_EQ(same.xml().name, "userSpeedDials");
  EXPECT_EQ(same.attribute("speedDials", "appliesToAllDevices"), "true");
  EXPECT_EQ(same.attribute("speedDials", "totalCount"), "2");
  EXPECT_EQ(same.count("speedDials", "speedDial"), 2U);
  EXPECT_EQ(same.count("devices", "device"), 2U);
  EXPECT_FALSE(same.has("<id>"));
  const auto different = site.get("zoe.amari", "/speedDials");
  EXPECT_EQ(different.attribute("speedDials", "appliesToAllDevices"), "false");
  EXPECT_EQ(different.attribute("speedDials", "totalCount"), "0");
  EXPECT_EQ(different.count("speedDials", "speedDial"), 0U);
  EXPECT_EQ(different.count("devices", "device"), 3U);
}

TEST(SimUdsSpeedDials, AreAddedOnAllDevices) {
  Site site;
  EXPECT_EQ(site.post("ibrandt", "/speedDials", dials(dial(1, "4001", "Desk"))).status, 201);
  for (const auto& device : site.user("ibrandt").devices) EXPECT_EQ(device.speed_dials.at(1).number, "4001");
  EXPECT_EQ(site.last("speedDials[1].number"), " -> 4001");
  EXPECT_EQ(site.last("devices[" + site.user("ibrandt").devices[1].name + "].speedDials[1].label"), " -> Desk");
  EXPECT_EQ(site.post("ibrandt", "/speedDials", dials(dial(1, "4002"))).status, 409);
}

TEST(SimUdsSpeedDials, AreReplacedOrUpserted) {
  Site site;
  EXPECT_EQ(site.put("bo.lind", "/speedDials", dials(dial(2, "4002"))).attribute("speedDials", "totalCount"), "1");
  EXPECT_EQ(site.last("speedDials[1].number"), "4001 -> ");
  site.world.quirks.speed_dial_put = uds::ListPut::upserts;
  EXPECT_EQ(site.put("bo.lind", "/speedDials", dials(dial(5, "4005"))).attribute("speedDials", "totalCount"), "2");
}

TEST(SimUdsSpeedDials, OverwriteDevicesThatDiffered) {
  Site site;
  const auto reply = site.put("zoe.amari", "/speedDials", dials(dial(1, "4001")));
  EXPECT_EQ(reply.attribute("speedDials", "appliesToAllDevices"), "true");
  EXPECT_EQ(site.user("zoe.amari").devices[2].speed_dials.size(), 1U);
}

TEST(SimUdsSpeedDials, KeepTheirIdAtTheirIndex) {
  Site site;
  const auto id = site.user("bo.lind").devices[0].speed_dials.at(1).id;
  (void)site.put("bo.lind", "/speedDials", dials(dial(1, "4009")));
  EXPECT_EQ(site.user("bo.lind").devices[0].speed_dials.at(1).id, id);
}

TEST(SimUdsSpeedDials, AreClearedByIndex) {
  Site site;
  EXPECT_EQ(site.del("bo.lind", "/speedDials?index=1").status, 204);
  for (const auto& device : site.user("bo.lind").devices) EXPECT_FALSE(device.speed_dials.contains(1));
  EXPECT_EQ(site.del("bo.lind", "/speedDials").status, 415);
  EXPECT_EQ(site.del("bo.lind", "/speedDials?index=x").status, 415);
}

TEST(SimUdsSpeedDials, NeedAnIndexAndANumber) {
  Site site;
  for (const std::string inner :
       {"<speedDial><number>1</number></speedDial>", "<speedDial><index>1</index></speedDial>",
        "<speedDial><index>0</index><number>1</number></speedDial>",
        "<speedDial><index>1</index><number>desk</number></speedDial>"}) {
    EXPECT_EQ(site.put("arook", "/speedDials", dials(inner)).status, 415) << inner;
  }
  EXPECT_EQ(site.put("arook", "/speedDials", dials(dial(1, "1") + dial(1, "2"))).status, 415) << "an index twice";
  EXPECT_EQ(site.put("arook", "/speedDials", "<userSpeedDials/>").status, 415) << "the root of the answer";
}

TEST(SimUdsSpeedDials, AreSetForNobodysDeviceWithoutAWord) {
  Site site;
  EXPECT_EQ(site.put("nokafor", "/speedDials", dials(dial(1, "4001"))).status, 200);
  EXPECT_EQ(site.get("nokafor", "/speedDials").attribute("speedDials", "totalCount"), "0");
}

TEST(SimUdsSpeedDials, AreReadAndReplacedOnOneDevice) {
  Site site;
  const auto path = site.device_path("bo.lind") + "/speedDials";
  const auto list = site.get("bo.lind", path);
  EXPECT_EQ(list.count("", "speedDial"), 2U);
  EXPECT_NE(list.at("speedDial/id"), "-");
  EXPECT_EQ(site.get("bo.lind", path + "?index=3").at("speedDial/number"), "+49 30 5550100");
  EXPECT_EQ(site.get("bo.lind", path + "?number=4001").count("", "speedDial"), 1U);
  EXPECT_EQ(site.put("bo.lind", path, dials(dial(7, "4007"))).count("", "speedDial"), 1U);
  EXPECT_EQ(site.user("bo.lind").devices[1].speed_dials.size(), 2U) << "the other device";
  EXPECT_EQ(site.get("bo.lind", "/speedDials").attribute("speedDials", "appliesToAllDevices"), "false");
  EXPECT_EQ(site.post("bo.lind", path, dials(dial(8, "4008"))).status, 201);
  EXPECT_EQ(site.post("bo.lind", path, dials(dial(8, "4008"))).status, 409);
  EXPECT_EQ(site.del("bo.lind", path).status, 405) << "the page knows no DELETE here";
}

TEST(SimUdsSpeedDials, AreWrittenOneByOneWithoutAnId) {
  Site site;
  const auto path = site.device_path("bo.lind") + "/speedDial";
  const auto id = site.user("bo.lind").devices[0].speed_dials.at(1).id;
  EXPECT_EQ(site.get("bo.lind", path + "/" + id).at("index"), "1");
  EXPECT_EQ(site.get("bo.lind", path + "/none").status, 404);
  EXPECT_EQ(site.put("bo.lind", path + "/" + id, dial(1, "4100")).status, 405) << "not with an id";
  EXPECT_EQ(site.put("bo.lind", path, dial(1, "4100", "New")).status, 204);
  EXPECT_EQ(site.user("bo.lind").devices[0].speed_dials.at(1).label, "New");
  EXPECT_EQ(site.put("bo.lind", path, "<speedDial><index>1</index><number>4101</number></speedDial>").status, 204);
  EXPECT_EQ(site.user("bo.lind").devices[0].speed_dials.at(1).label, "New") << "absent is unchanged";
  EXPECT_EQ(site.put("bo.lind", path, dial(1, "4101")).status, 204);
  EXPECT_EQ(site.user("bo.lind").devices[0].speed_dials.at(1).label, "") << "present and empty clears it";
  EXPECT_EQ(site.put("bo.lind", path, dial(9, "4109")).status, 404) << "nothing is there to change";
  EXPECT_EQ(site.post("bo.lind", path, dial(9, "4109")).status, 204);
  EXPECT_EQ(site.post("bo.lind", path, dial(9, "4109")).status, 409);
}

TEST(SimUdsSpeedDials, AreMovedToAFreeIndexAlone) {
  Site site;
  const auto path = site.device_path("bo.lind") + "/speedDial";
  const auto id = site.user("bo.lind").devices[0].speed_dials.at(1).id;
  const auto moved = [&](int index) {
    return "<speedDial><id>" + id + "</id><index>" + std::to_string(index) +
           "</index><number>4001</number></speedDial>";
  };
  EXPECT_EQ(site.put("bo.lind", path, moved(3)).status, 409);
  EXPECT_EQ(site.put("bo.lind", path, moved(4)).status, 204);
  EXPECT_FALSE(site.user("bo.lind").devices[0].speed_dials.contains(1));
  EXPECT_TRUE(site.user("bo.lind").devices[0].speed_dials.contains(4));
}

}  // namespace
}  // namespace muster::tests::uds_site
